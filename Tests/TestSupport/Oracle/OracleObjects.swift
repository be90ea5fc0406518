import GraphQLExecution
import GraphQLTypeSystem
import JSONBytes
import OperationPlanning
import OrderedCollections
import SQLSyntax
import SchemaMapping

typealias Arguments = OrderedDictionary<String, CoercedValue>

/// A row as an object of its type.
struct OracleRow: ResolvedObject {
    let row: OracleRows.Row
    let type: RelationType
    let oracle: Oracle

    var typeName: String { type.typeName }

    func value(of field: String, arguments: Arguments) -> ResolvedValue {
        switch type.fields[field] {
        case .column(let leaf):
            return leaf.encoding.value(of: row[leaf.column.name.name]?.text)
        case .reference(let reference):
            let found = oracle.rows(of: reference.targetType, matching: reference.keys, of: row)
            return oracle.object(found.first, of: reference.targetType)
        case .collection(let collection):
            let rows = oracle.rows(of: collection, of: row)
            return oracle.connection(rows, collection, arguments, on: typeName)
        case nil:
            preconditionFailure("a validated field is mapped")
        }
    }
}

/// A page of a collection.
struct OracleConnection: ResolvedObject {
    let typeName: String
    let collection: OracleCollection
    let page: [OracleCollection.Entry]
    let hasPreviousPage: Bool
    let hasNextPage: Bool
    let type: ConnectionType
    let oracle: Oracle

    func value(of field: String, arguments _: Arguments) -> ResolvedValue {
        switch field {
        case "nodes": .list(page.map { oracle.object($0.row, of: type.nodeType) })
        case "edges": .list(page.map { .object(OracleEdge(entry: $0, connection: self)) })
        case "pageInfo": .object(OraclePageInfo(connection: self))
        case "aggregate": aggregate
        default: .leaf(.number("\(collection.entries.count)"))
        }
    }
}

extension OracleConnection {
    /// Null where the caller may not see figures of so few rows.
    private var aggregate: ResolvedValue {
        let rows = collection.rows
        guard let node = oracle.mapping.relationTypes[type.nodeType],
            rows.count >= oracle.smallestGroup(type.nodeType) ?? 0
        else { return .null }
        return .object(OracleFigures(rows: rows, type: node, oracle: oracle))
    }
}

struct OracleEdge: ResolvedObject {
    let entry: OracleCollection.Entry
    let connection: OracleConnection

    var typeName: String { connection.type.edgeType }

    func value(of field: String, arguments _: Arguments) -> ResolvedValue {
        field == "cursor"
            ? ResolvedValue(connection.collection.cursor(of: entry))
            : connection.oracle.object(entry.row, of: connection.type.nodeType)
    }
}

struct OraclePageInfo: ResolvedObject {
    let connection: OracleConnection

    var typeName: String { "PageInfo" }

    func value(of field: String, arguments _: Arguments) -> ResolvedValue {
        switch field {
        case "hasNextPage": ResolvedValue(connection.hasNextPage)
        case "hasPreviousPage": ResolvedValue(connection.hasPreviousPage)
        case "startCursor": ResolvedValue(connection.page.first.map(connection.collection.cursor))
        default: ResolvedValue(connection.page.last.map(connection.collection.cursor))
        }
    }
}

extension LeafEncoding {
    /// A column's text as the value that a response shows.
    func value(of text: String?) -> ResolvedValue {
        guard let text else { return .null }
        switch self {
        case .boolean: return ResolvedValue(text == "true")
        case .int, .float: return .leaf(.number(text))
        case .list(let item, _):
            guard case .array(let items)? = try? parseJSON(text.utf8Span.span, limits: JSONLimits())
            else { preconditionFailure("array_to_json gives an array") }
            return .list(items.map { item.value(of: $0.string) })
        case .json:
            guard let value = try? parseJSON(text.utf8Span.span, limits: JSONLimits())
            else { preconditionFailure("a column of JSON has JSON") }
            return value == .null ? .null : .leaf(value)
        case .string, .identifier, .date, .dateTime, .localTime, .decimal, .text, .enumeration:
            return ResolvedValue(text)
        }
    }
}

extension JSONValue {
    fileprivate var string: String? {
        if case .string(let text) = self { text } else { nil }
    }
}
