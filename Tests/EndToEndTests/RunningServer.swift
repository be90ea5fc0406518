import Engine
import HTTPServer
import Logging
import PostgresClient
import ServiceLifecycle
import TestSupport
import TransportProtocols

/// The server as `mouwakaba serve` puts it together, on a port of its own, and a client of it.
struct RunningServer: Sendable {
    let pool: PostgresPool
    let writePool: PostgresPool
    let group: ServiceGroup
    let client: GraphQLClient

    /// Of each of the two pools.
    static let connections = PoolLimits().connections

    /// Runs a server while the body talks to it; shuts it down gracefully after that.
    static func run(
        _ body: (RunningServer, DemonstrationCluster) async throws -> Void
    ) async throws {
        let cluster = try DemonstrationCluster.current
        let pool = PostgresPool(
            PoolOptions(conninfo: cluster.apiConninfo, logger: .silent))
        let writePool = PostgresPool(
            PoolOptions(
                conninfo: cluster.apiConninfo, sessionSettings: PoolOptions.writeSettings,
                logger: .silent))
        let key = try TokenKey(Array("a secret of thirty-two bytes ....".utf8))
        let (ports, listening) = AsyncStream.makeStream(of: Int.self)
        let server = HTTPServer(
            options: HTTPServerOptions(port: 0),
            responder: Engine(
                mapping: cluster.mapping,
                pools: ServicePools(reading: pool, regionPool: pool, writePool: writePool),
                cursorKey: EngineFixture.cursorKey, logger: .failures),
            authenticator: try await TokenVerifier(key: key),
            readiness: {
                pool.statistics.connections > 0 ? .ready : .notReady(retryAfterSeconds: 1)
            },
            logger: .silent
        ) { listening.yield($0) }
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [pool, writePool, server], logger: .silent))
        async let ended: Void = {
            defer { listening.finish() }
            try await group.run()
        }()
        var iterator = ports.makeAsyncIterator()
        guard let port = await iterator.next() else { return try await ended }
        try await GraphQLClient.use(port: port, key: key) { client in
            do {
                try await eventually("the pool is connected") {
                    pool.statistics.idle == connections && writePool.statistics.idle == connections
                }
                let running = RunningServer(
                    pool: pool, writePool: writePool, group: group, client: client)
                try await body(running, cluster)
            } catch {
                await group.triggerGracefulShutdown()
                throw error
            }
            await group.triggerGracefulShutdown()
        }
        try await ended
    }
}

extension Logger {
    fileprivate static let silent = Logger(label: "silent") { _ in SwiftLogNoOpLogHandler() }

    /// Tells why an operation failed, which no answer does.
    fileprivate static let failures = Logger(label: "engine") { label in
        var handler = StreamLogHandler.standardError(label: label)
        handler.logLevel = .error
        return handler
    }
}
