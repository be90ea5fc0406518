import PostgresClient
import ServiceLifecycle
import TestSupport
import Testing

extension EndToEnd {
    @Suite("Shutdown")
    struct ShutdownTests {
        @Test func `a graceful shutdown answers all requests in flight`() async throws {
            try await RunningServer.run { server, cluster in
                try await shutDownUnderRequests(server, cluster)
                await server.pool.closed()
                #expect(server.pool.statistics == PoolStatistics())
                #expect(cluster.descriptorCount == 0)
                await #expect(throws: (any Error).self) {
                    try await server.client.get("/health/live")
                }
            }
        }

        /// Holds the requests at a locked table until the shutdown has begun.
        private func shutDownUnderRequests(
            _ server: RunningServer, _ cluster: DemonstrationCluster
        ) async throws {
            let questions = try await Questions(server, cluster)
            let administration = try cluster.database.administration()
            try administration.execute("BEGIN")
            try administration.execute("LOCK TABLE app.school IN ACCESS EXCLUSIVE MODE")
            try await withThrowingTaskGroup(of: Bool.self) { tasks in
                for turn in 0..<Self.requests {
                    tasks.addTask {
                        let answer = try await questions.ask(turn, server.client)
                        return questions.isAnswered(turn, by: answer)
                    }
                }
                try await eventually("all are in flight") {
                    let statistics = server.pool.statistics
                    return statistics.inFlight + statistics.waiting == Self.requests
                }
                await server.group.triggerGracefulShutdown()
                try await Task.sleep(for: .milliseconds(200))
                try administration.execute("ROLLBACK")
                var answered = 0
                for try await isAnswered in tasks where isAnswered { answered += 1 }
                #expect(answered == Self.requests)
            }
        }

        private static let requests = 30
    }
}
