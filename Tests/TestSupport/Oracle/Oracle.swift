package import GraphQLExecution
package import GraphQLTypeSystem
import JSONBytes
package import OperationPlanning
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
    let seal: CursorSeal
    /// The fewest rows of a type that the caller may see figures of.
    let smallestGroup: @Sendable (String) -> Int?
    /// The possible types of an abstract type that the caller may see, where not all are.
    let openTypes: @Sendable (String) -> [String]?
    private let introspection: IntrospectionRoot

    package init(
        _ mapping: SchemaMapping, _ data: OracleRows, visibility: SchemaVisibility,
        seal: CursorSeal, smallestGroup: @escaping @Sendable (String) -> Int?,
        openTypes: @escaping @Sendable (String) -> [String]?
    ) {
        self.mapping = mapping
        self.data = data.hiding(mapping, openTypes)
        self.seal = seal
        self.smallestGroup = smallestGroup
        self.openTypes = openTypes
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
        case .lookupOfMany(let type, let key):
            let keys = arguments[key.name]?.items ?? []
            return .list(
                keys.map { wanted in
                    let found = data.rows[type]?.first {
                        $0[key.column.name.name]?.text == wanted.string
                    }
                    return object(found, of: type)
                })
        case nil:
            return introspection.value(of: field, arguments: arguments)
        }
    }

    func object(_ row: OracleRows.Row?, of typeName: String) -> ResolvedValue {
        guard let row, let type = mapping.relationTypes[typeName] else { return .null }
        if let abstract = mapping.abstractTypes[typeName] {
            return object(row, of: abstract, typeName)
        }
        return .object(OracleRow(row: row, type: type, oracle: self))
    }

    /// The rows that a collection has of a row.
    func rows(of collection: Collection, of row: OracleRows.Row) -> [OracleRows.Row] {
        rows(
            of: collection.targetType, matching: collection.keys, through: collection.junction,
            of: row)
    }

    /// The rows of a type that a row has by its own keys or by those of a junction, each once.
    func rows(
        of type: String, matching keys: [KeyPair], through junction: Junction?,
        of row: OracleRows.Row
    ) -> [OracleRows.Row] {
        guard let junction else { return rows(of: type, matching: keys, of: row) }
        let tying = mapping.relationTypes.values.first { $0.relation == junction.relation }
        let ties = rows(
            of: tying?.typeName ?? junction.rowsName(matching: keys), matching: keys, of: row)
        return (data.rows[type] ?? []).filter { candidate in
            ties.contains { tie in
                junction.keys.allSatisfy {
                    tie[$0.parent.name.name]?.text == candidate[$0.target.name.name]?.text
                }
            }
        }
    }

    /// The object type's own row, as its type is the one that the row says; null where the caller
    /// may not see the type.
    private func object(
        _ row: OracleRows.Row, of abstract: AbstractType, _ typeName: String
    ) -> ResolvedValue {
        guard let name = row[abstract.typeColumn.name.name]?.text,
            openTypes(typeName)?.contains(name) ?? true,
            let reference = abstract.possibleTypes[name]
        else { return .null }
        return object(rows(of: name, matching: reference.keys, of: row).first, of: name)
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
        let filter = arguments["filter"]?.given
        let met = rows.filter { row in
            filter.map { meets(row, $0, of: collection.targetType) } ?? true
        }
        let asked = arguments["orderBy"]?.items ?? []
        let ordered = OracleCollection(met, collection, asked: asked, on: typeName, self)
        let all = OracleCollection(
            data.rows[collection.targetType] ?? [], collection, asked: asked, on: typeName, self)
        var between = ordered.entries
        if let after = entry(arguments["after"], all) {
            between = ordered.after(after, among: between)
        }
        if let before = entry(arguments["before"], all) {
            between = ordered.before(before, among: between)
        }
        let last = arguments["last"]?.int
        let size = last ?? arguments["first"]?.int ?? PlanningLimits().pageSizeDefault
        let hasMore = between.count > size
        return .object(
            OracleConnection(
                typeName: collection.connectionType, collection: ordered,
                page: Array(last == nil ? between.prefix(size) : between.suffix(size)),
                hasPreviousPage: last == nil ? arguments["after"]?.string != nil : hasMore,
                hasNextPage: last == nil ? hasMore : arguments["before"]?.string != nil,
                type: type, oracle: self))
    }

    /// The row that a cursor was made of, among all rows of the type.
    private func entry(
        _ argument: CoercedValue?, _ all: OracleCollection
    ) -> OracleCollection.Entry? {
        guard let text = argument?.string else { return nil }
        let found = all.entries.first { all.cursor(of: $0) == text }
        precondition(found != nil, "the oracle is given cursors of its own rows")
        return found
    }
}

extension CoercedValue {
    fileprivate var given: CoercedValue? { self == .null ? nil : self }

    fileprivate var items: [CoercedValue] {
        if case .list(let items) = self { items } else { [] }
    }

    fileprivate var string: String? {
        switch self {
        case .string(let text), .custom(.string(let text)): text
        default: nil
        }
    }

    fileprivate var int: Int? {
        if case .int(let integer) = self { Int(integer) } else { nil }
    }
}
