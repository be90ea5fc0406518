import ArgumentParser
import Engine
import GraphQLExecution
import GraphQLLanguage
import GraphQLTypeSystem
import PostgresClient
import SchemaMapping

/// Commands about the GraphQL schema.
struct SchemaCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "Print, check, compare and describe the schema.",
        subcommands: [Print.self, Check.self, Diff.self, Introspect.self])

    struct Print: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the SDL that clients see, with connections expanded.",
            discussion: "With --schema, that SDL in a normal form: sorted, extensions merged.")

        @OptionGroup var schemaFiles: SchemaFileOptions

        func run() async throws {
            let settings = try Settings()
            let document =
                schemaFiles.paths.isEmpty
                ? try schemaFiles.project.schema(settings).publicDocument
                : try schemaFiles.schema(settings).document
            print(GraphQLLanguage.print(document), terminator: "")
        }
    }

    struct Introspect: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the introspection of the schema, the JSON that code generators read.")

        @OptionGroup var schemaFiles: SchemaFileOptions

        func run() async throws {
            let schema = try schemaFiles.schema(try Settings())
            print(String(decoding: try IntrospectionResult(schema).json, as: UTF8.self))
        }
    }

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check the SDL, and its mapping against the database.",
            discussion: """
                Reports every mismatch with its file, line and column; exits 1 if any. With
                --schema, that SDL is checked alone, without a database.
                """)

        @OptionGroup var schemaFiles: SchemaFileOptions
        @OptionGroup var database: DatabaseOptions

        func run() async throws {
            let settings = try Settings()
            guard schemaFiles.paths.isEmpty else {
                _ = try schemaFiles.schema(settings)
                return print("The schema is right.")
            }
            let schema = try schemaFiles.project.schema(settings)
            try await database.use(settings) { database in
                let connection = try database.administration()
                let mapping = try schema.bind(to: CatalogSnapshot(reading: connection))
                print(
                    "The schema and its mapping of \(mapping.relationTypes.count) types are right.")
            }
        }
    }

    struct Diff: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List what changed between two schemas; exits 1 if a change is breaking.",
            discussion: """
                Each change is BREAKING, DANGEROUS or SAFE for clients, with its kind and the schema
                coordinate that it is about.

                  mouwakaba schema diff deployed.graphql portal.graphql
                """)

        @ArgumentParser.Argument(help: "The SDL that clients know: a file, or a directory.")
        var old: String

        @ArgumentParser.Argument(help: "The SDL that is to replace it.")
        var new: String

        func run() async throws {
            let report = SchemaChangeReport(
                changes(from: try SDLFiles.schema(at: old), to: try SDLFiles.schema(at: new)))
            for line in report.lines { print(line) }
            if report.isBreaking { throw ExitCode.failure }
        }
    }
}
