extension JSONWriter {
    /// Appends an integer in decimal.
    package mutating func append(integer: Int64) {
        // Safety: the longest number, -9223372036854775808, has 20 bytes.
        unsafe appendBytes(capacity: 20) { target in
            var rest = integer.magnitude
            var start = 20
            repeat {
                start -= 1
                let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
                unsafe target[start] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit)
                rest = quotient
            } while rest > 0
            if integer < 0 {
                start -= 1
                unsafe target[start] = UInt8(ascii: "-")
            }
            let digits = unsafe UnsafeRawBufferPointer(rebasing: target[start..<20])
            unsafe target.copyMemory(from: digits)
            return 20 - start
        }
    }

    /// Appends the shortest number that reads back as `double`, a whole one without its fraction.
    ///
    /// JSON has no infinity and no NaN: nothing is appended for them.
    ///
    /// - Returns: whether the number is finite and was appended.
    @discardableResult
    package mutating func append(double: Double) -> Bool {
        guard double.isFinite else { return false }
        let text = double.description
        let digits = text.utf8Span.span
        let isWhole = digits.count > 2 && text.hasSuffix(".0")
        append(raw: digits.extracting(0..<(isWhole ? digits.count - 2 : digits.count)))
        return true
    }

    /// Appends a UUID as a string in quotes, lower case with hyphens (RFC 9562 §4).
    ///
    /// - Precondition: there are 16 bytes.
    package mutating func appendUUID(bytes uuid: Span<UInt8>) {
        precondition(uuid.count == 16, "A UUID has 16 bytes.")
        unsafe uuid.withUnsafeBytes { source in
            // Safety: two quotes, 32 digits and four hyphens are 38 bytes, from 16 bytes.
            unsafe appendBytes(capacity: 38) { target in
                unsafe target[9] = UInt8(ascii: "-")
                unsafe target[14] = UInt8(ascii: "-")
                unsafe target[19] = UInt8(ascii: "-")
                unsafe target[24] = UInt8(ascii: "-")
                let words = unsafe (
                    hexDigits(source, at: 0), hexDigits(source, at: 4), hexDigits(source, at: 8),
                    hexDigits(source, at: 12)
                )
                unsafe target[0] = UInt8(ascii: "\"")
                unsafe put(words.0, in: target, at: 1)
                unsafe put(words.1.highHalf, in: target, at: 10)
                unsafe put(words.1.lowHalf, in: target, at: 15)
                unsafe put(words.2.highHalf, in: target, at: 20)
                unsafe put(words.2.lowHalf, in: target, at: 25)
                unsafe put(words.3, in: target, at: 29)
                unsafe target[37] = UInt8(ascii: "\"")
                return 38
            }
        }
    }

    /// Appends a date of the proleptic Gregorian calendar as a string in quotes, such as
    /// `"2025-09-04"`.
    ///
    /// A year outside 0–9999 has a sign and at least six digits (ISO 8601-1 §5.2.2.3, expanded).
    package mutating func appendDate(year: Int, month: Int, day: Int) {
        guard 0...9_999 ~= year else {
            return appendExpandedDate(year: year, month: month, day: day)
        }
        // Safety: two quotes, eight digits and two hyphens are 12 bytes.
        unsafe appendBytes(capacity: 12) { target in
            unsafe target[0] = UInt8(ascii: "\"")
            unsafe putTwoDigits(year / 100, in: target, at: 1)
            unsafe putTwoDigits(year % 100, in: target, at: 3)
            unsafe target[5] = UInt8(ascii: "-")
            unsafe putTwoDigits(month, in: target, at: 6)
            unsafe target[8] = UInt8(ascii: "-")
            unsafe putTwoDigits(day, in: target, at: 9)
            unsafe target[11] = UInt8(ascii: "\"")
            return 12
        }
    }

    private mutating func appendExpandedDate(year: Int, month: Int, day: Int) {
        append(literal: year < 0 ? "\"-" : "\"+")
        append(padded: abs(year), digits: 6)
        append(byte: UInt8(ascii: "-"))
        append(padded: month, digits: 2)
        append(byte: UInt8(ascii: "-"))
        append(padded: day, digits: 2)
        append(byte: UInt8(ascii: "\""))
    }

    /// Appends a number that is not negative with zeros before it up to a count of digits, without
    /// quotes.
    package mutating func append(padded number: Int, digits: Int) {
        var power = 10
        for _ in 1..<max(digits, 1) {
            if number < power { append(byte: UInt8(ascii: "0")) }
            power *= 10
        }
        append(integer: Int64(number))
    }
}

/// The hexadecimal digits of four bytes, the first one in the highest byte.
@inline(__always)
private func hexDigits(_ source: UnsafeRawBufferPointer, at offset: Int) -> UInt64 {
    let word = unsafe source.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
    var nibbles = UInt64(UInt32(bigEndian: word))
    nibbles = (nibbles | nibbles << 16) & 0x0000_FFFF_0000_FFFF
    nibbles = (nibbles | nibbles << 8) & 0x00FF_00FF_00FF_00FF
    nibbles = (nibbles | nibbles << 4) & 0x0F0F_0F0F_0F0F_0F0F
    // One in each byte that is more than nine, whose digit lies 39 further, at "a".
    let letters = ((nibbles &+ 0x0606_0606_0606_0606) >> 4) & 0x0101_0101_0101_0101
    return nibbles &+ 0x3030_3030_3030_3030 &+ letters &* 39
}

/// Writes the bytes of a number, the highest one first.
@inline(__always)
private func put<Word: FixedWidthInteger>(
    _ word: Word, in target: UnsafeMutableRawBufferPointer, at offset: Int
) {
    unsafe target.storeBytes(of: word.bigEndian, toByteOffset: offset, as: Word.self)
}

extension UInt64 {
    fileprivate var highHalf: UInt32 { UInt32(truncatingIfNeeded: self >> 32) }
    fileprivate var lowHalf: UInt32 { UInt32(truncatingIfNeeded: self) }
}

/// Writes a number from 0 to 99 as two digits.
@inline(__always)
private func putTwoDigits(
    _ number: Int, in target: UnsafeMutableRawBufferPointer, at offset: Int
) {
    // Safety: the caller's buffer reaches beyond offset + 1; debug builds check it.
    unsafe target[offset] = UInt8(ascii: "0") + UInt8(number / 10)
    unsafe target[offset + 1] = UInt8(ascii: "0") + UInt8(number % 10)
}
