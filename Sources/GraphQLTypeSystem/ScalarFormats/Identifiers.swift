/// The text of a UUID (RFC 9562, section 4): 8-4-4-4-12 hexadecimal digits, in lower case as the
/// RFC says to write them.
func canonicalUUID(_ bytes: [UInt8]) -> [UInt8]? {
    var scanner = TextScanner(bytes)
    for (index, width) in [8, 4, 4, 4, 12].enumerated() {
        if index > 0, !scanner.take(UInt8(ascii: "-")) { return nil }
        guard scanner.take(while: TextByte.isHexadecimal).count == width else { return nil }
    }
    guard scanner.isAtEnd else { return nil }
    return bytes.map { $0 | ($0 == UInt8(ascii: "-") ? 0 : 0x20) }
}

/// An international number of ITU-T E.164: `+`, a country code, and digits.
func isPhoneNumber(_ bytes: [UInt8]) -> Bool {
    var scanner = TextScanner(bytes)
    guard scanner.take(UInt8(ascii: "+")) else { return false }
    let digits = scanner.take(while: TextByte.isDigit)
    return scanner.isAtEnd && digits.first != UInt8(ascii: "0")
        && (2...ScalarFormatLimits.phoneDigitsMax).contains(digits.count)
}
