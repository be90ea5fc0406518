import ArgumentParser
import Engine
import Foundation
import OperationPlanning
import PostgresClient
import SchemaMapping

/// Shows what an operation does in the database and what it costs, without running it.
struct Explain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show the plan, the SQL and the cost of an operation, without running it.",
        discussion: """
            The document is an argument, or standard input where it is left out:

              mouwakaba explain '{ communities(first: 20) { nodes { name } } }'
              mouwakaba explain < operation.graphql
            """)

    @Argument(help: "The GraphQL document.")
    var document: String?

    @Option(help: "The operation to explain, where the document has several.")
    var operationName: String?

    @Option(help: "The variables, as a JSON object.")
    var variables: String = "{}"

    @Option(help: "A role to plan for; may be repeated. All roles by default.")
    var role: [String] = []

    @Option(help: "The style of statements: lateral or window; that of the settings by default.")
    var statementStyle: StatementStyle?

    @OptionGroup var project: ProjectOptions
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let settings = try Settings()
        let schema = try project.schema(settings)
        let mapping = try await database.use(settings) { database in
            let connection = try database.administration()
            return try schema.bind(to: CatalogSnapshot(reading: connection))
        }
        let style = statementStyle ?? settings.statementStyle
        let explanation = Explanation(mapping: mapping, planning: PlanningOptions(style: style))
        print(
            try explanation.text(
                of: documentBytes(), operationName: operationName, variables: variables,
                roles: roles(mapping)), terminator: "")
    }

    private func documentBytes() -> [UInt8] {
        if let document { return Array(document.utf8) }
        return Array(FileHandle.standardInput.readDataToEndOfFile())
    }

    private func roles(_ mapping: SchemaMapping) throws -> Set<String> {
        let known = mapping.roleNames
        for name in role where !known.contains(name) {
            throw ValidationError(
                "There is no role \(name); there are \(known.sorted().joined(separator: ", ")).")
        }
        return role.isEmpty ? known : Set(role)
    }
}

extension StatementStyle: ExpressibleByArgument {}
