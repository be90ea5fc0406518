import Glibc
import Logging
import PostgresClient
import Synchronization
import Testing

/// What the tests of this module share: where the database is, and pools that are closed again.
enum Fixture {
    /// The connection string in the environment variable `DATABASE_URL`.
    static func conninfo() throws -> String {
        guard let value = unsafe getenv("DATABASE_URL") else {
            throw FixtureError(description: "set DATABASE_URL to a PostgreSQL database for tests")
        }
        return unsafe String(cString: value)
    }

    static func administration() throws -> AdministrationConnection {
        try AdministrationConnection(connecting: conninfo())
    }

    /// Runs a test body with a pool, closes the pool, and checks that nothing is left of it.
    static func withPool(
        sessionSettings: [String: String] = PoolOptions.readSettings,
        _ change: (inout PoolLimits) -> Void = { _ in },
        body: (PostgresPool) async throws -> Void
    ) async throws {
        var limits = PoolLimits()
        limits.connections = 2
        change(&limits)
        let options = PoolOptions(
            conninfo: try conninfo(), sessionSettings: sessionSettings, limits: limits,
            logger: Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() })
        let pool = PostgresPool(options)
        do {
            try await body(pool)
        } catch {
            pool.close()
            throw error
        }
        try await eventually("no program is left") {
            pool.statistics.inFlight == 0 && pool.statistics.waiting == 0
        }
        pool.close()
        await pool.closed()
        #expect(pool.statistics == PoolStatistics())
    }

    /// Waits until something is true, for ten seconds at most.
    static func eventually(
        _ description: String, sourceLocation: SourceLocation = #_sourceLocation,
        _ condition: () throws -> Bool
    ) async throws {
        let deadline = ContinuousClock.now + .seconds(10)
        while try !condition() {
            guard ContinuousClock.now < deadline else {
                Issue.record("never came true: \(description)", sourceLocation: sourceLocation)
                return
            }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    /// Waits until a server process runs `pg_sleep`: a cancel request that comes before it has
    /// begun is lost.
    static func eventuallySleeps(_ processID: String) async throws {
        let administration = try administration()
        try await eventually("it sleeps") {
            let sql = "select wait_event from pg_stat_activity where pid = $1"
            return try administration.query(sql, [processID]) == [["PgSleep"]]
        }
    }
}

/// A reason for which a test cannot run, as a sentence.
struct FixtureError: Error, CustomStringConvertible {
    let description: String
}

/// A program made of closures, one per step, that records what happened to it.
final class RecordedProgram: PipelineProgram {
    typealias Step = @Sendable ([PostgresResult]) -> PipelineStep

    private struct State {
        var results: [[PostgresResult]] = []
        var outcomes: [Result<Void, ProgramFailure>] = []
    }

    let sharesConnection: Bool
    private let steps: [Step]
    private let state = Mutex(State())

    init(sharesConnection: Bool = false, _ steps: [Step]) {
        self.sharesConnection = sharesConnection
        self.steps = steps
    }

    /// A program of one batch.
    convenience init(single calls: [StatementCall]) {
        self.init(sharesConnection: true, [{ _ in .send(calls, last: true) }])
    }

    func begin() -> PipelineStep { steps.first?([]) ?? .finish }

    func resultsReceived(_ results: [PostgresResult]) -> PipelineStep {
        let step = state.withLock { state in
            state.results.append(results)
            return state.results.count
        }
        return step < steps.count ? steps[step](results) : .finish
    }

    func finished(_ outcome: Result<Void, ProgramFailure>) {
        state.withLock { $0.outcomes.append(outcome) }
    }

    var results: [[PostgresResult]] { state.withLock { $0.results } }

    var outcomes: [Result<Void, ProgramFailure>] { state.withLock { $0.outcomes } }

    /// The failure, once there is an outcome.
    var failure: ProgramFailure? {
        guard case .failure(let failure) = outcomes.first else { return nil }
        return failure
    }
}

extension StatementCall {
    /// A statement without parameters.
    static func sql(_ sql: String) -> Self { Self(PreparedStatement(sql)) }
}

extension ProgramFailure {
    var databaseError: DatabaseError? {
        if case .database(let error) = self { error } else { nil }
    }
}

extension PostgresPool {
    /// The result of the first one of some statements.
    func firstResult(_ calls: [StatementCall]) async throws -> PostgresResult {
        try #require(try await run(calls).first)
    }

    /// The server process of a connection, which is the only one where this is called.
    func processID() async throws -> String {
        let result = try await firstResult([.sql("select pg_backend_pid()::text")])
        return try #require(result.text(0, 0))
    }
}
