import Foundation
import LocalPostgres
import Migrations
import PostgresClient
import Synchronization

/// One PostgreSQL server for all tests of this target, and a database of each test's own.
///
/// It is the server that `DATABASE_URL` names, or else a disposable cluster that ends with the
/// process.
enum Fixture {
    private static let administration = Task { try await serverConnectionString() }

    /// An empty database that nothing else uses.
    static func database() async throws -> TestDatabase {
        let server = try await administration.value
        let name = "migrations_" + UUID().uuidString.lowercased().filter { $0 != "-" }
        let connection = try AdministrationConnection(connecting: server)
        try connection.execute("create database \(name) template template0")
        return TestDatabase(name: name, server: server)
    }

    private static func serverConnectionString() async throws -> String {
        if let url = ProcessInfo.processInfo.environment["DATABASE_URL"] { return url }
        let temporary = FileManager.default.temporaryDirectory.path
        let options = LocalClusterOptions(
            directory: temporary + "/mouwakaba-migrations-\(getpid())", databaseName: "postgres",
            durability: .disposable)
        let cluster = try await LocalCluster.start(options)
        try await ClusterHolder.shared.hold(cluster)
        return cluster.connectionString
    }
}

/// Keeps the cluster for the life of the process, and arranges for its end.
private actor ClusterHolder {
    static let shared = ClusterHolder()
    private var cluster: LocalCluster?

    /// A shell that outlives the test process ends PostgreSQL and removes its directory.
    func hold(_ cluster: LocalCluster) throws {
        self.cluster = cluster
        let watch = Process()
        watch.executableURL = URL(fileURLWithPath: "/bin/sh")
        let script = """
            while kill -0 "$1" 2>/dev/null; do sleep 0.2; done
            kill -INT "$2"
            while kill -0 "$2" 2>/dev/null; do sleep 0.1; done
            rm -rf "$3"
            """
        watch.arguments = [
            "-c", script, "sh", "\(getpid())", "\(cluster.process)", cluster.storage,
        ]
        watch.standardInput = FileHandle.nullDevice
        watch.standardOutput = FileHandle.nullDevice
        watch.standardError = FileHandle.nullDevice
        try watch.run()
    }
}

/// A database that is dropped with its last reference.
final class TestDatabase: Sendable {
    let name: String
    private let server: String

    init(name: String, server: String) {
        self.name = name
        self.server = server
    }

    deinit {
        let connection = try? AdministrationConnection(connecting: server)
        try? connection?.execute("drop database \(name) with (force)")
    }

    func connect() throws -> AdministrationConnection {
        let conninfo =
            server.contains("://")
            ? Self.replacingDatabase(in: server, by: name) : server + " dbname=\(name)"
        return try AdministrationConnection(connecting: conninfo)
    }

    private static func replacingDatabase(in url: String, by name: String) -> String {
        var components = URLComponents(string: url)
        components?.path = "/" + name
        return components?.string ?? url
    }
}

/// A folder `db` of one test, removed with it.
final class Folder: Sendable {
    let path: String

    init(_ files: [String: String] = [:]) throws {
        path = FileManager.default.temporaryDirectory.path + "/db-\(UUID().uuidString)"
        for (name, text) in files { try write(name, text) }
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    func write(_ name: String, _ text: String) throws {
        let url = URL(fileURLWithPath: path + "/" + name)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }

    func remove(_ name: String) throws {
        try FileManager.default.removeItem(atPath: path + "/" + name)
    }

    /// A runner over the present files, on a connection of its own.
    func runner(
        _ database: TestDatabase, report: @escaping (MigrationStep) -> Void = { _ in }
    ) throws -> MigrationRunner {
        MigrationRunner(
            directory: try MigrationDirectory(path: path),
            connection: try database.connect(), report: report)
    }
}

/// The steps that several threads reported.
final class StepRecord: Sendable {
    private let recorded = Mutex<[MigrationStep]>([])

    var steps: [MigrationStep] { recorded.withLock { $0 } }
    func append(_ step: MigrationStep) { recorded.withLock { $0.append(step) } }
}
