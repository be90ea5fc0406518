import PostgresClient
import TestSupport
import Testing

/// Suites that take the database's own catalogue for the list of what must be tested.
///
/// They change tables in transactions that are undone, and so have a database of their own and run
/// one after the other.
@Suite(.serialized) enum Catalogue {}

/// A transaction over the demonstration in which statements are tried; it is undone at the end.
struct CatalogueSession {
    private static let prepared = Task {
        try TestDatabase.fill(conninfo: TestDatabase.createEmpty("mouwakaba_test_catalogue"))
    }

    static func database() async throws -> TestDatabase { try await prepared.value }

    let connection: AdministrationConnection

    static func run(_ body: (CatalogueSession) throws -> Void) async throws {
        let session = CatalogueSession(connection: try await database().administration())
        try session.connection.execute("BEGIN")
        try body(session)
        try session.connection.execute("ROLLBACK")
    }

    /// As `run`, with triggers and foreign keys off, and with rows in every table unless without
    /// samples.
    ///
    /// What PostgreSQL checks by itself then holds alone: CHECK, NOT NULL, unique and exclusion
    /// constraints (manual, "session_replication_role").
    static func runWithoutTriggers(
        samples: String = CatalogueSamples.statements, _ body: (CatalogueSession) throws -> Void
    ) async throws {
        try await run { session in
            try session.connection.execute("SET LOCAL session_replication_role = replica")
            try session.connection.execute(samples)
            try body(session)
        }
    }

    /// Runs something and undoes what it did to the database.
    func undoing<Value>(_ body: () throws -> Value) throws -> Value {
        try connection.execute("SAVEPOINT undone")
        let result = Result { try body() }
        try connection.execute("ROLLBACK TO undone; RELEASE undone")
        return try result.get()
    }

    /// How a statement is refused, `nil` if it is not; it is undone.
    func refusal(of statement: String) throws -> DatabaseError? {
        try undoing { () -> DatabaseError? in
            do throws(DatabaseError) {
                try connection.execute(statement)
                return nil
            } catch {
                return error
            }
        }
    }

    /// The values of the first column.
    func values(_ sql: String, _ parameters: [String?] = []) throws -> [String] {
        try connection.query(sql, parameters).compactMap(\.first?.self)
    }

    /// The places of up to so many rows of a table, those first that fulfil a condition.
    func rows(of table: String, first condition: String = "true", max: Int = 200) throws -> [String]
    {
        try values("SELECT ctid FROM \(table) ORDER BY NOT (\(condition)) LIMIT \(max)")
    }
}
