package import Crypto
package import SchemaMapping

/// What a cursor belongs to: a collection's field and its order.
package struct CursorScope: Hashable, Sendable {
    private let text: String

    package init(typeName: String, order: [OrderKey]) {
        text = "\(typeName)(\(order.map(\.description).joined(separator: ",")))"
    }

    fileprivate var bytes: String.UTF8View { text.utf8 }
}

/// Makes cursors of the values that a row is ordered by, and opens those that it made.
///
/// A cursor is the URL-safe Base64 form of each value in PostgreSQL's binary format with its length
/// before it (−1 for null), behind a code of authentication (HMAC, RFC 2104) over them, the scope
/// and the office. So one that was altered, or that is of another collection, order or office, is
/// none.
package struct CursorSeal: Sendable {
    /// The largest cursor that is opened, in characters: far above any that the server makes.
    package static let charactersMax = 4096
    /// Bytes of the code: 128 bits cannot be guessed.
    private static let codeBytes = 16

    private let key: SymmetricKey
    private let office: String

    /// - Parameters:
    ///   - key: The same in all processes that answer for one another.
    ///   - office: The office whose rows the cursors are of.
    package init(key: SymmetricKey, office: String) {
        self.key = key
        self.office = office
    }

    /// The text that clients are given; `values` are in PostgreSQL's binary format, `nil` is null.
    package func text(of values: [[UInt8]?], scope: CursorScope) -> [UInt8] {
        var payload: [UInt8] = []
        for value in values {
            payload.appendBigEndian(Int32(value?.count ?? -1))
            if let value { payload += value }
        }
        return Base64URL.encode(code(of: payload[...], scope) + payload)
    }

    /// The values of a cursor that this seal made for the scope, or else `nil`.
    package func open(_ text: String, types: [ColumnType], scope: CursorScope) -> [[UInt8]?]? {
        guard text.utf8.count <= Self.charactersMax, let bytes = Base64URL.decode(text.utf8),
            bytes.count >= Self.codeBytes
        else { return nil }
        let payload = bytes[Self.codeBytes...]
        guard equalInConstantTime(code(of: payload, scope), bytes[..<Self.codeBytes]) else {
            return nil
        }
        var reader = PayloadReader(Array(payload))
        var values: [[UInt8]?] = []
        for type in types {
            guard let value = reader.readValue(of: type) else { return nil }
            values.append(value)
        }
        return reader.isAtEnd ? values : nil
    }

    private func code(of payload: ArraySlice<UInt8>, _ scope: CursorScope) -> [UInt8] {
        var authentication = HMAC<SHA256>(key: key)
        // Neither an office nor a scope has a NUL, so that no two triples give the same bytes.
        authentication.update(data: Array(office.utf8) + [0] + Array(scope.bytes) + [0])
        authentication.update(data: payload)
        return Array(authentication.finalize().prefix(Self.codeBytes))
    }

    private func equalInConstantTime(_ left: [UInt8], _ right: ArraySlice<UInt8>) -> Bool {
        zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
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

    /// A value, or null as `.some(nil)`; `nil` where the bytes cannot be a value of the type.
    mutating func readValue(of type: ColumnType) -> [UInt8]?? {
        guard let count = read(4)?.reduce(Int32(0), { $0 << 8 | Int32(truncatingIfNeeded: $1) })
        else { return nil }
        if count == -1 { return .some(nil) }
        guard let slice = read(Int(count)), type.accepts(slice) else { return nil }
        return .some(Array(slice))
    }
}
