import ArgumentParser
import Engine
import GraphQLLanguage
import GraphQLTypeSystem
import GraphQLValidation
import SchemaMapping

/// Validates documents against a schema, as the server would.
struct Validate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Validate documents against a schema, or SDL alone; exits 1 on any error.",
        discussion: """
            With --format json each file is one line of JSON:

              {"file":"a.graphql","errors":[{"message":"…","locations":[{"line":1,"column":3}]}]}

              mouwakaba validate --schema portal.graphql visits.graphql schools.graphql
              mouwakaba validate --schema portal.graphql
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    @OptionGroup var schemaFiles: SchemaFileOptions

    @Option(help: "How the errors are written.")
    var format: Format = .text

    @ArgumentParser.Argument(
        help: "The files of the documents; - for standard input. None checks the SDL alone.")
    var documents: [String] = []

    func run() async throws {
        let reports = try reports(try Settings())
        for report in reports {
            switch format {
            case .text: print(report.text, terminator: "")
            case .json: print(report.json)
            }
        }
        guard reports.allSatisfy(\.errors.isEmpty) else { throw ExitCode.failure }
    }

    /// One report a document; one a file of the schema where the schema is what is reported.
    func reports(_ settings: Settings) throws -> [FileReport] {
        do {
            let schema = try schemaFiles.schema(settings)
            guard documents.isEmpty else {
                return try documents.map { try report($0, against: schema) }
            }
            return try schemaFiles.files(settings).map { FileReport(file: $0.name) }
        } catch let problems as SchemaProblems {
            return try reports(of: problems, settings)
        }
    }

    /// The problems of SDL by file; one without a place belongs to the first file.
    private func reports(
        of problems: SchemaProblems, _ settings: Settings
    ) throws -> [FileReport] {
        var reports = try schemaFiles.files(settings).map { FileReport(file: $0.name) }
        for problem in problems.problems {
            let file = problem.places.first?.file
            let index = reports.firstIndex { $0.file == file } ?? 0
            reports[index].errors.append(
                FileReport.Error(
                    message: problem.message,
                    positions: problem.places.filter { $0.file == reports[index].file }
                        .map(\.position)))
        }
        return reports
    }

    private func report(_ path: String, against schema: Schema) throws -> FileReport {
        let source = Source(bytes: try SDLFiles.bytes(at: path), name: path)
        let found = errors(in: source, against: schema)
        return FileReport(
            file: path,
            errors: found.map {
                FileReport.Error(
                    message: $0.message, positions: source.positions(of: $0.locations))
            })
    }
}
