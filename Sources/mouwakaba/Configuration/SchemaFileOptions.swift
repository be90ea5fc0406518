import ArgumentParser
import Engine
import Foundation
import GraphQLTypeSystem
import SchemaMapping

/// Which schema a command is about: any SDL, or that of the project.
struct SchemaFileOptions: ParsableArguments {
    @Option(
        name: .customLong("schema"),
        help: ArgumentHelp(
            "A file of SDL, or a directory of .graphql files; may be repeated. By default the"
                + " schema of the project as clients see it.", valueName: "file"))
    var paths: [String] = []

    @OptionGroup var project: ProjectOptions

    /// - Throws: `SchemaProblems` for SDL that is no schema, `SettingsError` for files that cannot
    ///   be read.
    func schema(_ settings: Settings) throws -> Schema {
        guard !paths.isEmpty else { return try project.schema(settings).publicSchema() }
        return try SDLBundle(joining: files(settings)).schema()
    }

    func files(_ settings: Settings) throws -> [SDLBundle.File] {
        guard !paths.isEmpty else { return try project.schemaFiles(settings) }
        return try paths.flatMap(SDLFiles.files)
    }
}

/// Reads SDL from the file system.
enum SDLFiles {
    static func schema(at path: String) throws -> Schema {
        try SDLBundle(joining: files(at: path)).schema()
    }

    /// The files of a directory by name, or the one file.
    static func files(at path: String) throws -> [SDLBundle.File] {
        let url = URL(fileURLWithPath: path)
        let isDirectory = try? url.resourceValues(forKeys: [.isDirectoryKey]).isDirectory
        guard isDirectory ?? false else {
            return [SDLBundle.File(name: path, bytes: try bytes(at: path))]
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: path)
            .filter { $0.hasSuffix(".graphql") }.sorted()
        guard !names.isEmpty else {
            throw SettingsError("There are no .graphql files in \(path).")
        }
        return try names.map { name in
            let file = (path as NSString).appendingPathComponent(name)
            return SDLBundle.File(name: file, bytes: try bytes(at: file))
        }
    }

    /// The bytes of a file; `-` stands for standard input.
    static func bytes(at path: String) throws -> [UInt8] {
        if path == "-" { return Array(FileHandle.standardInput.readDataToEndOfFile()) }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw SettingsError("\(path) cannot be read.")
        }
        return Array(data)
    }
}
