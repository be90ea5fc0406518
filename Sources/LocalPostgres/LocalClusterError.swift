/// Why a private PostgreSQL cluster could not be found, created, started or stopped.
package enum LocalClusterError: Error, Hashable, Sendable {
    /// No directory with PostgreSQL's programs was found in the places listed.
    case programsMissing(searched: [String])
    /// The directory that the environment variable names lacks a program.
    case programsMissingInNamedDirectory(directory: String, program: String)
    case serverTooOld(version: Int, directory: String)
    case versionMismatch(data: Int, found: [Int], storage: String)
    /// Root may not run PostgreSQL, and the user that should run it does not exist.
    case userMissing(name: String)
    case dataOwnedByAnother(storage: String, owner: String, user: String)
    case alreadyRunning(process: Int32?, directory: String)
    case storageMissing(storage: String, locationFile: String)
    case socketDirectoryNotPrivate(path: String)
    case socketPathTooLong(path: String, bytesMax: Int)
    case invalidSetting(name: String)
    case programFailed(program: String, status: String, output: String)
    case startFailed(storage: String, log: String)
    case stopFailed(process: Int32, output: String)
    case fileSystem(path: String, reason: String)
}

extension LocalClusterError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .programsMissing, .programsMissingInNamedDirectory, .serverTooOld,
            .versionMismatch:
            programsDescription
        case .userMissing, .dataOwnedByAnother, .alreadyRunning, .storageMissing:
            ownershipDescription
        case .socketDirectoryNotPrivate, .socketPathTooLong, .invalidSetting, .programFailed,
            .startFailed, .stopFailed, .fileSystem:
            runningDescription
        }
    }

    private var programsDescription: String {
        switch self {
        case .programsMissing(let searched):
            """
            PostgreSQL's programs (postgres, initdb, pg_ctl, psql) were not found in \
            \(searched.joined(separator: ", ")). Install PostgreSQL 15 or later, or name the \
            directory of its programs in \(PostgresPrograms.directoryVariable).
            """
        case .programsMissingInNamedDirectory(let directory, let program):
            """
            \(PostgresPrograms.directoryVariable) names \(directory), which has no program \
            "\(program)". Name the directory that holds PostgreSQL's programs, such as \
            /usr/lib/postgresql/15/bin.
            """
        case .serverTooOld(let version, let directory):
            """
            PostgreSQL \(version) in \(directory) is too old. Install PostgreSQL \
            \(PostgresPrograms.versionMin) or later.
            """
        case .versionMismatch(let data, let found, let storage):
            """
            The data in \(storage) was written by PostgreSQL \(data), and only PostgreSQL \
            \(found.map(String.init).joined(separator: ", ")) was found. Install PostgreSQL \
            \(data), or name the directory of its programs in \
            \(PostgresPrograms.directoryVariable). To move to the newer version, start once \
            with PostgreSQL \(data), save the data with pg_dumpall, set \(storage) aside and \
            restore into a new cluster, or use pg_upgrade.
            """
        default: ""
        }
    }

    private var ownershipDescription: String {
        switch self {
        case .userMissing(let name):
            """
            PostgreSQL refuses to run as root, and there is no user \(name) to run it. Create \
            that user (useradd --system \(name)), or start as an ordinary user.
            """
        case .dataOwnedByAnother(let storage, let owner, let user):
            """
            The data in \(storage) belongs to the user \(owner), and PostgreSQL would run as \
            \(user). Start as the user that created the cluster, or give the data to \
            \(user) (chown -R \(user) \(storage)).
            """
        case .alreadyRunning(let process, let directory):
            """
            The cluster in \(directory) is in use by a running server\
            \(process.map { " (process \($0))" } ?? ""). Stop that server first, or give this \
            one another directory.
            """
        case .storageMissing(let storage, let locationFile):
            """
            \(locationFile) says that the data is in \(storage), which does not exist. Restore \
            that directory, or remove \(locationFile) to begin with an empty cluster.
            """
        default: ""
        }
    }

    private var runningDescription: String {
        switch self {
        case .socketDirectoryNotPrivate(let path):
            """
            \(path) was to hold the server's socket, but others own it or may enter it. Remove \
            it, or use a directory with a shorter path for the cluster.
            """
        case .socketPathTooLong(let path, let bytesMax):
            """
            The socket's path \(path) has \(path.utf8.count) bytes and the operating system \
            allows \(bytesMax). Set XDG_RUNTIME_DIR or TMPDIR to a shorter path.
            """
        case .invalidSetting(let name):
            "\"\(name)\" is not the name of a server setting, or its value has a line break."
        case .programFailed(let program, let status, let output):
            "\(program) failed (\(status)): \(output)"
        case .startFailed(let storage, let log):
            "PostgreSQL did not start in \(storage). The end of its log:\n\(log)"
        case .stopFailed(let process, let output):
            "PostgreSQL (process \(process)) did not stop: \(output)"
        case .fileSystem(let path, let reason):
            "\(path): \(reason)"
        default: ""
        }
    }
}
