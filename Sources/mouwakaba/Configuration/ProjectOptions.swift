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
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: directory.path)) ?? [])
            .filter { $0.hasSuffix(".graphql") }.sorted()
        guard !names.isEmpty else {
            throw SettingsError(
                "There are no .graphql files in \(directory.path); run the command in the"
                    + " project's directory, or name it with --project.")
        }
        return try names.map { name in
            let bytes = try Data(contentsOf: directory.appendingPathComponent(name))
            return SDLBundle.File(name: "schema/\(name)", bytes: Array(bytes))
        }
    }

    func schema(_ settings: Settings) throws -> AssembledSchema {
        try AssembledSchema(files: schemaFiles(settings))
    }
}
