/// Block strings (spec §2.9.4): what one means, and how a value is laid out as one.
enum BlockString {
    /// *BlockStringValue(rawValue)*: without common indentation, and without blank first and last
    /// lines.
    static func value(of raw: [UInt8]) -> String {
        let lines = lines(of: raw)
        let indentation = commonIndentation(of: lines)
        guard let first = lines.firstIndex(where: { !isBlank($0) }),
            let last = lines.lastIndex(where: { !isBlank($0) })
        else { return "" }
        var value: [UInt8] = []
        for index in first...last {
            if index > first { value.append(ASCII.lineFeed) }
            value.append(contentsOf: index == 0 ? lines[0] : lines[index].dropFirst(indentation))
        }
        return String(decoding: value, as: UTF8.self)
    }

    /// Splits at each *LineTerminator* (spec §2.1.3): `\n`, `\r\n` or `\r`.
    static func lines(of text: [UInt8]) -> [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = []
        var start = 0
        var offset = 0
        while offset < text.count {
            let byte = text[offset]
            offset += 1
            guard ASCII.isLineTerminator(byte) else { continue }
            lines.append(text[start..<offset - 1])
            if byte == ASCII.carriageReturn, offset < text.count, text[offset] == ASCII.lineFeed {
                offset += 1
            }
            start = offset
        }
        lines.append(text[start...])
        return lines
    }

    /// The white space that begins every line but the first, blank lines aside.
    private static func commonIndentation(of lines: [ArraySlice<UInt8>]) -> Int {
        lines.dropFirst().filter { !isBlank($0) }.map(indentation).min() ?? 0
    }

    private static func indentation(of line: ArraySlice<UInt8>) -> Int {
        line.prefix { $0 == ASCII.space || $0 == ASCII.tab }.count
    }

    private static func isBlank(_ line: ArraySlice<UInt8>) -> Bool {
        indentation(of: line) == line.count
    }
}
