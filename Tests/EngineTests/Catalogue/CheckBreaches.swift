import PostgresClient

extension CatalogueSession {
    /// The ways to break the CHECK constraints of all tables and domains: those of
    /// `ChecksByHand`, or what the definition tells.
    func checkBreaches() throws -> [Breach] {
        try connection.query(
            """
            SELECT conname, pg_get_constraintdef(oid), nullif(conrelid, 0)::regclass,
            nullif(contypid, 0)::regtype
            FROM pg_catalog.pg_constraint
            WHERE contype = 'c' AND connamespace = ANY (\(Self.namespaces)) ORDER BY 3, 4, 1
            """
        ).flatMap { row in
            let rule = row[0] ?? ""
            let told = row[3] == nil ? CheckDefinition.changes(row[1] ?? "") : []
            let changes = ChecksByHand.changes[rule] ?? told
            guard !changes.isEmpty else {
                return [Breach(rule: rule, sqlState: "23514", change: "nothing", attempts: [])]
            }
            let rows = try row[2].map { try self.rows(of: $0) }
            return changes.map { change in
                let cast = "SELECT (\(change))::\(row[3] ?? "")"
                let updates = rows?.map {
                    "UPDATE \(row[2] ?? "") SET \(change) WHERE ctid = '\($0)'"
                }
                return Breach(
                    rule: rule, sqlState: "23514", change: change, attempts: updates ?? [cast])
            }
        }
    }

    /// The project's namespaces, those of the migrations' own tables included.
    static let namespaces = """
        ARRAY(SELECT oid FROM pg_catalog.pg_namespace WHERE nspname NOT LIKE 'pg\\_%'
        AND nspname NOT IN ('information_schema', 'extensions'))
        """
}

/// What breaks a CHECK constraint, read from the usual forms of its definition.
enum CheckDefinition {
    /// A change for each bound, pattern and list that the definition has.
    static func changes(_ definition: String) -> [String] {
        words(definition) + texts(definition) + bounds(definition) + orders(definition)
    }

    private static func words(_ definition: String) -> [String] {
        let listed = definition.matches(of: #/"?(\w+)"? = ANY \(ARRAY/#).map(\.1)
        let only = definition.matches(of: #/^CHECK \(\((\w+) = '\w+'::text\)\)$/#).map(\.1)
        return (listed + only).map { "\"\($0)\" = 'NO_SUCH_WORD'" }
    }

    private static func texts(_ definition: String) -> [String] {
        let blank = definition.matches(of: #/btrim\((\w+)\) <> ''/#).map { "\"\($0.1)\" = ' '" }
        let long = definition.matches(of: #/char_length\((\w+)\) <= (\d+)/#)
            .map { "\"\($0.1)\" = repeat('x', \($0.2) + 1)" }
        let pattern = definition.matches(of: #/\((\w+) ~ '/#).map { "\"\($0.1)\" = '?'" }
        return blank + long + pattern
    }

    private static func bounds(_ definition: String) -> [String] {
        let least = definition.matches(of: #/(\w+)"? >= \(?(\d+)/#)
            .map { "\"\($0.1)\" = \($0.2) - 1" }
        let most = definition.matches(of: #/(\w+)"? <= \(?(\d+)/#)
            .map { "\"\($0.1)\" = \($0.2) + 1" }
        let positive = definition.matches(of: #/(\w+)"? > 0/#).map { "\"\($0.1)\" = 0" }
        return least + most + positive
    }

    private static func orders(_ definition: String) -> [String] {
        definition.matches(of: #/\((\w+) >= ([a-z]\w+)\)/#)
            .map { "\"\($0.1)\" = \($0.2) - interval '1 day'" }
    }
}
