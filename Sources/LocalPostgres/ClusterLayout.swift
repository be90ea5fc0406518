import Foundation

/// Where the files of one cluster lie.
///
/// The directory that the options name holds the lock and, as a rule, everything else. If the user
/// that runs PostgreSQL cannot enter it, a file `location` there names the storage outside.
struct ClusterLayout: Hashable, Sendable {
    /// The directory that the options name, absolute.
    var directory: String
    /// The directory that holds the data, the socket and the log.
    var storage: String

    static let outsideParent = "/var/lib/mouwakaba"

    var dataDirectory: String { storage + "/data" }
    /// Where `initdb` works until the cluster is whole.
    var stagingDirectory: String { storage + "/data.unfinished" }
    var logDirectory: String { storage + "/log" }
    var logFile: String { logDirectory + "/postgresql.log" }

    /// The major version that wrote the data, or `nil` before the first start.
    var dataVersion: Int? {
        guard let text = ClusterFiles.read(dataDirectory + "/PG_VERSION") else { return nil }
        return Int(text.prefix { $0.isNumber })
    }

    static func absolute(_ path: String) -> String {
        URL(fileURLWithPath: path).standardizedFileURL.path
    }

    static func locationFile(in directory: String) -> String { directory + "/location" }

    /// The layout of a cluster that was started before.
    static func recorded(in directory: String) throws(LocalClusterError) -> ClusterLayout {
        let file = locationFile(in: directory)
        guard let text = ClusterFiles.read(file) else {
            return ClusterLayout(directory: directory, storage: directory)
        }
        let storage = String(text.prefix { !$0.isNewline })
        guard ClusterFiles.isDirectory(storage) else {
            throw .storageMissing(storage: storage, locationFile: file)
        }
        return ClusterLayout(directory: directory, storage: storage)
    }

    /// The recorded layout, or a new one in a place that the account can enter.
    static func choose(
        directory: String, account: ClusterAccount, report: (LocalClusterStep) -> Void
    ) async throws(LocalClusterError) -> ClusterLayout {
        let layout = try recorded(in: directory)
        guard layout.storage == directory, account.isSwitched,
            await !account.canEnter(directory)
        else { return layout }
        let suffix = String(UInt32.random(in: .min ... .max), radix: 16)
        let storage = "\(outsideParent)/\(hash(of: directory))-\(suffix)"
        report(
            .placingOutside(directory: directory, storage: storage, user: account.userName))
        try ClusterFiles.createDirectory(outsideParent, permissions: 0o755)
        try ClusterFiles.createDirectory(storage, permissions: 0o755)
        var owner = account
        owner.isSwitched = false
        try ClusterFiles.write(storage + "\n", to: locationFile(in: directory), for: owner)
        return ClusterLayout(directory: directory, storage: storage)
    }

    /// The directory of the socket: in the storage, or a short one where the path is too long or
    /// has a character that separates directories in a setting or a connection string.
    func socketDirectory(
        environment: [String: String], isSwitched: Bool, pathBytesMax: Int
    ) throws(LocalClusterError) -> String {
        let near = storage + "/socket"
        if Self.fits(near, pathBytesMax) { return near }
        // Root's own directories are closed to the user that runs PostgreSQL.
        let own = isSwitched ? [] : [environment["XDG_RUNTIME_DIR"], environment["TMPDIR"]]
        let parents = own + ["/tmp"]
        let candidates = parents.compactMap { $0 }.filter { !$0.isEmpty }
            .map { "\($0)/mouwakaba-\(Self.hash(of: storage))" }
        guard let short = candidates.first(where: { Self.fits($0, pathBytesMax) }) else {
            throw .socketPathTooLong(path: Self.socket(in: near), bytesMax: pathBytesMax)
        }
        return short
    }

    private static func fits(_ directory: String, _ pathBytesMax: Int) -> Bool {
        socket(in: directory).utf8.count <= pathBytesMax
            && !directory.contains { $0 == "," || $0 == "\"" || $0.isNewline }
    }

    static func socket(in directory: String) -> String {
        directory + "/.s.PGSQL.\(ServerConfiguration.port)"
    }

    /// A name for a path: 64 bits by the FNV-1a algorithm, in hexadecimal.
    static func hash(of path: String) -> String {
        let hash = path.utf8.reduce(UInt64(0xcbf2_9ce4_8422_2325)) {
            ($0 ^ UInt64($1)) &* 0x100_0000_01b3
        }
        return String(hash, radix: 16)
    }
}
