import PostgresClient
import TestSupport
import Testing

/// `assignment.in_own_zone` is a fact of the decision.
@Suite("Assignments in the own zone")
struct OwnZoneTests {
    private let connection: AdministrationConnection

    init() async throws {
        connection = try await EngineFixture.shared().database.administration()
    }

    private func zones() throws -> [[String?]] {
        try connection.query(
            """
            SELECT corps = 'INSPECTION', in_own_zone, count(*)
            FROM app.assignment a JOIN app.person p ON p.id = a.person_id
            GROUP BY 1, 2 ORDER BY 1, 2
            """)
    }

    @Test func `only of inspectors it is known`() throws {
        let rows = try zones()
        #expect(rows.filter { $0[0] == "f" }.allSatisfy { $0[1] == nil })
        #expect(rows.contains { $0[0] == "t" && $0[1] == "t" })
        #expect(rows.contains { $0[0] == "t" && $0[1] == "f" })
    }

    @Test func `who moves later was assigned as before, and nobody can write it by hand`() throws {
        let before = try zones()
        try connection.execute("BEGIN")
        defer { try? connection.execute("ROLLBACK") }
        try connection.execute("UPDATE app.person SET work_zone_id = NULL")
        #expect(try zones() == before)
        try connection.execute("UPDATE app.assignment SET in_own_zone = true")
        #expect(try zones().allSatisfy { $0[1] == nil })
    }
}
