/// The parameters of a GET request that a GraphQL request is made of, percent-decoded.
///
/// The query string is read as `application/x-www-form-urlencoded` (URL Standard §5.1): `+` is a
/// space. Parameters of other names are ignored.
struct QueryString {
    /// The decoded bytes, valid UTF-8, of the parameters that are there.
    private(set) var values: [RequestMember: [UInt8]] = [:]

    init(_ bytes: Span<UInt8>) throws(TransportError) {
        var start = 0
        while start <= bytes.count {
            let end =
                bytes.firstIndex(of: UInt8(ascii: "&"), in: start..<bytes.count) ?? bytes.count
            try insertParameter(bytes, start..<end)
            start = end + 1
        }
    }

    private mutating func insertParameter(
        _ bytes: Span<UInt8>,
        _ range: Range<Int>
    ) throws(TransportError) {
        let nameEnd = bytes.firstIndex(of: UInt8(ascii: "="), in: range) ?? range.upperBound
        guard
            let member = RequestMember.allCases.first(where: {
                bytes.hasText($0.rawValue, at: range.lowerBound..<nameEnd)
            })
        else { return }
        guard values[member] == nil else { throw .parameterRepeated(member) }
        let valueStart = min(nameEnd + 1, range.upperBound)
        guard let value = percentDecoded(bytes, valueStart..<range.upperBound) else {
            throw .malformedPercentEncoding(member)
        }
        guard String(validating: value, as: UTF8.self) != nil else {
            throw .parameterNotUTF8(member)
        }
        values[member] = value
    }
}

/// The decoded bytes of a range, or nil where two hexadecimal digits do not follow a `%`.
private func percentDecoded(_ bytes: Span<UInt8>, _ range: Range<Int>) -> [UInt8]? {
    var decoded: [UInt8] = []
    decoded.reserveCapacity(range.count)
    var index = range.lowerBound
    while index < range.upperBound {
        switch bytes[index] {
        case UInt8(ascii: "+"):
            decoded.append(UInt8(ascii: " "))
            index += 1
        case UInt8(ascii: "%"):
            guard index + 2 < range.upperBound,
                let high = hexadecimalValue(bytes[index + 1]),
                let low = hexadecimalValue(bytes[index + 2])
            else { return nil }
            decoded.append(high << 4 | low)
            index += 3
        case let byte:
            decoded.append(byte)
            index += 1
        }
    }
    return decoded
}

extension Span<UInt8> {
    fileprivate func firstIndex(of byte: UInt8, in range: Range<Int>) -> Int? {
        range.first { self[$0] == byte }
    }

    fileprivate func hasText(_ text: String, at range: Range<Int>) -> Bool {
        guard text.utf8.count == range.count else { return false }
        return zip(text.utf8, range).allSatisfy { $0 == self[$1] }
    }
}
