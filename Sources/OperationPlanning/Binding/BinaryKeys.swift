import SchemaMapping

/// An integer in PostgreSQL's binary format.
func binary<Integer: FixedWidthInteger>(_ value: Integer) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.appendBigEndian(value)
    return bytes
}

/// The text of a key in PostgreSQL's binary format, or `nil` where it cannot be one of the type.
func binaryKey(_ text: String, of type: ColumnType) -> [UInt8]? {
    switch type {
    case .uuid: binaryUUID(text)
    case .int2: Int16(text).map(binary)
    case .int4: Int32(text).map(binary)
    case .int8: Int64(text).map(binary)
    case .text: text.utf8.contains(0) ? nil : Array(text.utf8)
    case .bool, .float8, .numeric, .date, .time, .timestamptz, .json, .jsonb, .textArray: nil
    }
}

/// The 16 bytes of a UUID written as 8-4-4-4-12 hexadecimal digits.
private func binaryUUID(_ text: String) -> [UInt8]? {
    let characters = Array(text.utf8)
    let hyphens: Set = [8, 13, 18, 23]
    guard characters.count == 36,
        hyphens.allSatisfy({ characters[$0] == UInt8(ascii: "-") })
    else { return nil }
    let digits = characters.indices.filter { !hyphens.contains($0) }
        .compactMap { hexadecimalValue(characters[$0]) }
    guard digits.count == 32 else { return nil }
    return stride(from: 0, to: 32, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
}

private func hexadecimalValue(_ character: UInt8) -> UInt8? {
    switch character {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): character - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): character - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): character - UInt8(ascii: "A") + 10
    default: nil
    }
}
