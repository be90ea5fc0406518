/// Reads a source token by token (spec §2.1).
///
/// A lexer is only an offset: the bytes come with each call, so that copying it is looking ahead.
/// It expects UTF-8 that `Source.validateUTF8()` has accepted, and never reads past the end of
/// anything else either.
package struct Lexer: Hashable, Sendable {
    /// The first byte that is not yet part of a token.
    package private(set) var offset: Int

    package init(offset: Int = 0) {
        self.offset = offset
    }

    /// The next token; from the end on, always `endOfFile`.
    ///
    /// - Complexity: linear in the bytes that the token and the ignored text before it take.
    package mutating func next(in source: Span<UInt8>) throws(SyntaxError) -> Token {
        offset = endOfIgnored(from: offset, in: source)
        let start = offset
        guard let first = source.byte(at: start) else { return Token(.endOfFile, start..<start) }
        let (kind, end) = try token(first, from: start, in: source)
        offset = end
        return Token(kind, start..<end)
    }

    /// The kind and end of the token whose first byte is `first`.
    private func token(
        _ first: UInt8, from start: Int, in source: Span<UInt8>
    ) throws(SyntaxError) -> (Token.Kind, end: Int) {
        if let punctuator = Token.Kind(punctuator: first) { return (punctuator, start + 1) }
        if ASCII.isNameStart(first) { return (.name, Self.endOfName(from: start, in: source)) }
        if first == ASCII.quote { return try string(from: start, in: source) }
        if ASCII.isDigit(first) || first == ASCII.minus {
            return try number(from: start, in: source)
        }
        if source.hasThree(ASCII.dot, at: start) { return (.spread, start + 3) }
        throw unexpectedCharacter(at: start, in: source)
    }

    /// Skips *Ignored* (spec §2.1.1 to §2.1.5): byte order marks, white space, line ends, commas,
    /// comments.
    private func endOfIgnored(from start: Int, in source: Span<UInt8>) -> Int {
        var offset = start
        while let byte = source.byte(at: offset) {
            switch byte {
            case ASCII.space, ASCII.tab, ASCII.lineFeed, ASCII.carriageReturn, UInt8(ascii: ","):
                offset += 1
            case UInt8(ascii: "#"):
                offset = endOfComment(from: offset, in: source)
            case 0xEF
            where source.byte(at: offset + 1) == 0xBB && source.byte(at: offset + 2) == 0xBF:
                offset += 3
            default:
                return offset
            }
        }
        return offset
    }

    private func endOfComment(from start: Int, in source: Span<UInt8>) -> Int {
        var offset = start
        while let byte = source.byte(at: offset), !ASCII.isLineTerminator(byte) { offset += 1 }
        return offset
    }

    /// *Name* (spec §2.1.9): `NameStart NameContinue*`.
    static func endOfName(from start: Int, in source: Span<UInt8>) -> Int {
        var offset = start + 1
        while ASCII.isNameContinue(source.byte(at: offset)) { offset += 1 }
        return offset
    }

    private func unexpectedCharacter(at offset: Int, in source: Span<UInt8>) -> SyntaxError {
        let scalar = source.existingScalar(at: offset)
        return SyntaxError(scalar == "'" ? .singleQuote : .unexpectedCharacter(scalar), at: offset)
    }
}

extension Lexer {
    /// What a token says: a name or number as written, a string with escapes and indentation
    /// resolved.
    ///
    /// `nil` for punctuators and the end. It throws only for a token that this lexer did not make.
    package static func value(
        of token: Token, in source: Span<UInt8>
    ) throws(SyntaxError) -> String? {
        switch token.kind {
        case .name, .int, .float: source.text(in: token.range)
        case .string: try stringValue(of: token, in: source)
        case .blockString: blockStringValue(of: token, in: source)
        default: nil
        }
    }
}
