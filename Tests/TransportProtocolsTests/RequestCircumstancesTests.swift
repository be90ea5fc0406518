import Testing
import TransportProtocols

@Suite("What comes with a request")
struct RequestCircumstancesTests {
    @Test func `an idempotency key has idempotencyKeyBytesMax characters at most`() throws {
        let bytesMax = TransportLimits.idempotencyKeyBytesMax
        let longest = String(repeating: "k", count: bytesMax)
        #expect(try IdempotencyKey(longest).text == longest)
        #expect(try IdempotencyKey("\"\(longest)\"").text == longest)
        for refused in [longest + "k", "", "\"\""] {
            #expect(throws: TransportError.malformedIdempotencyKey(bytesMax: bytesMax)) {
                try IdempotencyKey(refused)
            }
        }
    }

    @Test(arguments: ["a b", "a\"b", #"a\b"#, "\u{7F}", "مفتاح", "a\tb"])
    func `an idempotency key has visible characters of ASCII alone`(field: String) {
        let bytesMax = TransportLimits.idempotencyKeyBytesMax
        let error = #expect(throws: TransportError.self) { try IdempotencyKey(field) }
        #expect(error == .malformedIdempotencyKey(bytesMax: bytesMax))
    }

    @Test(
        arguments: [
            (nil, nil), ("", nil), ("de", nil), ("de, fr;q=0.1", .french), ("ar-MA", .arabic),
            ("AR", .arabic), ("fr, ar", .french), ("fr;q=0.5, ar;q=0.501", .arabic),
            ("en;q=0", nil), ("*", .english), ("en;q=0, *", .arabic),
            ("*;q=0.5, ar;q=0.4", .english),
            ("fr;q=2", nil), ("fr;level=1", nil), ("fr;q=0.5;x, ar;q=0.1", .arabic), ("-fr", nil),
        ] as [(String?, Language?)])
    func `the heaviest range chooses the language`(field: String?, language: Language?) {
        #expect(Language.preferred(acceptLanguage: field) == language)
    }
}
