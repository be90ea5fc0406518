import GraphQLLanguage
import Testing

@Suite("Source")
struct SourceTests {
    @Test(arguments: [
        ("ab", 0, "1:1"), ("ab", 2, "1:3"), ("ab", 99, "1:3"), ("a\nb", 1, "1:2"),
        ("a\nb", 2, "2:1"), ("a\rb", 2, "2:1"), ("a\r\nb", 3, "2:1"), ("a\r\nb", 2, "1:3"),
        ("\n\r\n\r", 4, "4:1"), ("\r", 1, "2:1"), ("", 0, "1:1"),
    ])
    func `line feeds, carriage returns and both together end a line`(
        text: String, offset: Int, expected: String
    ) {
        let position = Source(text).position(of: SourceLocation(offset: offset))
        #expect("\(position.line):\(position.column)" == expected)
    }

    @Test(arguments: [("ش?", 2, 2), ("مدرسة", 10, 6), ("📚?", 4, 3), ("€?", 3, 2)])
    func `columns count UTF-16 code units`(text: String, offset: Int, column: Int) {
        let position = Source(text).position(of: SourceLocation(offset: offset))
        #expect(position == SourcePosition(line: 1, column: column))
    }

    @Test func `many positions are found at once, in the order asked for`() {
        let source = Source("مدرسة\r\n📚 b\rc\n")
        let locations = [18, 3, 0, 99, 12, 3, 17, -1].map { SourceLocation(offset: $0) }
        #expect(source.positions(of: locations) == locations.map(source.position))
        #expect(source.positions(of: locations)[0] == SourcePosition(line: 2, column: 5))
        #expect(source.positions(of: []).isEmpty)
    }

    @Test(
        arguments: [
            ([0x7B, 0xFF], "1:2 Invalid UTF-8 byte 0xFF."),
            ([0x23, 0xD8, 0xB4, 0xD8], "1:3 Invalid UTF-8 byte 0xD8."),
            ([0x23, 0xC0, 0xAF], "1:2 Invalid UTF-8 byte 0xC0."),
            ([0x23, 0x0A, 0xED, 0xA0, 0x80], "2:1 Invalid UTF-8 byte 0xED."),
            ([0x80], "1:1 Invalid UTF-8 byte 0x80."),
        ] as [([UInt8], String)])
    func `bytes that are not UTF-8 are refused where they stand`(bytes: [UInt8], expected: String) {
        #expect(report(Source(bytes: bytes)) == expected)
    }
}
