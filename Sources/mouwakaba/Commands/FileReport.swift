import GraphQLLanguage
import JSONBytes

/// What is wrong with one file, and where.
struct FileReport {
    struct Error {
        let message: String
        let positions: [SourcePosition]
    }

    let file: String
    var errors: [Error] = []

    /// A line for each place of each error, as compilers write them.
    var text: String {
        if errors.isEmpty { return "\(file): valid\n" }
        return errors.map { error in
            let places = error.positions.map { "\($0.line):\($0.column)" }
            return "\(([file] + places).joined(separator: ":")): \(error.message)\n"
        }.joined()
    }

    /// `{"file":…,"errors":[{"message":…,"locations":[{"line":…,"column":…}]}]}`.
    var json: String {
        var writer = JSONWriter()
        writer.append(
            .object(["file": .string(file), "errors": .array(errors.map(\.value))]))
        return String(decoding: writer.takeBytes(), as: UTF8.self)
    }
}

extension FileReport.Error {
    fileprivate var value: JSONValue {
        let locations = positions.map { position in
            JSONValue.object([
                "line": .number("\(position.line)"), "column": .number("\(position.column)"),
            ])
        }
        return .object(["message": .string(message), "locations": .array(locations)])
    }
}
