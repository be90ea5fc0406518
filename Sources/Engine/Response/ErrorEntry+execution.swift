import GraphQLExecution
import GraphQLLanguage
import TransportProtocols

extension ErrorEntry {
    /// An execution error as a response shows it; nothing that a client could mend.
    init(_ error: ExecutionError, in source: Source) {
        self.init(
            message: error.message, locations: error.locations.map { Location($0, in: source) },
            path: error.path.map(PathSegment.init), code: .internalServerError)
    }
}

extension ErrorEntry.Location {
    init(_ location: SourceLocation, in source: Source) {
        let position = source.position(of: location)
        self.init(line: position.line, column: position.column)
    }
}

extension ErrorEntry.PathSegment {
    fileprivate init(_ segment: ResponsePathSegment) {
        switch segment {
        case .responseName(let name): self = .responseName(name)
        case .index(let index): self = .index(index)
        }
    }
}
