import PostgresClient
import TestSupport
import Testing
import TransportProtocols

/// What the API's role sees by SQL of its own, whatever the engine would have asked.
@Suite("Row-level security")
struct RowSecurityTests {
    private func asAPI() async throws -> AdministrationConnection {
        let database = try await TestDatabase.demonstration()
        let connection = try database.administration()
        try connection.execute("SET ROLE mouwakaba_api")
        return connection
    }

    private func tables(_ connection: AdministrationConnection) throws -> [String] {
        try connection.query(
            """
            SELECT c.relname FROM pg_catalog.pg_class c
            WHERE c.relnamespace = 'app'::regnamespace AND c.relkind IN ('r', 'p')
              AND has_table_privilege(c.oid, 'SELECT') ORDER BY 1
            """
        ).compactMap(\.first?.self)
    }

    private func counts(_ connection: AdministrationConnection) throws -> [String: Int] {
        var counts: [String: Int] = [:]
        for table in try tables(connection) {
            let answer = try connection.query("SELECT count(*) FROM app.\"\(table)\"")
            counts[table] = Int(answer.first?.first.flatMap { $0 } ?? "")
        }
        return counts
    }

    @Test func `without a context no row of any table is visible`() async throws {
        let connection = try await asAPI()
        let counts = try counts(connection)
        #expect(counts.count >= 9)
        #expect(counts.values.allSatisfy { $0 == 0 })
    }

    @Test func `a person without a role sees no row of any table`() async throws {
        let database = try await TestDatabase.demonstration()
        let principal = try database.principal(nil, office: "01511")
        let connection = try await asAPI()
        try connection.execute("BEGIN")
        _ = try connection.query(
            "SELECT * FROM access.begin_request($1::uuid, $2)",
            [principal.person, principal.office])
        #expect(try counts(connection).values.allSatisfy { $0 == 0 })
        try connection.execute("ROLLBACK")
    }

    @Test func `the context ends with its transaction`() async throws {
        let database = try await TestDatabase.demonstration()
        let principal = try database.principal("DELEGATE", office: "01511")
        let connection = try await asAPI()
        try connection.execute("BEGIN")
        _ = try connection.query(
            "SELECT * FROM access.begin_request($1::uuid, $2)",
            [principal.person, principal.office])
        #expect(try counts(connection)["school"] ?? 0 > 0)
        try connection.execute("COMMIT")
        #expect(try counts(connection).values.allSatisfy { $0 == 0 })
    }

    @Test(arguments: ["DELEGATE", "OFFICER", "ESCORT", "COORDINATOR", "SCHOOL_HEAD", "ANALYST"])
    func `no role sees a row of another office`(role: String) async throws {
        let database = try await TestDatabase.demonstration()
        let principal = try database.principal(role, office: "01511")
        let connection = try await asAPI()
        try connection.execute("BEGIN")
        _ = try connection.query(
            "SELECT * FROM access.begin_request($1::uuid, $2)",
            [principal.person, principal.office])
        for table in try tables(connection)
        where !["region", "school_year", "person"].contains(table) {
            let column = table == "office" ? "id" : "office_id"
            let foreign = try connection.query(
                "SELECT count(*) FROM app.\"\(table)\" WHERE \"\(column)\" <> 1511")
            #expect(foreign == [["0"]], "\(table)")
        }
        try connection.execute("ROLLBACK")
    }

    @Test(arguments: [
        "INSERT INTO app.region SELECT * FROM app.region",
        "UPDATE app.school SET name_fr = 'x'", "DELETE FROM app.visit",
        "ALTER TABLE app.visit DISABLE ROW LEVEL SECURITY", "DROP TABLE app.visit",
        "CREATE TABLE app.mine (id int)", "SET ROLE mouwakaba_owner",
        "CREATE POLICY mine ON app.visit USING (true)",
    ])
    func `the API's role can neither write, nor own, nor become another`(sql: String) async throws {
        let database = try await TestDatabase.demonstration()
        let connection = try database.administration()
        // The session's own user too, as a connection of the API itself would have it.
        try connection.execute("SET SESSION AUTHORIZATION mouwakaba_api")
        #expect {
            try connection.execute(sql)
        } throws: { error in
            (error as? DatabaseError)?.sqlState == .insufficientPrivilege
        }
    }
}
