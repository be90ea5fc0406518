import PostgresClient
import TestSupport
import Testing

/// Attempts of whoever may send SQL as the role of the API, within and without a context.
@Suite("Breaker: SQL as the role of the API", .serialized)
struct DirectSQLTests {
    private static let prepared = Task { try await BreakerGround(database: "breaker_sql") }

    /// A connection that the role of the API has opened itself.
    private func connect() async throws -> AdministrationConnection {
        let database = try await Self.prepared.value.fixture.engine.database
        return try AdministrationConnection(connecting: database.writePoolOptions().conninfo)
    }

    /// A transaction in the context of somebody.
    private func begin(as person: String, office: String) async throws -> AdministrationConnection {
        let connection = try await connect()
        try connection.execute("BEGIN")
        _ = try connection.query(
            "SELECT * FROM access.begin_request($1::uuid, $2)", [person, office])
        return connection
    }

    @Test(arguments: [
        "INSERT INTO app.score (office_id, entry_id, person_id, points, total) "
            + "SELECT 9581, gen_random_uuid(), gen_random_uuid(), '{}', 1",
        "UPDATE app.score SET total = 20", "DELETE FROM app.recusal",
        "UPDATE app.visit SET escort_id = gen_random_uuid()", "TRUNCATE app.annulment",
        "DELETE FROM app.audit_entry", "UPDATE app.selection_session SET status = 'SCORING'",
        "INSERT INTO app.role_grant (office_id, person_id, role, valid_from) "
            + "VALUES (1511, gen_random_uuid(), 'DELEGATE', '2026-09-01')",
        "SET ROLE mouwakaba_owner", "SET ROLE mouwakaba_conflict", "SET ROLE mouwakaba_records",
        "SET SESSION AUTHORIZATION postgres", "ALTER ROLE mouwakaba_api BYPASSRLS",
        "ALTER TABLE app.score DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE app.score DISABLE TRIGGER ALL", "SET session_replication_role = replica",
        "CREATE FUNCTION public.leak(text) RETURNS boolean LANGUAGE sql AS 'SELECT true'",
        "CREATE FUNCTION app.leak(text) RETURNS boolean LANGUAGE sql AS 'SELECT true'",
        "CREATE TEMP TABLE mine (id int)", "SELECT pg_read_file('/etc/passwd')",
        "COPY app.score TO PROGRAM 'cat'", "SELECT lo_import('/etc/passwd')",
        "SELECT conflict.grounds(gen_random_uuid(), 1511, '{}', now()::date, 'SELECTION')",
        "SELECT conflict.weigh(1511, NULL)", "SELECT conflict.adopt_ranking(1511, NULL)",
        "SELECT records.figures(NULL, NULL, '2025-2026')", "SELECT app.verify_audit()",
        "SELECT salt FROM app.audit_entry", "SELECT digest FROM app.kept_answer",
        "SELECT * FROM app.audit_pending",
    ])
    func `a statement beyond reading and commands is refused`(sql: String) async throws {
        let connection = try await begin(
            as: BreakerGround.attacker, office: BreakerGround.attackersOffice)
        let error = #expect(throws: DatabaseError.self) { try connection.execute(sql) }
        #expect(error?.sqlState == .insufficientPrivilege, "\(error?.message ?? "")")
    }

    /// Whoever is in conflict asks with a condition that fails on what it must not see.
    @Test(arguments: [
        "SELECT count(*) FROM app.score WHERE 1 / (total - 15) > 0",
        "SELECT count(*) FROM app.score WHERE (comment || total)::integer = 0",
        "SELECT count(*) FROM app.ranking_line WHERE 1 / (mean - mean) > 0",
        "SELECT count(*) FROM app.vote WHERE 1 / length(choice) = choice::integer",
        "SELECT max(total) FROM app.score", "SELECT count(*) FROM app.minutes",
        "SELECT count(*) FROM app.audit_entry WHERE trail = 'EVALUATION'",
        "SELECT count(*) FROM pg_catalog.pg_stats WHERE schemaname = 'app'",
    ])
    func `a condition that fails on a hidden row tells nothing`(sql: String) async throws {
        for (person, office) in [
            (BreakerGround.attacker, BreakerGround.attackersOffice),
            (BreakerGround.conflicted, BreakerGround.office),
        ] {
            let connection = try await begin(as: person, office: office)
            let rows = try connection.query(sql)
            #expect(rows == [["0"]] || rows == [[nil]], "\(person)")
        }
    }

    @Test func `a transaction that would not see what others commit writes no fact and no score`()
        async throws
    {
        for isolation in ["REPEATABLE READ", "SERIALIZABLE"] {
            let ground = try await Self.prepared.value
            let connection = try await connect()
            let entry = ground.session.entries[1] ?? ""
            try connection.execute("BEGIN ISOLATION LEVEL \(isolation)")
            _ = try connection.query(
                "SELECT * FROM access.begin_request($1::uuid, $2)",
                [SelectionFixture.person(4), BreakerGround.office])
            let error = #expect(throws: DatabaseError.self) {
                try connection.query(
                    """
                    SELECT api.score($1::uuid, '{"BASIS": 1, "FEASIBILITY": 1}', NULL)
                    """, [entry])
            }
            #expect(error?.sqlState == "25000", "\(isolation)")
        }
    }

    @Test func `a forged context of no role shows no row, and its end leaves none`() async throws {
        let connection = try await connect()
        try connection.execute("SELECT set_config('mouwakaba.office_id', '1511', false)")
        for table in ["score", "visit", "project", "person", "audit_entry", "vote"] {
            #expect(
                try connection.query("SELECT count(*) FROM app.\(table)") == [["0"]], "\(table)")
        }
    }
}
