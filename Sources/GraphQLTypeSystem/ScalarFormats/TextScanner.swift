/// Reads a short text byte by byte.
struct TextScanner {
    private let bytes: [UInt8]
    private(set) var offset = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    var isAtEnd: Bool { offset == bytes.count }
    var next: UInt8? { isAtEnd ? nil : bytes[offset] }

    /// Takes the next byte if it is one of these.
    mutating func take(_ allowed: UInt8...) -> Bool {
        guard let next, allowed.contains(next) else { return false }
        offset += 1
        return true
    }

    /// Takes the longest run of bytes that a predicate holds for.
    mutating func take(while isAllowed: (UInt8) -> Bool) -> ArraySlice<UInt8> {
        let start = offset
        while let next, isAllowed(next) { offset += 1 }
        return bytes[start..<offset]
    }

    /// Takes exactly `count` digits and gives their number.
    mutating func number(digits count: Int) -> Int? {
        var number = 0
        for _ in 0..<count {
            guard let next, TextByte.isDigit(next) else { return nil }
            number = number * 10 + Int(next - UInt8(ascii: "0"))
            offset += 1
        }
        return number
    }
}

/// Classes of ASCII bytes.
enum TextByte {
    static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

    static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") < 26 }

    static func isHexadecimal(_ byte: UInt8) -> Bool {
        isDigit(byte) || (byte | 0x20) &- UInt8(ascii: "a") < 6
    }
}

/// A number with leading zeros.
func padded(_ number: Int, _ width: Int) -> [UInt8] {
    let digits = Array(String(number).utf8)
    return repeatElement(UInt8(ascii: "0"), count: max(0, width - digits.count)) + digits
}
