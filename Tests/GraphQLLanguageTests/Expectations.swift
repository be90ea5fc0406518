import GraphQLLanguage
import Testing

/// A source that is no document, and the error that it must give.
struct SyntaxErrorCase: Sendable, CustomTestStringConvertible {
    let source: String
    /// `line:column message`, without `Syntax Error: `.
    let report: String

    init(_ source: String, _ report: String) {
        self.source = source
        self.report = report
    }

    var testDescription: String { source.debugDescription }
}

/// Reads the whole source as tokens, as `Kind "value"` each.
func tokens(_ text: String) throws -> [String] {
    let source = Source(text)
    var lexer = Lexer()
    var descriptions: [String] = []
    while true {
        let token = try lexer.next(in: source.bytes.span)
        if token.kind == .endOfFile { return descriptions }
        let value = try Lexer.value(of: token, in: source.bytes.span)
        descriptions.append("\(TokenDescription(kind: token.kind, value: value))")
    }
}

/// How parsing fails, as `line:column message`; "a document" if it does not.
func report(_ text: String, limits: ParserLimits = ParserLimits()) -> String {
    report(Source(text), limits: limits)
}

func report(_ source: Source, limits: ParserLimits = ParserLimits()) -> String {
    do throws(SyntaxError) {
        _ = try parse(source, limits: limits)
        return "a document"
    } catch {
        return report(error, in: source)
    }
}

func report(_ error: SyntaxError, in source: Source) -> String {
    let position = source.position(of: error.location)
    let message = error.message.dropFirst("Syntax Error: ".utf8.count)
    return "\(position.line):\(position.column) \(message)"
}

/// Parses, prints and parses again, and expects equal documents and a printed text that prints as
/// itself.
func expectRoundTrip(
    _ text: String, sourceLocation: Testing.SourceLocation = #_sourceLocation
) throws -> String {
    let document = try parse(Source(text))
    let printed = GraphQLLanguage.print(document)
    let again = try parse(Source(printed))
    #expect(again == document, sourceLocation: sourceLocation)
    #expect(GraphQLLanguage.print(again) == printed, sourceLocation: sourceLocation)
    return printed
}
