extension Printer {
    mutating func print(_ string: StringValue) {
        if string.isBlock, let block = BlockStringLayout(string.value) {
            print(block)
        } else {
            printQuoted(string.value)
        }
    }

    private mutating func print(_ block: BlockStringLayout) {
        write(Printer.quotes)
        if block.hasLeadingLineBreak { newLine() }
        for (index, line) in block.lines.enumerated() {
            if index > 0 { newLine() }
            write(line)
        }
        if block.hasTrailingLineBreak { newLine() }
        write(Printer.quotes)
    }

    fileprivate static let quotes = "\"\"\""

    /// Writes a string in quotes, with `"`, `\` and control characters escaped.
    private mutating func printQuoted(_ value: String) {
        write("\"")
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": write("\\\"")
            case "\\": write("\\\\")
            case "\u{8}": write("\\b")
            case "\t": write("\\t")
            case "\n": write("\\n")
            case "\u{C}": write("\\f")
            case "\r": write("\\r")
            case "\0"..."\u{1F}", "\u{7F}"..."\u{9F}": writeEscape(scalar)
            default: write(scalar.utf8)
            }
        }
        write("\"")
    }

    /// Writes `\u00XX` for a control character.
    private mutating func writeEscape(_ scalar: Unicode.Scalar) {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        write("\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits)
    }
}

/// How a value is laid out as a block string, so that reading it gives the value back.
private struct BlockStringLayout {
    /// The lines with `"""` escaped.
    let lines: [[UInt8]]
    let hasLeadingLineBreak: Bool
    let hasTrailingLineBreak: Bool

    /// The length past which a single line stands between line breaks.
    private static let singleLineLengthMax = 70

    /// `nil` if no block string means this value, such as one that begins with a blank line.
    init?(_ value: String) {
        let escaped = Self.escaped(Array(value.utf8))
        lines = BlockString.lines(of: escaped).map(Array.init)
        let isSingleLine = lines.count == 1
        let isIndented = Self.isIndented(lines[0])
        let endsWithEscape = escaped.suffix(4).elementsEqual("\\\"\"\"".utf8)
        let endsOpen = !endsWithEscape && escaped.last == ASCII.quote
        let takesLines =
            !isSingleLine || value.utf16.count > Self.singleLineLengthMax || endsOpen
            || escaped.last == ASCII.backslash || endsWithEscape
        hasLeadingLineBreak = takesLines && !(isSingleLine && isIndented)
        hasTrailingLineBreak = takesLines
        guard canMean(value) else { return nil }
    }

    /// Whether *BlockStringValue* gives the value back, which indentation of the whole does not
    /// change.
    private func canMean(_ value: String) -> Bool {
        var raw: [UInt8] = hasLeadingLineBreak ? [ASCII.lineFeed] : []
        raw.append(contentsOf: value.utf8)
        return BlockString.value(of: raw) == value
    }

    private static func isIndented(_ line: [UInt8]) -> Bool {
        line.first == ASCII.space || line.first == ASCII.tab
    }

    /// Replaces each `"""` by `\"""`.
    private static func escaped(_ value: [UInt8]) -> [UInt8] {
        var escaped: [UInt8] = []
        var offset = 0
        while offset < value.count {
            if value.span.hasThree(ASCII.quote, at: offset) {
                escaped.append(contentsOf: "\\\"\"\"".utf8)
                offset += 3
            } else {
                escaped.append(value[offset])
                offset += 1
            }
        }
        return escaped
    }
}
