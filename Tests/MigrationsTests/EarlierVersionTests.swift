import Foundation
import Migrations
import PostgresClient
import Testing

/// The folder `db/` of this repository, applied at once and in two parts.
@Suite("Earlier versions")
struct EarlierVersionTests {
    private static let path = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("db").path

    /// A digest of each object of a database that has the first migrations, and then all.
    private func objects(after first: Int) async throws -> [[String?]] {
        let database = try await Fixture.database()
        let connection = try database.connect()
        let directory = try MigrationDirectory(path: Self.path)
        var earlier = directory
        earlier.migrations = Array(directory.migrations.prefix(first))
        earlier.repeatables = []
        for files in [earlier, directory] {
            try MigrationRunner(directory: files, connection: connection).up()
        }
        return try withExtendedLifetime(database) {
            try connection.query(
                "SELECT kind, identity, digest FROM mouwakaba.catalog_object ORDER BY 1, 2")
        }
    }

    @Test func `a database of any earlier version becomes what an empty one becomes`()
        async throws
    {
        let versions = try MigrationDirectory(path: Self.path).migrations.count
        let expected = try await objects(after: 0)
        #expect(expected.count > 1_000)
        for version in 1..<versions {
            let found = try await objects(after: version)
            #expect(found == expected, "version \(version)")
        }
    }
}
