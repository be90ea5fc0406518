import ArgumentParser
import Engine
import HTTPServer
import Logging
import ServiceLifecycle
import TransportProtocols
import UnixSignals

/// Serves a schema without data behind it.
struct Mock: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Answer every valid operation of any schema with values that never change.",
        discussion: """
            For building a front end before its data. POST /graphql takes operations without a
            token. Int is 2, Float 3.14, String "str", ID "id", Boolean true, any other scalar
            "str"; a list has two items, an enum its first value; a union is its first member by
            name, an interface its last implementation by name.

              mouwakaba mock --schema portal.graphql --listen 127.0.0.1:4000
            """)

    @OptionGroup var schemaFiles: SchemaFileOptions

    @Option(help: "The address and port to listen on; port 0 lets the system choose.")
    var listen: ListenAddress = ListenAddress(host: "127.0.0.1", port: 4000)

    @Option(help: "An origin whose pages may read the answers; may be repeated.")
    var allowOrigin: [String] = []

    func run() async throws {
        let settings = try Settings()
        LoggingSystem.bootstrap { label in
            var handler = StreamLogHandler.standardError(label: label)
            handler.logLevel = settings.logLevel
            return handler
        }
        let everybody = try RequestPrincipal(
            person: "00000000-0000-0000-0000-000000000000", office: "0")
        let server = HTTPServer(
            options: HTTPServerOptions(
                host: listen.host, port: listen.port, allowedOrigins: Set(allowOrigin)),
            responder: MockEngine(schema: try schemaFiles.schema(settings)),
            authenticator: OpenAuthenticator(everybody: everybody),
            readiness: { .ready }, logger: Logger(label: "http")
        ) { [host = listen.host] port in
            show("The mock answers at http://\(host):\(port)/graphql")
        }
        try await ServiceGroup(
            services: [server], gracefulShutdownSignals: [.sigint, .sigterm],
            logger: Logger(label: "services")
        ).run()
    }
}

/// An address to listen on, as `127.0.0.1:4000`, `localhost:0` or `[::1]:4000`.
struct ListenAddress: ExpressibleByArgument, Equatable {
    let host: String
    let port: Int

    init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    init?(argument: String) {
        guard let colon = argument.lastIndex(of: ":"),
            let port = Int(argument[argument.index(after: colon)...]),
            Settings.portRange.contains(port)
        else { return nil }
        var host = argument[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
        guard !host.isEmpty else { return nil }
        self.init(host: String(host), port: port)
    }

    var defaultValueDescription: String { "\(host):\(port)" }
}
