/// Something that starting or stopping a private cluster did, for whoever shows progress.
package enum LocalClusterStep: Hashable, Sendable {
    /// The user that runs PostgreSQL cannot enter the project, so the data lies elsewhere.
    case placingOutside(directory: String, storage: String, user: String)
    case creating(storage: String, version: Int)
    /// A server that ended without stopping its PostgreSQL left it running.
    case stoppingLeftover(process: Int32)
    case starting(storage: String, version: Int)
    case creatingDatabase(name: String)
    case ready(process: Int32)
    case stopping(process: Int32)
    /// The fast shutdown took longer than its bound.
    case stoppingImmediately(process: Int32)
    case stopped
}

extension LocalClusterStep: CustomStringConvertible {
    package var description: String {
        switch self {
        case .placingOutside(let directory, let storage, let user):
            """
            The user \(user), who runs PostgreSQL, cannot enter \(directory), \
            so the data will be in \(storage)
            """
        case .creating(let storage, let version):
            "Creating a private PostgreSQL \(version) cluster in \(storage)"
        case .stoppingLeftover(let process):
            "Stopping the PostgreSQL (process \(process)) that an ended server left running"
        case .starting(let storage, let version):
            "Starting PostgreSQL \(version) in \(storage)"
        case .creatingDatabase(let name):
            "Creating the database \(name)"
        case .ready(let process):
            "PostgreSQL is ready (process \(process))"
        case .stopping(let process):
            "Stopping PostgreSQL (process \(process))"
        case .stoppingImmediately(let process):
            "PostgreSQL (process \(process)) is slow to stop; stopping it immediately"
        case .stopped:
            "PostgreSQL has stopped"
        }
    }
}
