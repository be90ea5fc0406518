import ArgumentParser
import Engine
import HTTPServer
import Logging
import OperationPlanning
import PostgresClient
import SchemaMapping
import ServiceLifecycle
import UnixSignals

/// Runs the server.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve GraphQL over HTTP.",
        discussion: """
            Without DATABASE_URL a private PostgreSQL cluster is started first and stopped last.
            Interrupt with Ctrl-C: requests under way are answered before the server ends.
            """)

    @Option(help: "The address to listen on.")
    var host: String?

    @Option(help: "The port to listen on; 0 lets the system choose.")
    var port: Int?

    @Flag(help: "Apply db/ to the database first.")
    var migrate = false

    @Flag(help: "Load the reference data and the demonstration, and print a token for each role.")
    var demonstration = false

    @OptionGroup var project: ProjectOptions
    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        if let port, !Settings.portRange.contains(port) {
            throw ValidationError("--port must be from 0 to 65535.")
        }
    }

    func run() async throws {
        let settings = try Settings()
        LoggingSystem.bootstrap { label in
            var handler = StreamLogHandler.standardError(label: label)
            handler.logLevel = settings.logLevel
            return handler
        }
        let schema = try project.schema(settings)
        let key = try TokenKeyFile.read(settings)
        Allocator.keepFreedMemory()
        try await database.use(settings) { database in
            try await serve(database, schema, key, settings)
        }
    }

    private func serve(
        _ database: Database, _ schema: AssembledSchema, _ key: TokenKey, _ settings: Settings
    ) async throws {
        let connection = try database.administration()
        let files = try DatabaseFiles(project.directory(settings))
        if migrate { try files.migrate(connection) }
        if demonstration {
            try files.seed("reference", connection)
            try files.seed("demo", connection)
        }
        let mapping = try schema.bind(to: CatalogSnapshot(reading: connection))
        try APIRole.check(database)
        let pools = ServicePools(database.poolOptions) {
            Database.options(for: $0, settings.service)
        }
        let engine = try Engine(
            mapping: mapping, pools: pools, cursorKey: key.derived(for: "cursors"),
            planning: PlanningOptions(style: settings.statementStyle),
            sentences: Sentences(reading: connection))
        let greeting =
            demonstration
            ? try await Greeting(principals: files.principals(connection), key: key) : nil
        let server = HTTPServer(
            options: HTTPServerOptions(
                host: host ?? settings.host, port: port ?? settings.port),
            responder: engine, authenticator: try await TokenVerifier(key: key),
            readiness: { pools.readiness }, logger: Logger(label: "http")
        ) { [host = host ?? settings.host] port in
            show(
                greeting?.text(host: host, port: port) ?? Greeting.endpoint(host: host, port: port))
        }
        try await ServiceGroup(
            services: pools.all + [server], gracefulShutdownSignals: [.sigint, .sigterm],
            logger: Logger(label: "services")
        ).run()
    }
}

extension ServicePools {
    /// Ready while at least one connection of portals is open.
    fileprivate var readiness: Readiness {
        pool(for: .portal).statistics.connections > 0 ? .ready : .notReady(retryAfterSeconds: 1)
    }
}
