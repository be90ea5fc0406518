extension JSONParser {
    /// Reads a *number* (RFC 8259 §6) as its text.
    mutating func number(in bytes: Span<UInt8>) throws(JSONError) -> String {
        let start = offset
        if peek(in: bytes) == UInt8(ascii: "-") { offset += 1 }
        let firstDigit = peek(in: bytes)
        try digits(in: bytes)
        if firstDigit == UInt8(ascii: "0") {
            try refuseLeadingZero(start: start, in: bytes)
        }
        if peek(in: bytes) == UInt8(ascii: ".") {
            offset += 1
            try digits(in: bytes)
        }
        try exponent(in: bytes)
        guard offset - start <= limits.numberBytesMax else {
            let limit = JSONError.Kind.limitExceeded(.numberBytesMax, max: limits.numberBytesMax)
            throw JSONError(limit, at: start)
        }
        return text(start..<offset, in: bytes)
    }

    private func refuseLeadingZero(start: Int, in bytes: Span<UInt8>) throws(JSONError) {
        let zero = bytes[start] == UInt8(ascii: "-") ? start + 1 : start
        guard offset == zero + 1 else { throw JSONError(.leadingZero, at: zero) }
    }

    private mutating func exponent(in bytes: Span<UInt8>) throws(JSONError) {
        guard let e = peek(in: bytes), e == UInt8(ascii: "e") || e == UInt8(ascii: "E") else {
            return
        }
        offset += 1
        if let sign = peek(in: bytes), sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
            offset += 1
        }
        try digits(in: bytes)
    }

    private mutating func digits(in bytes: Span<UInt8>) throws(JSONError) {
        let start = offset
        while let byte = peek(in: bytes), UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte {
            offset += 1
        }
        guard offset > start else { throw unexpected(.digit, in: bytes) }
    }

    private func text(_ range: Range<Int>, in bytes: Span<UInt8>) -> String {
        String(decoding: range.map { bytes[$0] }, as: UTF8.self)
    }
}

extension JSONParser {
    /// Reads a *string* (RFC 8259 §7) and resolves its escapes.
    ///
    /// No UTF-8 sequence spans an escape, so that each run between escapes is validated for itself.
    mutating func string(in bytes: Span<UInt8>) throws(JSONError) -> String {
        offset += 1
        var string = try cleanRun(in: bytes)
        while peek(in: bytes) == UInt8(ascii: "\\") {
            offset += 1
            string.unicodeScalars.append(try escape(in: bytes))
            string += try cleanRun(in: bytes)
        }
        guard let byte = peek(in: bytes) else { throw unexpected(.closingQuote, in: bytes) }
        guard byte == UInt8(ascii: "\"") else {
            throw JSONError(.controlCharacter(byte), at: offset)
        }
        offset += 1
        return string
    }

    private mutating func cleanRun(in bytes: Span<UInt8>) throws(JSONError) -> String {
        let start = offset
        offset = endOfCleanRun(in: bytes, from: start)
        if offset == start { return "" }
        do throws(UTF8.ValidationError) {
            return String(copying: try UTF8Span(validating: bytes.extracting(start..<offset)))
        } catch {
            throw JSONError(.invalidUTF8, at: start + error.byteOffsets.lowerBound)
        }
    }

    /// Reads what follows a backslash.
    private mutating func escape(in bytes: Span<UInt8>) throws(JSONError) -> Unicode.Scalar {
        guard let byte = peek(in: bytes) else { throw unexpected(.escape, in: bytes) }
        if byte == UInt8(ascii: "u") { return try unicodeEscape(in: bytes) }
        guard let scalar = Self.scalar(escapedAs: byte) else {
            throw JSONError(.unknownEscape(byte), at: offset)
        }
        offset += 1
        return scalar
    }

    private static func scalar(escapedAs byte: UInt8) -> Unicode.Scalar? {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): Unicode.Scalar(byte)
        case UInt8(ascii: "b"): "\u{8}"
        case UInt8(ascii: "f"): "\u{C}"
        case UInt8(ascii: "n"): "\n"
        case UInt8(ascii: "r"): "\r"
        case UInt8(ascii: "t"): "\t"
        default: nil
        }
    }

    /// Reads `uXXXX`, and the second half where it is the first half of a surrogate pair.
    private mutating func unicodeEscape(in bytes: Span<UInt8>) throws(JSONError) -> Unicode.Scalar {
        let start = offset - 1
        let unit = try codeUnit(in: bytes)
        if let scalar = Unicode.Scalar(unit) { return scalar }
        guard UTF16.isLeadSurrogate(unit), startsEscapedUnit(in: bytes) else {
            throw JSONError(.loneSurrogate(unit), at: start)
        }
        offset += 1
        let trail = try codeUnit(in: bytes)
        guard UTF16.isTrailSurrogate(trail) else {
            throw JSONError(.loneSurrogate(unit), at: start)
        }
        return UTF16.decode(UTF16.EncodedScalar([unit, trail]))
    }

    private func startsEscapedUnit(in bytes: Span<UInt8>) -> Bool {
        offset + 1 < bytes.count && bytes[offset] == UInt8(ascii: "\\")
            && bytes[offset + 1] == UInt8(ascii: "u")
    }

    /// Reads `u` and four hexadecimal digits.
    private mutating func codeUnit(in bytes: Span<UInt8>) throws(JSONError) -> UInt16 {
        offset += 1
        var unit: UInt16 = 0
        for _ in 0..<4 {
            guard let digit = peek(in: bytes).flatMap(Self.hexValue) else {
                throw unexpected(.hexDigit, in: bytes)
            }
            unit = unit << 4 | digit
            offset += 1
        }
        return unit
    }

    private static func hexValue(_ byte: UInt8) -> UInt16? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt16(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt16(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt16(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }
}
