import GraphQLLanguage
import Testing

/// Sources that are refused at the default limits, each with the reason.
@Suite("Hostile sources", .timeLimit(.minutes(1)))
struct HostileSourceTests {
    private static let mebibyte = 1 << 20

    private static func repeated(_ text: String, _ count: Int) -> String {
        String(repeating: text, count: count)
    }

    private static let list = repeated("[", 100)
    private static let deepFragments = "{" + repeated("...on Q{", 64) + "a" + repeated("}", 65)

    @Test(arguments: [
        (repeated("{", mebibyte), "Syntax Error: Expected Name, found \"{\"."),
        (repeated("{a", mebibyte / 2), "nested"),
        (deepFragments, "nested"),
        ("{a(b:\(list)", "nested"),
        ("{a(b:\(repeated("{c:", 100))", "nested"),
        ("query($v:\(list)", "nested"),
        ("{\(repeated("a ", 100_000))}", "tokens"),
        ("{\(repeated("a:b ", 100_000))}", "tokens"),
        ("{a(\(repeated("b:1 ", 100_000)))}", "tokens"),
        ("{a(b:\"\"\"\(repeated("c", mebibyte))\"\"\")}", "bytes"),
        (repeated(" ", mebibyte + 1), "bytes"),
        ("{a(b:\"\"\"\(repeated("c\n", 500_000))", "Unterminated string"),
    ])
    func `a source past a limit is refused`(text: String, reason: String) {
        #expect(throws: SyntaxError.self) { try parse(Source(text)) }
        do throws(SyntaxError) {
            _ = try parse(Source(text))
        } catch {
            #expect(error.message.contains(reason), "\(error.message)")
        }
    }

    @Test func `an escape before a byte that is no text is an error of the lexer`() throws {
        let source: [UInt8] = Array("\"\\u".utf8) + [0xD4]
        var lexer = Lexer()
        #expect(throws: SyntaxError(.invalidUnicodeEscape("\\u\u{FFFD}"), at: 1)) {
            try lexer.next(in: source.span)
        }
    }

    @Test(arguments: [
        "{a(b:\"\"\"\(repeated("c", mebibyte - 20))\"\"\")}",
        "{a(b:\"\(repeated("c", mebibyte - 20))\")}",
        "{\(repeated("...on Q{", 63))a\(repeated("}", 64))",
        "{\(repeated("a:b,", 33_000))}",
        "{a(b:\(repeated("[", 62))\(repeated("]", 62)))}",
    ])
    func `a source at a limit is read`(text: String) throws {
        #expect(try parse(Source(text)).definitions.count == 1)
    }
}
