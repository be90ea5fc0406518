/// A recursive descent parser: one method a production, and one token read ahead.
///
/// Tokens are lexed when they become current, so that of two errors the first in the source is
/// reported. The productions that nest count their depth in `nesting` and use no closures, which
/// keeps their stack small.
struct Parser {
    let source: Source
    private let limits: ParserLimits
    private var lexer = Lexer()
    /// The current token: the first that no production has taken.
    private(set) var token = Token(.endOfFile, 0..<0)
    private var tokensRead = 0
    private var nesting = 0

    /// Checks size and encoding and reads the first token.
    init(_ source: Source, limits: ParserLimits) throws(SyntaxError) {
        self.source = source
        self.limits = limits
        guard source.bytes.count <= limits.documentBytesMax else {
            let kind = SyntaxError.Kind.documentTooLong(bytesMax: limits.documentBytesMax)
            throw SyntaxError(kind, at: limits.documentBytesMax)
        }
        try source.validateUTF8()
        try advance()
    }

    /// Makes the next token the current one.
    mutating func advance() throws(SyntaxError) {
        let bytes = source.bytes
        token = try lexer.next(in: bytes.span)
        guard token.kind != .endOfFile else { return }
        tokensRead += 1
        if tokensRead > limits.tokensMax {
            throw SyntaxError(.tooManyTokens(max: limits.tokensMax), at: token.start)
        }
    }

    /// The token after the current one.
    func lookahead() throws(SyntaxError) -> Token {
        var ahead = lexer
        return try ahead.next(in: source.bytes.span)
    }

    /// Enters a selection set, a list or object value, or a list type; pair it with
    /// `leaveNesting()`.
    mutating func enterNesting() throws(SyntaxError) {
        nesting += 1
        if nesting > limits.nestingMax {
            throw SyntaxError(.nestingTooDeep(max: limits.nestingMax), at: token.start)
        }
    }

    mutating func leaveNesting() {
        nesting -= 1
    }
}

extension Parser {
    /// Takes a token of one kind, or throws that it was expected.
    @discardableResult
    mutating func expect(_ kind: Token.Kind) throws(SyntaxError) -> Token {
        let taken = token
        guard taken.kind == kind else {
            throw SyntaxError(.expected(kind, found: try description(of: taken)), at: taken.start)
        }
        // Nothing follows the end, and the limits are not to be asked about it.
        if kind != .endOfFile { try advance() }
        return taken
    }

    /// Takes a token of one kind if it is the current one, and says whether it was.
    mutating func expectOptional(_ kind: Token.Kind) throws(SyntaxError) -> Bool {
        guard token.kind == kind else { return false }
        try expect(kind)
        return true
    }

    /// Takes a name that reads `keyword`, or throws that it was expected.
    mutating func expectKeyword(_ keyword: String) throws(SyntaxError) {
        guard try expectOptionalKeyword(keyword) else {
            let found = try description(of: token)
            throw SyntaxError(.expectedKeyword(keyword, found: found), at: token.start)
        }
    }

    /// Takes a name that reads `keyword` if it is the current token, and says whether it was.
    mutating func expectOptionalKeyword(_ keyword: String) throws(SyntaxError) -> Bool {
        guard isKeyword(keyword) else { return false }
        try advance()
        return true
    }

    func isKeyword(_ keyword: String) -> Bool {
        token.kind == .name && token.range.count == keyword.utf8.count
            && source.bytes[token.range].elementsEqual(keyword.utf8)
    }

    /// The token as written.
    func text(of token: Token) -> String {
        String(decoding: source.bytes[token.range], as: UTF8.self)
    }

    func unexpected(_ token: Token) throws(SyntaxError) -> SyntaxError {
        SyntaxError(.unexpected(try description(of: token)), at: token.start)
    }

    func description(of token: Token) throws(SyntaxError) -> TokenDescription {
        let value = try Lexer.value(of: token, in: source.bytes.span)
        return TokenDescription(kind: token.kind, value: value)
    }
}
