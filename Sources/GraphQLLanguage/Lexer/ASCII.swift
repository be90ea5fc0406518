/// The bytes that the lexical grammar names (spec §2.1).
enum ASCII {
    static let tab = UInt8(ascii: "\t")
    static let lineFeed = UInt8(ascii: "\n")
    static let carriageReturn = UInt8(ascii: "\r")
    static let space = UInt8(ascii: " ")
    static let quote = UInt8(ascii: "\"")
    static let backslash = UInt8(ascii: "\\")
    static let dot = UInt8(ascii: ".")
    static let minus = UInt8(ascii: "-")
    static let zero = UInt8(ascii: "0")

    /// *Digit*: one of `0`…`9`.
    static func isDigit(_ byte: UInt8?) -> Bool {
        guard let byte else { return false }
        return byte &- zero < 10
    }

    /// *NameStart*: a letter or `_`.
    static func isNameStart(_ byte: UInt8?) -> Bool {
        guard let byte else { return false }
        return (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte == UInt8(ascii: "_")
    }

    /// *NameContinue*: a letter, a digit or `_`.
    static func isNameContinue(_ byte: UInt8?) -> Bool {
        isNameStart(byte) || isDigit(byte)
    }

    /// *LineTerminator* by its first byte.
    static func isLineTerminator(_ byte: UInt8) -> Bool {
        byte == lineFeed || byte == carriageReturn
    }

    /// The value of a hexadecimal digit, or `nil`.
    static func hexadecimalValue(_ byte: UInt8?) -> UInt32? {
        guard let byte else { return nil }
        return switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A") + 10)
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a") + 10)
        default: nil
        }
    }
}

extension Span where Element == UInt8 {
    /// The byte at an offset, or `nil` from the end on.
    func byte(at offset: Int) -> UInt8? {
        offset < count ? self[offset] : nil
    }

    /// Whether three bytes equal to `byte` stand at the offset.
    func hasThree(_ byte: UInt8, at offset: Int) -> Bool {
        offset + 2 < count && self[offset] == byte && self[offset + 1] == byte
            && self[offset + 2] == byte
    }

    /// The bytes of a range, cut off at the end; none from the end on.
    func bytes(in range: Range<Int>) -> [UInt8] {
        var bytes: [UInt8] = []
        for offset in range where offset < count { bytes.append(self[offset]) }
        return bytes
    }

    /// The text of a range of UTF-8.
    func text(in range: Range<Int>) -> String {
        String(decoding: bytes(in: range), as: UTF8.self)
    }

    /// The Unicode scalar that begins at an offset before the end; U+FFFD where the bytes are none.
    func existingScalar(at offset: Int) -> Unicode.Scalar {
        let scalars = text(in: offset..<offset + 4).unicodeScalars
        return scalars[scalars.startIndex]
    }

    /// The Unicode scalar that begins at an offset, or `nil` at the end.
    func scalar(at offset: Int) -> Unicode.Scalar? {
        text(in: offset..<offset + 4).unicodeScalars.first
    }
}
