/// Turns the binary format of `numeric` into the text that the server would print.
///
/// The layout is that of `numeric_send` in PostgreSQL's `numeric.c`: digit count, weight, sign and
/// display scale, then digits in base 10,000.
enum NumericText {
    @unsafe static func decode(_ bytes: UnsafeRawBufferPointer) -> String {
        var reader = unsafe BigEndianReader(bytes)
        let digitCount = Int(reader.int16())
        let weight = Int(reader.int16())
        let sign = UInt16(bitPattern: reader.int16())
        let scale = Int(reader.int16())
        switch sign {
        case 0xC000: return "NaN"
        case 0xD000: return "Infinity"
        case 0xF000: return "-Infinity"
        default: break
        }
        let digits = (0..<digitCount).map { _ in reader.int16() }
        let whole = wholePart(digits, weight)
        let fraction = fractionalPart(digits, weight, scale)
        return (sign == 0x4000 ? "-" : "") + whole + (scale > 0 ? "." + fraction : "")
    }

    private static func wholePart(_ digits: [Int16], _ weight: Int) -> String {
        guard weight >= 0 else { return "0" }
        var text = String(digits.first ?? 0)
        for index in 0..<weight {
            text += padded(index + 1 < digits.count ? digits[index + 1] : 0)
        }
        return text
    }

    private static func fractionalPart(_ digits: [Int16], _ weight: Int, _ scale: Int) -> String {
        var text = ""
        var index = weight + 1
        while text.utf8.count < scale {
            text += padded(digits.indices.contains(index) ? digits[index] : 0)
            index += 1
        }
        return String(text.prefix(scale))
    }

    private static func padded(_ digit: Int16) -> String {
        let text = String(digit)
        return String(repeating: "0", count: 4 - text.utf8.count) + text
    }
}
