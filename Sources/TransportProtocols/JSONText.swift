import JSONBytes

/// Parses JSON text of a client; its errors say where they are by line and column.
func parse(
    _ bytes: Span<UInt8>,
    source: JSONSource,
    bytesMax: Int
) throws(TransportError) -> JSONValue {
    do throws(JSONError) {
        return try parseJSON(bytes, limits: JSONLimits(bytesMax: bytesMax))
    } catch {
        let (line, column) = lineAndColumn(at: error.offset, in: bytes)
        throw .malformedJSON(source: source, error, line: line, column: column)
    }
}

/// The 1-based line and column, in Unicode scalars, of a byte offset.
///
/// A line ends with a line feed, a carriage return, or both.
func lineAndColumn(at offset: Int, in bytes: Span<UInt8>) -> (line: Int, column: Int) {
    var (line, column) = (1, 1)
    for index in 0..<min(offset, bytes.count) {
        switch bytes[index] {
        case UInt8(ascii: "\r")
        where index + 1 < bytes.count
            && bytes[index + 1] == UInt8(ascii: "\n"):
            continue
        case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
            line += 1
            column = 1
        case 0b1000_0000...0b1011_1111: continue
        default: column += 1
        }
    }
    return (line, column)
}

extension JSONKind {
    init(_ value: JSONValue) {
        self =
            switch value {
            case .null: .null
            case .boolean: .boolean
            case .number: .number
            case .string: .string
            case .array: .array
            case .object: .object
            }
    }
}
