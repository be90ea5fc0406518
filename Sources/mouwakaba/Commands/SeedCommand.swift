import ArgumentParser
import PostgresClient

/// Loads data from `db/seed`.
struct SeedCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "seed", abstract: "Load data from db/seed; loading twice changes nothing.",
        discussion: """
            reference  regions, provincial offices and school years
            demo       two whole offices with people, schools, assignments and visits
            """)

    @Argument(help: "What to load: a file of db/seed without its suffix.")
    var name: String

    @OptionGroup var project: ProjectOptions
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let settings = try Settings()
        let files = try DatabaseFiles(project.directory(settings))
        try await database.use(settings) { database in
            let connection = try database.administration()
            try files.seed(name, connection)
        }
    }
}
