import PostgresClient
import TestSupport
import Testing
import TransportProtocols

/// What SQL shows under the role and the context of a region, whatever the engine would have asked.
@Suite("Row-level security across a region")
struct RegionSecurityTests {
    private static let persons = ["office_person", "person", "regional_grant", "role_grant"]
    private static let roles: Set = [
        "ANALYST", "AUDITOR", "COMMITTEE_CHAIR", "COMMITTEE_MEMBER", "COORDINATOR", "DELEGATE",
        "ESCORT", "EVALUATOR", "OFFICER", "SCHOOL_HEAD",
    ]

    private let fixture: RegionFixture

    init() async throws {
        fixture = try await RegionFixture.shared()
    }

    /// A transaction of the API's session under a database role, with a context or without one.
    private func transaction(
        as role: String, _ principal: RequestPrincipal?,
        _ body: (AdministrationConnection) throws -> Void
    ) throws {
        let connection = try fixture.database.administration()
        try connection.execute("SET SESSION AUTHORIZATION mouwakaba_api")
        try connection.execute("SET ROLE \(role)")
        try connection.execute("BEGIN")
        if let principal { try begin(principal, connection) }
        try body(connection)
    }

    private func begin(
        _ principal: RequestPrincipal, _ connection: AdministrationConnection
    ) throws {
        _ = try connection.query(
            "SELECT * FROM access.begin_request($1::uuid, $2)",
            [principal.person, principal.office])
    }

    /// The rows of each table that is open.
    private func counts(_ connection: AdministrationConnection) throws -> [String: Int] {
        let tables = try connection.query(
            """
            SELECT c.relname FROM pg_catalog.pg_class c
            WHERE c.relnamespace = 'app'::regnamespace AND c.relkind IN ('r', 'p')
              AND has_any_column_privilege(c.oid, 'SELECT') ORDER BY 1
            """
        ).compactMap(\.first?.self)
        var counts: [String: Int] = [:]
        for table in tables {
            let answer = try connection.query("SELECT count(*) FROM app.\"\(table)\"")
            counts[table] = Int(answer.first?.first.flatMap { $0 } ?? "")
        }
        return counts
    }

    @Test(arguments: TestDatabase.regions)
    func `an analyst of a region sees all rows of its offices, and none of another`(
        region: String
    ) throws {
        let all = try fixture.database.administration()
        try transaction(as: "mouwakaba_region", fixture.analyst(of: region)) { connection in
            let seen = try counts(connection)
            for table in ["zone", "community", "school", "assignment", "visit"] {
                let own = try all.query(
                    """
                    SELECT count(*) FROM app.\(table) t JOIN app.office o ON o.id = t.office_id
                    WHERE o.region_code = $1
                    """, [region])
                #expect(own == [[seen[table].map(String.init)]], "\(table)")
                let foreign = try connection.query(
                    """
                    SELECT count(*) FROM app.\(table) WHERE office_id / 1000 <> $1::int
                    """, [region])
                #expect(foreign == [["0"]], "\(table)")
            }
            #expect(seen["region"] == 1)
            #expect(seen["school_year"] ?? 0 > 0)
            let codes = try connection.query("SELECT code FROM app.office ORDER BY id")
            #expect(
                try codes
                    == all.query(
                        "SELECT code FROM app.office WHERE region_code = $1 ORDER BY id", [region]))
        }
    }

    @Test func `persons are not there across a region, nor what leads to them`() throws {
        let analyst = try fixture.analyst(of: "01")
        let hidden =
            Self.persons.map { "SELECT count(*) FROM app.\($0)" } + [
                "SELECT count(escort_id) FROM app.visit", "SELECT max(advice) FROM app.visit",
                "SELECT count(person_id) FROM app.assignment", "SELECT * FROM app.visit",
            ]
        for sql in hidden {
            try transaction(as: "mouwakaba_region", analyst) { connection in
                #expect {
                    _ = try connection.query(sql)
                } throws: { error in
                    (error as? DatabaseError)?.sqlState == .insufficientPrivilege
                }
            }
        }
    }

    @Test
    func
        `the context of a region and the role of offices show nothing, nor the other way round`()
        throws
    {
        let delegate = try fixture.database.principal("DELEGATE", office: "01511")
        let analyst = try fixture.database.principal("ANALYST", office: "01511")
        let contexts: [(String, RequestPrincipal?)] = [
            ("mouwakaba_api", try fixture.analyst(of: "01")), ("mouwakaba_api", nil),
            ("mouwakaba_region", delegate), ("mouwakaba_region", analyst),
            ("mouwakaba_region", nil),
            ("mouwakaba_region", try fixture.database.principal(nil, office: "01511")),
            ("mouwakaba_region", try RequestPrincipal(person: delegate.person, office: "09")),
        ]
        for (role, principal) in contexts {
            try transaction(as: role, principal) { connection in
                let counts = try counts(connection)
                #expect(counts.count >= 8)
                #expect(counts.values.allSatisfy { $0 == 0 }, "\(role): \(counts)")
            }
        }
    }

    @Test func `a context replaces the one before, and ends with its transaction`() throws {
        let delegate = try fixture.database.principal("DELEGATE", office: "01511")
        try transaction(as: "mouwakaba_region", fixture.analyst(of: "01")) { connection in
            let ids = "SELECT access.office_ids() IS NULL"
            #expect(try connection.query(ids) == [["f"]])
            try begin(delegate, connection)
            #expect(try connection.query(ids) == [["t"]])
            #expect(try counts(connection).values.allSatisfy { $0 == 0 })
            try begin(fixture.analyst(of: "09"), connection)
            #expect(
                try connection.query("SELECT min(id) / 1000, max(id) / 1000 FROM app.office")
                    == [["9", "9"]])
            try begin(fixture.database.principal(nil, office: "01511"), connection)
            #expect(try connection.query(ids) == [["t"]])
            try begin(fixture.analyst(of: "01"), connection)
            #expect(try connection.query(ids) == [["f"]])
            try connection.execute("COMMIT")
            #expect(try counts(connection).values.allSatisfy { $0 == 0 })
        }
    }

    /// Whoever the person and whatever the code: roles of a region never come with those of an
    /// office, nor offices of a region with an office.
    @Test func `roles and contexts of a region and of an office never mix`() throws {
        let connection = try fixture.database.administration()
        let rows = try connection.query(
            """
            SELECT DISTINCT char_length(c.code), b.roles, access.office_id() IS NULL,
                access.office_ids() IS NULL, b.office_known
            FROM app.person p
            CROSS JOIN (
                SELECT code FROM app.office WHERE code IN ('01511', '01571', '09581')
                UNION ALL SELECT code FROM app.region
            ) c
            CROSS JOIN LATERAL access.begin_request(p.id, c.code) b
            """)
        #expect(rows.contains { $0[0] == "2" && $0[1] == "{REGIONAL_ANALYST}" })
        #expect(rows.contains { $0[0] == "5" && $0[1] == "{DELEGATE}" })
        for row in rows {
            let roles = Set(
                (row[1] ?? "").dropFirst().dropLast().split(separator: ",").map(String.init))
            let isRegional = row[0] == "2" && !roles.isEmpty
            #expect(
                roles.isSubset(of: isRegional ? [RegionFixture.role, "REGION_PORTAL"] : Self.roles))
            #expect(row[2] == (row[0] == "5" && !roles.isEmpty ? "f" : "t"))
            #expect(row[3] == (isRegional ? "f" : "t"))
            #expect(row[4] == "t")
        }
    }

    @Test(arguments: [
        ("role_grant (office_id, person_id, role, valid_from)", "1511", "REGIONAL_ANALYST"),
        ("regional_grant (region_code, person_id, role, valid_from)", "'01'", "ANALYST"),
    ])
    func `no table takes the roles of the other`(columns: String, scope: String, role: String)
        throws
    {
        let person = try fixture.analyst(of: "09").person
        #expect {
            try fixture.database.administration().execute(
                "INSERT INTO app.\(columns) VALUES (\(scope), '\(person)', '\(role)', '2026-01-01')"
            )
        } throws: { error in
            (error as? DatabaseError)?.sqlState == "23514"
        }
    }

    @Test func `a regional caller can call no command`() throws {
        let call = """
            SELECT api.record_visit(id, '2026-11-02', 'FIELD', 'PRIMARY', 'SET_PRIORITIES',
                '{PLANNING}', 'HEAD', NULL) FROM (SELECT gen_random_uuid() AS id) school
            """
        try transaction(as: "mouwakaba_region", fixture.analyst(of: "01")) { connection in
            #expect {
                _ = try connection.query(call)
            } throws: { error in
                (error as? DatabaseError)?.sqlState == .insufficientPrivilege
            }
        }
        try transaction(as: "mouwakaba_api", fixture.analyst(of: "01")) { connection in
            #expect {
                _ = try connection.query(call)
            } throws: { error in
                (error as? DatabaseError)?.constraint == "escort_only"
            }
        }
    }

    @Test(arguments: [
        "INSERT INTO app.region SELECT * FROM app.region", "DELETE FROM app.visit",
        "ALTER TABLE app.visit DISABLE ROW LEVEL SECURITY", "SET ROLE mouwakaba_owner",
        "CREATE POLICY mine ON app.visit USING (true)",
        "SELECT access.begin_regional_request(NULL, '01')",
    ])
    func `the role of regions can neither write, nor own, nor become the owner`(sql: String) throws
    {
        try transaction(as: "mouwakaba_region", nil) { connection in
            #expect {
                try connection.execute(sql)
            } throws: { error in
                (error as? DatabaseError)?.sqlState == .insufficientPrivilege
            }
        }
    }

    /// Policies hold for whoever has a role's privileges, and `mouwakaba_api` must not have them.
    @Test func `the API's role has the privileges of regions only once it takes them on`() throws {
        let rows = try fixture.database.administration().query(
            """
            SELECT pg_has_role('mouwakaba_api', 'mouwakaba_region', 'USAGE'),
                pg_has_role('mouwakaba_api', 'mouwakaba_region', 'MEMBER'),
                pg_has_role('mouwakaba_region', 'mouwakaba_api', 'MEMBER')
            """)
        #expect(rows == [["f", "t", "f"]])
    }
}
