import Foundation

/// The claim of one server process on a cluster's directory.
///
/// It is a lock of the kernel (`flock`), so it ends with its process however that ends; the number
/// in the file is only there to be shown.
final class DirectoryLock: Sendable {
    private let handle: FileHandle

    init(directory: String) throws(LocalClusterError) {
        let path = Self.path(in: directory)
        if !ClusterFiles.exists(path) {
            _ = FileManager.default.createFile(
                atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
        }
        guard let handle = FileHandle(forUpdatingAtPath: path) else {
            throw .fileSystem(path: path, reason: "cannot be opened for writing")
        }
        // Children must not inherit the lock: PostgreSQL may outlive this process.
        _ = fcntl(handle.fileDescriptor, F_SETFD, FD_CLOEXEC)
        guard flock(handle.fileDescriptor, LOCK_EX | LOCK_NB) == 0 else {
            throw .alreadyRunning(process: Self.holder(of: directory), directory: directory)
        }
        self.handle = handle
        do {
            try handle.truncate(atOffset: 0)
            try handle.write(contentsOf: Data("\(getpid())\n".utf8))
        } catch {
            throw .fileSystem(path: path, reason: error.localizedDescription)
        }
    }

    deinit { release() }

    /// Lets go of the directory; dropping the last reference does so too.
    ///
    /// Closing the file would not be enough: a child between its fork and its exec has it open.
    func release() {
        _ = flock(handle.fileDescriptor, LOCK_UN)
    }

    /// Whether some process, this one included, holds the lock of a directory.
    static func isHeld(_ directory: String) -> Bool {
        guard let handle = FileHandle(forReadingAtPath: path(in: directory)) else {
            return false
        }
        guard flock(handle.fileDescriptor, LOCK_SH | LOCK_NB) == 0 else { return true }
        _ = flock(handle.fileDescriptor, LOCK_UN)
        return false
    }

    /// The process that wrote its number last.
    static func holder(of directory: String) -> Int32? {
        let text = ClusterFiles.read(path(in: directory)) ?? ""
        return text.split(separator: "\n").first.flatMap { Int32($0) }
    }

    private static func path(in directory: String) -> String { directory + "/server.lock" }
}
