import Engine
import PostgresClient
import TestSupport
import Testing
import TransportProtocols

/// What operators of the platform see: which regions, offices and school years there are.
@Suite("Platform")
struct PlatformTests {
    private static let code = "00"

    private func operatorOfPlatform() async throws -> (TestDatabase, RequestPrincipal) {
        let database = try await TestDatabase.demonstration()
        return (database, try database.principal("PLATFORM", office: Self.code))
    }

    private func context(
        _ connection: AdministrationConnection, _ person: String, _ code: String = Self.code
    ) throws -> [[String?]] {
        try connection.query("SELECT * FROM access.begin_request($1::uuid, $2)", [person, code])
    }

    /// The rows that each table shows to a database role in the context of an operator.
    private func visibleRows(as role: String) async throws -> [String: Int] {
        let (database, principal) = try await operatorOfPlatform()
        let connection = try database.administration()
        try connection.execute("SET SESSION AUTHORIZATION mouwakaba_api; SET ROLE \(role); BEGIN")
        #expect(try context(connection, principal.person) == [["t", "{PLATFORM}"]])
        let tables = try connection.query(
            """
            SELECT c.relname FROM pg_catalog.pg_class c
            WHERE c.relnamespace = 'app'::regnamespace AND c.relkind IN ('r', 'p')
              AND has_any_column_privilege(c.oid, 'SELECT')
            """)
        var visible: [String: Int] = [:]
        for table in tables.compactMap(\.first?.self) {
            let count = try connection.query("SELECT count(*) FROM app.\"\(table)\"")[0][0]
            if let count, count != "0" { visible[table] = Int(count) }
        }
        return visible
    }

    @Test func `an operator sees rows of three tables of reference, and of no other`() async throws
    {
        let visible = try await visibleRows(as: "mouwakaba_region")
        #expect(visible.keys.sorted() == ["office", "region", "school_year"])
        #expect(visible["office"] == 82)
        #expect(visible["region"] == 12)
    }

    @Test func `the database role of offices shows an operator no row`() async throws {
        #expect(try await visibleRows(as: "mouwakaba_api").isEmpty)
    }

    @Test func `an operator is nobody in an office or a region`() async throws {
        let (database, principal) = try await operatorOfPlatform()
        let connection = try database.administration()
        for code in ["01511", "01"] {
            #expect(try context(connection, principal.person, code) == [["t", "{}"]])
        }
    }

    @Test(arguments: ["DELEGATE", "OFFICER", "ANALYST"])
    func `who has a role in an office is nobody on the platform`(role: String) async throws {
        let (database, _) = try await operatorOfPlatform()
        let person = try database.principal(role, office: "01511").person
        #expect(try context(try database.administration(), person) == [["t", "{}"]])
    }

    @Test(arguments: [
        ("access.today() - 9", "access.today() - 1", "{}"),
        ("access.today() - 9", "access.today()", "{PLATFORM}"),
        ("access.today()", "NULL", "{PLATFORM}"), ("access.today() + 1", "NULL", "{}"),
    ])
    func `the role begins and ends with its days`(
        first: String, last: String, roles: String
    ) async throws {
        let (database, _) = try await operatorOfPlatform()
        let person = try database.principal(nil, office: "01511").person
        let connection = try database.administration()
        try connection.execute("BEGIN")
        _ = try connection.query(
            """
            INSERT INTO app.platform_grant (person_id, valid_from, valid_to)
            VALUES ($1::uuid, \(first), \(last))
            """, [person])
        #expect(try context(connection, person) == [["t", roles]])
        try connection.execute("ROLLBACK")
    }

    @Test func `the platform asked for after a region leaves no office of the region readable`()
        async throws
    {
        let (database, principal) = try await operatorOfPlatform()
        let connection = try database.administration()
        try connection.execute("BEGIN")
        _ = try connection.query(
            """
            INSERT INTO app.regional_grant (region_code, person_id, role, valid_from)
            VALUES ('01', $1::uuid, 'REGIONAL_ANALYST', '2025-01-01')
            """, [principal.person])
        #expect(try context(connection, principal.person, "01") == [["t", "{REGIONAL_ANALYST}"]])
        #expect(try context(connection, principal.person) == [["t", "{PLATFORM}"]])
        #expect(try connection.query("SELECT access.office_ids()") == [[nil]])
        try connection.execute("ROLLBACK")
    }

    // MARK: Answers

    private func answer(_ document: String) async throws -> String {
        let fixture = try await EngineFixture.shared()
        let principal = try fixture.database.principal("PLATFORM", office: Self.code)
        return await fixture.engine.respond(
            to: GraphQLRequest(query: Array(document.utf8)), principal: principal
        ).text
    }

    @Test func `an operator lists the offices of a region`() async throws {
        let text = try await answer(
            """
            { regions(filter: { code: { eq: "08" } })
                { nodes { code offices { nodes { code } } } } }
            """)
        #expect(text.hasPrefix(#"{"data":{"regions":{"nodes":[{"code":"08","offices":{"nodes":["#))
    }

    @Test(arguments: [
        ("{ schools { totalCount } }", "Query.schools"),
        ("{ offices { nodes { communities { totalCount } } } }", "Office.communities"),
        ("{ visits { groups { count } } }", "Query.visits"),
        ("{ people { totalCount } }", "Query.people"),
    ])
    func `no field of an office's data is there for an operator`(
        document: String, field: String
    ) async throws {
        let text = try await answer(document)
        #expect(
            text.hasPrefix(
                #"{"errors":[{"message":"Your roles do not give access to \#(field).""#))
        #expect(text.hasSuffix(#""extensions":{"code":"FORBIDDEN"}}]}"#))
    }
}
