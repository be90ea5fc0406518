/// Decoders of the binary formats, each `nil` for null.
///
/// The caller knows the type of the column; a value whose width does not fit is a mistake of the
/// caller and traps.
extension PostgresResult {
    /// An `int2`, `int4` or `int8`, by its width.
    package func int64(_ row: Int, _ column: Int) -> Int64? {
        guard let bytes = unsafe value(row, column) else { return nil }
        switch bytes.count {
        case 8: return unsafe Int64(bigEndian: bytes.loadUnaligned(as: Int64.self))
        case 4: return unsafe Int64(Int32(bigEndian: bytes.loadUnaligned(as: Int32.self)))
        case 2: return unsafe Int64(Int16(bigEndian: bytes.loadUnaligned(as: Int16.self)))
        default: preconditionFailure("not an integer column")
        }
    }

    package func bool(_ row: Int, _ column: Int) -> Bool? {
        guard let bytes = unsafe value(row, column) else { return nil }
        precondition(bytes.count == 1, "not a bool column")
        return unsafe bytes[0] != 0
    }

    /// A `float8` or `float4`, by its width.
    package func double(_ row: Int, _ column: Int) -> Double? {
        guard let bytes = unsafe value(row, column) else { return nil }
        if bytes.count == 4 {
            let bits = unsafe UInt32(bigEndian: bytes.loadUnaligned(as: UInt32.self))
            return Double(Float(bitPattern: bits))
        }
        precondition(bytes.count == 8, "not a floating-point column")
        return unsafe Double(
            bitPattern: UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)))
    }

    /// A `text`, `varchar`, `name`, `json` or enum value.
    package func text(_ row: Int, _ column: Int) -> String? {
        guard let bytes = unsafe value(row, column) else { return nil }
        return unsafe String(decoding: bytes, as: UTF8.self)
    }

    package func uuid(_ row: Int, _ column: Int) -> PostgresUUID? {
        guard let bytes = unsafe value(row, column) else { return nil }
        precondition(bytes.count == 16, "not a uuid column")
        return unsafe PostgresUUID(
            high: UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)),
            low: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)))
    }

    /// A `date` as the number of days since 2000-01-01; the extremes mean −infinity and infinity.
    package func date(_ row: Int, _ column: Int) -> Int32? {
        guard let bytes = unsafe value(row, column) else { return nil }
        precondition(bytes.count == 4, "not a date column")
        return unsafe Int32(bigEndian: bytes.loadUnaligned(as: Int32.self))
    }

    /// A `time` as microseconds since midnight; a whole day's are the day's end, `24:00:00`.
    package func time(_ row: Int, _ column: Int) -> Int64? {
        guard let bytes = unsafe value(row, column) else { return nil }
        precondition(bytes.count == 8, "not a time column")
        return unsafe Int64(bigEndian: bytes.loadUnaligned(as: Int64.self))
    }

    /// A `timestamptz` as microseconds since 2000-01-01 UTC; the extremes mean the infinities.
    package func timestamptz(_ row: Int, _ column: Int) -> Int64? {
        guard let bytes = unsafe value(row, column) else { return nil }
        precondition(bytes.count == 8, "not a timestamptz column")
        return unsafe Int64(bigEndian: bytes.loadUnaligned(as: Int64.self))
    }

    /// A `numeric` in the server's own text form.
    package func numericText(_ row: Int, _ column: Int) -> String? {
        guard let bytes = unsafe value(row, column) else { return nil }
        return unsafe NumericText.decode(bytes)
    }

    /// The text of a `jsonb`, which comes after the number of its format's version.
    ///
    /// The layout is that of `jsonb_send` in PostgreSQL's `jsonb.c`.
    package func jsonbText(_ row: Int, _ column: Int) -> String? {
        guard let bytes = unsafe value(row, column) else { return nil }
        unsafe precondition(bytes.first == 1, "not a jsonb column")
        return unsafe String(decoding: bytes.dropFirst(), as: UTF8.self)
    }

    /// A one-dimensional `text[]`; an empty array has no elements.
    package func textArray(_ row: Int, _ column: Int) -> [String?]? {
        guard let bytes = unsafe value(row, column) else { return nil }
        var reader = unsafe BigEndianReader(bytes)
        let dimensions = reader.int32()
        reader.skip(8)
        guard dimensions > 0 else { return [] }
        precondition(dimensions == 1, "not a one-dimensional array")
        let count = reader.int32()
        reader.skip(4)
        return (0..<count).map { _ in
            let length = reader.int32()
            return length < 0 ? nil : reader.text(Int(length))
        }
    }
}
