import Foundation

/// The file operations of a cluster, with errors that name the path.
enum ClusterFiles {
    static func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: path)
    }

    /// The names in a directory, sorted; none if it cannot be read.
    static func names(in directory: String) -> [String] {
        let names = try? FileManager.default.contentsOfDirectory(atPath: directory)
        return (names ?? []).sorted()
    }

    static func read(_ path: String) -> String? {
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        return String(decoding: data, as: UTF8.self)
    }

    /// The end of a text file, for error messages.
    static func tail(_ path: String, lineCount: Int) -> String {
        let lines = (read(path) ?? "").split(separator: "\n")
        return lines.suffix(lineCount).joined(separator: "\n")
    }

    static func size(_ path: String) -> Int {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return (attributes?[.size] as? NSNumber)?.intValue ?? 0
    }

    /// The user ID of a file's owner, and its permissions.
    static func ownership(_ path: String) -> (userID: UInt32, permissions: Int)? {
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path),
            let userID = attributes[.ownerAccountID] as? NSNumber,
            let permissions = attributes[.posixPermissions] as? NSNumber
        else { return nil }
        return (userID.uint32Value, permissions.intValue & 0o777)
    }

    /// Whether the path is a directory itself, not a symbolic link to one.
    static func isDirectory(_ path: String) -> Bool {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return attributes?[.type] as? FileAttributeType == .typeDirectory
    }

    /// Creates a directory and the missing ones above it.
    static func createDirectory(_ path: String, permissions: Int) throws(LocalClusterError) {
        try attempt(path) {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true)
            try FileManager.default.setAttributes(
                [.posixPermissions: permissions], ofItemAtPath: path)
        }
    }

    /// Gives a path to the account that runs PostgreSQL, which matters only when this is root.
    static func give(_ path: String, to account: ClusterAccount) throws(LocalClusterError) {
        guard account.isSwitched else { return }
        try attempt(path) {
            try FileManager.default.setAttributes(
                [.ownerAccountID: account.userID, .groupOwnerAccountID: account.groupID],
                ofItemAtPath: path)
        }
    }

    /// Writes a file whole, so that a reader sees the old text or the new one.
    static func write(
        _ text: String, to path: String, for account: ClusterAccount
    ) throws(LocalClusterError) {
        try attempt(path) {
            try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o600], ofItemAtPath: path)
        }
        try give(path, to: account)
    }

    static func move(_ source: String, to target: String) throws(LocalClusterError) {
        try attempt(source) {
            try FileManager.default.moveItem(atPath: source, toPath: target)
        }
    }

    static func remove(_ path: String) throws(LocalClusterError) {
        guard exists(path) else { return }
        try attempt(path) { try FileManager.default.removeItem(atPath: path) }
    }

    private static func attempt(
        _ path: String, _ body: () throws -> Void
    ) throws(LocalClusterError) {
        do { try body() } catch {
            throw .fileSystem(path: path, reason: error.localizedDescription)
        }
    }
}
