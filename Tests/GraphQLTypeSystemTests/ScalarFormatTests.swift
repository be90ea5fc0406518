import GraphQLLanguage
import GraphQLTypeSystem
import Testing

/// A text, a format, and the spelling that the text has in it; `nil` where it has none.
struct FormatCase: Sendable, CustomTestStringConvertible {
    let format: ScalarFormat
    let text: String
    let canonical: String?

    init(_ format: ScalarFormat, _ text: String, _ canonical: String?) {
        self.format = format
        self.text = text
        self.canonical = canonical
    }

    /// Texts that are already in their one spelling.
    static func accepted(_ format: ScalarFormat, _ texts: String...) -> [Self] {
        texts.map { Self(format, $0, $0) }
    }

    static func refused(_ format: ScalarFormat, _ texts: String...) -> [Self] {
        texts.map { Self(format, $0, nil) }
    }

    var testDescription: String { "\(format.rawValue) \(text.prefix(80).debugDescription)" }
}

@Suite("Scalar formats")
struct ScalarFormatTests {
    @Test(
        arguments: FormatCase.uuids + FormatCase.dates + FormatCase.instants + FormatCase.times
            + FormatCase.numbers + FormatCase.years)
    func `a text has one spelling in its format, or none`(_ testCase: FormatCase) {
        #expect(testCase.format.canonical(testCase.text) == testCase.canonical)
    }

    @Test(arguments: FormatCase.emails + FormatCase.phones + FormatCase.urls)
    func `an address keeps its spelling`(_ testCase: FormatCase) {
        #expect(testCase.format.canonical(testCase.text) == testCase.canonical)
    }

    @Test(arguments: ScalarFormat.allCases)
    func `a canonical text is canonical`(_ format: ScalarFormat) {
        let cases = FormatCase.uuids + FormatCase.instants + FormatCase.times + FormatCase.numbers
        for text in cases.filter({ $0.format == format }).compactMap(\.canonical) {
            #expect(format.canonical(text) == text)
        }
    }

    @Test(arguments: ScalarFormat.allCases.filter { $0 != .json })
    func `no format but JSON takes text that is empty, Arabic, or has white space`(
        _ format: ScalarFormat
    ) {
        for text in ["", " ", "٢٠٢٦", "\u{0}", "2026-09-30 ", "\n", "-", "."] {
            #expect(format.canonical(text) == nil)
        }
    }

    @Test func `each bound holds, and one more is refused`() {
        typealias Limits = ScalarFormatLimits
        func digits(_ count: Int) -> String { String(repeating: "1", count: count) }
        let bounds: [(format: ScalarFormat, max: Int, text: (Int) -> String)] = [
            (.url, Limits.textBytesMax, { "https://a/" + digits($0 - 10) }),
            (.decimal, Limits.decimalDigitsMax, digits),
            (.localTime, Limits.fractionDigitsMax, { "08:30:00." + digits($0) }),
            (.emailAddress, Limits.emailBytesMax, { digits($0 - 2) + "@a" }),
            (.emailAddress, Limits.domainLabelBytesMax, { "a@" + digits($0) }),
            (.phoneNumber, Limits.phoneDigitsMax, { "+" + digits($0) }),
        ]
        for bound in bounds {
            let text = bound.text(bound.max)
            #expect(bound.format.canonical(text) == text)
            #expect(bound.format.canonical(bound.text(bound.max + 1)) == nil)
        }
    }

    @Test func `JSON takes any text of any length`() {
        let text = String(repeating: "م", count: 5_000)
        #expect(ScalarFormat.json.canonical(text) == text)
        #expect(ScalarFormat.json.canonical("") == "")
    }

    @Test(arguments: [
        ("Date", "\"2026-02-30\"", #"expected a date such as "2026-09-30"."#),
        (
            "Id", "\"x\"",
            #"expected a UUID such as "0198f2b4-6c1d-7a3e-8f50-2b9c4d6e8f10"."#
        ),
        (
            "Instant", "\"2026-09-30\"",
            #"expected an instant with its offset such as "2026-09-30T08:00:00+01:00"."#
        ),
        ("Time", "\"8:30\"", #"expected a time of day such as "08:30:00"."#),
        ("Mark", "1.5e3", #"expected a decimal number such as "12.50"."#),
        (
            "Big", "9223372036854775808",
            #"expected an integer of 64 bits such as "9007199254740993"."#
        ),
        ("Mail", "\"a@\"", #"expected an e-mail address such as "name@example.org"."#),
        (
            "Phone", "\"0537\"",
            #"expected an international phone number such as "+212537000000"."#
        ),
        ("Years", "\"2026-2028\"", #"expected two consecutive years such as "2026-2027"."#),
        ("Link", "\"/a\"", #"expected an absolute URL such as "https://example.org/"."#),
        ("Date", "20260930", #"expected a date such as "2026-09-30"."#),
        ("Date", "TODAY", #"expected a date such as "2026-09-30"."#),
        ("Date", "[\"2026-09-30\"]", #"expected a date such as "2026-09-30"."#),
        ("Date", "{}", #"expected a date such as "2026-09-30"."#),
        ("Date", "true", #"expected a date such as "2026-09-30"."#),
        ("Mark", "true", #"expected a decimal number such as "12.50"."#),
    ])
    func `a literal that is not of its format is refused`(
        scalar: String, literal: String, expectation: String
    ) throws {
        #expect(
            try problems(literal, scalar) == [
                "\(scalar) cannot represent value: \(literal); \(expectation)"
            ])
    }

    @Test(arguments: [
        ("Date", "\"2026-09-30\""), ("Date", "\"\"\"2026-09-30\"\"\""), ("Date", "null"),
        ("Mark", "12.50"), ("Mark", "-3"), ("Mark", "\"0.1\""), ("Big", "9223372036854775807"),
        ("Any", "{a: [1, X, null]}"), ("Any", "1e5"), ("Free", "{a: 1}"), ("Other", "[X]"),
    ])
    func `a literal of its format is accepted, and anything without a format`(
        scalar: String, literal: String
    ) throws {
        #expect(try problems(literal, scalar) == [])
    }

    private func problems(_ literal: String, _ type: String) throws -> [String] {
        let schema = try Schema.build(from: parse(Source(Self.sdl)))
        return LiteralChecker(schema: schema)
            .problems(
                in: try parseValue(Source(literal)), expecting: try parseType(Source(type))
            ).map(\.message)
    }

    private static let sdl = """
        directive @format(as: ScalarFormat!) on SCALAR
        enum ScalarFormat { \(ScalarFormat.allCases.map(\.rawValue).joined(separator: " ")) NEW }
        scalar Id @format(as: UUID) scalar Date @format(as: DATE)
        scalar Instant @format(as: DATE_TIME) scalar Time @format(as: LOCAL_TIME)
        scalar Mark @format(as: DECIMAL) scalar Big @format(as: BIG_INT)
        scalar Any @format(as: JSON) scalar Mail @format(as: EMAIL_ADDRESS)
        scalar Phone @format(as: PHONE_NUMBER) scalar Years @format(as: CONSECUTIVE_YEARS)
        scalar Link @format(as: URL) scalar Other @format(as: NEW) scalar Free
        type Query { a: Int }
        """
}
