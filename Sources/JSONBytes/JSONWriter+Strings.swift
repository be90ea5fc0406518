extension JSONWriter {
    /// Appends a string in quotes, escaped as RFC 8259 §7 demands and nothing more.
    package mutating func appendString(_ string: String) {
        appendString(utf8: string.utf8Span.span)
    }

    /// Appends valid UTF-8 as a string in quotes, escaped as RFC 8259 §7 demands and nothing more.
    package mutating func appendString(utf8: Span<UInt8>) {
        unsafe utf8.withUnsafeBytes { unsafe appendString(utf8: $0) }
    }

    /// Appends valid UTF-8 as a string in quotes, such as the bytes of a column while its row is
    /// alive.
    package mutating func appendString(utf8 source: UnsafeRawBufferPointer) {
        let end = unsafe endOfCleanRun(in: source, from: 0)
        guard end == source.count else {
            return unsafe appendEscaped(utf8: source, cleanUntil: end)
        }
        // Safety: the room is two bytes more than the source, which is copied between the quotes.
        unsafe appendBytes(capacity: end + 2) { target in
            unsafe target[0] = UInt8(ascii: "\"")
            unsafe UnsafeMutableRawBufferPointer(rebasing: target[1...]).copyMemory(from: source)
            unsafe target[end + 1] = UInt8(ascii: "\"")
            return end + 2
        }
    }

    /// Appends clean runs as they are and an escape for each byte between them.
    private mutating func appendEscaped(utf8 source: UnsafeRawBufferPointer, cleanUntil: Int) {
        append(byte: UInt8(ascii: "\""))
        var start = 0
        var end = cleanUntil
        while true {
            unsafe appendRun(source, start..<end)
            guard end < source.count else { break }
            unsafe appendEscape(source[end])
            start = end + 1
            end = unsafe endOfCleanRun(in: source, from: start)
        }
        append(byte: UInt8(ascii: "\""))
    }

    private mutating func appendRun(_ source: UnsafeRawBufferPointer, _ range: Range<Int>) {
        guard !range.isEmpty else { return }
        unsafe appendBytes(capacity: range.count) { target in
            unsafe target.copyMemory(from: UnsafeRawBufferPointer(rebasing: source[range]))
            return range.count
        }
    }

    private mutating func appendEscape(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): append(literal: #"\""#)
        case UInt8(ascii: "\\"): append(literal: #"\\"#)
        case UInt8(ascii: "\n"): append(literal: #"\n"#)
        case UInt8(ascii: "\r"): append(literal: #"\r"#)
        case UInt8(ascii: "\t"): append(literal: #"\t"#)
        case 0x08: append(literal: #"\b"#)
        case 0x0C: append(literal: #"\f"#)
        default:
            append(literal: #"\u00"#)
            append(byte: hexDigit(byte >> 4))
            append(byte: hexDigit(byte & 0xF))
        }
    }
}

/// The lower-case hexadecimal digit of a number below 16.
@inline(__always)
func hexDigit(_ number: UInt8) -> UInt8 {
    number < 10 ? UInt8(ascii: "0") + number : UInt8(ascii: "a") + number - 10
}
