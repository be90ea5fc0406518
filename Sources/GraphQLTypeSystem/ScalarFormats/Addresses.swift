/// *valid e-mail address* of the HTML standard, which browsers check as well.
func isEmailAddress(_ bytes: [UInt8]) -> Bool {
    guard bytes.count <= ScalarFormatLimits.emailBytesMax else { return false }
    var scanner = TextScanner(bytes)
    guard !scanner.take(while: isLocalPartByte).isEmpty, scanner.take(UInt8(ascii: "@")) else {
        return false
    }
    return takeDomain(&scanner) && scanner.isAtEnd
}

private func isLocalPartByte(_ byte: UInt8) -> Bool {
    TextByte.isLetter(byte) || TextByte.isDigit(byte)
        || ".!#$%&'*+/=?^_`{|}~-".utf8.contains(byte)
}

/// Takes labels with dots between them and says whether all of them are well formed.
private func takeDomain(_ scanner: inout TextScanner) -> Bool {
    repeat {
        let label = scanner.take {
            TextByte.isLetter($0) || TextByte.isDigit($0) || $0 == UInt8(ascii: "-")
        }
        guard (1...ScalarFormatLimits.domainLabelBytesMax).contains(label.count),
            label.first != UInt8(ascii: "-"), label.last != UInt8(ascii: "-")
        else { return false }
    } while scanner.take(UInt8(ascii: "."))
    return true
}

/// An absolute URL of the web as it is sent (WHATWG URL, section 4.3): `http` or `https`, a host
/// without credentials, and only ASCII.
func isURL(_ bytes: [UInt8]) -> Bool {
    var scanner = TextScanner(bytes)
    guard takeScheme(&scanner), takeHost(&scanner), takePort(&scanner) else { return false }
    guard let next = scanner.next else { return true }
    return "/?#".utf8.contains(next) && takeURLUnits(&scanner) && scanner.isAtEnd
}

private func takeScheme(_ scanner: inout TextScanner) -> Bool {
    let scheme = scanner.take(while: TextByte.isLetter).map { $0 | 0x20 }
    guard scheme.elementsEqual("http".utf8) || scheme.elementsEqual("https".utf8) else {
        return false
    }
    return scanner.take(UInt8(ascii: ":")) && scanner.take(UInt8(ascii: "/"))
        && scanner.take(UInt8(ascii: "/"))
}

/// Takes a domain, an IPv4 address, or an IPv6 address in brackets.
private func takeHost(_ scanner: inout TextScanner) -> Bool {
    guard scanner.take(UInt8(ascii: "[")) else { return takeDomain(&scanner) }
    let address = scanner.take { TextByte.isHexadecimal($0) || ":.".utf8.contains($0) }
    return isIPv6Address(address) && scanner.take(UInt8(ascii: "]"))
}

/// Eight groups of up to four digits, or fewer around one `::` (RFC 4291, section 2.2, without the
/// dotted form).
private func isIPv6Address(_ bytes: ArraySlice<UInt8>) -> Bool {
    let groups = bytes.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    let isWellFormed = groups.allSatisfy {
        $0.count <= 4 && $0.allSatisfy(TextByte.isHexadecimal)
    }
    guard isWellFormed else { return false }
    let gaps = groups.indices.filter { groups[$0].isEmpty }
    switch gaps.count {
    case 0: return groups.count == 8
    case 1: return (3...8).contains(groups.count) && gaps[0] != 0 && gaps[0] != groups.count - 1
    case 2:
        return (3...9).contains(groups.count)
            && (gaps == [0, 1] || gaps == [groups.count - 2, groups.count - 1])
    default: return groups.count == 3
    }
}

private func takePort(_ scanner: inout TextScanner) -> Bool {
    guard scanner.take(UInt8(ascii: ":")) else { return true }
    let digits = scanner.take(while: TextByte.isDigit)
    return UInt16(String(decoding: digits, as: UTF8.self)) != nil
}

/// Takes path, query and fragment: URL code points of ASCII, and percent-encoded bytes.
private func takeURLUnits(_ scanner: inout TextScanner) -> Bool {
    var hasFragment = false
    while let next = scanner.next {
        switch next {
        case UInt8(ascii: "%"):
            _ = scanner.take(next)
            guard let high = scanner.next, TextByte.isHexadecimal(high), scanner.take(high),
                let low = scanner.next, TextByte.isHexadecimal(low), scanner.take(low)
            else { return false }
        case UInt8(ascii: "#") where hasFragment: return false
        case UInt8(ascii: "#"):
            hasFragment = scanner.take(next)
        case _ where isURLCodePoint(next): _ = scanner.take(next)
        default: return false
        }
    }
    return true
}

private func isURLCodePoint(_ byte: UInt8) -> Bool {
    TextByte.isLetter(byte) || TextByte.isDigit(byte)
        || "!$&'()*+,-./:;=?@_~".utf8.contains(byte)
}
