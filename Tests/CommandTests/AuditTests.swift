import PostgresClient
import TestSupport
import Testing
import TransportProtocols

@testable import mouwakaba

/// The trail of a database of its own, which each test leaves whole.
@Suite("Audit trail", .serialized)
struct AuditTests {
    private static let prepared = Task {
        try TestDatabase.fill(conninfo: TestDatabase.createEmpty("mouwakaba_test_audit"))
    }

    /// Begins a transaction of the API in the context of somebody of an office.
    private func begin(
        as role: String?, office: String = "01511"
    ) async throws -> AdministrationConnection {
        let database = try await Self.prepared.value
        let connection = try AdministrationConnection(
            connecting: database.writePoolOptions().conninfo)
        try begin(connection, as: database.principal(role, office: office).person, office)
        return connection
    }

    private func begin(
        _ connection: AdministrationConnection, as person: String, _ office: String = "01511"
    ) throws {
        try connection.execute("BEGIN")
        _ = try connection.query(
            "SELECT * FROM access.begin_request($1::uuid, $2)", [person, office])
    }

    private func administration() async throws -> AdministrationConnection {
        try await Self.prepared.value.administration()
    }

    private static let advice = "مشورة سرية لا تظهر"

    /// Records a visit in the connection's transaction.
    private func record(
        _ connection: AdministrationConnection, day: String? = nil
    ) async throws {
        let database = try await Self.prepared.value
        let escort = try database.principal("ESCORT", office: "01511")
        let place = try database.administration().query(
            """
            SELECT s.id, a.starts_on FROM app.assignment a
            JOIN app.school s ON (s.office_id, s.community_id) = (a.office_id, a.community_id)
            WHERE a.person_id = $1::uuid AND a.office_id = 1511 AND a.starts_on <= current_date
            AND s.has_primary ORDER BY a.starts_on DESC, s.id LIMIT 1
            """, [escort.person])[0]
        _ = try connection.query(
            """
            SELECT api.record_visit($1::uuid, $2::date, 'FIELD', 'PRIMARY', 'SET_PRIORITIES',
            '{PLANNING}', 'HEAD', $3)
            """, [place[0], day ?? place[1], Self.advice])
    }

    private func head() async throws -> Int {
        let rows = try await administration().query(
            "SELECT sequence FROM app.audit_head WHERE office_id = 1511 AND trail = 'OFFICE'")
        return Int(rows[0][0] ?? "") ?? -1
    }

    private func breaks() async throws -> [String] {
        try await AuditReport(reading: administration()).breaks
    }

    @Test func `a command writes its line in its transaction, without a value of the row`()
        async throws
    {
        let before = try await head()
        let connection = try await begin(as: "ESCORT")
        _ = try connection.query("SELECT set_config('mouwakaba.request_id', 'r-1', true)")
        try await record(connection)
        #expect(try await head() == before)
        try connection.execute("COMMIT")
        let escort = try await Self.prepared.value.principal("ESCORT", office: "01511").person
        let lines = try await administration().query(
            """
            SELECT e.sequence, e.person_id, e.session_name, e.operation, e.request_id, e.verb,
                e.table_name, v.advice, strpos(e::text, v.advice),
                e.digest = app.audit_digest(e.salt, to_jsonb(v))
            FROM app.audit_entry e JOIN app.visit v ON (v.office_id, v.id) = (e.office_id, e.row_id)
            WHERE e.office_id = 1511 AND e.trail = 'OFFICE' AND e.sequence > $1::bigint
            """, ["\(before)"])
        #expect(
            lines == [
                [
                    "\(before + 1)", escort, "mouwakaba_api", "record_visit", "r-1", "INSERT",
                    "visit", Self.advice, "0", "t",
                ]
            ])
        #expect(try await breaks() == [])
    }

    @Test func `what is refused or rolled back leaves no line and no gap`() async throws {
        let before = try await head()
        let connection = try await begin(as: "ESCORT")
        await #expect(throws: DatabaseError.self) {
            try await record(connection, day: "2099-01-01")
        }
        try connection.execute("COMMIT")
        #expect(try await head() == before)
        let person = try await Self.prepared.value.principal("ESCORT", office: "01511").person
        for end in ["ROLLBACK", "COMMIT"] {
            try begin(connection, as: person)
            try await record(connection)
            try connection.execute(end)
        }
        #expect(try await head() == before + 1)
        #expect(try await breaks() == [])
    }

    @Test func `commands of an office at the same time make one chain`() async throws {
        let before = try await head()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    let person = try await Self.prepared.value.principal(
                        "ESCORT", office: "01511"
                    ).person
                    let connection = try await begin(as: "ESCORT")
                    for _ in 0..<5 {
                        try await record(connection)
                        try await record(connection)
                        try connection.execute("COMMIT")
                        try begin(connection, as: person)
                    }
                    try connection.execute("ROLLBACK")
                }
            }
            try await group.waitForAll()
        }
        #expect(try await head() == before + 40)
        #expect(try await breaks() == [])
    }

    /// What a superuser does who disables the triggers, and what is found.
    private static let tampering: [(sql: String, found: [String])] = [
        (
            "UPDATE app.audit_entry SET operation = 'x' WHERE {1511} AND sequence = 3",
            ["01511: OFFICE:3: the line was altered"]
        ),
        (
            """
            UPDATE app.audit_entry SET operation = 'x' WHERE {1511} AND sequence = 3;
            UPDATE app.audit_entry e SET hash = app.audit_hash(e)
            WHERE {1511} AND sequence = 3
            """, ["01511: OFFICE:4: the line does not follow from the one before"]
        ),
        (
            "DELETE FROM app.audit_entry WHERE {1511} AND sequence IN (3, 4)",
            ["01511: OFFICE:3: the line is missing", "01511: OFFICE:4: the line is missing"]
        ),
        (
            "DELETE FROM app.audit_entry WHERE {9581} AND sequence >= {last}",
            ["09581: OFFICE:{last}: the line is missing"]
        ),
        (
            """
            INSERT INTO app.audit_entry
            SELECT (jsonb_populate_record(e, jsonb_build_object('sequence', {last} + 1))).*
            FROM app.audit_entry e WHERE {9581} AND sequence = {last}
            """,
            [
                "09581: OFFICE:{next}: the line does not follow from the one before",
                "09581: OFFICE:{next}: the line is beyond the head",
                "09581: OFFICE:{next}: the line was altered",
            ]
        ),
        (
            "UPDATE app.audit_head SET hash = repeat('f', 64) WHERE {9581}",
            ["09581: OFFICE:{last}: the head has another hash"]
        ),
    ]

    @Test(arguments: tampering.indices)
    func `whatever is altered, removed or added is found by its number`(index: Int) async throws {
        let connection = try await administration()
        let last = try connection.query(
            "SELECT sequence FROM app.audit_head WHERE (office_id, trail) = (9581, 'OFFICE')")
        let number = Int(last[0][0] ?? "") ?? -1
        func filled(_ text: String) -> String {
            ["1511", "9581"].reduce(text) {
                $0.replacing("{\($1)}", with: "(office_id, trail) = (\($1), 'OFFICE')")
            }
            .replacing("{last}", with: "\(number)").replacing("{next}", with: "\(number + 1)")
        }
        let (sql, found) = (
            filled(Self.tampering[index].sql), Self.tampering[index].found.map(filled)
        )
        try connection.execute("CREATE TEMPORARY TABLE kept AS SELECT * FROM app.audit_entry")
        try connection.execute("CREATE TEMPORARY TABLE heads AS SELECT * FROM app.audit_head")
        try connection.execute("SET session_replication_role = replica")
        try connection.execute(sql)
        let breaks = try await breaks()
        try connection.execute(
            """
            DELETE FROM app.audit_entry; INSERT INTO app.audit_entry SELECT * FROM kept;
            DELETE FROM app.audit_head; INSERT INTO app.audit_head SELECT * FROM heads;
            """)
        #expect(breaks == found)
        #expect(try await self.breaks() == [])
    }

    @Test func `a tail that was cut with the head is found by a line kept elsewhere`() async throws
    {
        let connection = try await administration()
        let hash =
            try connection.query(
                """
                SELECT hash FROM app.audit_entry
                WHERE (office_id, trail, sequence) = (9581, 'OFFICE', 8)
                """
            )[0][0]
            ?? ""
        let kept = try #require(KeptLine(argument: "OFFICE:8:\(hash)"))
        let other = try #require(KeptLine(argument: "OFFICE:7:\(hash)"))
        func breaks(_ kept: KeptLine) throws -> [String] {
            try AuditReport(reading: connection, office: "09581", expecting: kept).breaks
        }
        #expect(try breaks(kept) == [])
        #expect(try breaks(other) == ["09581: OFFICE:7: not the line kept"])
        #expect(KeptLine(argument: "OFFICE:0:\(hash)") == nil)
        #expect(KeptLine(argument: "OFFICE:8:\(hash.dropLast())") == nil)
        #expect(KeptLine(argument: "OTHER:8:\(hash)") == nil)
    }

    @Test func `the trail is append-only, for its owner and for administrators too`() async throws {
        let connection = try await administration()
        for role in ["NONE", "mouwakaba_owner"] {
            try connection.execute("SET ROLE \(role)")
            for statement in [
                "UPDATE app.audit_entry SET verb = 'DELETE'", "DELETE FROM app.audit_entry",
                "TRUNCATE app.audit_entry", "UPDATE app.audit_head SET sequence = 0",
                "DELETE FROM app.audit_head", "TRUNCATE app.audit_head",
            ] {
                let error = #expect(throws: DatabaseError.self) {
                    try connection.execute(statement)
                }
                #expect(error?.message == "The audit trail is append-only.", "\(statement)")
            }
        }
    }

    @Test func `the delegate and auditors read the lines of their office, and nobody else any`()
        async throws
    {
        try await administration().execute(
            """
            INSERT INTO app.role_grant (office_id, person_id, role, valid_from)
            SELECT 1511, person_id, 'AUDITOR', valid_from FROM app.role_grant
            WHERE office_id = 1511 AND role = 'ANALYST'
              AND NOT EXISTS (SELECT FROM app.role_grant WHERE role = 'AUDITOR') LIMIT 1
            """)
        let auditor = try await administration().query(
            "SELECT person_id FROM app.role_grant WHERE office_id = 1511 AND role = 'AUDITOR'")
        let offices = "SELECT DISTINCT office_id FROM app.audit_entry"
        let delegate = try await begin(as: "DELEGATE")
        #expect(try delegate.query(offices) == [["1511"]])
        try delegate.execute("ROLLBACK")
        try begin(delegate, as: auditor[0][0] ?? "")
        #expect(try delegate.query(offices) == [["1511"]])
        for role in ["OFFICER", "COORDINATOR", "ESCORT", "SCHOOL_HEAD", nil] {
            let connection = try await begin(as: role)
            #expect(try connection.query(offices) == [], "\(role ?? "none")")
        }
    }

    @Test func `the trail is a collection, its latest line first`() async throws {
        let fixture = try EngineFixture(try await Self.prepared.value)
        let document = """
            { auditEntries(filter: { trail: { eq: OFFICE }, sequence: { lte: "2" } }) { nodes { \
            sequence verb tableName rowCount columnNames person { id } } } }
            """
        let answer = try await fixture.respond(document).text
        #expect(
            answer == """
                {"data":{"auditEntries":{"nodes":[{"sequence":"2","verb":"INSERT",\
                "tableName":"community","rowCount":"5","columnNames":[],"person":null},\
                {"sequence":"1","verb":"INSERT","tableName":"zone","rowCount":"4",\
                "columnNames":[],"person":null}]}}}
                """)
        let refused = try await fixture.respond(document, role: "OFFICER").text
        #expect(refused.contains("FORBIDDEN") && !refused.contains("community"))
    }

    @Test func `callers read no salt and write no line`() async throws {
        for statement in [
            "SELECT salt FROM app.audit_entry", "SELECT * FROM app.audit_head",
            "INSERT INTO app.audit_pending DEFAULT VALUES", "DELETE FROM app.audit_entry",
        ] {
            let connection = try await begin(as: "DELEGATE")
            let error = #expect(throws: DatabaseError.self) { try connection.execute(statement) }
            #expect(error?.sqlState == .insufficientPrivilege, "\(statement)")
        }
    }
}
