/// Reads one JSON text exactly as RFC 8259 defines it, with nothing before or after but white
/// space.
///
/// The text must be valid UTF-8 without a byte order mark; escaped surrogates must come in pairs; a
/// name may occur once in an object. Memory and recursion are bounded by `limits`.
///
/// - Throws: the first thing that is wrong, with its byte offset.
/// - Complexity: O(*n*) in the bytes of the text.
package func parseJSON(_ bytes: Span<UInt8>, limits: JSONLimits) throws(JSONError) -> JSONValue {
    guard bytes.count <= limits.bytesMax else {
        throw JSONError(.limitExceeded(.bytesMax, max: limits.bytesMax), at: limits.bytesMax)
    }
    var parser = JSONParser(limits: limits)
    let value = try parser.value(in: bytes, depth: 0)
    parser.skipWhiteSpace(in: bytes)
    guard parser.offset == bytes.count else { throw parser.unexpected(.endOfText, in: bytes) }
    return value
}

/// A position in a JSON text that moves forward as values are read.
///
/// The text is handed to each call, as a span cannot be stored. Every call is made with the same
/// text, and `offset` never passes its end.
struct JSONParser {
    let limits: JSONLimits
    var offset = 0
    private var valueCount = 0

    init(limits: JSONLimits) {
        self.limits = limits
    }

    /// The next byte without moving past it, or `nil` at the end of the text.
    func peek(in bytes: Span<UInt8>) -> UInt8? {
        offset < bytes.count ? bytes[offset] : nil
    }

    func unexpected(_ expected: JSONError.Expectation, in bytes: Span<UInt8>) -> JSONError {
        guard let byte = peek(in: bytes) else {
            return JSONError(.unexpectedEnd(expected: expected), at: offset)
        }
        return JSONError(.unexpectedByte(byte, expected: expected), at: offset)
    }

    mutating func skipWhiteSpace(in bytes: Span<UInt8>) {
        while let byte = peek(in: bytes),
            byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
        {
            offset += 1
        }
    }

    /// Reads the *value* of RFC 8259 §3 that comes next, white space before it included.
    mutating func value(in bytes: Span<UInt8>, depth: Int) throws(JSONError) -> JSONValue {
        skipWhiteSpace(in: bytes)
        try countValue()
        guard let first = peek(in: bytes) else { throw unexpected(.value, in: bytes) }
        switch first {
        case UInt8(ascii: "{"): return .object(try object(in: bytes, depth: depth + 1))
        case UInt8(ascii: "["): return .array(try array(in: bytes, depth: depth + 1))
        case UInt8(ascii: "\""): return .string(try string(in: bytes))
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            return .number(try number(in: bytes))
        case UInt8(ascii: "t"): return try literal("true", .boolean(true), in: bytes)
        case UInt8(ascii: "f"): return try literal("false", .boolean(false), in: bytes)
        case UInt8(ascii: "n"): return try literal("null", .null, in: bytes)
        default: throw unexpected(.value, in: bytes)
        }
    }

    private mutating func countValue() throws(JSONError) {
        guard valueCount < limits.valuesMax else { throw exceeded(.valuesMax, limits.valuesMax) }
        valueCount += 1
    }

    private func exceeded(_ limit: JSONError.Limit, _ max: Int) -> JSONError {
        JSONError(.limitExceeded(limit, max: max), at: offset)
    }

    private mutating func literal(
        _ text: String, _ value: JSONValue, in bytes: Span<UInt8>
    ) throws(JSONError) -> JSONValue {
        for byte in text.utf8 {
            guard peek(in: bytes) == byte else { throw unexpected(.literal(text), in: bytes) }
            offset += 1
        }
        return value
    }

    private mutating func enter(depth: Int) throws(JSONError) {
        guard depth <= limits.nestingMax else { throw exceeded(.nestingMax, limits.nestingMax) }
        offset += 1
    }

    /// Moves past `byte` and white space before it, if that is what comes next.
    private mutating func skip(_ byte: UInt8, in bytes: Span<UInt8>) -> Bool {
        skipWhiteSpace(in: bytes)
        guard peek(in: bytes) == byte else { return false }
        offset += 1
        return true
    }
}

extension JSONParser {
    private mutating func array(
        in bytes: Span<UInt8>, depth: Int
    ) throws(JSONError) -> [JSONValue] {
        try enter(depth: depth)
        var elements: [JSONValue] = []
        if skip(UInt8(ascii: "]"), in: bytes) { return elements }
        repeat {
            guard elements.count < limits.elementsMax else {
                throw exceeded(.elementsMax, limits.elementsMax)
            }
            elements.append(try value(in: bytes, depth: depth))
        } while skip(UInt8(ascii: ","), in: bytes)
        guard skip(UInt8(ascii: "]"), in: bytes) else {
            throw unexpected(.elementSeparator, in: bytes)
        }
        return elements
    }

    private mutating func object(in bytes: Span<UInt8>, depth: Int) throws(JSONError) -> JSONObject
    {
        try enter(depth: depth)
        var object = JSONObject()
        if skip(UInt8(ascii: "}"), in: bytes) { return object }
        repeat {
            try member(of: &object, in: bytes, depth: depth)
        } while skip(UInt8(ascii: ","), in: bytes)
        guard skip(UInt8(ascii: "}"), in: bytes) else {
            throw unexpected(.memberSeparator, in: bytes)
        }
        return object
    }

    private mutating func member(
        of object: inout JSONObject, in bytes: Span<UInt8>, depth: Int
    ) throws(JSONError) {
        skipWhiteSpace(in: bytes)
        let start = offset
        guard peek(in: bytes) == UInt8(ascii: "\"") else {
            throw unexpected(object.isEmpty ? .firstMemberName : .memberName, in: bytes)
        }
        guard object.count < limits.membersMax else {
            throw exceeded(.membersMax, limits.membersMax)
        }
        let name = try string(in: bytes)
        guard skip(UInt8(ascii: ":"), in: bytes) else {
            throw unexpected(.nameSeparator, in: bytes)
        }
        let value = try value(in: bytes, depth: depth)
        guard object.append(name: name, value: value) else {
            throw JSONError(.duplicateMember(name), at: start)
        }
    }
}
