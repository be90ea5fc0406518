import PostgresClient
import TestSupport
import Testing

@testable import mouwakaba

/// The server must not begin to serve with roles that policies do not bind as they should.
@Suite("Roles that requests run as")
struct APIRoleTests {
    /// A database whose API is a session that took on some role.
    private func database(as role: String) async throws -> Database {
        let conninfo = try await TestDatabase.demonstration().conninfo
        return Database(url: conninfo, apiURL: conninfo + " options='-c role=\(role)'")
    }

    /// Checks with a role that is made for it and dropped after.
    private func problem(_ name: String, _ statements: String) async throws -> String {
        let administration = try await TestDatabase.demonstration().administration()
        try administration.execute("DROP ROLE IF EXISTS \(name); CREATE ROLE \(name) \(statements)")
        defer { try? administration.execute("DROP OWNED BY \(name); DROP ROLE \(name)") }
        let database = try await database(as: name)
        do {
            try APIRole.check(database)
            return "none"
        } catch {
            return "\(error)"
        }
    }

    @Test func `the roles that db makes may serve`() async throws {
        try APIRole.check(await database(as: Database.apiRole))
        let conninfo = try await TestDatabase.demonstration().conninfo
        try APIRole.check(Database(url: conninfo, apiURL: nil))
    }

    @Test func `a role that bypasses row-level security is refused`() async throws {
        #expect(
            try await problem("mouwakaba_test_bypassing", "BYPASSRLS")
                == "The role mouwakaba_test_bypassing bypasses row-level security;"
                + " serve with mouwakaba_api.")
    }

    @Test func `a role that reads across offices without taking on the role for it is refused`()
        async throws
    {
        #expect(
            try await problem(
                "mouwakaba_test_inheriting",
                "INHERIT; GRANT mouwakaba_region TO mouwakaba_test_inheriting")
                == "The role mouwakaba_test_inheriting has the privileges of mouwakaba_region;"
                + " serve with mouwakaba_api, which has them only when it takes it on.")
    }

    @Test func `a role that cannot take on the role of regions is refused with what to do`()
        async throws
    {
        let conninfo = try await TestDatabase.demonstration().conninfo
        let error = #expect(throws: SettingsError.self) {
            try APIRole.takeOnRegionRole(
                AdministrationConnection(connecting: conninfo), named: "mouwakaba_test_absent")
        }
        #expect(
            error?.description == """
                Requests cannot take on the role mouwakaba_test_absent: \
                role "mouwakaba_test_absent" does not exist
                Apply db/ with mouwakaba migrate up.
                """)
    }
}
