import ArgumentParser
import Engine
import Foundation
import SchemaMapping

/// Where the schema and the database files are.
struct ProjectOptions: ParsableArguments {
    @Option(help: "The directory that holds schema/ and db/.")
    var project: String?

    func directory(_ settings: Settings) -> URL {
        URL(fileURLWithPath: project ?? settings.project, isDirectory: true)
    }

    /// The files of `schema/`, in the order of their names.
    func schemaFiles(_ settings: Settings) throws -> [SDLBundle.File] {
        let directory = directory(settings).appendingPathComponent("schema")
        guard let files = try? SDLFiles.files(at: directory.path) else {
            throw SettingsError(
                "There are no .graphql files in \(directory.path); run the command in the"
                    + " project's directory, or name it with --project.")
        }
        return files.map {
            let name = URL(fileURLWithPath: $0.name).lastPathComponent
            return SDLBundle.File(name: "schema/\(name)", bytes: $0.bytes)
        }
    }

    func schema(_ settings: Settings) throws -> AssembledSchema {
        try AssembledSchema(files: schemaFiles(settings))
    }
}
