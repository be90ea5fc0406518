import Glibc
import Logging
import PostgresClient
import Testing

/// The bounds that show only on a server, from both sides.
@Suite("Pool limits on a server", .timeLimit(.minutes(1)))
struct PoolLimitsTests {
    /// Runs for eight seconds; when it is canceled before, it runs on for so many.
    ///
    /// It is asked to end more than once, and the server signals a process twice for each request:
    /// hence the loop.
    private static func stubborn(seconds: Int) -> RecordedProgram {
        let call = StatementCall.sql(
            """
            do $$ declare
                stop timestamptz := clock_timestamp() + interval '8 s';
                is_canceled boolean := false;
            begin loop
                begin
                    perform pg_sleep(extract(epoch from stop - clock_timestamp()));
                    exit;
                exception when query_canceled then
                    if not is_canceled then
                        stop := clock_timestamp() + interval '\(seconds) s';
                        is_canceled := true;
                    end if;
                end;
            end loop; end $$
            """)
        return RecordedProgram(single: [call])
    }

    /// Cancels a program once it sleeps, and tells whether its connection was kept.
    private func keepsConnection(
        _ pool: PostgresPool, canceling program: RecordedProgram
    ) async throws -> Bool {
        let before = try await pool.processID()
        let submission = pool.submit(program)
        try await Fixture.eventuallySleeps(before)
        pool.cancel(submission)
        try await Fixture.eventually("the connection is free") { pool.statistics.idle == 1 }
        #expect(program.failure == .pool(.canceled))
        return try await pool.processID() == before
    }

    @Test(arguments: [(Duration.seconds(5), true), (.milliseconds(200), false)])
    func `a canceled program keeps its connection when it ends within cancelWaitMax only`(
        cancelWaitMax: Duration, isKept: Bool
    ) async throws {
        try await Fixture.withPool({ limits in
            limits.connections = 1
            limits.cancelWaitMax = cancelWaitMax
        }) { pool in
            let program = Self.stubborn(seconds: isKept ? 1 : 8)
            let wasKept = try await keepsConnection(pool, canceling: program)
            #expect(wasKept == isKept)
        }
    }

    @Test(arguments: [(1, true), (0, false)])
    func `a cancel request beyond cancelRequestsMax is dropped and its connection is closed`(
        cancelRequestsMax: Int, isSent: Bool
    ) async throws {
        try await Fixture.withPool({ limits in
            limits.connections = 1
            limits.cancelRequestsMax = cancelRequestsMax
            limits.cancelWaitMax = .seconds(6)
        }) { pool in
            let program = Self.stubborn(seconds: 1)
            let wasKept = try await keepsConnection(pool, canceling: program)
            #expect(wasKept == isSent)
        }
    }

    @Test(arguments: [(0.1, true), (30, false)])
    func `a program runs for programTimeMax and no longer`(
        seconds: Double, isInTime: Bool
    ) async throws {
        try await Fixture.withPool({ limits in
            limits.connections = 1
            limits.programTimeMax = .seconds(isInTime ? 20 : 1)
        }) { pool in
            let program = RecordedProgram(single: [.sql("select pg_sleep(\(seconds))")])
            pool.submit(program)
            try await Fixture.eventually("it ends") { program.outcomes.count == 1 }
            #expect(program.failure == (isInTime ? nil : .pool(.programTimedOut)))
        }
    }

    @Test func `a server that does not answer within connectTimeMax is given up`() async throws {
        let silent = try SilentServer()
        defer { silent.close() }
        var limits = PoolLimits()
        limits.connections = 1
        limits.connectTimeMax = .milliseconds(200)
        limits.leaseWaitMax = .seconds(30)
        let logger = Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() }
        let start = ContinuousClock.now
        let pool = PostgresPool(
            PoolOptions(conninfo: silent.conninfo, limits: limits, logger: logger))
        let failure = await #expect(throws: ProgramFailure.self) {
            try await pool.run([.sql("select 1")])
        }
        let elapsed = ContinuousClock.now - start
        guard case .pool(.unavailable) = failure else {
            Issue.record("unexpected: \(String(describing: failure))")
            return
        }
        #expect(elapsed >= limits.connectTimeMax)
        #expect(elapsed < limits.leaseWaitMax)
        pool.close()
        await pool.closed()
    }

    @Test func `a statement takes parametersMax parameters`() async throws {
        let count = StatementCall.parametersMax
        let statement = PreparedStatement(
            "select $1 + $\(count)", parameterTypes: Array(repeating: .int8, count: count))
        var parameters = Array(repeating: StatementParameter.null, count: count)
        parameters[0] = .int8(40)
        parameters[count - 1] = .int8(2)
        try await Fixture.withPool({ $0.connections = 1 }) { pool in
            let result = try await pool.firstResult([StatementCall(statement, parameters)])
            #expect(result.int64(0, 0) == 42)
        }
    }

    @Test func `a statement of parametersMax parameters and one more is a mistake that traps`()
        async
    {
        await #expect(processExitsWith: .failure) {
            let count = StatementCall.parametersMax + 1
            _ = StatementCall(
                PreparedStatement("select 1"),
                Array(repeating: StatementParameter.null, count: count))
        }
    }
}

/// Takes connections on a port of this machine and never says a word.
private struct SilentServer {
    private let descriptor: Int32
    private let port: UInt16

    init() throws {
        // A socket that listens without an address gets a free port.
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = unsafe withUnsafeMutablePointer(to: &address) { [descriptor] pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe listen(descriptor, 16) == 0 ? getsockname(descriptor, $0, &length) : -1
            }
        }
        guard status == 0 else { throw FixtureError(description: "no socket that listens") }
        port = UInt16(bigEndian: address.sin_port)
    }

    var conninfo: String { "host=127.0.0.1 port=\(port) user=nobody dbname=nothing" }

    func close() {
        _ = Glibc.close(descriptor)
    }
}
