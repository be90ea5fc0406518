import Testing

@testable import mouwakaba

@Suite("postgres run")
struct PostgresRunTests {
    private func status(_ script: String) async throws -> Int32 {
        try await PostgresCommand.Run.launch(
            ["sh", "-c", script], databaseURL: "host=/nowhere dbname='مواكبة'")
    }

    @Test func `it ends with the exit status of the command`() async throws {
        #expect(try await status("exit 0") == 0)
        #expect(try await status("exit 7") == 7)
    }

    @Test func `the command finds the connection string in its environment`() async throws {
        #expect(try await status("test \"$DATABASE_URL\" = \"host=/nowhere dbname='مواكبة'\"") == 0)
    }

    @Test(arguments: [("ALRM", 14), ("TERM", 15)])
    func `signals reach the command, as none is blocked for it`(
        name: String, number: Int32
    ) async throws {
        #expect(try await status("kill -\(name) $$; exit 7") == 128 + number)
    }
}
