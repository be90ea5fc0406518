import Crypto
import OperationPlanning
import SchemaMapping
import Testing

@Suite("Cursors")
struct CursorSealTests {
    private static let key = SymmetricKey(data: Array("a key of the tests".utf8))
    private static let seal = CursorSeal(key: key, office: "01511")
    private static let scope = CursorScope(typeName: "Query", order: [])
    private static let types: [ColumnType] = [.text, .int4, .uuid]
    private static let values: [[UInt8]?] = [
        Array("الخزانة".utf8), nil, [UInt8](repeating: 9, count: 16),
    ]
    private static let cursor = seal.text(of: values, scope: scope)

    private func open(
        _ text: [UInt8], _ types: [ColumnType] = types, seal: CursorSeal = seal,
        scope: CursorScope = scope
    ) -> [[UInt8]?]? {
        seal.open(String(decoding: text, as: UTF8.self), types: types, scope: scope)
    }

    private func text(of value: [UInt8]) -> [UInt8] {
        Self.seal.text(of: [value], scope: Self.scope)
    }

    @Test func `a cursor is read back as it was written, null and Arabic included`() {
        #expect(open(Self.cursor) == Self.values)
    }

    @Test func `a cursor cut at any character is none`() {
        let text = Self.cursor
        for count in text.indices { #expect(open(Array(text[..<count])) == nil) }
    }

    @Test func `a cursor that was altered at any character is none`() {
        for index in Self.cursor.indices {
            var text = Self.cursor
            text[index] = text[index] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
            #expect(open(text) == nil)
        }
    }

    @Test func `a cursor of another office, another key or another order is none`() {
        let other = CursorSeal(key: Self.key, office: "01512")
        #expect(open(Self.cursor, seal: other) == nil)
        let stranger = CursorSeal(key: SymmetricKey(size: .bits256), office: "01511")
        #expect(open(Self.cursor, seal: stranger) == nil)
        let scope = CursorScope(typeName: "Community", order: [])
        #expect(open(Self.cursor, scope: scope) == nil)
    }

    @Test func `a cursor with anything after it is none`() {
        #expect(open(Self.cursor + Array("AAAA".utf8)) == nil)
    }

    @Test func `values must have the size of their type`() {
        #expect(open(Self.cursor, [.text, .int4, .int8]) == nil)
        #expect(open(Self.cursor, [.text, .int4]) == nil)
    }

    @Test func `a text must be UTF-8 without a zero byte, as PostgreSQL demands`() {
        for bytes: [UInt8] in [[0xff], [0x61, 0]] {
            #expect(open(text(of: bytes), [.text]) == nil)
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
        #expect(open(text(of: bytes), [.numeric]) == [bytes])
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
        #expect(open(text(of: bytes), [.numeric]) == nil)
    }

    @Test func `a cursor has a largest length`() {
        func cursor(_ count: Int) -> [UInt8] {
            // Sixteen bytes of the code and four of length come before the value.
            text(of: [UInt8](repeating: 0x61, count: count))
        }
        let longest = CursorSeal.charactersMax / 4 * 3 - 20
        #expect(cursor(longest).count == CursorSeal.charactersMax)
        #expect(open(cursor(longest), [.text]) != nil)
        #expect(open(cursor(longest + 1), [.text]) == nil)
    }

    @Test(arguments: ["*", "A", "AB=C", "ا", "AAAB"])
    func `what is not URL-safe Base64 is no cursor`(text: String) {
        #expect(Self.seal.open(text, types: [.int4], scope: Self.scope) == nil)
    }
}
