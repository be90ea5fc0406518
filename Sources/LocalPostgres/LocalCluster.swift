import Foundation
import ServiceLifecycle

/// A private PostgreSQL cluster, the database that the server brings with it.
///
/// It listens on a Unix socket only, in a directory that nobody but its owner and root may enter,
/// and the kernel vouches for who connects. One process owns it at a time; the data stays when it
/// stops. If the owner is killed, PostgreSQL goes on alone until the next start stops it.
package actor LocalCluster: Service {
    /// Connects the superuser to the database that the options name.
    package nonisolated let connectionString: String
    /// The directory that holds the socket.
    package nonisolated let socketDirectory: String
    /// The directory that holds the data, the log and, unless its path is too long, the socket.
    package nonisolated let storage: String
    /// PostgreSQL's first process.
    package nonisolated let process: Int32

    private nonisolated let server: ClusterServer
    private let lock: DirectoryLock
    private var stopping: Task<Result<Void, LocalClusterError>, Never>?

    private init(server: ClusterServer, lock: DirectoryLock, process: Int32) {
        self.server = server
        self.lock = lock
        self.process = process
        socketDirectory = server.socketDirectory
        storage = server.layout.storage
        connectionString = ConnectionString.render(
            socketDirectory: server.socketDirectory, user: ServerConfiguration.superuser,
            database: server.options.databaseName)
    }

    /// Starts the cluster, creating it and its database if they are missing.
    ///
    /// Nothing is printed; `report` is told each step as it begins.
    package static func start(
        _ options: LocalClusterOptions = LocalClusterOptions(),
        environment: [String: String] = ProcessInfo.processInfo.environment,
        report: @escaping @Sendable (LocalClusterStep) -> Void = { _ in }
    ) async throws(LocalClusterError) -> LocalCluster {
        let directory = ClusterLayout.absolute(options.directory)
        if !ClusterFiles.exists(directory) {
            try ClusterFiles.createDirectory(directory, permissions: 0o755)
        }
        let lock = try DirectoryLock(directory: directory)
        do {
            let server = try await server(options, directory, environment, report)
            return try await start(server, lock)
        } catch {
            lock.release()
            throw error
        }
    }

    private static func start(
        _ server: ClusterServer, _ lock: DirectoryLock
    ) async throws(LocalClusterError) -> LocalCluster {
        try await server.prepareFiles()
        try await server.start()
        let process = server.running?.process ?? 0
        let cluster = LocalCluster(server: server, lock: lock, process: process)
        do {
            try await cluster.createDatabase(server.options.databaseName)
            try await cluster.allowLoginRoles()
        } catch {
            try? await cluster.stop()
            throw error
        }
        server.report(.ready(process: process))
        return cluster
    }

    private static func server(
        _ options: LocalClusterOptions, _ directory: String, _ environment: [String: String],
        _ report: @escaping @Sendable (LocalClusterStep) -> Void
    ) async throws(LocalClusterError) -> ClusterServer {
        let account = try await ClusterAccount.resolve(options)
        let layout = try await ClusterLayout.choose(
            directory: directory, account: account, report: report)
        let programs = try await PostgresPrograms.find(
            dataVersion: layout.dataVersion, storage: layout.storage,
            environment: environment, outputBytesMax: options.limits.programOutputBytesMax)
        let socketDirectory = try layout.socketDirectory(
            environment: environment, isSwitched: account.isSwitched,
            pathBytesMax: options.limits.socketPathBytesMax)
        return ClusterServer(
            options: options, account: account, layout: layout, programs: programs,
            socketDirectory: socketDirectory, report: report)
    }

    /// The connection string of a cluster that another process, or this one, runs already.
    ///
    /// `nil` if nobody runs it, or if it is not ready.
    package static func connectionStringIfRunning(
        _ options: LocalClusterOptions = LocalClusterOptions()
    ) -> String? {
        let directory = ClusterLayout.absolute(options.directory)
        // The lock comes last: to look at it is to hold it for a moment.
        guard let layout = try? ClusterLayout.recorded(in: directory),
            let file = PostmasterFile.read(from: layout.dataDirectory),
            file.isReady, file.isServer(of: layout.dataDirectory),
            let socketDirectory = file.socketDirectory, DirectoryLock.isHeld(directory)
        else { return nil }
        return ConnectionString.render(
            socketDirectory: socketDirectory, user: ServerConfiguration.superuser,
            database: options.databaseName)
    }

    /// Connects a role of one's choice to a database of this cluster.
    package nonisolated func connectionString(user: String, database: String) -> String {
        ConnectionString.render(
            socketDirectory: socketDirectory, user: user, database: database)
    }

    /// Creates a database unless it exists.
    package func createDatabase(_ name: String) async throws(LocalClusterError) {
        let answer = try await server.script(
            "select count(*) from pg_database where datname = :'name';\n",
            variables: ["name": name])
        guard answer == "0" else { return }
        server.report(.creatingDatabase(name: name))
        _ = try await server.script(
            "create database :\"name\";\n", variables: ["name": name])
    }

    /// Lets the operating system users of this cluster log in as every role that exists by now.
    ///
    /// To be called after roles were created. PostgreSQL 16 and later need it no more.
    package func allowLoginRoles() async throws(LocalClusterError) {
        guard server.programs.version < 16 else { return }
        let answer = try await server.script(
            "select rolname from pg_roles where rolcanlogin order by rolname;\n")
        let roles = answer.split(separator: "\n").map(String.init) + server.options.loginRoles
        guard try server.writeUserNameMap(roles: roles) else { return }
        let before = try await loadTime()
        _ = try await server.script("select pg_reload_conf();\n")
        for _ in 0..<Self.reloadAttemptsMax where try await loadTime() == before {
            try? await Task.sleep(for: .milliseconds(20))
        }
    }

    /// Attempts to see a reload of the configuration, which the server does when it can.
    private static let reloadAttemptsMax = 100

    private func loadTime() async throws(LocalClusterError) -> String {
        try await server.script("select pg_conf_load_time();\n")
    }

    /// Stops PostgreSQL and lets go of the directory; a second call waits for the first.
    ///
    /// Connections are cut and transactions rolled back. The shutdown goes on if the calling task
    /// is cancelled.
    package func stop() async throws(LocalClusterError) {
        let task = stopping ?? Task { await self.shutDown() }
        stopping = task
        try await task.value.get()
    }

    private func shutDown() async -> Result<Void, LocalClusterError> {
        defer { lock.release() }
        if let postmaster = server.running {
            server.report(.stopping(process: postmaster.process))
            do throws(LocalClusterError) {
                try await server.stop(postmaster)
            } catch {
                return .failure(error)
            }
        }
        server.removeSocketDirectory()
        server.report(.stopped)
        return .success(())
    }

    /// Keeps the cluster until the service group shuts down, then stops it.
    package func run() async throws {
        try? await gracefulShutdown()
        try await stop()
    }
}
