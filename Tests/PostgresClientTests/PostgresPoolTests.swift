import Logging
import PostgresClient
import ServiceLifecycle
import Testing

@Suite("PostgresPool")
struct PostgresPoolTests {
    private static let sleep = StatementCall.sql("select pg_sleep(30)")

    @Test func `more programs than allowed are refused and the others run`() async throws {
        try await Fixture.withPool({ limits in
            limits.connections = 1
            limits.waitersMax = 3
        }) { pool in
            let processID = try await pool.processID()
            let holder = pool.submit(
                RecordedProgram([
                    { _ in .send([Self.sleep], last: false) }, { _ in .finish },
                ]))
            try await Fixture.eventuallySleeps(processID)
            let programs = (0..<4).map { _ in RecordedProgram(single: [.sql("select 1")]) }
            for program in programs { pool.submit(program) }
            pool.cancel(holder)
            try await Fixture.eventually("all end") {
                programs.allSatisfy { $0.outcomes.count == 1 }
            }
            #expect(programs[..<3].allSatisfy { $0.failure == nil })
            #expect(programs[3].failure == .pool(.queueFull))
        }
    }

    @Test func `a program that waits too long fails`() async throws {
        try await Fixture.withPool({ limits in
            limits.connections = 1
            limits.leaseWaitMax = .milliseconds(50)
        }) { pool in
            try await Fixture.eventually("it is open") { pool.statistics.idle == 1 }
            pool.submit(
                RecordedProgram([
                    { _ in .send([.sql("select pg_sleep(0.3)")], last: false) }, { _ in .finish },
                ]))
            await #expect(throws: ProgramFailure.pool(.leaseTimedOut)) {
                try await pool.run([.sql("select 1")])
            }
        }
    }

    @Test func `a program that runs too long is canceled on the server`() async throws {
        try await Fixture.withPool({ limits in
            limits.connections = 1
            limits.programTimeMax = .milliseconds(100)
        }) { pool in
            let slow = RecordedProgram(single: [Self.sleep])
            await #expect(throws: ProgramFailure.pool(.programTimedOut)) {
                try await pool.run(slow)
            }
            try await Fixture.eventually("the connection is idle again") {
                pool.statistics.idle == 1
            }
            #expect(try await pool.firstResult([.sql("select 1")]).int64(0, 0) == 1)
            #expect(slow.outcomes.count == 1)
        }
    }

    @Test func `programs behind a canceled one still run`() async throws {
        try await Fixture.withPool({ $0.connections = 1 }) { pool in
            let processID = try await pool.processID()
            let slow = RecordedProgram(single: [Self.sleep])
            let submission = pool.submit(slow)
            let others = (0..<5).map { _ in RecordedProgram(single: [.sql("select 7")]) }
            for program in others { pool.submit(program) }
            try await Fixture.eventually("they share") { pool.statistics.inFlight == 6 }
            try await Fixture.eventuallySleeps(processID)
            pool.cancel(submission)
            try await Fixture.eventually("all end") {
                others.allSatisfy { $0.outcomes.count == 1 }
            }
            #expect(slow.failure == .pool(.canceled))
            #expect(others.allSatisfy { $0.failure == nil })
        }
    }

    @Test func `the cancellation of a task cancels its program`() async throws {
        try await Fixture.withPool { pool in
            let task = Task { try await pool.run([Self.sleep]) }
            try await Fixture.eventually("it runs") { pool.statistics.inFlight == 1 }
            task.cancel()
            await #expect(throws: ProgramFailure.pool(.canceled)) { try await task.value }
            try await Fixture.eventually("it is over") { pool.statistics.inFlight == 0 }
        }
    }

    @Test func `a task that was canceled before does not run anything`() async throws {
        try await Fixture.withPool { pool in
            let task = Task {
                unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
                return try await pool.run([Self.sleep])
            }
            await #expect(throws: ProgramFailure.pool(.canceled)) { try await task.value }
        }
    }

    @Test(arguments: [15, 16, 17])
    func `programs share a connection up to the depth`(count: Int) async throws {
        try await Fixture.withPool({ $0.connections = 1 }) { pool in
            let processID = try await pool.processID()
            let slow = pool.submit(RecordedProgram(single: [Self.sleep]))
            let programs = (1..<count).map { _ in RecordedProgram(single: [.sql("select 1")]) }
            for program in programs { pool.submit(program) }
            try await Fixture.eventually("they are placed") {
                let statistics = pool.statistics
                return statistics.inFlight == min(count, 16)
                    && statistics.waiting == max(0, count - 16)
            }
            try await Fixture.eventuallySleeps(processID)
            pool.cancel(slow)
            try await Fixture.eventually("all end") {
                programs.allSatisfy { $0.outcomes.count == 1 }
            }
            #expect(programs.allSatisfy { $0.failure == nil })
        }
    }

    @Test func `several poller threads share the connections`() async throws {
        try await Fixture.withPool({ limits in
            limits.connections = 5
            limits.pollerThreads = 2
        }) { pool in
            try await Fixture.eventually("all are open") { pool.statistics.connections == 5 }
            for number in 0..<20 {
                let result = try await pool.firstResult([.sql("select \(number)")])
                #expect(result.int64(0, 0) == Int64(number))
            }
        }
    }

    @Test func `an unreachable database fails programs before their wait is over`() async throws {
        var limits = PoolLimits()
        limits.connections = 2
        let logger = Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() }
        let pool = PostgresPool(
            PoolOptions(conninfo: "host=/nonexistent", limits: limits, logger: logger))
        let failure = await #expect(throws: ProgramFailure.self) {
            try await pool.run([.sql("select 1")])
        }
        guard case .pool(.unavailable(let pause)) = failure else {
            Issue.record("unexpected: \(String(describing: failure))")
            return
        }
        #expect(pause <= .seconds(3))
        pool.close()
        await pool.closed()
        await #expect(throws: ProgramFailure.pool(.closed)) {
            try await pool.run([.sql("select 1")])
        }
    }

    @Test func `a graceful shutdown lets running programs end`() async throws {
        let logger = Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() }
        let pool = PostgresPool(PoolOptions(conninfo: try Fixture.conninfo(), logger: logger))
        let group = ServiceGroup(services: [pool], logger: logger)
        let service = Task { try await group.run() }
        let running = RecordedProgram(single: [.sql("select pg_sleep(0.2)")])
        pool.submit(running)
        await group.triggerGracefulShutdown()
        try await service.value
        #expect(running.outcomes.count == 1)
        #expect(running.failure == nil)
        #expect(pool.statistics == PoolStatistics())
    }
}
