package import GraphQLExecution
package import GraphQLLanguage
import JSONBytes
package import TransportProtocols

extension GraphQLResponse {
    /// The response map of an execution in memory.
    package init(_ result: ExecutionResult, in source: Source) {
        var writer = JSONWriter(capacity: (result.value?.count ?? 4) + 16)
        writer.append(literal: "{\"data\":")
        writer.append(raw: result.value ?? Array("null".utf8))
        if !result.errors.isEmpty {
            writer.append(literal: ",\"errors\":")
            writeErrors(result.errors.map { ErrorEntry($0, in: source) }, into: &writer)
        }
        writer.append(literal: "}")
        self.init(
            body: writer.takeBytes(),
            outcome: result.errors.isEmpty ? .executed : .executedWithErrors)
    }
}

extension ErrorEntry {
    /// An execution error as a response shows it.
    init(_ error: ExecutionError, in source: Source) {
        self.init(
            message: error.message, locations: source.places(of: error.locations),
            path: error.path.map(PathSegment.init), code: error.origin.code)
    }
}

extension ExecutionError.Origin {
    fileprivate var code: ErrorCode {
        switch self {
        case .arguments: .badUserInput
        case .value: .internalServerError
        }
    }
}

extension Source {
    /// Locations as a response shows them.
    func places(of locations: [SourceLocation]) -> [ErrorEntry.Location] {
        positions(of: locations).map { ErrorEntry.Location(line: $0.line, column: $0.column) }
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
