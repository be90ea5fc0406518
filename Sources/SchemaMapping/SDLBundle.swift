package import GraphQLLanguage

/// The SDL files of a schema, read as one document, and the way back from a location to its file.
package struct SDLBundle: Sendable {
    /// One file: its name as shown in messages, and its text.
    package struct File: Sendable {
        package let name: String
        package let bytes: [UInt8]

        package init(name: String, bytes: [UInt8]) {
            self.name = name
            self.bytes = bytes
        }
    }

    private let files: [File]
    /// The offset in the joined text at which each file begins.
    private let starts: [Int]
    package let source: Source

    /// Joins the files in the order given, after the directives of the mapping and of costs.
    package init(files: [File]) {
        let sdl = "\(MappingDirectives.sdl)\n\n\(CostDirectives.sdl)"
        let directives = File(name: "(mapping directives)", bytes: Array(sdl.utf8))
        self.init(joining: [directives] + files)
    }

    /// Joins the files in the order given and adds nothing.
    package init(joining files: [File]) {
        var joined: [UInt8] = []
        var starts: [Int] = []
        for file in files {
            starts.append(joined.count)
            joined += file.bytes
            joined.append(UInt8(ascii: "\n"))
        }
        self.files = files
        self.starts = starts
        self.source = Source(bytes: joined)
    }

    /// Where a location lies; the bundle must have a file.
    package func place(of location: SourceLocation) -> SDLPlace {
        let index = (starts.lastIndex { $0 <= location.offset }) ?? 0
        let within = SourceLocation(offset: location.offset - starts[index])
        return SDLPlace(
            file: files[index].name,
            position: Source(bytes: files[index].bytes).position(of: within))
    }
}

/// A place in a file of SDL.
package struct SDLPlace: Hashable, Sendable, CustomStringConvertible {
    package let file: String
    package let position: SourcePosition

    /// As `schema/community.graphql:12:3`.
    package var description: String { "\(file):\(position.line):\(position.column)" }
}
