package import JSONBytes

/// One error of a response (GraphQL specification §7.1.2, "Errors").
package struct ErrorEntry: Sendable {
    /// What went wrong, in a sentence for the client's developer.
    package var message: String

    /// Where in the document, if the error belongs to a place in it.
    package var locations: [Location]

    /// Where in the response, if the error belongs to a response position.
    package var path: [PathSegment]

    /// The stable word by which a client tells errors apart.
    package var code: ErrorCode

    /// Further members of `extensions`, written after `code`; one named `code` is left out.
    package var extensions: JSONObject

    /// A place in a document; both numbers are 1-based.
    package struct Location: Hashable, Sendable {
        package var line: Int
        package var column: Int

        package init(line: Int, column: Int) {
            self.line = line
            self.column = column
        }
    }

    /// One step of a response path.
    package enum PathSegment: Hashable, Sendable {
        case responseName(String)
        case index(Int)
    }

    package init(
        message: String,
        locations: [Location] = [],
        path: [PathSegment] = [],
        code: ErrorCode,
        extensions: JSONObject = JSONObject()
    ) {
        self.message = message
        self.locations = locations
        self.path = path
        self.code = code
        self.extensions = extensions
    }
}

/// The response map of a request error result: `{"errors":[…]}` (§7.1.1, "Response Format").
package func errorBody(_ entries: [ErrorEntry]) -> [UInt8] {
    var writer = JSONWriter()
    writer.append(literal: "{\"errors\":")
    writeErrors(entries, into: &writer)
    writer.append(literal: "}")
    return writer.takeBytes()
}

/// Writes the array of errors, for a response map that has other members, too.
package func writeErrors(_ entries: [ErrorEntry], into writer: inout JSONWriter) {
    writer.append(.array(entries.map { .object($0.members) }))
}

extension ErrorEntry {
    /// The members in the order of the specification; `code` comes first of the extensions.
    fileprivate var members: JSONObject {
        var members: JSONObject = ["message": .string(message)]
        if !locations.isEmpty {
            members.append(name: "locations", value: .array(locations.map(\.value)))
        }
        if !path.isEmpty {
            members.append(name: "path", value: .array(path.map(\.value)))
        }
        members.append(name: "extensions", value: .object(allExtensions))
        return members
    }

    private var allExtensions: JSONObject {
        var all: JSONObject = ["code": .string(code.text)]
        for member in extensions.members {
            all.append(name: member.name, value: member.value)
        }
        return all
    }
}

extension ErrorEntry.Location {
    fileprivate var value: JSONValue {
        .object(["line": .number(String(line)), "column": .number(String(column))])
    }
}

extension ErrorEntry.PathSegment {
    fileprivate var value: JSONValue {
        switch self {
        case .responseName(let name): .string(name)
        case .index(let index): .number(String(index))
        }
    }
}
