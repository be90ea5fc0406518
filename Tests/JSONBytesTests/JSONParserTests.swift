import JSONBytes
import Testing

/// The parser reads what clients send; whatever it accepts, later stages trust.
@Suite("JSON parser")
struct JSONParserTests {
    @Test func `every kind of value is read`() throws {
        let text = #" {"a": [null, true, false, -12.5e+3, "مدرسة"], "b": {}, "c": []} "#
        let expected: JSONValue = .object([
            "a": .array([
                .null, .boolean(true), .boolean(false), .number("-12.5e+3"), .string("مدرسة"),
            ]),
            "b": .object([:]),
            "c": .array([]),
        ])
        #expect(try parse(text) == expected)
    }

    @Test(arguments: ["0", "-0", "10", "1.50", "1E400", "0.0e-0", "123456789012345678901234567890"])
    func `a number keeps its text`(text: String) throws {
        #expect(try parse(text) == .number(text))
    }

    @Test func `every escape is resolved`() throws {
        #expect(
            try parse(#""\"\\\/\b\f\n\r\t\u0041\u0645\u00e9""#)
                == .string("\"\\/\u{8}\u{C}\n\r\tAمé"))
        #expect(try parse(#""\ud83d\uDE00 م\u0000""#) == .string("😀 م\0"))
        #expect(try parse("\"\u{7F}\u{2028}\"") == .string("\u{7F}\u{2028}"))
    }

    @Test func `an absent member is nil and a null one is null`() throws {
        guard case .object(let object) = try parse(#"{"الاسم": null}"#) else {
            Issue.record("An object was expected.")
            return
        }
        #expect(object["الاسم"] == .null)
        #expect(object["غائب"] == nil)
    }

    @Test func `canonically equivalent names are different names`() throws {
        let text = "{\"\u{E9}\": 1, \"e\u{301}\": 2}"
        guard case .object(let object) = try parse(text) else {
            Issue.record("An object was expected.")
            return
        }
        #expect(object["\u{E9}"] == .number("1"))
        #expect(object["e\u{301}"] == .number("2"))
    }

    @Test func `members of a large object are found by name`() throws {
        let text = "{" + (0..<100).map { "\"حقل\($0)\":\($0)" }.joined(separator: ",") + "}"
        guard case .object(let object) = try parse(text) else {
            Issue.record("An object was expected.")
            return
        }
        for index in 0..<100 { #expect(object["حقل\(index)"] == .number("\(index)")) }
        #expect(object["حقل100"] == nil)
        #expect(object.members.map(\.name) == (0..<100).map { "حقل\($0)" })
    }

    @Test(arguments: Refusal.all)
    func `what is not JSON is refused with its place`(refusal: Refusal) {
        expectError(refusal.message) { () throws(JSONError) in
            try parseJSON(refusal.bytes.span, limits: JSONLimits())
        }
    }
}

/// A text that is not JSON, and the message that says so.
struct Refusal: CustomTestStringConvertible {
    let bytes: [UInt8]
    let message: String

    init(_ text: String, _ message: String) {
        self.init(Array(text.utf8), message)
    }

    init(_ bytes: [UInt8], _ message: String) {
        self.bytes = bytes
        self.message = message
    }

    var testDescription: String { String(decoding: bytes, as: UTF8.self) + " → " + message }

    static let all = grammar + numbers + strings

    static let grammar = [
        Self("", "Expected a value, found the end of the text at byte 0."),
        Self("  x", "Expected a value, found 'x' at byte 2."),
        Self("[1,]", "Expected a value, found ']' at byte 3."),
        Self("[1 2]", "Expected ',' or ']' after an element, found '2' at byte 3."),
        Self(
            "[1", "Expected ',' or ']' after an element, found the end of the text at byte 2."),
        Self(#"{"a" 1}"#, "Expected ':' after a member name, found '1' at byte 5."),
        Self(#"{"a":1 "b":2}"#, "Expected ',' or '}' after a member, found '\"' at byte 7."),
        Self(
            #"{"a":1,}"#,
            "Expected a member name in double quotes after ',', found '}' at byte 7."),
        Self("{a:1}", "Expected a member name in double quotes or '}', found 'a' at byte 1."),
        Self(#"{"م":1,"م":2}"#, "An object cannot have two members named \"م\" at byte 8."),
        Self("tru", "Expected 'true', found the end of the text at byte 3."),
        Self("falsy", "Expected 'false', found 'y' at byte 4."),
        Self("nul\0", "Expected 'null', found byte 0x00 at byte 3."),
        Self("1 1", "Expected the end of the text after the value, found '1' at byte 2."),
        Self("{} x", "Expected the end of the text after the value, found 'x' at byte 3."),
        Self("\u{FEFF}1", "Expected a value, found byte 0xEF at byte 0."),
        Self("[- ]", "Expected a digit, found a space at byte 2."),
    ]

    static let numbers = [
        Self("01", "A number cannot begin with a zero before other digits at byte 0."),
        Self("-012", "A number cannot begin with a zero before other digits at byte 1."),
        Self("-", "Expected a digit, found the end of the text at byte 1."),
        Self("+1", "Expected a value, found '+' at byte 0."),
        Self(".5", "Expected a value, found '.' at byte 0."),
        Self("1.", "Expected a digit, found the end of the text at byte 2."),
        Self("1.e", "Expected a digit, found 'e' at byte 2."),
        Self("1e", "Expected a digit, found the end of the text at byte 2."),
        Self("1e+x", "Expected a digit, found 'x' at byte 3."),
        Self("NaN", "Expected a value, found 'N' at byte 0."),
    ]

    static let strings = [
        Self("\"ab", "Expected '\"' at the end of a string, found the end of the text at byte 3."),
        Self("\"a\nb\"", "A string must escape the control byte 0x0A at byte 2."),
        Self(#""\x""#, "No escape begins with a backslash and 'x' at byte 2."),
        Self(#""\"#, "Expected an escape after a backslash, found the end of the text at byte 2."),
        Self(#""\u12G4""#, "Expected four hexadecimal digits after '\\u', found 'G' at byte 5."),
        Self(#""\ud83d""#, "The escape \\uD83D is half a surrogate pair at byte 1."),
        Self(#""\ud83d\n""#, "The escape \\uD83D is half a surrogate pair at byte 1."),
        Self(#""\ud83d\u0041""#, "The escape \\uD83D is half a surrogate pair at byte 1."),
        Self(#""\ude00""#, "The escape \\uDE00 is half a surrogate pair at byte 1."),
        Self([0x22, 0x61, 0xFF, 0x22], "A string must be valid UTF-8 at byte 2."),
        Self([0x22, 0xD9, 0x22], "A string must be valid UTF-8 at byte 1."),
        Self([0x22, 0xED, 0xA0, 0x80, 0x22], "A string must be valid UTF-8 at byte 1."),
        Self([0x22, 0xC0, 0x80, 0x22], "A string must be valid UTF-8 at byte 1."),
    ]
}

func parse(_ text: String, limits: JSONLimits = JSONLimits()) throws(JSONError) -> JSONValue {
    try parseJSON(Array(text.utf8).span, limits: limits)
}

func expectError(
    _ message: String, sourceLocation: Testing.SourceLocation = #_sourceLocation,
    _ body: () throws(JSONError) -> JSONValue
) {
    do throws(JSONError) {
        let value = try body()
        Issue.record("Read \(value) without an error.", sourceLocation: sourceLocation)
    } catch {
        #expect(error.message == message, sourceLocation: sourceLocation)
    }
}
