import Engine
import Foundation
import PostgresClient
import SchemaMapping
import Synchronization
import TestSupport
import Testing
import TransportProtocols

/// A class of service that is full must not be felt by another one.
@Suite("Classes of service", .serialized, .timeLimit(.minutes(1)))
struct ServiceClassTests {
    private static let slow = "{ slows { nodes { id } } }"

    @Test func `an analyst's statements fill their class, and portals are answered at once`()
        async throws
    {
        let fixture = try await ServiceFixture.shared()
        let holder = Task { await fixture.respond(Self.slow, as: .analyst) }
        try await eventually("the connection runs") { try fixture.slowStatements == 1 }
        let waiting = (0..<2).map { _ in
            Task { await fixture.respond(Self.slow, as: .analyst) }
        }
        try await eventually("the queue is full") {
            fixture.pools.pool(for: .analysis).statistics.waiting == 2
        }
        let refused = await fixture.respond(Self.slow, as: .analyst)
        #expect(refused.outcome == .unavailable(retryAfterSeconds: 1))
        for _ in 0..<200 {
            let start = ContinuousClock.now
            let answer = await fixture.respond("{ items { nodes { id } } }", as: .delegate)
            #expect(answer.outcome == .executed)
            #expect(ContinuousClock.now - start < .seconds(1))
        }
        let member = await fixture.respond("{ items { nodes { id } } }", as: .member)
        #expect(member.text == #"{"data":{"items":{"nodes":[{"id":"a"},{"id":"b"}]}}}"#)
        for task in [holder] + waiting {
            task.cancel()
            _ = await task.value
        }
        try await eventually("nothing runs on") { try fixture.slowStatements == 0 }
    }

    @Test func `a statement beyond the time of its class is ended, and the client told so`()
        async throws
    {
        let fixture = try await ServiceFixture.shared()
        let answer = await fixture.respond(Self.slow, as: .delegate)
        #expect(answer.text.contains("TIMEOUT"))
        #expect(try fixture.slowStatements == 0)
    }

    @Test(arguments: [
        (ServiceFixture.Person.delegate, "{ items { nodes { id } } }", "portal"),
        (.member, "{ items { nodes { id } } }", "session"),
        (.analyst, "{ items { nodes { id } } }", "analysis"),
        // The delegate's role is enough; for what only analysts may ask it is not.
        (.delegateAndAnalyst, "{ items { nodes { id } } }", "portal"),
        (.delegateAndAnalyst, "{ items { nodes { secret } } }", "analysis"),
        (.delegateAndAnalyst, "{ items { totalCount } }", "analysis"),
        (.delegate, "{ items { totalCount } }", "portal"),
        (.delegateAndMember, "{ items { totalCount } }", "session"),
        (.regional, "{ items { nodes { id } } }", "region"),
        (.regional, "{ items { totalCount } }", "region"),
    ])
    func `an operation runs in the most urgent class that may run it, on both paths`(
        _ person: ServiceFixture.Person, _ document: String, _ name: String
    ) async throws {
        let fixture = try await ServiceFixture.shared()
        #expect(await fixture.respond(document, as: person).outcome == .executed)
        #expect(try fixture.classOfLastStatement() == name)
        let direct = try #require(await fixture.respondDirectly(document, as: person))
        #expect(direct.outcome == .executed)
        #expect(try fixture.classOfLastStatement() == name)
    }

    /// Fields that a role of a tenant opens must not meet rows of several tenants.
    @Test(arguments: ["{ items { nodes { id } } }", "{ items { totalCount } }", "{ __typename }"])
    func `roles across tenants beside others are an error, and no row is read`(
        document: String
    ) async throws {
        let fixture = try await ServiceFixture.shared()
        for _ in 0..<2 {
            let answer = await fixture.respond(document, as: .regionalAndDelegate)
            #expect(answer.outcome == .internalError)
            #expect(!answer.text.contains("\"data\""))
            #expect(await fixture.respondDirectly(document, as: .regionalAndDelegate) == nil)
        }
    }

    @Test func `a direct request that is given up ends in PostgreSQL, and its neighbours run on`()
        async throws
    {
        let fixture = try await ServiceFixture.shared()
        let first = Task { await fixture.respond(Self.slow, as: .member) }
        try await eventually("it runs") { try fixture.slowStatements == 1 }
        first.cancel()
        _ = await first.value
        let request = GraphQLRequest(query: Array(Self.slow.utf8))
        let ended = Mutex(false)
        // The plan is known by now.
        let cancel = try #require(
            fixture.engine.respondDirectly(
                to: request, principal: ServiceFixture.Person.member.principal
            ) { _ in ended.withLock { $0 = true } })
        try await eventually("it runs, too") { try fixture.slowStatements == 1 }
        let neighbours = (0..<6).map { _ in
            Task { await fixture.respond("{ items { nodes { id } } }", as: .member) }
        }
        try await Task.sleep(for: .milliseconds(50))
        cancel()
        try await eventually("it has ended") {
            try ended.withLock { $0 } && fixture.slowStatements == 0
        }
        for neighbour in neighbours { #expect(await neighbour.value.outcome == .executed) }
    }

    @Test func `the threads of analysts stand back for others, and only they`() async throws {
        let fixture = try await ServiceFixture.shared()
        try await eventually("the analysts' connections are open") {
            fixture.pools.pool(for: .analysis).statistics.connections == 1
                && fixture.pools.pool(for: .region).statistics.connections == 1
        }
        let niceness = Int(ServiceOptions.standard(for: .analysis).threadNiceness)
        #expect(niceness > 0)
        let standingBack = try threadNiceness().filter { $0 > 0 }
        #expect(standingBack == [niceness, niceness])
    }

    /// The niceness of each thread of this process (proc(5), field 19 of `stat`).
    private func threadNiceness() throws -> [Int] {
        try FileManager.default.contentsOfDirectory(atPath: "/proc/self/task").compactMap {
            let path = "/proc/self/task/\($0)/stat"
            guard let stat = try? String(contentsOfFile: path, encoding: .utf8),
                let end = stat.lastIndex(of: ")")
            else { return nil }
            let fields = stat[end...].split(separator: " ")
            return fields.count > 17 ? Int(fields[17]) : nil
        }
    }

    @Test func `sessions of each class have the settings of their class`() async throws {
        let fixture = try await ServiceFixture.shared()
        let sql = """
            SELECT current_setting('plan_cache_mode') || ' '
                || current_setting('default_transaction_read_only') || ' '
                || current_setting('transaction_isolation') || ' '
                || current_setting('statement_timeout')
            """
        let expected: [ServiceClass: String] = [
            .portal: "force_generic_plan on repeatable read 2s",
            .session: "force_generic_plan on repeatable read 2s",
            .analysis: "auto on repeatable read 20s",
            .region: "auto on repeatable read 20s",
            .write: "force_generic_plan off read committed 5s",
        ]
        for (serviceClass, settings) in expected {
            let call = StatementCall(PreparedStatement(sql))
            let result = try await fixture.pools.pool(for: serviceClass).run([call])
            #expect(result.first?.text(0, 0) == settings)
        }
    }
}
