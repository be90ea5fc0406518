import Foundation

/// A Swift file of the package, scanned once.
struct SourceFile {
    /// The path from the root of the package.
    var path: String
    var lines: [Substring]
    var tokens: [Token]
    var comments: [SourceScanner.Comment]
    var strings: [SourceScanner.StringLiteral]

    init(path: String, text: String) {
        let scanner = SourceScanner(text)
        self.path = path
        lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        tokens = Token.split(scanner.code)
        comments = scanner.comments
        strings = scanner.strings
    }

    /// The module that the file belongs to.
    var module: String {
        let parts = path.split(separator: "/")
        return parts.count > 1 ? String(parts[1]) : ""
    }

    /// The file's name without its suffixes.
    var name: Substring {
        (path.split(separator: "/").last ?? "").prefix { $0 != "." }
    }

    func finding(_ line: Int, _ message: String) -> Finding {
        Finding(path: path, line: line, message: message)
    }
}

/// The files of the package, found from the place of this one.
enum SourceTree {
    static let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .path

    /// Folders and files that a build or an editor makes.
    private static let madeByTools: Set<String> = [
        ".git", ".mouwakaba", ".swiftpm", "Package.resolved", "node_modules",
    ]

    /// The paths of all files that belong to the package.
    static let paths: [String] = paths(below: "").sorted()

    /// The files below `Sources`.
    static let sources = swiftFiles(below: "Sources/")
    /// The files below `Tests`.
    static let tests = swiftFiles(below: "Tests/")

    static func text(of path: String) -> String? {
        guard let data = FileManager.default.contents(atPath: root + "/" + path),
            !data.contains(0)
        else { return nil }
        return String(decoding: data, as: UTF8.self)
    }

    private static func swiftFiles(below folder: String) -> [SourceFile] {
        paths.filter { $0.hasPrefix(folder) && $0.hasSuffix(".swift") }.compactMap { path in
            text(of: path).map { SourceFile(path: path, text: $0) }
        }
    }

    private static func paths(below folder: String) -> [String] {
        let names = try? FileManager.default.contentsOfDirectory(atPath: root + "/" + folder)
        return (names ?? []).flatMap { name -> [String] in
            guard !madeByTools.contains(name), !name.hasPrefix(".build") else { return [] }
            let path = folder + name
            let attributes = try? FileManager.default.attributesOfItem(
                atPath: root + "/" + path)
            switch attributes?[.type] as? FileAttributeType {
            case .typeDirectory?: return paths(below: path + "/")
            case .typeRegular?: return [path]
            default: return []
            }
        }
    }
}
