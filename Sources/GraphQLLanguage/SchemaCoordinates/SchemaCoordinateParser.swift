/// Parses a *SchemaCoordinate* (spec §3.14) that fills the whole source.
///
/// A coordinate is no part of a document and has rules of its own: nothing is ignored, so that each
/// element has one spelling.
package func parseSchemaCoordinate(
    _ source: Source, limits: ParserLimits = ParserLimits()
) throws(SyntaxError) -> SchemaCoordinate {
    guard source.bytes.count <= limits.documentBytesMax else {
        let kind = SyntaxError.Kind.documentTooLong(bytesMax: limits.documentBytesMax)
        throw SyntaxError(kind, at: limits.documentBytesMax)
    }
    try source.validateUTF8()
    var parser = try SchemaCoordinateParser(source)
    return try parser.parse()
}

/// One method a production, and one token read ahead.
private struct SchemaCoordinateParser {
    let source: Source
    var token: Token

    init(_ source: Source) throws(SyntaxError) {
        self.source = source
        token = try Lexer.coordinateToken(at: 0, in: source.bytes.span)
    }

    mutating func parse() throws(SyntaxError) -> SchemaCoordinate {
        let isDirective = try takeOptional(.at)
        let name = try takeName()
        let coordinate = isDirective ? try directive(name) : try typeOrMember(name)
        try take(.endOfFile)
        return coordinate
    }

    /// *TypeCoordinate*, *MemberCoordinate* or *ArgumentCoordinate* after the type's name.
    private mutating func typeOrMember(_ type: String) throws(SyntaxError) -> SchemaCoordinate {
        guard try takeOptional(.dot) else { return .type(type) }
        let member = try takeName()
        guard let argument = try optionalArgument() else {
            return .member(type: type, name: member)
        }
        return .argument(type: type, field: member, name: argument)
    }

    /// *DirectiveCoordinate* or *DirectiveArgumentCoordinate* after the directive's name.
    private mutating func directive(_ directive: String) throws(SyntaxError) -> SchemaCoordinate {
        guard let argument = try optionalArgument() else { return .directive(directive) }
        return .directiveArgument(directive: directive, name: argument)
    }

    /// The name in `(name:)`, or `nil` where none begins.
    private mutating func optionalArgument() throws(SyntaxError) -> String? {
        guard try takeOptional(.leftParenthesis) else { return nil }
        let name = try takeName()
        try take(.colon)
        try take(.rightParenthesis)
        return name
    }

    private mutating func takeName() throws(SyntaxError) -> String {
        let name = token
        try take(.name)
        return source.bytes.span.text(in: name.range)
    }

    private mutating func takeOptional(_ kind: Token.Kind) throws(SyntaxError) -> Bool {
        guard token.kind == kind else { return false }
        try take(kind)
        return true
    }

    private mutating func take(_ kind: Token.Kind) throws(SyntaxError) {
        guard token.kind == kind else {
            let value = try Lexer.value(of: token, in: source.bytes.span)
            let found = TokenDescription(kind: token.kind, value: value)
            throw SyntaxError(.expected(kind, found: found), at: token.start)
        }
        token = try Lexer.coordinateToken(at: token.end, in: source.bytes.span)
    }
}

extension Lexer {
    /// *SchemaCoordinateToken* (spec §3.14): a name, or one of `.` `(` `)` `:` `@`; the end from
    /// the end on.
    fileprivate static func coordinateToken(
        at start: Int, in source: Span<UInt8>
    ) throws(SyntaxError) -> Token {
        guard let byte = source.byte(at: start) else { return Token(.endOfFile, start..<start) }
        switch byte {
        case ASCII.dot: return Token(.dot, start..<start + 1)
        case UInt8(ascii: "("): return Token(.leftParenthesis, start..<start + 1)
        case UInt8(ascii: ")"): return Token(.rightParenthesis, start..<start + 1)
        case UInt8(ascii: ":"): return Token(.colon, start..<start + 1)
        case UInt8(ascii: "@"): return Token(.at, start..<start + 1)
        case _ where ASCII.isNameStart(byte):
            return Token(.name, start..<endOfName(from: start, in: source))
        default:
            throw SyntaxError(.invalidCharacter(source.existingScalar(at: start)), at: start)
        }
    }
}
