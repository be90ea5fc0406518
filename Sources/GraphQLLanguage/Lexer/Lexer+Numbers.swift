extension Lexer {
    /// *IntValue* and *FloatValue* (spec §2.9.1, §2.9.2), which no `.` and no name may follow
    /// directly.
    ///
    ///     IntValue   : IntegerPart
    ///     FloatValue : IntegerPart FractionalPart? ExponentPart?
    func number(
        from start: Int, in source: Span<UInt8>
    ) throws(SyntaxError) -> (Token.Kind, end: Int) {
        var kind = Token.Kind.int
        var offset = try endOfIntegerPart(from: start, in: source)
        if source.byte(at: offset) == ASCII.dot {
            kind = .float
            offset = try endOfDigits(from: offset + 1, in: source)
        }
        if let byte = source.byte(at: offset), byte | 0x20 == UInt8(ascii: "e") {
            kind = .float
            offset = try endOfExponentPart(from: offset, in: source)
        }
        guard let next = source.byte(at: offset), next == ASCII.dot || ASCII.isNameStart(next)
        else {
            return (kind, offset)
        }
        throw digitExpected(at: offset, in: source)
    }

    /// *IntegerPart*: `-? 0` or `-? NonZeroDigit Digit*`.
    private func endOfIntegerPart(
        from start: Int, in source: Span<UInt8>
    ) throws(SyntaxError) -> Int {
        let first = source.byte(at: start) == ASCII.minus ? start + 1 : start
        guard source.byte(at: first) == ASCII.zero else {
            return try endOfDigits(from: first, in: source)
        }
        if let next = source.byte(at: first + 1), ASCII.isDigit(next) {
            throw SyntaxError(.digitAfterZero(Unicode.Scalar(next)), at: first + 1)
        }
        return first + 1
    }

    /// *ExponentPart*: `e` or `E`, an optional sign, `Digit+`.
    private func endOfExponentPart(
        from start: Int, in source: Span<UInt8>
    ) throws(SyntaxError) -> Int {
        let sign = source.byte(at: start + 1)
        let isSigned = sign == ASCII.minus || sign == UInt8(ascii: "+")
        return try endOfDigits(from: isSigned ? start + 2 : start + 1, in: source)
    }

    /// `Digit+`.
    private func endOfDigits(from start: Int, in source: Span<UInt8>) throws(SyntaxError) -> Int {
        guard ASCII.isDigit(source.byte(at: start)) else {
            throw digitExpected(at: start, in: source)
        }
        var offset = start + 1
        while ASCII.isDigit(source.byte(at: offset)) { offset += 1 }
        return offset
    }

    private func digitExpected(at offset: Int, in source: Span<UInt8>) -> SyntaxError {
        SyntaxError(.digitExpected(found: source.scalar(at: offset)), at: offset)
    }
}
