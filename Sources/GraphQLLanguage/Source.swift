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
        var walk = PositionWalk()
        walk.advance(to: location.offset, in: self)
        return walk.position
    }

    /// The lines and columns of many locations, found in one pass over the source: an error may
    /// have as many locations as the source has tokens.
    package func positions(of locations: [SourceLocation]) -> [SourcePosition] {
        var positions = [SourcePosition](
            repeating: SourcePosition(line: 1, column: 1), count: locations.count)
        var walk = PositionWalk()
        let order = locations.indices.sorted { locations[$0].offset < locations[$1].offset }
        for index in order {
            walk.advance(to: locations[index].offset, in: self)
            positions[index] = walk.position
        }
        return positions
    }

    /// A line and column that move forward through a source.
    private struct PositionWalk {
        private var offset = 0
        private var line = 1
        private var column = 1

        var position: SourcePosition { SourcePosition(line: line, column: column) }

        mutating func advance(to end: Int, in source: Source) {
            while offset < min(end, source.bytes.count) {
                if source.endsLine(at: offset) {
                    line += 1
                    column = 1
                } else {
                    column += source.utf16Width(ofLeadingByte: source.bytes[offset])
                }
                offset += 1
            }
        }
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
