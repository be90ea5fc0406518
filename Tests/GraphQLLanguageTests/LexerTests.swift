import GraphQLLanguage
import Testing

@Suite("Lexer")
struct LexerTests {
    @Test func `byte order marks, white space, commas and comments are ignored`() throws {
        #expect(try tokens("\u{FEFF} \t\n\r\n,, # تعليق 📚 \"\n a # end") == ["Name \"a\""])
        #expect(try tokens("a#b\rc") == ["Name \"a\"", "Name \"c\""])
        #expect(try tokens("") == [])
    }

    @Test func `punctuators stand for themselves`() throws {
        let expected = [
            "!", "$", "&", "(", ")", "...", ":", "=", "@", "[", "]", "{", "|", "}",
        ]
        #expect(try tokens("!$&()...:=@[]{|}") == expected.map { "\"\($0)\"" })
    }

    @Test func `a name is letters, digits and underscores`() throws {
        #expect(try tokens("_a9 Z__") == ["Name \"_a9\"", "Name \"Z__\""])
    }

    @Test func `from the end on every token is the end`() throws {
        let source = Source("a ")
        var lexer = Lexer()
        _ = try lexer.next(in: source.bytes.span)
        for _ in 0..<3 {
            #expect(try lexer.next(in: source.bytes.span) == Token(.endOfFile, 2..<2))
        }
    }

    @Test(arguments: [
        ("0", "Int"), ("-0", "Int"), ("123", "Int"), ("-9", "Int"), ("0.0", "Float"),
        ("1.50", "Float"), ("-1e10", "Float"), ("1E+2", "Float"), ("0.1e-9", "Float"),
    ])
    func `numbers keep their text`(text: String, kind: String) throws {
        #expect(try tokens(text) == ["\(kind) \"\(text)\""])
    }

    @Test(arguments: [
        (#""""#, ""), (#""a b""#, "a b"), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"),
        (#""\u0634\u062C\u0631""#, "شجر"), (#""\u{0}\u{1F4DA}\u{0001F4DA}""#, "\0📚📚"),
        (#""\uD83D\uDCDA""#, "📚"), (#""مكتب # , ليس تعليقًا""#, "مكتب # , ليس تعليقًا"),
        ("\"\u{7}\u{0}\"", "\u{7}\u{0}"),
    ])
    func `a string resolves its escapes`(text: String, value: String) throws {
        #expect(try tokens(text) == ["String \"\(value)\""])
    }

    @Test(arguments: [
        ("", ""), ("a", "a"), ("  a", "  a"), ("\n  a\n    b\n  c\n", "a\n  b\nc"),
        ("\n\n  أ\n\n   ب\n \n", "أ\n\n ب"), ("a\r\n  b\r  c", "a\nb\nc"), (" \n\t ", ""),
        (#"\""" \n \u0041"#, "\"\"\" \\n \\u0041"), (#"a " b"" c"#, "a \" b\"\" c"),
        ("\n\t\ta\n\t b", "a\nb"), ("x\n      y\n   ", "x\ny"),
    ])
    func `a block string drops common indentation and blank ends`(
        raw: String, value: String
    ) throws {
        #expect(try tokens("\"\"\"\(raw)\"\"\"") == ["BlockString \"\(value)\""])
    }

    static let errors: [SyntaxErrorCase] = [
        .init("?", #"1:1 Unexpected character: "?"."#),
        .init("{ شعر }", "1:3 Unexpected character: U+0634."),
        .init("📚", "1:1 Unexpected character: U+1F4DA."),
        .init("{\u{7}", "1:2 Unexpected character: U+0007."),
        .init("{ a\u{200B} }", "1:4 Unexpected character: U+200B."),
        .init("..", #"1:1 Unexpected character: "."."#),
        .init("\\", #"1:1 Unexpected character: "\"."#),
        .init(
            "{ a(b: 'c') }",
            "1:8 Unexpected single quote character ('), did you mean to use a double quote (\")?"),
        .init("{a(b:00)}", #"1:7 Invalid number, unexpected digit after 0: "0"."#),
        .init("{a(b:-)}", #"1:7 Invalid number, expected digit but got: ")"."#),
        .init("{a(b:1.)}", #"1:8 Invalid number, expected digit but got: ")"."#),
        .init("{a(b:1.x)}", #"1:8 Invalid number, expected digit but got: "x"."#),
        .init("{a(b:1e", "1:8 Invalid number, expected digit but got: <EOF>."),
        .init("{a(b:1e+\"", "1:9 Invalid number, expected digit but got: '\"'."),
        .init("{a(b:1.2.3)}", #"1:9 Invalid number, expected digit but got: "."."#),
        .init("{a(b:0xF)}", #"1:7 Invalid number, expected digit but got: "x"."#),
        .init("{a(b:1_0)}", #"1:7 Invalid number, expected digit but got: "_"."#),
        .init("{a(b:-ش)}", "1:7 Invalid number, expected digit but got: U+0634."),
        .init("\"", "1:2 Unterminated string."),
        .init("{a(b:\"مكتب\n\")}", "1:11 Unterminated string."),
        .init("{a(b:\"x\r\")}", "1:8 Unterminated string."),
        .init("\"\"\"\nأب", "2:3 Unterminated string."),
        .init("\"\"\" \\\"\"\"", "1:9 Unterminated string."),
        .init(#""\q""#, #"1:2 Invalid character escape sequence: "\q"."#),
        .init(#""\ش""#, #"1:2 Invalid character escape sequence: "\ش"."#),
        .init(#""\"#, #"1:2 Invalid character escape sequence: "\"."#),
        .init(#""a\u12"#, #"1:3 Invalid Unicode escape sequence: "\u12"."#),
        .init(#""\u00G0 ""#, #"1:2 Invalid Unicode escape sequence: "\u00G0"."#),
        .init(#""\uD83D ""#, #"1:2 Invalid Unicode escape sequence: "\uD83D"."#),
        .init(#""\uDCDA\uD83D""#, #"1:2 Invalid Unicode escape sequence: "\uDCDA"."#),
        .init(#""\uD83D\u0041""#, #"1:2 Invalid Unicode escape sequence: "\uD83D"."#),
        .init(#""\u{}""#, #"1:2 Invalid Unicode escape sequence: "\u{}"."#),
        .init(#""\u{D800}""#, #"1:2 Invalid Unicode escape sequence: "\u{D800}"."#),
        .init(#""\u{110000}""#, #"1:2 Invalid Unicode escape sequence: "\u{110000}"."#),
        .init(#""\u{4📚""#, #"1:2 Invalid Unicode escape sequence: "\u{4📚"."#),
        .init(#""\u{000000041}""#, #"1:2 Invalid Unicode escape sequence: "\u{000000041"."#),
        .init(#""\u{FFFFFFFF}""#, #"1:2 Invalid Unicode escape sequence: "\u{FFFFFFFF"."#),
        .init(#""\u{12"#, #"1:2 Invalid Unicode escape sequence: "\u{12"."#),
    ]

    @Test(arguments: errors)
    func `what is no token is refused where it stands`(_ test: SyntaxErrorCase) {
        #expect(report(test.source) == test.report)
    }
}
