/// Splits Swift source into code, comments and string literals without parsing it.
///
/// It knows nested comments, raw and multi-line strings, interpolations and names in backticks.
/// Regular expression literals without `#` are not known: the package has none.
struct SourceScanner {
    struct Comment: Hashable {
        var line: Int
        var text: String
    }

    struct StringLiteral: Hashable {
        var line: Int
        /// The text between the quotes, interpolations left out.
        var text: String
        var hasInterpolation: Bool
    }

    private let bytes: [UInt8]
    private var offset = 0
    private var line = 1
    /// The source with the bytes of comments, strings and quoted names replaced by spaces.
    private(set) var code: [UInt8]
    private(set) var comments: [Comment] = []
    private(set) var strings: [StringLiteral] = []

    init(_ text: String) {
        bytes = Array(text.utf8)
        code = bytes
        scanCode(endsAtParenthesis: false)
    }

    private func byte(_ distance: Int = 0) -> UInt8? {
        offset + distance < bytes.count ? bytes[offset + distance] : nil
    }

    private func starts(with text: StaticString) -> Bool {
        let wanted = Array("\(text)".utf8)
        return bytes[offset...].starts(with: wanted)
    }

    /// Steps over one byte, which stays in the code if it is code.
    private mutating func step(isCode: Bool = false) {
        if bytes[offset] == UInt8(ascii: "\n") {
            line += 1
        } else if !isCode {
            code[offset] = UInt8(ascii: " ")
        }
        offset += 1
    }

    /// Scans code up to the end, or up to the parenthesis that closes an interpolation.
    private mutating func scanCode(endsAtParenthesis: Bool) {
        var depth = 0
        while let current = byte() {
            switch current {
            case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "/"): scanLineComment()
            case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "*"): scanBlockComment()
            case UInt8(ascii: "\""): scanString(hashes: 0)
            case UInt8(ascii: "#") where stringHashes > 0: scanString(hashes: stringHashes)
            case UInt8(ascii: "`"): scanQuotedName()
            case UInt8(ascii: "("):
                depth += 1
                step(isCode: true)
            case UInt8(ascii: ")"):
                if endsAtParenthesis, depth == 0 { return }
                depth -= 1
                step(isCode: true)
            default: step(isCode: true)
            }
        }
    }

    /// The number of `#` that open a raw string here; 0 if none does.
    private var stringHashes: Int {
        var count = 0
        while byte(count) == UInt8(ascii: "#") { count += 1 }
        return byte(count) == UInt8(ascii: "\"") ? count : 0
    }

    private mutating func scanLineComment() {
        let start = offset
        let startLine = line
        while let current = byte(), current != UInt8(ascii: "\n") { step() }
        comments.append(Comment(line: startLine, text: text(from: start)))
    }

    private mutating func scanBlockComment() {
        let start = offset
        let startLine = line
        var depth = 0
        repeat {
            if starts(with: "/*") {
                depth += 1
                step()
            } else if starts(with: "*/") {
                depth -= 1
                step()
            }
            step()
        } while depth > 0 && offset < bytes.count
        comments.append(Comment(line: startLine, text: text(from: start)))
    }

    private mutating func scanQuotedName() {
        step()
        while let current = byte(), current != UInt8(ascii: "`"), current != UInt8(ascii: "\n") {
            step()
        }
        if byte() == UInt8(ascii: "`") { step() }
    }

    private mutating func scanString(hashes: Int) {
        let startLine = line
        for _ in 0..<hashes { step() }
        let isMultiline = starts(with: "\"\"\"")
        let quotes = isMultiline ? 3 : 1
        for _ in 0..<quotes { step() }
        var literal = StringLiteral(line: startLine, text: "", hasInterpolation: false)
        var content: [UInt8] = []
        while let current = byte() {
            if closesString(quotes: quotes, hashes: hashes) {
                for _ in 0..<(quotes + hashes) { step() }
                break
            }
            if !isMultiline, current == UInt8(ascii: "\n") { break }
            if current == UInt8(ascii: "\\"), scanEscape(hashes: hashes) {
                literal.hasInterpolation = true
            } else if let next = byte() {
                content.append(next)
                step()
            }
        }
        literal.text = String(decoding: content, as: UTF8.self)
        strings.append(literal)
    }

    private func closesString(quotes: Int, hashes: Int) -> Bool {
        (0..<quotes).allSatisfy { byte($0) == UInt8(ascii: "\"") }
            && (0..<hashes).allSatisfy { byte(quotes + $0) == UInt8(ascii: "#") }
    }

    /// Steps over a backslash and what it escapes; true for an interpolation, whose code stays.
    private mutating func scanEscape(hashes: Int) -> Bool {
        guard (0..<hashes).allSatisfy({ byte(1 + $0) == UInt8(ascii: "#") }) else {
            return false
        }
        for _ in 0...hashes { step() }
        guard byte() == UInt8(ascii: "(") else { return false }
        step()
        scanCode(endsAtParenthesis: true)
        if byte() != nil { step() }
        return true
    }

    private func text(from start: Int) -> String {
        String(decoding: bytes[start..<offset], as: UTF8.self)
    }
}
