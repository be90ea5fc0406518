package import GraphQLExecution
package import GraphQLTypeSystem
import JSONBytes
import OperationPlanning
package import OrderedCollections
import SQLSyntax
package import SchemaMapping

/// Answers operations from rows in memory, as specification and `schema/README.md` read literally:
/// what the answers through SQL are compared with.
///
/// It shares the executor of spec §6 with the server, and neither planning, SQL nor the writing of
/// rows.
package struct Oracle: ResolvedObject {
    let mapping: SchemaMapping
    let data: OracleRows
    private let introspection: IntrospectionRoot

    package init(_ mapping: SchemaMapping, _ data: OracleRows, visibility: SchemaVisibility) {
        self.mapping = mapping
        self.data = data
        introspection = IntrospectionRoot(mapping.schema, visibility: visibility)
    }

    package var schema: Schema { mapping.schema }
    package var typeName: String { schema.queryTypeName }

    package func value(
        of field: String, arguments: OrderedDictionary<String, CoercedValue>
    ) -> ResolvedValue {
        switch mapping.rootFields[field] {
        case .collection(let collection):
            return connection(
                data.rows[collection.targetType] ?? [], collection, arguments, on: typeName)
        case .lookup(let type, let keys):
            let found = data.rows[type]?.first { row in
                keys.allSatisfy { row[$0.column.name.name]?.text == arguments[$0.name]?.string }
            }
            return object(found, of: type)
        case nil:
            return introspection.value(of: field, arguments: arguments)
        }
    }

    func object(_ row: OracleRows.Row?, of typeName: String) -> ResolvedValue {
        guard let row, let type = mapping.relationTypes[typeName] else { return .null }
        return .object(OracleRow(row: row, type: type, oracle: self))
    }

    /// The rows of a type whose key has the values of a row; null has no equal.
    func rows(
        of type: String, matching keys: [KeyPair], of row: OracleRows.Row
    ) -> [OracleRows.Row] {
        let wanted = keys.map { ($0.target.name.name, row[$0.parent.name.name]?.text) }
        return (data.rows[type] ?? []).filter { candidate in
            wanted.allSatisfy { $0.1 != nil && candidate[$0.0]?.text == $0.1 }
        }
    }
}

extension Oracle {
    /// A page of some rows, as the arguments ask for it.
    func connection(
        _ rows: [OracleRows.Row], _ collection: Collection, _ arguments: Arguments,
        on typeName: String
    ) -> ResolvedValue {
        guard let type = mapping.connectionTypes[collection.connectionType] else { return .null }
        let ordered = OracleCollection(
            rows, collection, mapping: mapping, asked: arguments["orderBy"]?.orderTerms ?? [],
            on: typeName)
        let after = cursorRow(arguments["after"], collection, ordered)
        let before = cursorRow(arguments["before"], collection, ordered)
        var between = ordered.rows
        if let after { between = ordered.after(after, among: between) }
        if let before { between = ordered.before(before, among: between) }
        let last = arguments["last"]?.int
        let size = last ?? arguments["first"]?.int ?? PlanningLimits().pageSizeDefault
        let hasMore = between.count > size
        return .object(
            OracleConnection(
                typeName: collection.connectionType, collection: ordered,
                page: Array(last == nil ? between.prefix(size) : between.suffix(size)),
                hasPreviousPage: last == nil ? after != nil : hasMore,
                hasNextPage: last == nil ? hasMore : before != nil, type: type, oracle: self))
    }

    /// The row that a cursor was made of, among all rows of the type.
    private func cursorRow(
        _ argument: CoercedValue?, _ collection: Collection, _ ordered: OracleCollection
    ) -> OracleRows.Row? {
        guard let text = argument?.string else { return nil }
        let found = data.rows[collection.targetType]?.first { ordered.cursor(of: $0) == text }
        precondition(found != nil, "the oracle is given cursors of its own rows")
        return found
    }
}

extension CoercedValue {
    fileprivate var string: String? {
        switch self {
        case .string(let text), .custom(.string(let text)): text
        default: nil
        }
    }

    fileprivate var int: Int? {
        if case .int(let integer) = self { Int(integer) } else { nil }
    }

    /// `[{ name: DESC }]`.
    fileprivate var orderTerms: [(field: String, isDescending: Bool)] {
        guard case .list(let items) = self else { return [] }
        return items.compactMap { item in
            guard case .object(let fields) = item, let field = fields.elements.first else {
                return nil
            }
            return (field.key, field.value == .enumValue("DESC"))
        }
    }
}
