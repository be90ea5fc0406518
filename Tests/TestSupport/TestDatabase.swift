package import Foundation
import Migrations
package import PostgresClient
package import TransportProtocols

/// The database that tests ask: migrated and filled with the demonstration, once a test run.
///
/// Tests never write to it. `DATABASE_URL` names the server, as `make test` sets it.
package struct TestDatabase: Sendable {
    /// Connects the administrator.
    package let conninfo: String
    /// One person for each role and office or region, and one without a role (`nil`).
    package let principals: [Principal]

    package struct Principal: Sendable {
        package let principal: RequestPrincipal
        package let role: String?
    }

    /// The offices of the demonstration.
    package static let offices = ["01511", "09581"]
    /// The region of each of them.
    package static let regions = ["01", "09"]

    private static let prepared = Task { try prepare() }

    package static func demonstration() async throws -> TestDatabase {
        try await prepared.value
    }

    package func principal(_ role: String?, office: String) throws -> RequestPrincipal {
        let found = principals.first { $0.role == role && $0.principal.office == office }
        guard let found else { throw TestSupportError.noPrincipal(role ?? "none", office) }
        return found.principal
    }

    package func administration() throws -> AdministrationConnection {
        try AdministrationConnection(connecting: conninfo)
    }

    /// Options of a pool that runs requests as the API's role.
    package func poolOptions(limits: PoolLimits = PoolLimits()) -> PoolOptions {
        var settings = PoolOptions.readSettings
        settings["role"] = "mouwakaba_api"
        return PoolOptions(conninfo: conninfo, sessionSettings: settings, limits: limits)
    }

    /// Options of a pool that runs requests of a region: sessions of the API's role, which take on
    /// the role for it.
    package func regionPoolOptions() -> PoolOptions {
        var settings = PoolOptions.readSettings
        settings["role"] = "mouwakaba_region"
        var limits = PoolLimits()
        limits.connections = 2
        return PoolOptions(
            conninfo: conninfo + " user='mouwakaba_api'", sessionSettings: settings,
            limits: limits)
    }

    /// Options of a pool that runs commands in sessions of the API's role, in which what runs as
    /// the owner is bound by policies as well.
    package func writePoolOptions(limits: PoolLimits = PoolLimits()) -> PoolOptions {
        PoolOptions(
            conninfo: conninfo + " user='mouwakaba_api'",
            sessionSettings: PoolOptions.writeSettings, limits: limits)
    }

    private static func prepare() throws -> TestDatabase {
        try fill(conninfo: createEmpty("mouwakaba_test"))
    }

    private static func server() throws -> String {
        guard let server = ProcessInfo.processInfo.environment["DATABASE_URL"] else {
            throw TestSupportError.noDatabaseURL
        }
        return server
    }

    /// Makes an empty database on the tests' server, anew where there is one, and gives its
    /// connection string.
    package static func createEmpty(_ name: String) throws -> String {
        let server = try server()
        let maintenance = try AdministrationConnection(connecting: server)
        try maintenance.execute("DROP DATABASE IF EXISTS \(name) WITH (FORCE)")
        try maintenance.execute("CREATE DATABASE \(name)")
        return ConnectionTarget.replacingDatabase(of: server, with: name)
    }

    /// Makes a copy on the same server; nobody stays connected to this database.
    package func copy(named name: String) throws -> TestDatabase {
        let own = try administration().query("SELECT current_database()")[0][0] ?? ""
        let maintenance = try AdministrationConnection(connecting: Self.server())
        _ = try maintenance.query(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = $1",
            [own])
        try maintenance.execute("DROP DATABASE IF EXISTS \(name) WITH (FORCE)")
        try maintenance.execute("CREATE DATABASE \(name) TEMPLATE \(own)")
        return TestDatabase(
            conninfo: ConnectionTarget.replacingDatabase(of: conninfo, with: name),
            principals: principals)
    }

    /// Applies `db/` and the demonstration to an empty database.
    package static func fill(conninfo: String) throws -> TestDatabase {
        let connection = try AdministrationConnection(connecting: conninfo)
        let path = PackageDirectory.url.appendingPathComponent("db").path
        try MigrationRunner(
            directory: MigrationDirectory(path: path), connection: connection
        ).up()
        try SeedRunner(path: path, connection: connection).run("reference")
        try SeedRunner(path: path, connection: connection).run("demo")
        return TestDatabase(
            conninfo: conninfo, principals: try principals(connection, path: path))
    }

    private static func principals(
        _ connection: AdministrationConnection, path: String
    ) throws -> [Principal] {
        let sql = try String(
            contentsOfFile: path + "/seed/demo_principals.sql", encoding: .utf8)
        return try connection.query(sql).map { row in
            Principal(
                principal: try RequestPrincipal(person: row[3] ?? "", office: row[0] ?? ""),
                role: row[2])
        }
    }
}

/// Why the fixtures of a test cannot be made.
package enum TestSupportError: Error, CustomStringConvertible {
    case noDatabaseURL
    case noPrincipal(String, String)

    package var description: String {
        switch self {
        case .noDatabaseURL:
            "DATABASE_URL is not set; run the tests with `make test`, which starts a PostgreSQL."
        case .noPrincipal(let role, let office):
            "The demonstration has nobody with the role \(role) in the office \(office)."
        }
    }
}

/// The root of this package.
package enum PackageDirectory {
    package static let url = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
}

/// Changes which database a libpq connection string or URL names.
enum ConnectionTarget {
    static func replacingDatabase(of target: String, with name: String) -> String {
        guard target.hasPrefix("postgres"), var parts = URLComponents(string: target) else {
            return target + " dbname=\(name)"
        }
        parts.path = "/" + name
        return parts.string ?? target
    }
}
