import JSONBytes
import OperationPlanning
import PostgresClient
import SchemaMapping

extension ResponseWriter {
    /// A leaf from a column: *CoerceResult* (spec §3.5) from PostgreSQL's binary format.
    mutating func leaf(
        _ leaf: BoundLeaf, column: Int, of row: Row, _ field: ResponseField
    ) -> Bool {
        guard !row.result.isNull(row.number, column) else { return nullOrError(field) }
        if leaf.encoding == .json { return json(leaf.column.type, column, row, field) }
        let problem: String? =
            switch leaf.encoding {
            case .float: float(row, column)
            case .identifier: integerIdentifier(row, column)
            case .dateTime: dateTime(row, column)
            case .localTime: localTime(row, column)
            case .decimal: decimal(row, column)
            case .text(let format): text(of: format, row, column)
            case .list(let item, let isItemNonNull): list(item, isItemNonNull, row, column)
            case .int: "Int cannot represent a number of more than 32 bits."
            case .date: "The date is not within the years 1 to 9999."
            case .enumeration: Self.unknownValue
            case .boolean, .string, .json:
                preconditionFailure("what is not null was written before")
            }
        guard let problem else { return true }
        report("\(field.coordinate): \(problem)", at: field)
        return false
    }

    private mutating func float(_ row: Row, _ column: Int) -> String? {
        let value = row.result.double(row.number, column) ?? 0
        return writer.append(double: value)
            ? nil : "Float cannot represent a value that is not finite."
    }

    /// A number in quotes; other identifiers are plain.
    private mutating func integerIdentifier(_ row: Row, _ column: Int) -> String? {
        writer.append(literal: "\"")
        writer.append(integer: row.result.int64(row.number, column) ?? 0)
        writer.append(literal: "\"")
        return nil
    }

    private mutating func list(
        _ item: LeafEncoding, _ isItemNonNull: Bool, _ row: Row, _ column: Int
    ) -> String? {
        writer.append(literal: "[")
        let texts = row.result.textArray(row.number, column) ?? []
        for (index, text) in texts.enumerated() {
            if index > 0 { writer.append(literal: ",") }
            if let problem = self.item(text, item, isItemNonNull) { return problem }
        }
        writer.append(literal: "]")
        return nil
    }

    private mutating func item(
        _ text: String?, _ encoding: LeafEncoding, _ isNonNull: Bool
    ) -> String? {
        guard let text else {
            writer.appendNull()
            return isNonNull ? "The list must not hold null." : nil
        }
        switch encoding {
        case .enumeration(let values): return append(text, of: values)
        case .text(let format): return append(text, of: format)
        default: writer.appendString(text)
        }
        return nil
    }

    private mutating func append(_ text: String, of values: Set<String>) -> String? {
        guard values.contains(text) else { return Self.unknownValue }
        writer.appendString(text)
        return nil
    }

    private static let unknownValue = "The value is none of the enum's."
}
