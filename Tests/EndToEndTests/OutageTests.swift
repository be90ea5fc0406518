import PostgresClient
import TestSupport
import Testing

extension EndToEnd {
    /// PostgreSQL goes away under fifty clients and comes back: no request hangs, none fails in
    /// another way than 503, and nobody has to do anything.
    @Suite("Outages")
    struct OutageTests {
        @Test func `PostgreSQL is killed, stays down for two seconds, and comes back`()
            async throws
        {
            let unavailable = try await disturb { server, cluster in
                try cluster.killAll()
                try await isNotReady(server)
                try await Task.sleep(for: .seconds(2))
                try await isNotReady(server)
                try await cluster.startAgain()
            }
            #expect(unavailable > 0)
        }

        @Test func `PostgreSQL loses one process and ends all connections to recover`()
            async throws
        {
            _ = try await disturb { _, cluster in
                let text = "all server processes terminated; reinitializing"
                let before = try cluster.logCount(of: text)
                try cluster.killOneConnection()
                try await eventually("PostgreSQL has noticed") {
                    try cluster.logCount(of: text) > before
                }
            }
        }

        /// Runs clients through an outage; gives how often they were told to come back.
        private func disturb(
            _ outage: (RunningServer, DemonstrationCluster) async throws -> Void
        ) async throws -> Int {
            var unavailable = 0
            try await RunningServer.run { server, cluster in
                let descriptors = cluster.descriptorCount
                #expect(descriptors == 2 * RunningServer.connections)
                let load = Load(server.client, try await Questions(server, cluster))
                try await load.run {
                    try await isServing(load)
                    try await outage(server, cluster)
                    unavailable = try await isDisturbed(load)
                    try await isServing(load)
                }
                try await isAsBefore(server, cluster, descriptors)
            }
            return unavailable
        }

        /// Every client is answered, and nothing but complete answers are given.
        private func isServing(_ load: Load) async throws {
            load.restart()
            try await eventually("each client is answered ten times") {
                load.tally.complete.allSatisfy { $0 >= 10 }
            }
            let tally = load.restart()
            #expect(tally.wrong == [])
            #expect(tally.unavailable == 0)
            #expect(tally.durationMax < GraphQLClient.timeMax)
        }

        /// Ends when each client has succeeded again; until then 503 is an answer, too.
        private func isDisturbed(_ load: Load) async throws -> Int {
            let during = load.restart()
            try await eventually("each client is answered again") {
                load.tally.isEveryClientAnswered
            }
            for tally in [during, load.restart()] {
                #expect(tally.wrong == [])
                #expect(tally.durationMax < GraphQLClient.timeMax)
            }
            return during.unavailable
        }

        private func isNotReady(_ server: RunningServer) async throws {
            try await eventually("the server says that it is not ready") {
                let answer = try await server.client.get("/health/ready")
                guard answer.status == 503 else { return false }
                #expect(answer.body == "{\"status\":\"not ready\"}")
                #expect(answer.retryAfter == "1")
                return true
            }
            #expect(try await server.client.get("/health/live").status == 200)
        }

        private func isAsBefore(
            _ server: RunningServer, _ cluster: DemonstrationCluster, _ descriptors: Int
        ) async throws {
            try await eventually("all connections are open again and idle") {
                server.pool.statistics.idle == RunningServer.connections
                    && server.writePool.statistics.idle == RunningServer.connections
            }
            var expected = PoolStatistics()
            expected.connections = RunningServer.connections
            expected.idle = RunningServer.connections
            #expect(server.pool.statistics == expected)
            #expect(cluster.descriptorCount == descriptors)
            let ready = try await server.client.get("/health/ready")
            #expect(ready.status == 200)
            #expect(ready.body == "{\"status\":\"ready\"}")
        }
    }
}
