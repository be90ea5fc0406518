import JSONBytes
import PostgresClient
import SQLSyntax
import SchemaMapping
import TestSupport

/// The values that hidden rows have in either twin, as an administrator sees them, and some that
/// others have: where a question is about one of the former, a leak answers otherwise.
struct HiddenValues {
    /// Values by table and column, as PostgreSQL's JSON has them.
    private var values: [String: [String: [JSONValue]]] = [:]
    /// The keys of hidden rows that both twins have, and of those that only one has.
    private(set) var keys: [String: [String]] = [:]
    private(set) var commonKeys: [String: [String]] = [:]

    init(_ twins: TwinDatabases, _ hidden: HiddenRows, _ mapping: SchemaMapping) throws {
        let sides = try [twins.left, twins.right].map { try $0.administration() }
        for connection in sides { try connection.execute("SET timezone = 'UTC'") }
        for (table, condition) in hidden.conditions {
            let found = try sides.map {
                try Self.rows("app.\(table) t WHERE \(condition)", $0)
            }
            // Before and after in turn, so that the first few are of both.
            for index in 0..<max(found[0].count, found[1].count) {
                for rows in found where index < rows.count { note(rows[index], of: table) }
            }
            let keys = found.map { $0.compactMap { $0["id"]?.text } }
            self.keys[table] = Array(Set(keys[0] + keys[1])).sorted()
            commonKeys[table] = Array(Set(keys[0]).intersection(keys[1])).sorted()
        }
        for type in mapping.relationTypes.values where values[type.relation.name.name] == nil {
            let rows = try Self.rows("\(type.relation) t WHERE true LIMIT 40", sides[0])
            for row in rows { note(row, of: type.relation.name.name) }
        }
    }

    private static func rows(
        _ from: String, _ connection: AdministrationConnection
    ) throws -> [JSONValue] {
        try connection.query("SELECT to_jsonb(t) FROM \(from)").compactMap { row in
            try parseJSON(Array((row[0] ?? "").utf8).span, limits: JSONLimits())
        }
    }

    private mutating func note(_ row: JSONValue, of table: String) {
        guard case .object(let object) = row else { return }
        for member in object.members where member.value != .null {
            var known = values[table, default: [:]][member.name, default: []]
            if known.count < 24, !known.contains(member.value) { known.append(member.value) }
            values[table, default: [:]][member.name] = known
        }
    }

    /// Up to some values of a column.
    func of(_ column: String, in table: String, count: Int) -> [JSONValue] {
        Array((values[table]?[column] ?? []).prefix(count))
    }
}
