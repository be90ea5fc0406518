/// What a private PostgreSQL cluster is started with.
package struct LocalClusterOptions: Sendable {
    /// How much of PostgreSQL's crash safety the cluster keeps.
    package enum Durability: Hashable, Sendable {
        /// A committed transaction survives a loss of power; the only choice for data of value.
        case durable
        /// Nothing is forced to disk, for clusters that a test throws away.
        case disposable
    }

    /// Where the cluster lives, relative to the working directory or absolute.
    package var directory: String
    /// The database that `LocalCluster.connectionString` names; created if it is missing.
    package var databaseName: String
    /// Roles that may log in besides the superuser, whether or not they exist already.
    ///
    /// Only PostgreSQL 15 needs their names; later versions let the operating system user that
    /// owns the cluster log in as any role.
    package var loginRoles: [String]
    /// Server settings that are written after the cluster's own and so win over them.
    package var settings: [String: String]
    package var durability: Durability
    /// The operating system user that runs PostgreSQL when this process runs as root.
    package var operatingSystemUser: String
    package var limits: LocalClusterLimits

    package init(
        directory: String = ".mouwakaba/postgres", databaseName: String = "mouwakaba",
        loginRoles: [String] = [], settings: [String: String] = [:],
        durability: Durability = .durable, operatingSystemUser: String = "postgres",
        limits: LocalClusterLimits = LocalClusterLimits()
    ) {
        self.directory = directory
        self.databaseName = databaseName
        self.loginRoles = loginRoles
        self.settings = settings
        self.durability = durability
        self.operatingSystemUser = operatingSystemUser
        self.limits = limits
    }
}

/// The bounds of running a private cluster.
package struct LocalClusterLimits: Hashable, Sendable {
    /// Seconds that a start may take; recovery after a crash replays at most `max_wal_size`.
    package var startSecondsMax: Int
    /// Seconds given to a fast shutdown before an immediate one cuts it short.
    package var stopSecondsMax: Int
    /// Bytes of the path of the socket: `sun_path` has 108 bytes on Linux, the last one zero.
    package var socketPathBytesMax: Int
    /// Bytes of the server's log at which a start sets it aside as `postgresql.log.1`.
    package var logBytesMax: Int
    /// Bytes kept of what one of PostgreSQL's programs prints.
    package var programOutputBytesMax: Int

    package init(
        startSecondsMax: Int = 60, stopSecondsMax: Int = 20, socketPathBytesMax: Int = 107,
        logBytesMax: Int = 16 << 20, programOutputBytesMax: Int = 1 << 20
    ) {
        self.startSecondsMax = startSecondsMax
        self.stopSecondsMax = stopSecondsMax
        self.socketPathBytesMax = socketPathBytesMax
        self.logBytesMax = logBytesMax
        self.programOutputBytesMax = programOutputBytesMax
    }
}
