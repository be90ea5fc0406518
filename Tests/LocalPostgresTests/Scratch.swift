import Foundation
import LocalPostgres
import Synchronization

/// A directory of one test, removed with everything in it.
final class Scratch: Sendable {
    let path: String

    init(_ name: String = "cluster", permissions: Int = 0o755) throws {
        path = FileManager.default.temporaryDirectory.path + "/\(name)-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true)
        try FileManager.default.setAttributes(
            [.posixPermissions: permissions], ofItemAtPath: path)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    func options(
        _ name: String = "postgres", databaseName: String = "test"
    ) -> LocalClusterOptions {
        LocalClusterOptions(
            directory: path + "/" + name, databaseName: databaseName, durability: .disposable)
    }
}

/// The steps that a cluster reported, in order.
final class StepRecord: Sendable {
    private let recorded = Mutex<[LocalClusterStep]>([])

    var steps: [LocalClusterStep] { recorded.withLock { $0 } }
    func append(_ step: LocalClusterStep) { recorded.withLock { $0.append(step) } }
}

/// Whether a process exists and is not a zombie.
func isAlive(_ process: Int32) -> Bool {
    guard kill(process, 0) == 0,
        let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
        let state = status.split(separator: ")").last?.first(where: { $0 != " " })
    else { return false }
    return state != "Z"
}

/// The living processes that work in a directory, as each of a PostgreSQL server's does.
func processes(workingIn directory: String) -> [Int32] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.compactMap { name in
        let link = try? FileManager.default.destinationOfSymbolicLink(
            atPath: "/proc/\(name)/cwd")
        return link == directory ? Int32(name) : nil
    }
}
