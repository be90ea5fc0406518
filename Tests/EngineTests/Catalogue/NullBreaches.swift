import PostgresClient

extension CatalogueSession {
    /// One way to break each NOT NULL of a column that is in no primary key.
    func nullBreaches() throws -> [Breach] {
        try connection.query(
            """
            SELECT c.oid::regclass, c.relname, a.attname, a.attgenerated
            FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
            WHERE a.attnotnull AND a.attnum > 0 AND c.relkind IN ('r', 'p')
            AND c.relnamespace = ANY (\(Self.namespaces)) AND NOT EXISTS (
                SELECT FROM pg_catalog.pg_index i
                WHERE i.indrelid = c.oid AND i.indisprimary AND a.attnum = ANY (i.indkey))
            ORDER BY 1, a.attnum
            """
        ).map { row in
            let (table, column) = (row[0] ?? "", row[2] ?? "")
            let rule = "\(row[1] ?? "").\(column)"
            let (relaxed, change) = NullsByHand.changes[rule] ?? ([], "\"\(column)\" = NULL")
            let relaxing = relaxed.map { "ALTER TABLE \(table) ALTER \($0) DROP NOT NULL;" }
            let attempts = try rows(of: table, max: 1).map {
                relaxing.joined() + "UPDATE \(table) SET \(change) WHERE ctid = '\($0)'"
            }
            return Breach(rule: rule, sqlState: "23502", change: change, attempts: attempts)
        }
    }
}

/// What leaves a generated column without a value, and the columns that would refuse it first:
/// they are let have none before.
enum NullsByHand {
    static let changes: [String: (relaxed: [String], change: String)] = [
        "community.search_text": (["name_ar"], "name_ar = NULL"),
        "school.search_text": (["name_ar"], "name_ar = NULL"),
        "person.full_name_ar": (["first_name_ar"], "first_name_ar = NULL"),
        "person.full_name_fr": (["first_name_fr"], "first_name_fr = NULL"),
        "person.search_text": (["first_name_ar", "full_name_ar"], "first_name_ar = NULL"),
        "record_submission.heads": ([], "figures = figures - 'heads'"),
        "record_submission.visits": ([], "figures = figures - 'visits'"),
        "record_submission.small_groups": ([], "figures = figures - 'smallGroups'"),
        "record_submission.workshops": ([], "figures = figures - 'workshops'"),
        "record_submission.strengths": ([], "figures = figures - 'strengths'"),
        "record_submission.weaknesses": ([], "figures = figures - 'weaknesses'"),
    ]
}
