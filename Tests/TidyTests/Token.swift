/// A word or a mark of the code of a file.
struct Token: Hashable {
    var text: String
    var line: Int

    var isWord: Bool { text.utf8.first.map(Self.isWordByte) ?? false }

    /// Splits code whose comments and strings are blanks.
    static func split(_ code: [UInt8]) -> [Token] {
        var tokens: [Token] = []
        var offset = 0
        var line = 1
        while offset < code.count {
            let byte = code[offset]
            let start = offset
            offset += 1
            if byte == UInt8(ascii: "\n") { line += 1 }
            guard byte > UInt8(ascii: " ") else { continue }
            if isWordByte(byte) {
                while offset < code.count, isWordByte(code[offset]) { offset += 1 }
            }
            let text = String(decoding: code[start..<offset], as: UTF8.self)
            tokens.append(Token(text: text, line: line))
        }
        return tokens
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
            true
        default: false
        }
    }
}
