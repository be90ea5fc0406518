package import Hummingbird
import HummingbirdCore
package import Logging
import NIOCore
import ServiceLifecycle
package import TransportProtocols

/// The HTTP server: GraphQL at `/graphql` and the health of the process under `/health`.
///
/// It runs as a service. On graceful shutdown it stops accepting, finishes the responses under way
/// and closes its connections. It knows nothing of documents: it authenticates a request, checks
/// that it is well-formed, and hands it to its responder.
package struct HTTPServer: Service {
    private let options: HTTPServerOptions
    private let handler: RequestHandler
    private let direct: DirectEndpoint
    private let logger: Logger
    private let onListening: @Sendable (_ port: Int) async -> Void

    /// - Parameters:
    ///   - options: How and where the server listens.
    ///   - responder: What answers the well-formed requests of authenticated principals.
    ///   - authenticator: What authenticates requests.
    ///   - readiness: Whether requests can be answered, asked at each `GET /health/ready`.
    ///   - logger: Where requests are logged, at the level debug.
    ///   - onListening: Called with the bound port once connections are accepted.
    package init(
        options: HTTPServerOptions,
        responder: any GraphQLResponder,
        authenticator: any RequestAuthenticator,
        readiness: @escaping @Sendable () async -> Readiness,
        logger: Logger,
        onListening: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
    ) {
        let endpoint = GraphQLEndpoint(
            responder: responder, authenticator: authenticator, limits: options.transportLimits)
        let crossOrigin = CrossOriginPolicy(
            allowedOrigins: options.allowedOrigins,
            preflightSecondsMax: options.limits.preflightSecondsMax)
        let log = RequestLog(logger: logger)
        handler = RequestHandler(
            graphQL: endpoint, readiness: readiness, crossOrigin: crossOrigin, log: log)
        direct = DirectEndpoint(graphQL: endpoint, crossOrigin: crossOrigin, log: log)
        self.options = options
        self.logger = logger
        self.onListening = onListening
    }

    /// Serves until the service group shuts down.
    package func run() async throws {
        try await application.run()
    }

    /// The server as an application, for tests that run it in memory.
    package var application: some ApplicationProtocol {
        Application(
            responder: handler,
            server: channels,
            configuration: ApplicationConfiguration(
                address: .hostname(options.host, port: options.port),
                availableConnectionsDelegate: MaximumAvailableConnections(
                    options.limits.connectionsMax)),
            onServerRunning: { [onListening] channel in
                guard let port = channel.localAddress?.port else { return }
                await onListening(port)
            },
            logger: logger)
    }

    private var channels: HTTPServerBuilder {
        HTTPServerBuilder { [direct, limits = options.limits] responder in
            HTTPChannel(limits: limits, endpoint: direct, responder: responder)
        }
    }
}
