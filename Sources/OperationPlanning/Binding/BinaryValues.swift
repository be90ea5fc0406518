import SchemaMapping

extension ColumnType {
    /// Whether the server would take bytes for a value of this type, of which a cursor is made.
    ///
    /// The bounds are those of the functions that receive values in PostgreSQL's sources, such as
    /// `date_recv`: any bits are a number or a UUID.
    func accepts(_ bytes: ArraySlice<UInt8>) -> Bool {
        if let fixedSize, bytes.count != fixedSize { return false }
        return switch self {
        case .bool, .int2, .int4, .int8, .float8, .uuid: true
        case .text: String(validating: bytes, as: UTF8.self) != nil && !bytes.contains(0)
        case .numeric: isNumeric(bytes)
        case .date: isDate(Int32(bigEndian: bytes))
        case .time: (0...86_400_000_000).contains(Int64(bigEndian: bytes))
        case .timestamptz: isTimestamp(Int64(bigEndian: bytes))
        case .json, .jsonb, .textArray: false
        }
    }
}

/// From 4714-11-24 BC to 5874897-12-31 (`IS_VALID_DATE` in `timestamp.h`), or infinite.
private func isDate(_ days: Int32) -> Bool {
    (-2_451_545..<2_145_031_949).contains(days) || days == .min || days == .max
}

/// From 4714-11-24 BC to the end of 294276 (`IS_VALID_TIMESTAMP` in `timestamp.h`), or infinite.
private func isTimestamp(_ microseconds: Int64) -> Bool {
    (-211_813_488_000_000_000..<9_223_371_331_200_000_000).contains(microseconds)
        || microseconds == .min || microseconds == .max
}

/// Digit count, weight, sign and display scale, then digits in base 10,000, each of 16 bits
/// (`numeric_recv` in `numeric.c`).
private func isNumeric(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard bytes.count >= 8, bytes.count % 2 == 0 else { return false }
    let words = stride(from: bytes.startIndex, to: bytes.endIndex, by: 2).map {
        UInt16(bigEndian: bytes[$0...].prefix(2))
    }
    // Positive, negative, not a number, and the infinities.
    let signs: Set<UInt16> = [0x0000, 0x4000, 0xC000, 0xD000, 0xF000]
    return words[0] == words.count - 4 && signs.contains(words[2]) && words[3] <= 0x3FFF
        && words[4...].allSatisfy { $0 < 10_000 }
}

extension FixedWidthInteger {
    fileprivate init(bigEndian bytes: ArraySlice<UInt8>) {
        self = bytes.reduce(0) { $0 << 8 | Self(truncatingIfNeeded: $1) }
    }
}
