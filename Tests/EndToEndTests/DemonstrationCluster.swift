import Engine
import Foundation
import LocalPostgres
import PostgresClient
import SchemaMapping
import Synchronization
import TestSupport
import TransportProtocols

/// A PostgreSQL cluster in a temporary directory, filled with the demonstration.
final class DemonstrationCluster: Sendable {
    @TaskLocal private static var suite: DemonstrationCluster?

    /// The cluster of the suite that runs.
    static var current: DemonstrationCluster {
        get throws {
            guard let suite else { throw EndToEndError("No suite started a cluster.") }
            return suite
        }
    }

    static var scope: TaskLocal<DemonstrationCluster?> { $suite }

    let database: TestDatabase
    let mapping: SchemaMapping
    /// Connects as the role of the API.
    let apiConninfo: String
    let socketDirectory: String
    private let options: LocalClusterOptions
    private let cluster: Mutex<LocalCluster>

    static func start() async throws -> DemonstrationCluster {
        let directory = FileManager.default.temporaryDirectory.path + "/end-\(UUID().uuidString)"
        let options = LocalClusterOptions(
            directory: directory, loginRoles: [apiRole], durability: .disposable)
        let cluster = try await LocalCluster.start(options)
        do {
            return try DemonstrationCluster(cluster, options)
        } catch {
            try? await cluster.stop()
            throw error
        }
    }

    private static let apiRole = "mouwakaba_api"

    private init(_ cluster: LocalCluster, _ options: LocalClusterOptions) throws {
        database = try TestDatabase.fill(conninfo: cluster.connectionString)
        mapping = try AssembledSchema(files: EngineFixture.schemaFiles())
            .bind(to: CatalogSnapshot(reading: database.administration()))
        apiConninfo = cluster.connectionString(
            user: Self.apiRole, database: options.databaseName)
        socketDirectory = cluster.socketDirectory
        self.options = options
        self.cluster = Mutex(cluster)
    }

    /// Stops the cluster and removes its files, wherever they lie.
    func remove() async throws {
        let cluster = self.cluster.withLock { $0 }
        try await cluster.stop()
        for path in [cluster.storage, options.directory]
        where FileManager.default.fileExists(atPath: path) {
            try FileManager.default.removeItem(atPath: path)
        }
    }

    // MARK: Outages

    /// Ends all of PostgreSQL's processes as `kill -9` does: nothing is closed, nobody is told.
    func killAll() throws {
        let first = cluster.withLock { $0.process }
        for process in [first] + processes.filter({ $0 != first }) { kill(process, SIGKILL) }
        try wait("PostgreSQL's processes are gone") { processes.isEmpty }
    }

    /// Ends one process that serves a connection of the API, at which PostgreSQL ends all others
    /// and recovers.
    func killOneConnection() throws {
        let sql = """
            SELECT pid FROM pg_catalog.pg_stat_activity WHERE usename = '\(Self.apiRole)' LIMIT 1
            """
        let row = try database.administration().query(sql).first
        guard let process = row?.first.flatMap({ $0 }).flatMap({ Int32($0) }) else {
            throw EndToEndError("The API has no connection.")
        }
        kill(process, SIGKILL)
    }

    /// Starts PostgreSQL again on the same directory.
    func startAgain() async throws {
        try await cluster.withLock { $0 }.stop()
        let started = try await LocalCluster.start(options)
        cluster.withLock { $0 = started }
    }

    /// How often the server has written a text to its log.
    func logCount(of text: String) throws -> Int {
        let path = cluster.withLock { $0.storage } + "/log/postgresql.log"
        return try String(contentsOfFile: path, encoding: .utf8).components(separatedBy: text)
            .count - 1
    }

    private var dataDirectory: String { cluster.withLock { $0.storage } + "/data" }

    /// Each of a server's processes works in the data directory.
    private var processes: [Int32] {
        let directory = dataDirectory
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap { name in
            let link = try? FileManager.default.destinationOfSymbolicLink(
                atPath: "/proc/\(name)/cwd")
            return link == directory ? Int32(name) : nil
        }
    }

    private func wait(_ what: String, until holds: () -> Bool) throws {
        for _ in 0..<500 {
            if holds() { return }
            usleep(10_000)
        }
        throw EndToEndError("Not in 5 seconds: \(what).")
    }

    // MARK: Descriptors

    /// How many descriptors of this process are connected to the cluster.
    var descriptorCount: Int {
        (0..<4096 as Range<Int32>).count { descriptor in
            var address = sockaddr_un()
            var length = socklen_t(MemoryLayout<sockaddr_un>.size)
            return unsafe withUnsafeMutablePointer(to: &address) { pointer in
                let status = unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    unsafe getpeername(descriptor, $0, &length)
                }
                guard unsafe status == 0 && pointer.pointee.sun_family == AF_UNIX else {
                    return false
                }
                return unsafe withUnsafeBytes(of: &pointer.pointee.sun_path) { path in
                    unsafe path.starts(with: socketDirectory.utf8)
                }
            }
        }
    }
}

/// Why a test could not be carried out.
struct EndToEndError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
