/// A decimal number without an exponent, such as `-12.50`.
///
/// Its digits stay as they are, because trailing zeros say how exact it is.
func canonicalDecimal(_ bytes: [UInt8]) -> [UInt8]? {
    var scanner = TextScanner(bytes)
    guard var digits = wholeDigits(&scanner)?.count else { return nil }
    if scanner.take(UInt8(ascii: ".")) {
        let fraction = scanner.take(while: TextByte.isDigit)
        guard !fraction.isEmpty else { return nil }
        digits += fraction.count
    }
    return scanner.isAtEnd && digits <= ScalarFormatLimits.decimalDigitsMax ? bytes : nil
}

/// An integer of 64 bits.
func canonicalBigInt(_ bytes: [UInt8]) -> [UInt8]? {
    var scanner = TextScanner(bytes)
    guard wholeDigits(&scanner) != nil, scanner.isAtEnd,
        let number = Int64(String(decoding: bytes, as: UTF8.self))
    else { return nil }
    return Array(String(number).utf8)
}

/// The digits of an integer after its sign: at least one, and no zero before others.
private func wholeDigits(_ scanner: inout TextScanner) -> ArraySlice<UInt8>? {
    _ = scanner.take(UInt8(ascii: "-"))
    let digits = scanner.take(while: TextByte.isDigit)
    guard let first = digits.first, first != UInt8(ascii: "0") || digits.count == 1 else {
        return nil
    }
    return digits
}
