import PostgresClient
import SchemaMapping

/// Makes answers to commands comparable: what a twin made up for itself, a key or the instant of a
/// write, is told by the order in which it appears.
struct AnswerNormalizer {
    /// Keys that are older than the commands stay as they are.
    private let known: Set<String>
    private let started: String
    private var names: [String: String] = [:]

    init(_ fixture: SelectionFixture, known other: Set<String> = []) throws {
        let connection = try fixture.administration()
        let tables = try connection.query(
            """
            SELECT c.table_name FROM information_schema.columns c
            JOIN information_schema.tables t USING (table_schema, table_name)
            WHERE c.table_schema = 'app' AND t.table_type = 'BASE TABLE'
            AND c.column_name = 'id' AND c.data_type = 'uuid'
            """
        ).compactMap { $0[0] }
        known = try tables.reduce(into: other) { found, table in
            found.formUnion(
                try connection.query("SELECT id FROM app.\(table)").compactMap { $0[0] })
        }
        started =
            try connection.query(
                "SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS')"
            )[0][0] ?? ""
    }

    mutating func normalized(_ answer: String) -> String {
        var text = ""
        var rest = answer[...]
        let pattern =
            /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/
        while let match = rest.firstMatch(of: pattern) {
            text += rest[..<match.range.lowerBound]
            text += name(String(match.0))
            rest = rest[match.range.upperBound...]
        }
        return text + rest
    }

    private mutating func name(_ word: String) -> String {
        if word.contains("T") { return word >= started ? "now" : word }
        if known.contains(word) { return word }
        let name = names[word] ?? "#\(names.count)"
        names[word] = name
        return name
    }
}
