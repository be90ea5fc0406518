import PostgresClient
import TestSupport
import Testing

/// Deposits that are done at once, each in a session of its own.
@Suite("Receipts in parallel", .serialized)
struct ReceiptTests {
    private static let prepared = Task {
        try TestDatabase.fill(conninfo: TestDatabase.createEmpty("mouwakaba_test_receipts"))
    }

    private static let year = "2027-2028"

    /// Lets a person of the demonstration act from here on.
    private func begin(_ person: String, _ connection: AdministrationConnection) throws {
        try connection.execute("SET SESSION AUTHORIZATION mouwakaba_api")
        try connection.execute("BEGIN")
        _ = try connection.query(
            "SELECT access.begin_request(\(ProgrammeSession.id("person", person)), '01511')")
    }

    /// Makes a complete draft of the escort "a" of a community for the next school year.
    private func draft(_ community: Int, _ database: TestDatabase) throws -> [String?] {
        let connection = try database.administration()
        let place = ProgrammeSession.id("community", "\(community)")
        let escort = "escort-\(community)-a"
        let person = ProgrammeSession.id("person", escort)
        try begin("delegate", connection)
        _ = try connection.query(
            """
            SELECT api.appoint_escort(\(person), NULL, \(place), '\(Self.year)', '2027-09-01',
                '2028-07-31', '1', '2026-11-01', NULL)
            """)
        try connection.execute("COMMIT")
        try begin("head-\(community)-01", connection)
        _ = try connection.query(
            """
            SELECT api.agree_programme(\(person), \(place), '\(Self.year)', '{VISIT}', '{PHONE}',
                NULL, NULL, NULL)
            """)
        try connection.execute("COMMIT")
        try begin(escort, connection)
        let programme = try connection.query(
            "SELECT id FROM api.draft_programme(\(place), '\(Self.year)')")[0][0]
        let session = ProgrammeSession(connection: connection)
        let school = ProgrammeSession.id("school", "\(community)/1")
        _ = try session.call("plan_milestone($1, 'م', '2027-12-01', NULL)", [programme])
        _ = try session.call(
            "plan_activity($1, 'VISIT', '2027-12-02', NULL, \(school))", [programme])
        _ = try session.call("target_schools($1, ARRAY[\(school)]::text[])", [programme])
        _ = try session.call("propose_theme($1, 'م', 'EARLY_READING')", [programme])
        try connection.execute("COMMIT")
        return [programme, "5"]
    }

    @Test func `receipts have no gaps where deposits meet, and one of them is undone`() async throws
    {
        let database = try await Self.prepared.value
        let drafts = try (1...4).map { try draft($0, database) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (index, draft) in drafts.enumerated() {
                group.addTask {
                    let connection = try database.administration()
                    try begin("escort-\(index + 1)-a", connection)
                    _ = try connection.query(
                        "SELECT id FROM api.deposit_programme($1, $2)", draft)
                    _ = try connection.query("SELECT pg_sleep(0.2)")
                    try connection.execute(index == 1 ? "ROLLBACK" : "COMMIT")
                }
            }
            try await group.waitForAll()
        }
        let numbers = """
            SELECT string_agg(receipt_number::text, ' ' ORDER BY receipt_number)
            FROM app.programme_version WHERE school_year = '\(Self.year)'
            """
        let administration = try database.administration()
        #expect(try administration.query(numbers) == [["1 2 3"]])
        let connection = try database.administration()
        try begin("escort-2-a", connection)
        _ = try connection.query("SELECT id FROM api.deposit_programme($1, $2)", drafts[1])
        try connection.execute("COMMIT")
        #expect(try administration.query(numbers) == [["1 2 3 4"]])
    }
}
