/// Why a source is not a *Document*, and the byte where that shows.
///
/// The value holds the facts; `message` words them. As with all syntax, equality ignores the
/// location.
package struct SyntaxError: Error, Hashable, Sendable {
    package let kind: Kind
    /// Where the error shows, between 0 and the number of bytes in the source.
    package let location: SourceLocation

    package init(_ kind: Kind, at offset: Int) {
        self.kind = kind
        self.location = SourceLocation(offset: offset)
    }

    /// What is wrong.
    package enum Kind: Hashable, Sendable {
        /// A byte that is not UTF-8.
        case invalidUTF8(byte: UInt8)
        /// A character that begins no token.
        case unexpectedCharacter(Unicode.Scalar)
        /// A character that no schema coordinate has, white space among them.
        case invalidCharacter(Unicode.Scalar)
        /// A `'`, which opens strings in other languages.
        case singleQuote
        /// A number needs a digit here; `nil` is the end of the source.
        case digitExpected(found: Unicode.Scalar?)
        /// A number may not begin with 0 and go on.
        case digitAfterZero(Unicode.Scalar)
        /// A string or block string without its closing quotes.
        case unterminatedString
        /// A `\u` escape, as written, that names no Unicode scalar value.
        case invalidUnicodeEscape(String)
        /// A backslash before a character, as written, that it does not escape.
        case invalidCharacterEscape(String)

        /// One kind of token was required and another stands there.
        case expected(Token.Kind, found: TokenDescription)
        /// A keyword was required and something else stands there.
        case expectedKeyword(String, found: TokenDescription)
        /// A token that no production allows here.
        case unexpected(TokenDescription)
        /// `true`, `false` or `null` as the name of an enum value.
        case reservedEnumValue(TokenDescription)
        /// A variable, by its name, where only a constant may stand.
        case variableInConstant(String)
        /// A description before `{ … }`.
        case descriptionOfShorthand
        /// A description before something that takes none, such as an extension.
        case descriptionOfOther

        /// The source is longer than `documentBytesMax`.
        case documentTooLong(bytesMax: Int)
        /// The source has more tokens than `tokensMax`.
        case tooManyTokens(max: Int)
        /// Selection sets, values or list types stand deeper inside one another than `nestingMax`.
        case nestingTooDeep(max: Int)
    }
}

/// A token as an error shows it: its kind and, where the kind leaves it open, its value.
package struct TokenDescription: Hashable, Sendable {
    package let kind: Token.Kind
    /// The name, the number as written, or the string with its escapes resolved.
    package let value: String?

    package init(kind: Token.Kind, value: String?) {
        self.kind = kind
        self.value = value
    }
}
