import Foundation

/// The PostgreSQL server of one layout: creates its files, and starts and stops its processes.
struct ClusterServer: Sendable {
    let options: LocalClusterOptions
    let account: ClusterAccount
    let layout: ClusterLayout
    let programs: PostgresPrograms
    let socketDirectory: String
    let report: @Sendable (LocalClusterStep) -> Void

    // MARK: Files

    /// Makes sure that there is a cluster, owned by the account.
    func prepareFiles() async throws(LocalClusterError) {
        try checkOwner()
        try preparePrivateDirectory(layout.logDirectory)
        try prepareSocketDirectory()
        if layout.dataVersion == nil { try await createCluster() }
        try rotateLog()
        try writeConfiguration()
    }

    private func checkOwner() throws(LocalClusterError) {
        guard let owner = ClusterFiles.ownership(layout.dataDirectory)?.userID,
            owner != account.userID
        else { return }
        throw .dataOwnedByAnother(
            storage: layout.storage, owner: "with ID \(owner)", user: account.userName)
    }

    private func preparePrivateDirectory(_ path: String) throws(LocalClusterError) {
        try ClusterFiles.createDirectory(path, permissions: 0o700)
        try ClusterFiles.give(path, to: account)
    }

    /// A directory among others' files may have been put there by others.
    private func prepareSocketDirectory() throws(LocalClusterError) {
        guard ClusterFiles.exists(socketDirectory) else {
            return try preparePrivateDirectory(socketDirectory)
        }
        let ownership = ClusterFiles.ownership(socketDirectory)
        guard ClusterFiles.isDirectory(socketDirectory), let ownership,
            ownership.userID == account.userID, ownership.permissions == 0o700
        else { throw .socketDirectoryNotPrivate(path: socketDirectory) }
    }

    /// Runs `initdb` beside the final place and moves the result there, so that an interrupted
    /// creation leaves nothing that looks like a cluster.
    private func createCluster() async throws(LocalClusterError) {
        report(.creating(storage: layout.storage, version: programs.version))
        let staging = layout.stagingDirectory
        try ClusterFiles.remove(staging)
        try preparePrivateDirectory(staging)
        try await run("initdb", initdbArguments + ["--pgdata", staging]).succeed()
        let main = staging + "/postgresql.conf"
        let text = ClusterFiles.read(main) ?? ""
        try ClusterFiles.write(text + ServerConfiguration.includeLine, to: main, for: account)
        try ClusterFiles.move(staging, to: layout.dataDirectory)
        _ = try writeUserNameMap(roles: options.loginRoles)
    }

    private var initdbArguments: [String] {
        var arguments = [
            "--username", ServerConfiguration.superuser, "--encoding", "UTF8",
            "--locale", "C.UTF-8", "--data-checksums", "--auth", "peer", "--no-instructions",
        ]
        if programs.version >= 17 {
            arguments += ["--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"]
        }
        if options.durability == .disposable { arguments.append("--no-sync") }
        return arguments
    }

    private func rotateLog() throws(LocalClusterError) {
        guard ClusterFiles.size(layout.logFile) > options.limits.logBytesMax else { return }
        let old = layout.logFile + ".1"
        try ClusterFiles.remove(old)
        try ClusterFiles.move(layout.logFile, to: old)
    }

    private func writeConfiguration() throws(LocalClusterError) {
        let settings = try ServerConfiguration.settings(
            options: options, socketDirectory: socketDirectory)
        let data = layout.dataDirectory
        try ClusterFiles.write(
            settings, to: data + "/" + ServerConfiguration.settingsFile, for: account)
        try ClusterFiles.write(
            ServerConfiguration.hostBasedAuthentication, to: data + "/pg_hba.conf",
            for: account)
    }

    /// Writes the map of the users that may log in as roles; false if it says so already.
    func writeUserNameMap(roles: [String]) throws(LocalClusterError) -> Bool {
        let map = ServerConfiguration.userNameMap(
            users: account.permittedUserNames, roles: roles, version: programs.version)
        let path = layout.dataDirectory + "/pg_ident.conf"
        guard ClusterFiles.read(path) != map else { return false }
        try ClusterFiles.write(map, to: path, for: account)
        return true
    }

    // MARK: Processes

    func start() async throws(LocalClusterError) {
        try await stopLeftover()
        report(.starting(storage: layout.storage, version: programs.version))
        let started = try await run(
            "pg_ctl",
            [
                "start", "--silent", "--wait", "--timeout", "\(options.limits.startSecondsMax)",
                "--pgdata", layout.dataDirectory, "--log", layout.logFile,
            ]
        ).outcome()
        guard started.isSuccess else {
            let log = ClusterFiles.tail(layout.logFile, lineCount: Self.logLinesShown)
            if let postmaster = running { try? await stop(postmaster) }
            throw .startFailed(
                storage: layout.storage, log: log.isEmpty ? started.errorOutput : log)
        }
    }

    private static let logLinesShown = 20

    /// Deals with what a server that was killed left.
    ///
    /// A PostgreSQL without owner is stopped. If only some of its processes live, they are about
    /// to end, and PostgreSQL would refuse to start before. Stale lock files whose number another
    /// process has now would mislead PostgreSQL; they are removed once no process works in the
    /// data directory.
    private func stopLeftover() async throws(LocalClusterError) {
        let data = layout.dataDirectory
        if let file = running {
            report(.stoppingLeftover(process: file.process))
            return try await stop(file)
        }
        for _ in 0..<Self.leftoverAttemptsMax {
            guard let processes = PostmasterFile.processes(in: data) else { return }
            if processes.isEmpty {
                return try removeStaleFiles()
            }
            try? await Task.sleep(for: .milliseconds(50))
        }
    }

    private func removeStaleFiles() throws(LocalClusterError) {
        let socket = ClusterLayout.socket(in: socketDirectory)
        let data = layout.dataDirectory
        for path in [PostmasterFile.path(in: data), socket, socket + ".lock"] {
            try ClusterFiles.remove(path)
        }
    }

    /// Looks, 50 ms apart, for processes that outlive their first one: 10 seconds.
    private static let leftoverAttemptsMax = 200

    /// The server's first process, if it lives.
    var running: PostmasterFile? {
        guard let file = PostmasterFile.read(from: layout.dataDirectory),
            file.isServer(of: layout.dataDirectory)
        else { return nil }
        return file
    }

    /// Stops by a fast shutdown, then by an immediate one, and waits until the process has ended.
    func stop(_ postmaster: PostmasterFile) async throws(LocalClusterError) {
        try await shutDown(postmaster)
        for _ in 0..<Self.endAttemptsMax where postmaster.isServer(of: layout.dataDirectory) {
            try? await Task.sleep(for: .milliseconds(5))
        }
    }

    /// Looks, 5 ms apart, for the end of a process that has removed its lock file, which is the
    /// last thing that a server does and all that `pg_ctl` waits for: 1 second.
    private static let endAttemptsMax = 200

    private func shutDown(_ postmaster: PostmasterFile) async throws(LocalClusterError) {
        if try await stop(mode: "fast", seconds: options.limits.stopSecondsMax).isSuccess {
            return
        }
        guard running != nil else { return }
        report(.stoppingImmediately(process: postmaster.process))
        let last = try await stop(mode: "immediate", seconds: Self.immediateStopSecondsMax)
        guard last.isSuccess || running == nil else {
            throw .stopFailed(process: postmaster.process, output: last.errorOutput)
        }
    }

    /// Seconds after which PostgreSQL itself kills the processes that ignore an immediate
    /// shutdown are 5; twice that is enough.
    private static let immediateStopSecondsMax = 10

    private func stop(
        mode: String, seconds: Int
    ) async throws(LocalClusterError) -> ProgramRun.Outcome {
        try await run(
            "pg_ctl",
            [
                "stop", "--silent", "--wait", "--mode", mode, "--timeout", "\(seconds)",
                "--pgdata", layout.dataDirectory,
            ]
        ).outcome()
    }

    /// Removes the socket's directory if it lies outside of the storage.
    func removeSocketDirectory() {
        guard !socketDirectory.hasPrefix(layout.storage + "/") else { return }
        try? ClusterFiles.remove(socketDirectory)
    }

    // MARK: Statements

    /// Runs a psql script as the superuser and returns its rows, one a line.
    func script(
        _ text: String, variables: [String: String] = [:]
    ) async throws(LocalClusterError) -> String {
        var arguments = [
            "--no-psqlrc", "--quiet", "--no-align", "--tuples-only",
            "--set", "ON_ERROR_STOP=1",
            "--dbname",
            ConnectionString.render(
                socketDirectory: socketDirectory, user: ServerConfiguration.superuser,
                database: "postgres"),
        ]
        for (name, value) in variables.sorted(by: { $0.key < $1.key }) {
            arguments += ["--set", "\(name)=\(value)"]
        }
        return try await run("psql", arguments, input: text).succeed()
    }

    private func run(_ name: String, _ arguments: [String], input: String = "") -> ProgramRun {
        ProgramRun(
            name: name, arguments: arguments, searchPath: programs.directory,
            account: account, input: input,
            outputBytesMax: options.limits.programOutputBytesMax)
    }
}
