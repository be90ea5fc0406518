/// A media type or range of an Accept or Content-Type field (RFC 9110 §8.3.1 and §12.5.1).
///
/// The names and the charset are in lower case; other parameters are dropped.
struct MediaRange: Hashable {
    let type: String
    let subtype: String

    /// The `charset` parameter.
    let charset: String?

    /// The weight in thousandths, 0 to 1000; 1000 where there is none.
    let weight: Int

    /// Nil when the text is not a media range with well-formed parameters.
    init?(_ text: Substring) {
        let parts = splitOutsideQuotes(text, at: ";")
        let names = trimmed(parts[0]).split(separator: "/", omittingEmptySubsequences: false)
        guard names.count == 2, names.allSatisfy(isToken) else { return nil }
        var charset: String?
        var weight = 1000
        for part in parts.dropFirst() {
            guard let (name, value) = parameter(part) else { return nil }
            switch name {
            case "": continue
            case "charset": charset = value.lowercased()
            case "q":
                guard let thousandths = thousandths(value) else { return nil }
                weight = thousandths
            default: continue
            }
        }
        type = names[0].lowercased()
        subtype = names[1].lowercased()
        self.charset = charset
        self.weight = weight
    }
}

/// The parts of a text between separators that are not in a quoted string (RFC 9110 §5.6.4).
func splitOutsideQuotes(_ text: Substring, at separator: Unicode.Scalar) -> [Substring] {
    var parts: [Substring] = []
    var start = text.startIndex
    var isQuoted = false
    var isEscaped = false
    for index in text.unicodeScalars.indices {
        let scalar = text.unicodeScalars[index]
        if isEscaped {
            isEscaped = false
        } else if isQuoted && scalar == "\\" {
            isEscaped = true
        } else if scalar == "\"" {
            isQuoted.toggle()
        } else if scalar == separator && !isQuoted {
            parts.append(text[start..<index])
            start = text.unicodeScalars.index(after: index)
        }
    }
    parts.append(text[start...])
    return parts
}

/// A text without the spaces and tabs around it.
func trimmed(_ text: Substring) -> Substring {
    func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" }
    let scalars = text.unicodeScalars.drop(while: isSpace)
    guard let last = scalars.lastIndex(where: { !isSpace($0) }) else { return "" }
    return Substring(scalars[...last])
}

/// The lower-case name and the unquoted value of a parameter; both are empty for an empty part.
private func parameter(_ text: Substring) -> (name: String, value: String)? {
    let text = trimmed(text)
    guard !text.isEmpty else { return ("", "") }
    guard let equals = text.firstIndex(of: "=") else { return nil }
    let name = text[..<equals]
    var value = text[text.index(after: equals)...]
    guard isToken(name) else { return nil }
    if value.count >= 2, value.first == "\"", value.last == "\"" {
        value = value.dropFirst().dropLast()
        return (name.lowercased(), value.filter { $0 != "\\" })
    }
    guard isToken(value) else { return nil }
    return (name.lowercased(), String(value))
}

/// Whether a text is a token (RFC 9110 §5.6.2).
private func isToken(_ text: Substring) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy(isTokenByte)
}

private func isTokenByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
    default:
        "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
}

/// A quality value of at most three decimals in thousandths (RFC 9110 §12.4.2).
func thousandths(_ text: String) -> Int? {
    let bytes = Array(text.utf8)
    guard let first = bytes.first, first == UInt8(ascii: "0") || first == UInt8(ascii: "1")
    else { return nil }
    guard bytes.count == 1 || (bytes.count <= 5 && bytes[1] == UInt8(ascii: ".")) else {
        return nil
    }
    var value = Int(first - UInt8(ascii: "0")) * 1000
    var place = 100
    for byte in bytes.dropFirst(2) {
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
        value += Int(byte - UInt8(ascii: "0")) * place
        place /= 10
    }
    return value <= 1000 ? value : nil
}
