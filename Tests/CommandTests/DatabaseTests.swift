import Testing

@testable import mouwakaba

@Suite("Database of a command")
struct DatabaseTests {
    @Test func `a server that cannot be reached is named with what to check`() {
        let database = Database(url: "postgres://nobody@127.0.0.1:1/x", apiURL: nil)
        #expect {
            _ = try database.administration()
        } throws: { error in
            let text = "\(error)"
            return text.hasPrefix("The database cannot be reached: connection to server at")
                && text.hasSuffix(
                    "\nCheck DATABASE_URL or --database-url, and that the server runs.")
        }
    }
}
