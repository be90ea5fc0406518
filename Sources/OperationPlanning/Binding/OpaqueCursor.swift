import SQLSyntax
package import SchemaMapping

/// The place of a row within an ordered collection: the values that it is ordered by.
///
/// Clients treat it as opaque. It is the URL-safe Base64 form of a fingerprint of the collection
/// and its order, followed by each value in PostgreSQL's binary format with its length before it
/// (−1 for null).
package struct OpaqueCursor: Hashable, Sendable {
    /// The largest cursor that is decoded, in characters: far above any that the server makes.
    package static let charactersMax = 4096

    package let fingerprint: UInt64
    /// One value a term of the order; `nil` is null.
    package let values: [[UInt8]?]

    package init(fingerprint: UInt64, values: [[UInt8]?]) {
        self.fingerprint = fingerprint
        self.values = values
    }

    /// A digest of the type and the order, the same in every process (FNV-1a, 64 bits).
    package static func fingerprint(_ typeName: String, _ order: [BoundOrder]) -> UInt64 {
        let terms = order.map { "\($0.column.name) \($0.direction.rawValue)" }
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in "\(typeName)(\(terms.joined(separator: ",")))".utf8 {
            hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
        }
        return hash
    }

    /// The text that clients are given.
    package var text: [UInt8] {
        var payload: [UInt8] = []
        payload.appendBigEndian(fingerprint)
        for value in values {
            payload.appendBigEndian(Int32(value?.count ?? -1))
            if let value { payload += value }
        }
        return Base64URL.encode(payload)
    }

    /// Decodes a cursor, or gives `nil` where the text is none, or has values that do not fit the
    /// types.
    package init?(text: String, types: [ColumnType]) {
        guard text.utf8.count <= Self.charactersMax, let payload = Base64URL.decode(text.utf8)
        else {
            return nil
        }
        var reader = PayloadReader(payload)
        guard let fingerprint: UInt64 = reader.readBigEndian() else { return nil }
        var values: [[UInt8]?] = []
        for type in types {
            guard let value = reader.readValue(of: type) else { return nil }
            values.append(value)
        }
        guard reader.isAtEnd else { return nil }
        self.init(fingerprint: fingerprint, values: values)
    }
}

private struct PayloadReader {
    private let bytes: [UInt8]
    private var offset = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { offset == bytes.count }

    mutating func read(_ count: Int) -> ArraySlice<UInt8>? {
        guard count >= 0, bytes.count - offset >= count else { return nil }
        defer { offset += count }
        return bytes[offset..<(offset + count)]
    }

    mutating func readBigEndian<Integer: FixedWidthInteger>() -> Integer? {
        guard let slice = read(Integer.bitWidth / 8) else { return nil }
        return slice.reduce(0) { $0 << 8 | Integer(truncatingIfNeeded: $1) }
    }

    /// A value, or null as `.some(nil)`; `nil` where the bytes cannot be a value of the type.
    mutating func readValue(of type: ColumnType) -> [UInt8]?? {
        guard let count: Int32 = readBigEndian() else { return nil }
        if count == -1 { return .some(nil) }
        guard let slice = read(Int(count)), type.accepts(slice) else { return nil }
        return .some(Array(slice))
    }
}
