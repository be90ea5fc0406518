/// A backslash sequence within a string (spec §2.9.4): the character it means and the bytes it
/// takes.
struct EscapeSequence {
    let scalar: Unicode.Scalar
    let length: Int

    private init(_ scalar: Unicode.Scalar, length: Int) {
        self.scalar = scalar
        self.length = length
    }

    /// Reads the sequence whose backslash stands at `start`.
    init(at start: Int, in source: Span<UInt8>) throws(SyntaxError) {
        guard source.byte(at: start + 1) == UInt8(ascii: "u") else {
            self = try Self.character(at: start, in: source)
            return
        }
        self =
            source.byte(at: start + 2) == UInt8(ascii: "{")
            ? try Self.variableWidth(at: start, in: source)
            : try Self.fixedWidth(at: start, in: source)
    }

    /// *EscapedCharacter*: one of `"` `\` `/` `b` `f` `n` `r` `t`.
    private static func character(
        at start: Int, in source: Span<UInt8>
    ) throws(SyntaxError) -> EscapeSequence {
        let scalar: Unicode.Scalar? =
            switch source.byte(at: start + 1) {
            case ASCII.quote: "\""
            case ASCII.backslash: "\\"
            case UInt8(ascii: "/"): "/"
            case UInt8(ascii: "b"): "\u{8}"
            case UInt8(ascii: "f"): "\u{C}"
            case UInt8(ascii: "n"): "\n"
            case UInt8(ascii: "r"): "\r"
            case UInt8(ascii: "t"): "\t"
            default: nil
            }
        if let scalar { return EscapeSequence(scalar, length: 2) }
        let text = written(2, from: start, in: source)
        throw SyntaxError(.invalidCharacterEscape(text), at: start)
    }

    /// *EscapedUnicode* in braces: `\u{1F4DA}`, at most eight digits.
    private static func variableWidth(
        at start: Int, in source: Span<UInt8>
    ) throws(SyntaxError) -> EscapeSequence {
        var value: UInt32 = 0
        var length = 3
        // A sequence of twelve characters holds the eight digits of the largest 32-bit number.
        while length < 12 {
            let byte = source.byte(at: start + length)
            length += 1
            if byte == UInt8(ascii: "}"), length > 4, let scalar = Unicode.Scalar(value) {
                return EscapeSequence(scalar, length: length)
            }
            guard let digit = ASCII.hexadecimalValue(byte) else { break }
            value = value << 4 | digit
            if value > UInt32(Int32.max) { break }
        }
        let text = written(length, from: start, in: source)
        throw SyntaxError(.invalidUnicodeEscape(text), at: start)
    }

    /// *EscapedUnicode* of four digits, `\u0634`, or a leading and a trailing surrogate,
    /// `\uD83D\uDCDA`.
    private static func fixedWidth(
        at start: Int, in source: Span<UInt8>
    ) throws(SyntaxError) -> EscapeSequence {
        let unit = fourDigits(at: start + 2, in: source)
        if let unit, let scalar = Unicode.Scalar(unit) {
            return EscapeSequence(scalar, length: 6)
        }
        if let unit, let trailing = trailingUnit(at: start + 6, in: source),
            0xD800...0xDBFF ~= unit, 0xDC00...0xDFFF ~= trailing,
            let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (trailing - 0xDC00))
        {
            return EscapeSequence(scalar, length: 12)
        }
        let text = written(6, from: start, in: source)
        throw SyntaxError(.invalidUnicodeEscape(text), at: start)
    }

    private static func trailingUnit(at start: Int, in source: Span<UInt8>) -> UInt32? {
        guard source.byte(at: start) == ASCII.backslash,
            source.byte(at: start + 1) == UInt8(ascii: "u")
        else { return nil }
        return fourDigits(at: start + 2, in: source)
    }

    private static func fourDigits(at start: Int, in source: Span<UInt8>) -> UInt32? {
        var value: UInt32 = 0
        for offset in start..<start + 4 {
            guard let digit = ASCII.hexadecimalValue(source.byte(at: offset)) else { return nil }
            value = value << 4 | digit
        }
        return value
    }

    /// The sequence as written, for an error: characters up to `count` UTF-16 code units, the last
    /// one whole.
    private static func written(_ count: Int, from start: Int, in source: Span<UInt8>) -> String {
        var text = ""
        var offset = start
        while text.utf16.count < count, let scalar = source.scalar(at: offset) {
            text.unicodeScalars.append(scalar)
            offset += UTF8.width(scalar)
        }
        return text
    }
}
