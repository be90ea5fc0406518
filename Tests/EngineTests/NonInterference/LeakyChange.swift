import PostgresClient
import TestSupport

/// A change of the database that makes it tell what is hidden, and how it is taken back.
struct LeakyChange: Sendable {
    let name: String
    /// Whether commands find it, and no questions.
    var isOfCommand = false
    private let apply: String
    private let undo: String

    func make(in twins: TwinDatabases) throws { try run(apply, twins) }
    func takeBack(in twins: TwinDatabases) throws { try run(undo, twins) }

    private func run(_ sql: String, _ twins: TwinDatabases) throws {
        for side in [twins.left, twins.right] { try side.administration().execute(sql) }
    }

    // MARK: Policies

    /// Each policy by which a table is read that asks about conflicts, asking no more.
    static func policies(_ connection: AdministrationConnection) throws -> [LeakyChange] {
        try connection.query(
            """
            SELECT c.relname, p.polname, pg_get_expr(p.polqual, p.polrelid)
            FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
            WHERE p.polcmd = 'r' AND c.relnamespace = 'app'::regnamespace
              AND pg_get_expr(p.polqual, p.polrelid)
                  ~ 'conflict\\.(entry_ids|session_ids|evaluated_project_ids)\\(\\)'
            ORDER BY 1
            """
        ).map { row in
            let (table, policy, condition) = (row[0] ?? "", row[1] ?? "", row[2] ?? "")
            let blind = condition.replacing(
                /conflict\.(entry_ids|session_ids|evaluated_project_ids)\(\)/,
                with: "NULL::uuid[]")
            let alter = "ALTER POLICY \(policy) ON app.\(table) USING"
            return LeakyChange(
                name: "policy of \(table)", apply: "\(alter) (\(blind))",
                undo: "\(alter) (\(condition))")
        }
    }

    // MARK: Functions

    /// Functions that run as whoever derives conflicts and see everything, saying too much.
    static func functions(_ connection: AdministrationConnection) throws -> [LeakyChange] {
        try [
            function(
                "a computed value", "conflict.own_conflicts(app.docket_entry)", connection
            ) { _ in
                """
                SELECT to_jsonb(count(*) FILTER (WHERE s.status = 'COUNTED')) FROM app.score s
                WHERE s.entry_id = entry.id
                """
            },
            function(
                "a computed value that is grouped by",
                "conflict.is_of_recused_community(app.ranking_line)", connection
            ) { _ in
                """
                SELECT bool_and(s.status = 'COUNTED') FROM app.score s
                WHERE s.entry_id = line.entry_id
                """
            },
        ]
    }

    /// Refusals that say what stands against a command, and too much.
    static func refusals(_ connection: AdministrationConnection) throws -> [LeakyChange] {
        try [
            function("a refused score", "conflict.guard_score()", connection) {
                $0.replacing(
                    "'entryId', NEW.entry_id,\n                'grounds'",
                    with: """
                        'entryId', NEW.entry_id, 'scores', (
                            SELECT sum(s.total) FROM app.score s WHERE s.entry_id = NEW.entry_id),
                        'grounds'
                        """)
            },
            function("a refused closing", "conflict.close_session(integer,uuid)", connection) {
                $0.replacing(
                    "jsonb_build_object('sessionId', session)",
                    with: """
                        jsonb_build_object('sessionId', session, 'rankings', (
                            SELECT json_agg(r.proposed_at ORDER BY r.id) FROM app.ranking r
                            WHERE r.session_id = session))
                        """)
            },
        ].map { change in
            var change = change
            change.isOfCommand = true
            return change
        }
    }

    /// A total that goes round the policies: a row is there or not by what is hidden of it.
    static func total(_ connection: AdministrationConnection) throws -> LeakyChange {
        let condition =
            try connection.query(
                """
                SELECT pg_get_expr(polqual, polrelid) FROM pg_policy
                WHERE polname = 'caller_reads' AND polrelid = 'app.docket_entry'::regclass
                """)[0][0] ?? ""
        let alter = "ALTER POLICY caller_reads ON app.docket_entry USING"
        return LeakyChange(
            name: "a total",
            apply: """
                CREATE FUNCTION conflict.counts(entry uuid) RETURNS boolean LANGUAGE sql
                    STABLE SECURITY DEFINER AS
                    'SELECT bool_and(s.status = ''COUNTED'') FROM app.score s
                    WHERE s.entry_id = entry';
                ALTER FUNCTION conflict.counts(uuid) OWNER TO mouwakaba_conflict;
                GRANT EXECUTE ON FUNCTION conflict.counts(uuid)
                    TO mouwakaba_api, mouwakaba_owner;
                \(alter) (\(condition) AND coalesce(conflict.counts(id), true))
                """,
            undo: "\(alter) (\(condition)); DROP FUNCTION conflict.counts(uuid)")
    }

    private static func function(
        _ name: String, _ signature: String, _ connection: AdministrationConnection,
        body: (String) -> String
    ) throws -> LeakyChange {
        let row = try connection.query(
            """
            SELECT pg_get_functiondef(oid), prosrc FROM pg_proc WHERE oid = $1::regprocedure
            """, [signature])[0]
        let (definition, source) = (row[0] ?? "", row[1] ?? "")
        let changed = body(source)
        precondition(changed != source, "the change of \(name) fits")
        return LeakyChange(
            name: name, apply: definition.replacing(source, with: changed), undo: definition)
    }
}
