import ArgumentParser
import Engine
import GraphQLLanguage
import PostgresClient
import SchemaMapping

/// Commands about the GraphQL schema.
struct SchemaCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "Print the schema, or check it against the database.",
        subcommands: [Print.self, Check.self])

    struct Print: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the SDL that clients see, with connections expanded.")

        @OptionGroup var project: ProjectOptions

        func run() async throws {
            let schema = try project.schema(try Settings())
            print(GraphQLLanguage.print(schema.publicDocument), terminator: "")
        }
    }

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check the SDL, and its mapping against the database.",
            discussion: "Reports every mismatch with its file, line and column; exits 1 if any.")

        @OptionGroup var project: ProjectOptions
        @OptionGroup var database: DatabaseOptions

        func run() async throws {
            let settings = try Settings()
            let schema = try project.schema(settings)
            try await database.use(settings) { database in
                let connection = try database.administration()
                let mapping = try schema.bind(to: CatalogSnapshot(reading: connection))
                print(
                    "The schema and its mapping of \(mapping.relationTypes.count) types are right.")
            }
        }
    }
}
