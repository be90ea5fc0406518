/// The text of a *Document* as it arrived: UTF-8 bytes, and a name to call it by in reports.
///
/// The bytes are not trusted: `validateUTF8()` says where they are not text, and parsing asks it
/// first.
package struct Source: Sendable {
    package let bytes: [UInt8]
    /// What a report calls the source, such as the path of the SDL file that it was read from.
    package let name: String?

    package init(bytes: [UInt8], name: String? = nil) {
        self.bytes = bytes
        self.name = name
    }

    package init(_ text: String, name: String? = nil) {
        self.init(bytes: Array(text.utf8), name: name)
    }

    /// Throws `invalidUTF8` at the first byte that does not continue well-formed UTF-8.
    package func validateUTF8() throws(SyntaxError) {
        do throws(UTF8.ValidationError) {
            _ = try UTF8Span(validating: bytes.span)
        } catch {
            let offset = error.byteOffsets.lowerBound
            throw SyntaxError(.invalidUTF8(byte: bytes[offset]), at: offset)
        }
    }

    /// The line and column of a location; a location past the end is that of the end.
    ///
    /// - Complexity: linear in the offset; meant for presenting errors only.
    package func position(of location: SourceLocation) -> SourcePosition {
        var line = 1
        var column = 1
        for index in 0..<min(max(location.offset, 0), bytes.count) {
            if endsLine(at: index) {
                line += 1
                column = 1
            } else {
                column += utf16Width(ofLeadingByte: bytes[index])
            }
        }
        return SourcePosition(line: line, column: column)
    }

    /// Whether the byte completes a *LineTerminator* (spec §2.1.3); in `\r\n` that is the `\n`.
    private func endsLine(at index: Int) -> Bool {
        switch bytes[index] {
        case ASCII.lineFeed: true
        case ASCII.carriageReturn:
            index + 1 == bytes.count || bytes[index + 1] != ASCII.lineFeed
        default: false
        }
    }

    /// How many UTF-16 code units the scalar that starts with this byte takes; 0 for a continuation
    /// byte.
    private func utf16Width(ofLeadingByte byte: UInt8) -> Int {
        switch byte {
        case 0x80...0xBF: 0
        case 0xF0...0xFF: 2
        default: 1
        }
    }
}

/// A place in a source for people and for the `locations` of a response: both numbers begin at 1.
///
/// Columns count UTF-16 code units, as editors and the GraphQL tools for JavaScript do.
package struct SourcePosition: Hashable, Sendable {
    package let line: Int
    package let column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }
}
