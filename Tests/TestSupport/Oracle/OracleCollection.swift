import GraphQLExecution
import JSONBytes
import OperationPlanning
import OrderedCollections
import SQLSyntax
import SchemaMapping

/// A term of an order, as the oracle compares rows by it.
struct OracleOrder {
    let column: BoundColumn
    let direction: OrderTerm.Direction
}

/// The rows of a collection in order, before any page is taken.
struct OracleCollection {
    let rows: [OracleRows.Row]
    let order: [OracleOrder]
    private let fingerprint: UInt64

    /// Sorts rows by the order asked for, or else the type's, and then by the primary key in the
    /// direction of the term before it; columns that tie the rows to one parent say nothing.
    init(
        _ rows: [OracleRows.Row], _ collection: Collection, mapping: SchemaMapping,
        asked: [(field: String, isDescending: Bool)], on typeName: String
    ) {
        let target = mapping.relationTypes[collection.targetType]
        let columns = mapping.connectionTypes[collection.connectionType]?.orderColumns ?? [:]
        var terms = asked.compactMap { term in
            columns[term.field].map {
                OracleOrder(
                    column: $0, direction: term.isDescending ? .descending : .ascending)
            }
        }
        if terms.isEmpty {
            terms = (target?.defaultOrder ?? []).map {
                OracleOrder(column: $0.column, direction: $0.direction)
            }
        }
        var seen = Set(collection.keys.map(\.target.name))
        var order = terms.filter { seen.insert($0.column.name).inserted }
        let direction = order.last?.direction ?? .ascending
        order += (target?.primaryKey ?? []).filter { seen.insert($0.name).inserted }
            .map { OracleOrder(column: $0, direction: direction) }
        self.order = order
        self.rows = rows.sorted { Self.precedes($0, $1, order) }
        fingerprint = OpaqueCursor.fingerprint(
            typeName, order.map { BoundOrder(column: $0.column, direction: $0.direction) })
    }

    private static func precedes(
        _ left: OracleRows.Row, _ right: OracleRows.Row, _ order: [OracleOrder]
    ) -> Bool {
        for term in order {
            let name = term.column.name.name
            let (first, second) = (left[name]?.rank ?? 0, right[name]?.rank ?? 0)
            if first != second { return (first < second) == (term.direction == .ascending) }
        }
        return false
    }

    func cursor(of row: OracleRows.Row) -> String {
        let values = order.map { row[$0.column.name.name]?.bytes ?? nil }
        let cursor = OpaqueCursor(fingerprint: fingerprint, values: values)
        return String(decoding: cursor.text, as: UTF8.self)
    }

    /// The rows after the row that a cursor was made of, which may belong to another parent.
    func after(
        _ row: OracleRows.Row, among rows: [OracleRows.Row]
    ) -> [OracleRows.Row] {
        rows.filter { Self.precedes(row, $0, order) }
    }

    /// The rows before the row that a cursor was made of.
    func before(
        _ row: OracleRows.Row, among rows: [OracleRows.Row]
    ) -> [OracleRows.Row] {
        rows.filter { Self.precedes($0, row, order) }
    }
}
