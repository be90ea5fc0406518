import GraphQLExecution
import OperationPlanning
import SQLSyntax
import SchemaMapping

/// The rows of a collection in order, before any page is taken.
struct OracleCollection {
    /// A row and the values that it is ordered by.
    struct Entry {
        let row: OracleRows.Row
        let values: [OracleRows.Cell]
    }

    let entries: [Entry]
    private let order: [OrderKey]
    private let scope: CursorScope
    private let seal: CursorSeal

    var rows: [OracleRows.Row] { entries.map(\.row) }

    /// Sorts rows by the order asked for, or else the type's, and then by the primary key in the
    /// direction of the term before it; columns that tie the rows to one parent say nothing.
    init(
        _ rows: [OracleRows.Row], _ collection: Collection, asked: [CoercedValue],
        on typeName: String, _ oracle: Oracle
    ) {
        let target = oracle.mapping.relationTypes[collection.targetType]
        var terms = asked.map { oracle.orderKey($0, of: collection.targetType) }
        if terms.isEmpty {
            terms = (target?.defaultOrder ?? []).map {
                OrderKey(.column($0.column), $0.direction)
            }
        }
        let isTiedByColumns = collection.junction == nil
        var seen = Set(isTiedByColumns ? collection.keys.map { RowValue.column($0.target) } : [])
        var order = terms.filter { seen.insert($0.value).inserted }
        let direction = order.last?.direction ?? .ascending
        order += (target?.primaryKey ?? []).filter { seen.insert(.column($0)).inserted }
            .map { OrderKey(.column($0), direction) }
        self.order = order
        scope = CursorScope(typeName: typeName, order: order)
        seal = oracle.seal
        let unsorted = rows.map { row in
            Entry(row: row, values: order.map { oracle.cell(of: row, $0.value) })
        }
        entries = unsorted.sorted { [order] in Self.precedes($0, $1, order) }
    }

    private static func precedes(_ left: Entry, _ right: Entry, _ order: [OrderKey]) -> Bool {
        for (index, key) in order.enumerated() {
            let (first, second) = (left.values[index], right.values[index])
            switch (first.text, second.text) {
            case (nil, nil): continue
            case (nil, _): return key.nulls == .first
            case (_, nil): return key.nulls == .last
            default: break
            }
            if first.rank != second.rank {
                return (first.rank < second.rank) == (key.direction == .ascending)
            }
        }
        return false
    }

    func cursor(of entry: Entry) -> String {
        let text = seal.text(of: entry.values.map { $0.bytes }, scope: scope)
        return String(decoding: text, as: UTF8.self)
    }

    /// The rows after the row that a cursor was made of, which may belong to another parent.
    func after(_ entry: Entry, among entries: [Entry]) -> [Entry] {
        entries.filter { Self.precedes(entry, $0, order) }
    }

    /// The rows before the row that a cursor was made of.
    func before(_ entry: Entry, among entries: [Entry]) -> [Entry] {
        entries.filter { Self.precedes($0, entry, order) }
    }
}
