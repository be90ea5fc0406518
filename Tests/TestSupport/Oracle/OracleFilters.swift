import Foundation
import GraphQLExecution
import JSONBytes
import OrderedCollections
import SQLSyntax
import SchemaMapping

extension Oracle {
    /// Whether a row meets a filter, as `schema/README.md` reads.
    func meets(_ row: OracleRows.Row, _ filter: CoercedValue, of typeName: String) -> Bool {
        guard case .object(let members) = filter, let type = mapping.relationTypes[typeName] else {
            preconditionFailure("the oracle is given valid filters")
        }
        return members.allSatisfy { name, value in
            switch type.fields[name] {
            case .column(let leaf): meets(row[leaf.column.name.name], value, leaf, of: typeName)
            case .reference(let reference):
                rows(of: reference.targetType, matching: reference.keys, of: row)
                    .contains { meets($0, value, of: reference.targetType) }
            case .collection(let collection): meets(row, value, collection)
            case nil: combination(name, value) { meets(row, $0, of: typeName) }
            }
        }
    }

    private func combination(
        _ name: String, _ value: CoercedValue, _ holds: (CoercedValue) -> Bool
    ) -> Bool {
        switch (name, value) {
        case ("and", .list(let items)): items.allSatisfy(holds)
        case ("or", .list(let items)): items.contains(where: holds)
        case ("not", let item): !holds(item)
        default: preconditionFailure("the oracle knows no \(name)")
        }
    }

    private func meets(
        _ row: OracleRows.Row, _ value: CoercedValue, _ collection: Collection
    ) -> Bool {
        guard case .object(let members) = value else { return true }
        let rows = rows(of: collection, of: row)
        return members.allSatisfy { name, filter in
            switch name {
            case "some": rows.contains { meets($0, filter, of: collection.targetType) }
            case "none": !rows.contains { meets($0, filter, of: collection.targetType) }
            default: rows.allSatisfy { meets($0, filter, of: collection.targetType) }
            }
        }
    }

    private func meets(
        _ cell: OracleRows.Cell?, _ value: CoercedValue, _ leaf: BoundLeaf, of typeName: String
    ) -> Bool {
        guard case .object(let members) = value else { return true }
        return members.allSatisfy { name, operand in
            switch name {
            case "isNull": (cell?.text == nil) == (operand == .boolean(true))
            case "ne": cell?.text != operand.text
            case "notIn": !operand.texts.contains(cell?.text)
            default:
                cell?.text.map { self.holds(name, $0, operand, leaf.column, of: typeName) }
                    ?? false
            }
        }
    }

    /// A comparison of a value that is not null.
    private func holds(
        _ name: String, _ text: String, _ operand: CoercedValue, _ column: BoundColumn,
        of typeName: String
    ) -> Bool {
        func order() -> Int {
            rank(text, column, typeName) - rank(operand.text ?? "", column, typeName)
        }
        return switch name {
        case "eq": text == operand.text
        case "in": operand.texts.contains(text)
        case "lt": order() < 0
        case "lte": order() <= 0
        case "gt": order() > 0
        case "gte": order() >= 0
        case "startsWith": text.utf8.starts(with: (operand.text ?? "").utf8)
        case "hasEvery": Set(operand.texts).isSubset(of: items(text))
        case "hasSome": !Set(operand.texts).isDisjoint(with: items(text))
        default: isWithin(name, text, operand.text ?? "")
        }
    }

    /// The place of a value among those of its column; the oracle is given values that are there.
    private func rank(_ text: String, _ column: BoundColumn, _ typeName: String) -> Int {
        let cells = (data.rows[typeName] ?? []).compactMap { $0[column.name.name] }
        guard let cell = cells.first(where: { $0.text == text }) else {
            preconditionFailure("\(text) is no value of \(column.name)")
        }
        return cell.rank
    }

    private func items(_ text: String) -> Set<String?> {
        guard case .array(let items)? = try? parseJSON(text.utf8Span.span, limits: JSONLimits())
        else { return [] }
        return Set(
            items.map { item -> String? in
                if case .string(let text) = item { text } else { nil }
            })
    }

    /// Whether a day lies in the period of another, by the calendar of Foundation.
    private func isWithin(_ name: String, _ text: String, _ other: String) -> Bool {
        var calendar = Calendar(identifier: .iso8601)
        calendar.timeZone = .gmt
        guard let date = Self.date(text, calendar), let day = Self.date(other, calendar) else {
            return false
        }
        switch name {
        case "inWeekOf": return calendar.isDate(date, equalTo: day, toGranularity: .weekOfYear)
        case "inMonthOf": return calendar.isDate(date, equalTo: day, toGranularity: .month)
        case "inYearOf": return calendar.isDate(date, equalTo: day, toGranularity: .year)
        default:
            let end = calendar.date(byAdding: .year, value: 1, to: day) ?? day
            return date >= day && date < end
        }
    }

    private static func date(_ text: String, _ calendar: Calendar) -> Date? {
        let parts = text.split(separator: "-").compactMap { Int($0) }
        guard parts.count == 3 else { return nil }
        return calendar.date(
            from: DateComponents(year: parts[0], month: parts[1], day: parts[2]))
    }
}

extension CoercedValue {
    /// The text of a leaf, as a response writes it.
    var text: String? {
        switch self {
        case .boolean(let value): value ? "true" : "false"
        case .int(let value): String(value)
        case .float(let value): String(value)
        case .string(let text), .enumValue(let text): text
        case .custom(.string(let text)), .custom(.number(let text)): text
        case .null, .list, .object, .custom: nil
        }
    }

    fileprivate var texts: [String?] {
        if case .list(let items) = self { items.map(\.text) } else { [] }
    }
}
