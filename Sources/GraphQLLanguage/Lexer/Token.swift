/// One lexical token (spec §2.1.6): its kind and the bytes that it stands for.
///
/// A token is plain numbers; `Lexer.value(of:in:)` gives its text.
package struct Token: Hashable, Sendable {
    package let kind: Kind
    /// The offset of its first byte.
    package let start: Int
    /// The offset past its last byte.
    package let end: Int

    package init(_ kind: Kind, _ range: Range<Int>) {
        self.kind = kind
        self.start = range.lowerBound
        self.end = range.upperBound
    }

    package var range: Range<Int> { start..<end }
    package var location: SourceLocation { SourceLocation(offset: start) }

    /// The kinds of token; `endOfFile` ends every source and never begins anything.
    package enum Kind: UInt8, Hashable, Sendable {
        case exclamation, dollar, ampersand, leftParenthesis, rightParenthesis, spread, colon,
            equals
        case at, leftBracket, rightBracket, leftBrace, pipe, rightBrace
        /// A `.`, which only schema coordinates have.
        case dot
        case name, int, float, string, blockString, endOfFile
    }
}

extension Token.Kind: CustomStringConvertible {
    /// The kind as errors name it: punctuators in quotes, the others by the name of their
    /// production.
    package var description: String {
        switch self {
        case .exclamation: "\"!\""
        case .dollar: "\"$\""
        case .ampersand: "\"&\""
        case .leftParenthesis: "\"(\""
        case .rightParenthesis: "\")\""
        case .spread: "\"...\""
        case .colon: "\":\""
        case .equals: "\"=\""
        case .at: "\"@\""
        case .leftBracket: "\"[\""
        case .rightBracket: "\"]\""
        case .leftBrace: "\"{\""
        case .pipe: "\"|\""
        case .rightBrace: "\"}\""
        case .dot: "\".\""
        case .name: "Name"
        case .int: "Int"
        case .float: "Float"
        case .string: "String"
        case .blockString: "BlockString"
        case .endOfFile: "<EOF>"
        }
    }

    /// The one-byte *Punctuator* (spec §2.1.8), or `nil`.
    init?(punctuator byte: UInt8) {
        switch byte {
        case UInt8(ascii: "!"): self = .exclamation
        case UInt8(ascii: "$"): self = .dollar
        case UInt8(ascii: "&"): self = .ampersand
        case UInt8(ascii: "("): self = .leftParenthesis
        case UInt8(ascii: ")"): self = .rightParenthesis
        case UInt8(ascii: ":"): self = .colon
        case UInt8(ascii: "="): self = .equals
        case UInt8(ascii: "@"): self = .at
        case UInt8(ascii: "["): self = .leftBracket
        case UInt8(ascii: "]"): self = .rightBracket
        case UInt8(ascii: "{"): self = .leftBrace
        case UInt8(ascii: "|"): self = .pipe
        case UInt8(ascii: "}"): self = .rightBrace
        default: return nil
        }
    }
}
