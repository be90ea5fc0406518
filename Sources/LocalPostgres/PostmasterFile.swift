import Foundation

/// What PostgreSQL says of itself in `postmaster.pid`.
///
/// The lines are, by the comment of the server's `pidfile.h`: process, data directory, start time,
/// port, first socket directory, first listen address, shared memory key, status.
struct PostmasterFile: Hashable, Sendable {
    var process: Int32
    var socketDirectory: String?
    var isReady: Bool

    init?(text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard let first = lines.first, let process = Int32(first), process > 0 else {
            return nil
        }
        self.process = process
        socketDirectory = lines.count > 4 && !lines[4].isEmpty ? String(lines[4]) : nil
        isReady = lines.count > 7 && lines[7].hasPrefix("ready")
    }

    static func path(in dataDirectory: String) -> String { dataDirectory + "/postmaster.pid" }

    static func read(from dataDirectory: String) -> PostmasterFile? {
        ClusterFiles.read(path(in: dataDirectory)).flatMap(PostmasterFile.init(text:))
    }

    /// Whether the process exists, whoever owns it.
    var isAlive: Bool { kill(process, 0) == 0 || errno == EPERM }

    /// Whether the process is a server's that works in the data directory.
    ///
    /// Without `/proc`, any living process with that number counts.
    func isServer(of dataDirectory: String) -> Bool {
        guard let processes = Self.processes(in: dataDirectory) else { return isAlive }
        return processes.contains(process)
    }

    /// The processes whose working directory is the data directory, as each of a server's is.
    ///
    /// A process that has ended but was not waited for is not among them. `nil` where the system
    /// has no `/proc`.
    static func processes(in dataDirectory: String) -> [Int32]? {
        guard ClusterFiles.exists("/proc/self/cwd") else { return nil }
        let target = URL(fileURLWithPath: dataDirectory).resolvingSymlinksInPath().path
        return ClusterFiles.names(in: "/proc").compactMap { name in
            guard let process = Int32(name) else { return nil }
            let link = try? FileManager.default.destinationOfSymbolicLink(
                atPath: "/proc/\(name)/cwd")
            return link == target ? process : nil
        }
    }
}
