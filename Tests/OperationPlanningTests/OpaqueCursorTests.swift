import OperationPlanning
import SchemaMapping
import Testing

@Suite("Cursors")
struct OpaqueCursorTests {
    private static let types: [ColumnType] = [.text, .int4, .uuid]
    private static let cursor = OpaqueCursor(
        fingerprint: 7,
        values: [Array("الخزانة".utf8), nil, [UInt8](repeating: 9, count: 16)])

    private func decode(_ text: [UInt8], _ types: [ColumnType] = types) -> OpaqueCursor? {
        OpaqueCursor(text: String(decoding: text, as: UTF8.self), types: types)
    }

    @Test func `a cursor is read back as it was written, null and Arabic included`() {
        #expect(decode(Self.cursor.text) == Self.cursor)
    }

    @Test func `a cursor cut at any character is none`() {
        let text = Self.cursor.text
        for count in text.indices { #expect(decode(Array(text[..<count])) == nil) }
    }

    @Test func `a cursor with anything after it is none`() {
        #expect(decode(Self.cursor.text + Array("AAAA".utf8)) == nil)
    }

    @Test func `values must have the size of their type`() {
        #expect(decode(Self.cursor.text, [.text, .int4, .int8]) == nil)
        #expect(decode(Self.cursor.text, [.text, .int4]) == nil)
    }

    @Test func `a text must be UTF-8 without a zero byte, as PostgreSQL demands`() {
        for bytes: [UInt8] in [[0xff], [0x61, 0]] {
            let cursor = OpaqueCursor(fingerprint: 1, values: [bytes])
            #expect(decode(cursor.text, [.text]) == nil)
        }
    }

    @Test(arguments: [
        [0, 0, 0, 0, 0, 0, 0, 0],
        [0, 1, 0, 0, 0x40, 0, 0, 2, 0x27, 0x0F],
        [0, 0, 0, 0, 0xC0, 0, 0, 0],
        [0, 0, 0, 0, 0xD0, 0, 0, 0],
        [0, 0, 0, 0, 0xF0, 0, 0, 0],
        [0, 0, 0xFF, 0xFF, 0, 0, 0x3F, 0xFF],
    ])
    func `a numeric of any sign is a value`(bytes: [UInt8]) {
        let cursor = OpaqueCursor(fingerprint: 1, values: [bytes])
        #expect(decode(cursor.text, [.numeric]) == cursor)
    }

    @Test(arguments: [
        [], [0], [0, 0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 0, 0, 0],
        // One digit less and one more than announced, and -1 of them.
        [0, 1, 0, 0, 0, 0, 0, 0], [0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1],
        [0xFF, 0xFF, 0, 0, 0, 0, 0, 0],
        // A sign that is none, a scale too large, and the digit 10,000.
        [0, 0, 0, 0, 0x80, 0, 0, 0], [0, 0, 0, 0, 0, 0, 0x40, 0],
        [0, 1, 0, 0, 0, 0, 0, 0, 0x27, 0x10],
    ])
    func `a numeric that the server would refuse is none`(bytes: [UInt8]) {
        let cursor = OpaqueCursor(fingerprint: 1, values: [bytes])
        #expect(decode(cursor.text, [.numeric]) == nil)
    }

    @Test func `a cursor has a largest length`() {
        func cursor(_ count: Int) -> [UInt8] {
            // Eight bytes of fingerprint and four of length come before the value.
            OpaqueCursor(fingerprint: 1, values: [[UInt8](repeating: 0x61, count: count)]).text
        }
        let longest = OpaqueCursor.charactersMax / 4 * 3 - 12
        #expect(cursor(longest).count == OpaqueCursor.charactersMax)
        #expect(decode(cursor(longest), [.text]) != nil)
        #expect(decode(cursor(longest + 1), [.text]) == nil)
    }

    @Test(arguments: ["*", "A", "AB=C", "ا", "AAAB"])
    func `what is not URL-safe Base64 is no cursor`(text: String) {
        #expect(OpaqueCursor(text: text, types: [.int4]) == nil)
    }
}
