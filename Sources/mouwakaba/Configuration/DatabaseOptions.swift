import ArgumentParser
import Foundation
import LocalPostgres
import PostgresClient

/// Which PostgreSQL to use: the server that a URL names, or else the private cluster.
struct DatabaseOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A PostgreSQL server to use instead of the private cluster.",
            discussion: "Its user owns the database and may create roles."))
    var databaseURL: String?

    /// Opens the database for one command; a private cluster that nobody runs is started.
    func open(_ settings: Settings) async throws -> Database {
        if let url = databaseURL ?? settings.databaseURL {
            return Database(url: url, apiURL: settings.apiDatabaseURL)
        }
        let options = LocalClusterOptions(
            directory: settings.directory + "/postgres", loginRoles: [Database.apiRole])
        if let running = LocalCluster.connectionStringIfRunning(options) {
            return Database(url: running, apiURL: nil)
        }
        let cluster = try await LocalCluster.start(options) { say("\($0).") }
        return Database(cluster: cluster)
    }

    /// Runs a command against the database, and stops the private cluster if it was started for it.
    func use<Result>(
        _ settings: Settings, _ body: (Database) async throws -> Result
    ) async throws -> Result {
        let database = try await open(settings)
        do {
            let result = try await body(database)
            try await database.close()
            return result
        } catch {
            try? await database.close()
            throw error
        }
    }
}

/// How to reach the database, as its administrator and on behalf of requests.
struct Database {
    /// The role that requests run as: it owns nothing and cannot bypass row-level security.
    static let apiRole = "mouwakaba_api"
    /// The role of requests across the offices of a region; the API's role may take it on.
    static let regionRole = "mouwakaba_region"

    /// Connects the administrator, who migrates and seeds.
    let conninfo: String
    /// Connects requests.
    let apiConninfo: String
    /// Whether requests must take on the API role after they have connected as somebody else.
    let apiSetsRole: Bool
    let cluster: LocalCluster?

    init(url: String, apiURL: String?) {
        conninfo = url
        apiConninfo = apiURL ?? url
        apiSetsRole = apiURL == nil
        cluster = nil
    }

    init(cluster: LocalCluster) {
        conninfo = cluster.connectionString
        apiConninfo = cluster.connectionString(user: Self.apiRole, database: "mouwakaba")
        apiSetsRole = false
        self.cluster = cluster
    }

    /// Connects the administrator.
    ///
    /// - Throws: `SettingsError` with what the server or the network says, for the terminal.
    func administration() throws -> AdministrationConnection {
        try connect(conninfo, check: "DATABASE_URL or --database-url")
    }

    /// Connects as requests do.
    ///
    /// - Throws: `SettingsError` with what the server or the network says, for the terminal.
    func api() throws -> AdministrationConnection {
        try connect(apiConninfo, check: "API_DATABASE_URL")
    }

    private func connect(_ target: String, check: String) throws -> AdministrationConnection {
        do throws(DatabaseError) {
            return try AdministrationConnection(connecting: target)
        } catch {
            throw SettingsError(
                "The database cannot be reached: \(error.message)\n"
                    + "Check \(check), and that the server runs.")
        }
    }

    func close() async throws {
        try await cluster?.stop()
    }
}

/// Prints a result at once, also where standard output is a file or a pipe.
func show(_ text: String) {
    FileHandle.standardOutput.write(Data((text + "\n").utf8))
}

/// Tells the person at the terminal what happens, as it happens.
func say(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
}
