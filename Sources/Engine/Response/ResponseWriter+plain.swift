import JSONBytes
import OperationPlanning
import PostgresClient

extension ResponseWriter {
    /// Writes a leaf that most rows have; false where it is null or has no JSON, and nothing is
    /// written then: `leaf` knows what to say.
    mutating func plain(_ leaf: PlainLeaf, of row: Row, _ field: ResponseField) -> Bool {
        if leaf.kind == .enumeration {
            return row.result.withValue(row.number, leaf.column) {
                plainValue($0, of: field.encodedValues)
            } ?? false
        }
        return plain(leaf, of: row.result, row.number)
    }

    /// The same for all but enums.
    mutating func plain(_ leaf: PlainLeaf, of result: PostgresResult, _ row: Int) -> Bool {
        switch leaf.kind {
        case .string:
            return result.withValue(row, leaf.column) { writer.appendString(utf8: $0) } != nil
        case .uuid:
            return result.withValue(row, leaf.column) { writer.appendUUID(bytes: $0) } != nil
        case .date:
            return plainDate(result.date(row, leaf.column))
        case .int:
            guard let number = result.int64(row, leaf.column), Int32(exactly: number) != nil
            else { return false }
            writer.append(integer: number)
        case .boolean:
            guard let value = result.bool(row, leaf.column) else { return false }
            writer.append(boolean: value)
        case .enumeration: return false
        }
        return true
    }

    private mutating func plainDate(_ days: Int32?) -> Bool {
        guard let days, let date = CivilDate(daysSince2000: days) else { return false }
        writer.appendDate(year: date.year, month: date.month, day: date.day)
        return true
    }

    private mutating func plainValue(_ name: Span<UInt8>, of values: [[UInt8]]) -> Bool {
        for value in values where isQuoted(name, value.span) {
            writer.append(raw: value)
            return true
        }
        return false
    }

    /// Whether a string of JSON, which has no escapes in an enum, is a text in quotes.
    func isQuoted(_ text: Span<UInt8>, _ string: Span<UInt8>) -> Bool {
        guard string.count == text.count + 2 else { return false }
        for index in text.indices where text[index] != string[index + 1] { return false }
        return true
    }
}
