import Foundation
import Migrations
import NationalSeed
import PostgresClient
import TransportProtocols

/// The project's `db/` folder, applied to a database.
struct DatabaseFiles {
    private let path: String

    /// - Throws: `SettingsError` where the project has no `db/`.
    init(_ project: URL) throws {
        path = project.appendingPathComponent("db").relativePath
        guard FileManager.default.fileExists(atPath: path) else {
            throw SettingsError(
                "There is no folder \(path); run the command in the project's directory,"
                    + " or name it with --project.")
        }
    }

    func runner(_ connection: AdministrationConnection) throws -> MigrationRunner {
        MigrationRunner(
            directory: try MigrationDirectory(path: path), connection: connection
        ) { say("\($0).") }
    }

    func migrate(_ connection: AdministrationConnection) throws {
        try runner(connection).up()
    }

    func seed(_ name: String, _ connection: AdministrationConnection) throws {
        try SeedRunner(path: path, connection: connection) { say("\($0).") }.run(name)
    }

    /// Loads the invented country and gives the rows of each table.
    func seedNational(
        _ options: NationalSeedOptions, _ database: Database
    ) throws -> NationalSeedOutcome {
        try NationalSeedRunner(path: path, conninfo: database.conninfo, options: options) {
            say("\($0).")
        }.run()
    }

    /// One ready person for each role and office of the demonstration, and one without a role.
    func principals(_ connection: AdministrationConnection) throws -> [DemonstrationPrincipal] {
        let sql = try String(
            contentsOfFile: path + "/seed/demo_principals.sql", encoding: .utf8)
        return try connection.query(sql).map { row in
            DemonstrationPrincipal(
                principal: try RequestPrincipal(person: row[3] ?? "", office: row[0] ?? ""),
                officeName: row[1] ?? "", role: row[2], personName: row[4] ?? "")
        }
    }
}
