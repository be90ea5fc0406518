/// Why a text is not accepted as JSON, and at which byte.
package struct JSONError: Error, Hashable, Sendable {
    package let kind: Kind
    /// The offset of the first byte that cannot stand where it stands; the length of the text at
    /// its end.
    package let offset: Int

    package init(_ kind: Kind, at offset: Int) {
        self.kind = kind
        self.offset = offset
    }

    /// What is wrong.
    package enum Kind: Hashable, Sendable {
        case unexpectedByte(UInt8, expected: Expectation)
        case unexpectedEnd(expected: Expectation)
        /// A number with a zero before its other digits, which RFC 8259 §6 does not allow.
        case leadingZero
        /// A byte below 0x20 within a string, which must be escaped.
        case controlCharacter(UInt8)
        /// The byte after a backslash begins no escape.
        case unknownEscape(UInt8)
        /// A `\u` escape of one half of a surrogate pair without the other.
        case loneSurrogate(UInt16)
        /// A sequence of bytes within a string that is not UTF-8 (RFC 3629).
        case invalidUTF8
        case duplicateMember(String)
        case limitExceeded(Limit, max: Int)
    }

    /// What the grammar allows at a point of the text.
    package enum Expectation: Hashable, Sendable {
        case value, endOfText, memberName, firstMemberName, nameSeparator
        case memberSeparator, elementSeparator
        case digit, hexDigit, escape, closingQuote
        case literal(String)
    }

    /// A bound of `JSONLimits` by its name.
    package enum Limit: String, Hashable, Sendable, CaseIterable {
        case bytesMax, nestingMax, membersMax, elementsMax, valuesMax, numberBytesMax
    }
}

extension JSONError {
    /// A sentence for the client, such as `Expected ':' after a member name at byte 12.`.
    package var message: String {
        "\(kind.sentence) at byte \(offset)."
    }
}

extension JSONError.Kind {
    fileprivate var sentence: String {
        switch self {
        case .unexpectedByte(let byte, let expected):
            "Expected \(expected.phrase), found \(describe(byte))"
        case .unexpectedEnd(let expected):
            "Expected \(expected.phrase), found the end of the text"
        case .leadingZero: "A number cannot begin with a zero before other digits"
        case .controlCharacter(let byte): "A string must escape the control \(describe(byte))"
        case .unknownEscape(let byte): "No escape begins with a backslash and \(describe(byte))"
        case .loneSurrogate(let unit):
            "The escape \\u\(hex(unit, digits: 4)) is half a surrogate pair"
        case .invalidUTF8: "A string must be valid UTF-8"
        case .duplicateMember(let name): "An object cannot have two members named \"\(name)\""
        case .limitExceeded(let limit, let max): limit.sentence(max)
        }
    }
}

extension JSONError.Expectation {
    fileprivate var phrase: String {
        switch self {
        case .value: "a value"
        case .endOfText: "the end of the text after the value"
        case .memberName: "a member name in double quotes after ','"
        case .firstMemberName: "a member name in double quotes or '}'"
        case .nameSeparator: "':' after a member name"
        case .memberSeparator: "',' or '}' after a member"
        case .elementSeparator: "',' or ']' after an element"
        case .digit: "a digit"
        case .hexDigit: "four hexadecimal digits after '\\u'"
        case .escape: "an escape after a backslash"
        case .closingQuote: "'\"' at the end of a string"
        case .literal(let text): "'\(text)'"
        }
    }
}

extension JSONError.Limit {
    fileprivate func sentence(_ max: Int) -> String {
        switch self {
        case .bytesMax: "The text is longer than \(max) bytes"
        case .nestingMax: "Arrays and objects are nested deeper than \(max)"
        case .membersMax: "An object has more than \(max) members"
        case .elementsMax: "An array has more than \(max) elements"
        case .valuesMax: "The text has more than \(max) values"
        case .numberBytesMax: "A number is longer than \(max) bytes"
        }
    }
}

private func describe(_ byte: UInt8) -> String {
    switch byte {
    case 0x21...0x7E: "'\(Unicode.Scalar(byte))'"
    case 0x20: "a space"
    default: "byte 0x\(hex(UInt16(byte), digits: 2))"
    }
}

private func hex(_ number: UInt16, digits: Int) -> String {
    let text = String(number, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
}
