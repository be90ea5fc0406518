package import Logging

/// Where and how a pool connects.
package struct PoolOptions: Sendable {
    /// A libpq connection string or URL (libpq manual, §34.1.1).
    package var conninfo: String
    /// Shown by `pg_stat_activity`.
    package var applicationName: String
    /// Run-time parameters that every session starts with, by name.
    package var sessionSettings: [String: String]
    package var limits: PoolLimits
    /// How far the pool's threads stand back for others (`nice`), from 0 to 19.
    package var threadNiceness: Int32 = 0
    package var logger: Logger

    /// Settings with which all levels of a program see one snapshot and nothing can be written.
    ///
    /// Plans are generic: PostgreSQL takes a page's size that it does not know for a tenth of the
    /// rows, finds its generic plan dear, and would plan anew at each execution, which costs more
    /// than most executions do.
    package static let readSettings = [
        "default_transaction_isolation": "repeatable read",
        "default_transaction_read_only": "on",
        "plan_cache_mode": "force_generic_plan",
    ]

    /// Settings with which a program may write, and each statement sees what was committed before.
    package static let writeSettings = [
        "default_transaction_isolation": "read committed",
        "default_transaction_read_only": "off",
        "plan_cache_mode": "force_generic_plan",
    ]

    package init(
        conninfo: String, applicationName: String = "mouwakaba",
        sessionSettings: [String: String] = PoolOptions.readSettings,
        limits: PoolLimits = PoolLimits(), logger: Logger = Logger(label: "postgres")
    ) {
        self.conninfo = conninfo
        self.applicationName = applicationName
        self.sessionSettings = sessionSettings
        self.limits = limits
        self.logger = logger
    }
}
