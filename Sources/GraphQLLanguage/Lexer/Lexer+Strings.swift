extension Lexer {
    /// *StringValue* (spec §2.9.4) in either form; both are checked here and decoded when asked
    /// for.
    func string(
        from start: Int, in source: Span<UInt8>
    ) throws(SyntaxError) -> (Token.Kind, end: Int) {
        source.hasThree(ASCII.quote, at: start)
            ? (.blockString, try endOfBlockString(from: start, in: source))
            : (.string, try endOfString(from: start, in: source))
    }

    /// `" StringCharacter* "`, on one line.
    private func endOfString(from start: Int, in source: Span<UInt8>) throws(SyntaxError) -> Int {
        var offset = start + 1
        while let byte = source.byte(at: offset), !ASCII.isLineTerminator(byte) {
            if byte == ASCII.quote { return offset + 1 }
            offset +=
                byte == ASCII.backslash ? try EscapeSequence(at: offset, in: source).length : 1
        }
        throw SyntaxError(.unterminatedString, at: offset)
    }

    /// `""" BlockStringCharacter* """`, where only `\"""` is an escape.
    private func endOfBlockString(
        from start: Int, in source: Span<UInt8>
    ) throws(SyntaxError) -> Int {
        var offset = start + 3
        while let byte = source.byte(at: offset) {
            if source.hasThree(ASCII.quote, at: offset) { return offset + 3 }
            let isEscape =
                byte == ASCII.backslash && source.hasThree(ASCII.quote, at: offset + 1)
            offset += isEscape ? 4 : 1
        }
        throw SyntaxError(.unterminatedString, at: offset)
    }

    /// The characters between the quotes of a `string` token, escapes resolved.
    static func stringValue(
        of token: Token, in source: Span<UInt8>
    ) throws(SyntaxError) -> String {
        var value: [UInt8] = []
        var offset = token.start + 1
        while offset < token.end - 1 {
            if source[offset] == ASCII.backslash {
                let escape = try EscapeSequence(at: offset, in: source)
                value.append(contentsOf: String(escape.scalar).utf8)
                offset += escape.length
            } else {
                value.append(source[offset])
                offset += 1
            }
        }
        return String(decoding: value, as: UTF8.self)
    }

    /// The value of a `blockString` token: the raw value with `\"""` resolved, then
    /// `BlockString.value(of:)`.
    static func blockStringValue(of token: Token, in source: Span<UInt8>) -> String {
        var raw: [UInt8] = []
        var offset = token.start + 3
        while offset < token.end - 3 {
            let byte = source[offset]
            if byte == ASCII.backslash, source.hasThree(ASCII.quote, at: offset + 1) {
                raw.append(contentsOf: [ASCII.quote, ASCII.quote, ASCII.quote])
                offset += 4
            } else {
                raw.append(byte)
                offset += 1
            }
        }
        return BlockString.value(of: raw)
    }
}
