/// The value of one `$n`: null, or bytes in PostgreSQL's binary or text format.
///
/// Small values are kept inline, so that a parameter costs no allocation; the bytes are written
/// when the statement is sent. The builder must agree with the type declared in
/// `PreparedStatement.parameterTypes`: binary values are not converted by the server.
package struct StatementParameter: Hashable, Sendable {
    private enum Value: Hashable, Sendable {
        case null
        case bool(Bool)
        case int4(Int32)
        case int8(Int64)
        case uuid(PostgresUUID)
        case text(String)
        case bytes([UInt8])
        case inTextFormat(String)
    }

    private let value: Value

    private init(_ value: Value) {
        self.value = value
    }

    package static let null = Self(.null)

    package static func bool(_ value: Bool) -> Self { Self(.bool(value)) }

    package static func int4(_ value: Int32) -> Self { Self(.int4(value)) }

    package static func int8(_ value: Int64) -> Self { Self(.int8(value)) }

    package static func float8(_ value: Double) -> Self {
        Self(.int8(Int64(bitPattern: value.bitPattern)))
    }

    package static func text(_ value: String) -> Self { Self(.text(value)) }

    package static func uuid(_ value: PostgresUUID) -> Self { Self(.uuid(value)) }

    /// A date as the number of days since 2000-01-01.
    package static func date(daysSince2000 days: Int32) -> Self { Self(.int4(days)) }

    /// An instant as the number of microseconds since 2000-01-01 00:00 UTC.
    package static func timestamptz(microsecondsSince2000 microseconds: Int64) -> Self {
        Self(.int8(microseconds))
    }

    /// Bytes that are already in the binary format of the parameter's type.
    package static func binary(_ bytes: [UInt8]) -> Self { Self(.bytes(bytes)) }

    /// A value in the text format of the parameter's type, which the server reads.
    package static func inTextFormat(_ text: String) -> Self { Self(.inTextFormat(text)) }

    package var isNull: Bool { value == .null }

    /// Whether the bytes are in text format.
    var isInTextFormat: Bool {
        if case .inTextFormat = value { true } else { false }
    }

    /// The bytes in the parameter's format, `nil` for null.
    package var bytes: [UInt8]? {
        guard !isNull else { return nil }
        var output: [UInt8] = []
        append(to: &output)
        return output
    }

    /// Appends the bytes in the parameter's format; nothing for null.
    package func append(to output: inout [UInt8]) {
        switch value {
        case .null: break
        case .bool(let value): output.append(value ? 1 : 0)
        case .int4(let value): output.appendBigEndian(value)
        case .int8(let value): output.appendBigEndian(value)
        case .uuid(let value):
            output.appendBigEndian(Int64(bitPattern: value.high))
            output.appendBigEndian(Int64(bitPattern: value.low))
        case .text(let value): output.append(contentsOf: value.utf8)
        // libpq takes the length of a value in text format from its end.
        case .inTextFormat(let value): output.append(contentsOf: value.utf8 + [0])
        case .bytes(let value): output.append(contentsOf: value)
        }
    }
}

extension [UInt8] {
    /// Appends four bytes, the most significant first.
    mutating func appendBigEndian(_ value: Int32) {
        let bits = UInt32(bitPattern: value)
        for shift in stride(from: 24, through: 0, by: -8) {
            append(UInt8(truncatingIfNeeded: bits >> shift))
        }
    }

    /// Appends eight bytes, the most significant first.
    mutating func appendBigEndian(_ value: Int64) {
        appendBigEndian(Int32(truncatingIfNeeded: value >> 32))
        appendBigEndian(Int32(truncatingIfNeeded: value))
    }
}
