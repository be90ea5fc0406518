import JSONBytes
import Testing

/// The writer's bytes go to clients as they are: each must be JSON, and the shortest of its kind.
@Suite("JSON writer")
struct JSONWriterTests {
    @Test(arguments: [
        ("", #""""#), ("مدرسة الأمل", #""مدرسة الأمل""#), ("a\"b", #""a\"b""#),
        ("\\", #""\\""#), ("\u{8}\u{C}\n\r\t", #""\b\f\n\r\t""#), ("\0\u{1F}", #""\u0000\u001f""#),
        ("/\u{7F}é😀", "\"/\u{7F}é😀\""),
    ])
    func `a string escapes quotes, backslashes and controls only`(text: String, json: String) {
        #expect(written { $0.appendString(text) } == json)
        let bytes = Array(text.utf8)
        #expect(written { $0.appendString(utf8: bytes.span) } == json)
        #expect(
            written { writer in
                unsafe bytes.withUnsafeBytes { unsafe writer.appendString(utf8: $0) }
            } == json)
    }

    @Test(arguments: [UInt8(0x22), 0x5C, 0x00, 0x1F])
    func `a byte to escape is found at every place of every length`(special: UInt8) throws {
        for length in 1...40 {
            for place in 0..<length {
                var text = [UInt8](repeating: 0x20, count: length)
                text[place] = special
                var writer = JSONWriter()
                writer.appendString(utf8: text.span)
                let value = try parseJSON(writer.bytes.span, limits: JSONLimits())
                #expect(value == .string(String(decoding: text, as: UTF8.self)))
            }
        }
    }

    @Test func `the first comma of an object becomes its brace`() {
        var writer = JSONWriter()
        writer.append(literal: "[")
        writer.closeObject(from: writer.count)
        writer.append(literal: ",")
        let start = writer.count
        writer.append(literal: ",\"a\":1,\"b\":2")
        writer.closeObject(from: start)
        #expect(String(decoding: writer.bytes, as: UTF8.self) == "[{},{\"a\":1,\"b\":2}")
    }

    @Test func `no byte but 34 is escaped among its neighbours`() {
        for byte in UInt8.min...0x7F {
            let text = [UInt8](repeating: byte, count: 16)
            var writer = JSONWriter()
            writer.appendString(utf8: text.span)
            let isEscaped = byte < 0x20 || byte == 0x22 || byte == 0x5C
            #expect((writer.count > 18) == isEscaped, "byte \(byte)")
        }
    }

    @Test(arguments: [
        (0, "0"), (7, "7"), (-1, "-1"), (10, "10"), (9_876_543_210, "9876543210"),
        (Int64.max, "9223372036854775807"), (Int64.min, "-9223372036854775808"),
    ])
    func `an integer is written in decimal`(integer: Int64, json: String) {
        #expect(written { $0.append(integer: integer) } == json)
    }

    @Test(arguments: [
        (0, "0"), (-0.0, "-0"), (1, "1"), (-2.5, "-2.5"), (0.1, "0.1"), (1e16, "1e+16"),
        (1e-7, "1e-07"), (100, "100"), (.leastNonzeroMagnitude, "5e-324"),
        (.greatestFiniteMagnitude, "1.7976931348623157e+308"),
    ])
    func `a double is written as the shortest number that reads back`(double: Double, json: String)
    {
        #expect(written { $0.append(double: double) } == json)
        #expect(Double(json) == double)
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity])
    func `a number that is not finite is not written`(double: Double) {
        var writer = JSONWriter()
        let isWritten = writer.append(double: double)
        #expect(!isWritten)
        #expect(writer.bytes.isEmpty)
    }

    @Test(arguments: [
        ("null", "null"), (" 1 ", "1"), ("[ 1 ,\t2\r\n]", "[1,2]"), ("\" \\\" \" ", "\" \\\" \""),
        (#"{ "a b\\" : [ ], "أ" : "x\\\" y" }"#, #"{"a b\\":[],"أ":"x\\\" y"}"#), ("", ""),
    ])
    func `a JSON text is written without the space between its tokens`(text: String, json: String) {
        #expect(written { $0.append(json: text) } == json)
    }

    @Test func `a UUID is written in lower case with hyphens`() {
        let bytes: [UInt8] = [
            0x01, 0x23, 0x45, 0x67, 0x89, 0xAB, 0xCD, 0xEF, 0xFE, 0xDC, 0xBA, 0x98, 0x76, 0x54,
            0x32, 0x10,
        ]
        #expect(
            written { $0.appendUUID(bytes: bytes.span) }
                == #""01234567-89ab-cdef-fedc-ba9876543210""#)
    }

    @Test func `each byte of a UUID is two digits`() {
        for byte in UInt8.min...UInt8.max {
            let bytes = [UInt8](repeating: byte, count: 16)
            let pair = (byte < 16 ? "0" : "") + String(byte, radix: 16)
            let groups = [4, 2, 2, 2, 6].map { String(repeating: pair, count: $0) }
            #expect(
                written { $0.appendUUID(bytes: bytes.span) }
                    == "\"" + groups.joined(separator: "-") + "\"")
        }
    }

    @Test(arguments: [
        (2025, 9, 4, "2025-09-04"), (0, 1, 31, "0000-01-31"), (9_999, 12, 31, "9999-12-31"),
        (10_000, 1, 1, "+010000-01-01"), (-1, 2, 3, "-000001-02-03"),
        (5_874_897, 12, 31, "+5874897-12-31"),
    ])
    func `a date is written in ISO 8601`(year: Int, month: Int, day: Int, text: String) {
        #expect(written { $0.appendDate(year: year, month: month, day: day) } == "\"\(text)\"")
    }

    @Test func `literals, raw bytes, booleans and null are written as they are`() {
        let json = written { writer in
            writer.append(literal: "{\"data\":[")
            writer.append(boolean: true)
            writer.append(byte: UInt8(ascii: ","))
            writer.append(boolean: false)
            writer.append(raw: Array(",".utf8))
            writer.appendNull()
            writer.append(raw: [UInt8(ascii: "]"), UInt8(ascii: "}")].span)
        }
        #expect(json == "{\"data\":[true,false,null]}")
    }

    @Test func `truncation takes away the end and keeps the rest`() {
        var writer = JSONWriter(capacity: 16)
        writer.append(literal: "[1")
        let mark = writer.count
        writer.append(literal: ",مدرسة")
        writer.truncate(to: mark)
        writer.append(literal: "]")
        #expect(writer.bytes == Array("[1]".utf8))
        let taken = writer.takeBytes()
        #expect(taken == Array("[1]".utf8))
        #expect(writer.count == 0)
    }

    @Test func `the text of a writer cannot be lengthened by truncation`() async {
        await #expect(processExitsWith: .failure) {
            var writer = JSONWriter()
            writer.truncate(to: 1)
        }
    }

    @Test func `a literal of one scalar is written`() {
        #expect(written { $0.append(literal: "{") } == "{")
    }
}

private func written(_ body: (inout JSONWriter) -> Void) -> String {
    var writer = JSONWriter(capacity: 64)
    body(&writer)
    return String(decoding: writer.bytes, as: UTF8.self)
}
