import PostgresClient

/// The tables that tell of evaluations, and how they lead to one another, by the catalogue of
/// PostgreSQL: so a table that is added later is covered by itself.
struct EvaluationTables {
    struct ForeignKey {
        let table: String
        /// The column of the key that is not the office.
        let column: String
        let target: String
    }

    struct Column {
        let name: String
        let type: String
        let isNullable: Bool
        let isKey: Bool
        let isForeign: Bool
        /// What a CHECK lists as its values; empty where none does.
        let values: [String]
    }

    /// What a session shows to whoever may see it: its docket and its committee, and who stepped
    /// back, which is said of a person and not of a project.
    private static let open: Set<String> = ["docket_entry", "committee_seat", "recusal"]

    /// Tables whose rows tell of the evaluation that their foreign keys lead to.
    let secret: [String]
    /// Tables about persons that are of the trail of evaluations; their rows are their persons'.
    let personal: [String]
    let foreignKeys: [ForeignKey]
    let columns: [String: [Column]]

    init(_ connection: AdministrationConnection) throws {
        let keys = try Self.readForeignKeys(connection)
        var secret = ["evaluation_mandate"]
        var found = true
        while found {
            let targets = Set(secret + ["docket_entry", "selection_session"])
            let next = Set(keys.filter { targets.contains($0.target) }.map(\.table))
                .subtracting(secret).subtracting(Self.open)
            secret += next.sorted()
            found = !next.isEmpty
        }
        self.secret = secret
        foreignKeys = keys
        let trail = try connection.query(
            """
            SELECT relname FROM pg_class WHERE relnamespace = 'app'::regnamespace
            AND relkind = 'r' AND app.audit_trail(relname::text) = 'EVALUATION' ORDER BY 1
            """
        ).compactMap { $0[0] }
        personal = trail.filter { !secret.contains($0) }
        var columns: [String: [Column]] = [:]
        for table in secret + personal + ["audit_entry"] {
            columns[table] = try Self.readColumns(of: table, keys, connection)
        }
        self.columns = columns
    }

    func foreignKeys(of table: String) -> [ForeignKey] {
        foreignKeys.filter { $0.table == table && $0.target != table }
    }

    /// The columns that say whose row it is: not those of who issued or invited.
    func persons(of table: String) -> [String] {
        foreignKeys(of: table).filter { $0.target == "person" && !$0.column.hasSuffix("_by_id") }
            .map(\.column)
    }

    private static func readForeignKeys(
        _ connection: AdministrationConnection
    ) throws -> [ForeignKey] {
        try connection.query(
            """
            SELECT t.relname, a.attname, f.relname
            FROM pg_constraint c
            JOIN pg_class t ON t.oid = c.conrelid
            JOIN pg_class f ON f.oid = c.confrelid
            JOIN pg_attribute a ON a.attrelid = t.oid
                AND a.attnum = c.conkey[cardinality(c.conkey)]
            WHERE c.contype = 'f' AND t.relnamespace = 'app'::regnamespace
            ORDER BY 1, 2, 3
            """
        ).map { ForeignKey(table: $0[0] ?? "", column: $0[1] ?? "", target: $0[2] ?? "") }
    }

    private static func readColumns(
        of table: String, _ keys: [ForeignKey], _ connection: AdministrationConnection
    ) throws -> [Column] {
        try connection.query(
            """
            SELECT a.attname, format_type(a.atttypid, NULL), NOT a.attnotnull,
                a.attnum = ANY (p.conkey), k.definition
            FROM pg_attribute a
            JOIN pg_constraint p ON p.conrelid = a.attrelid AND p.contype = 'p'
            LEFT JOIN LATERAL (
                SELECT pg_get_constraintdef(c.oid) AS definition FROM pg_constraint c
                WHERE c.conrelid = a.attrelid AND c.contype = 'c' AND c.conkey = ARRAY[a.attnum]
                  AND pg_get_constraintdef(c.oid) LIKE '%= ANY (ARRAY[%' LIMIT 1
            ) k ON true
            WHERE a.attrelid = ('app.' || $1)::regclass AND a.attnum > 0
              AND NOT a.attisdropped AND a.attgenerated = ''
            ORDER BY a.attnum
            """, [table]
        ).map { row in
            let name = row[0] ?? ""
            return Column(
                name: name, type: row[1] ?? "", isNullable: row[2] == "t", isKey: row[3] == "t",
                isForeign: keys.contains { $0.table == table && $0.column == name },
                values: (row[4] ?? "").matches(of: /'([^']*)'/).map { String($0.1) })
        }
    }
}
