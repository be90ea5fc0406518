extension SyntaxError {
    /// The error in words, without the place.
    ///
    /// For example `Syntax Error: Expected Name, found "}".`
    package var message: String { "Syntax Error: \(kind.sentence)" }
}

extension SyntaxError.Kind {
    fileprivate var sentence: String {
        switch self {
        case .documentTooLong, .tooManyTokens, .nestingTooDeep: limitSentence
        case .expected, .expectedKeyword, .unexpected, .reservedEnumValue, .variableInConstant,
            .descriptionOfShorthand, .descriptionOfOther:
            grammarSentence
        default: lexicalSentence
        }
    }

    private var lexicalSentence: String {
        switch self {
        case .invalidUTF8(let byte):
            "Invalid UTF-8 byte \(hexadecimal(byte, prefix: "0x", width: 2))."
        case .unexpectedCharacter(let scalar): "Unexpected character: \(printed(scalar))."
        case .invalidCharacter(let scalar): "Invalid character: \(printed(scalar))."
        case .singleQuote:
            "Unexpected single quote character ('), did you mean to use a double quote (\")?"
        case .digitExpected(let found):
            "Invalid number, expected digit but got: \(printed(found))."
        case .digitAfterZero(let digit):
            "Invalid number, unexpected digit after 0: \(printed(digit))."
        case .unterminatedString: "Unterminated string."
        case .invalidUnicodeEscape(let text): "Invalid Unicode escape sequence: \"\(text)\"."
        case .invalidCharacterEscape(let text): "Invalid character escape sequence: \"\(text)\"."
        default: ""
        }
    }

    private var grammarSentence: String {
        switch self {
        case .expected(let kind, let found): "Expected \(kind), found \(found)."
        case .expectedKeyword(let keyword, let found): "Expected \"\(keyword)\", found \(found)."
        case .unexpected(let found): "Unexpected \(found)."
        case .reservedEnumValue(let found):
            "\(found) is reserved and cannot be used for an enum value."
        case .variableInConstant(let name):
            "Unexpected variable \"$\(name)\" in constant value."
        case .descriptionOfShorthand:
            "Unexpected description, descriptions are not supported on shorthand queries."
        case .descriptionOfOther:
            "Unexpected description, only GraphQL definitions support descriptions."
        default: ""
        }
    }

    private var limitSentence: String {
        switch self {
        case .documentTooLong(let max): "Document is longer than \(max) bytes."
        case .tooManyTokens(let max): "Document has more than \(max) tokens."
        case .nestingTooDeep(let max):
            "Selection sets, values or list types are nested more than \(max) levels deep."
        default: ""
        }
    }
}

/// A character for an error: printable ASCII in quotes, anything else as its code point, such as
/// `U+0634`.
private func printed(_ scalar: Unicode.Scalar?) -> String {
    guard let scalar else { return Token.Kind.endOfFile.description }
    return switch scalar {
    case "\"": "'\"'"
    case " "..."~": "\"\(scalar)\""
    default: hexadecimal(scalar.value, prefix: "U+", width: 4)
    }
}

private func hexadecimal(_ value: some BinaryInteger, prefix: String, width: Int) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return prefix + String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}

extension TokenDescription: CustomStringConvertible {
    /// The token in words, such as `Name "query"` or `"{"`.
    package var description: String {
        guard let value else { return kind.description }
        return "\(kind) \"\(value)\""
    }
}
