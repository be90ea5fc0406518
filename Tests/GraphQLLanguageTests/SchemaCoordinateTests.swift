import GraphQLLanguage
import Testing

@Suite("Schema coordinates")
struct SchemaCoordinateTests {
    @Test(arguments: [
        ("School", SchemaCoordinate.type("School")),
        ("_", .type("_")),
        ("__Type", .type("__Type")),
        ("School.name", .member(type: "School", name: "name")),
        ("School.name(in:)", .argument(type: "School", field: "name", name: "in")),
        ("@trace", .directive("trace")),
        ("@trace(label2:)", .directiveArgument(directive: "trace", name: "label2")),
        ("type.true(null:)", .argument(type: "type", field: "true", name: "null")),
    ])
    func `each form is read, and written as it was`(
        text: String, coordinate: SchemaCoordinate
    ) throws {
        #expect(try parseSchemaCoordinate(Source(text)) == coordinate)
        #expect(coordinate.description == text)
    }

    static let broken = [
        SyntaxErrorCase("", "1:1 Expected Name, found <EOF>."),
        SyntaxErrorCase("@", "1:2 Expected Name, found <EOF>."),
        SyntaxErrorCase("@@a", "1:2 Expected Name, found \"@\"."),
        SyntaxErrorCase(".a", "1:1 Expected Name, found \".\"."),
        SyntaxErrorCase("A.", "1:3 Expected Name, found <EOF>."),
        SyntaxErrorCase("A..b", "1:3 Expected Name, found \".\"."),
        SyntaxErrorCase("A...b", "1:3 Expected Name, found \".\"."),
        SyntaxErrorCase("A.b.c", "1:4 Expected <EOF>, found \".\"."),
        SyntaxErrorCase("A:", "1:2 Expected <EOF>, found \":\"."),
        SyntaxErrorCase("A@b", "1:2 Expected <EOF>, found \"@\"."),
        SyntaxErrorCase("A(b:)", "1:2 Expected <EOF>, found \"(\"."),
        SyntaxErrorCase("A.b(", "1:5 Expected Name, found <EOF>."),
        SyntaxErrorCase("A.b()", "1:5 Expected Name, found \")\"."),
        SyntaxErrorCase("A.b(c", "1:6 Expected \":\", found <EOF>."),
        SyntaxErrorCase("A.b(c)", "1:6 Expected \":\", found \")\"."),
        SyntaxErrorCase("A.b(c:", "1:7 Expected \")\", found <EOF>."),
        SyntaxErrorCase("A.b(c:d", "1:7 Expected \")\", found Name \"d\"."),
        SyntaxErrorCase("A.b(c:)d", "1:8 Expected <EOF>, found Name \"d\"."),
        SyntaxErrorCase("@a.b", "1:3 Expected <EOF>, found \".\"."),
        SyntaxErrorCase("@a(", "1:4 Expected Name, found <EOF>."),
        SyntaxErrorCase("@a(b:", "1:6 Expected \")\", found <EOF>."),
        SyntaxErrorCase(" A", "1:1 Invalid character: \" \"."),
        SyntaxErrorCase("A .b", "1:2 Invalid character: \" \"."),
        SyntaxErrorCase("A.b(c: )", "1:7 Invalid character: \" \"."),
        SyntaxErrorCase("A\n", "1:2 Invalid character: U+000A."),
        SyntaxErrorCase("A,", "1:2 Invalid character: \",\"."),
        SyntaxErrorCase("A#", "1:2 Invalid character: \"#\"."),
        SyntaxErrorCase("A\u{FEFF}", "1:2 Invalid character: U+FEFF."),
        SyntaxErrorCase("1", "1:1 Invalid character: \"1\"."),
        SyntaxErrorCase("$a", "1:1 Invalid character: \"$\"."),
        SyntaxErrorCase("\"", "1:1 Invalid character: '\"'."),
        SyntaxErrorCase("مدرسة", "1:1 Invalid character: U+0645."),
        SyntaxErrorCase("A.😀", "1:3 Invalid character: U+1F600."),
    ]

    @Test(arguments: broken)
    func `anything else is refused at its place`(_ testCase: SyntaxErrorCase) {
        #expect(coordinateReport(Source(testCase.source)) == testCase.report)
    }

    @Test func `bytes that are no text are refused`() {
        let source = Source(bytes: [0x41, 0xFF])
        #expect(coordinateReport(source) == "1:2 Invalid UTF-8 byte 0xFF.")
    }

    @Test func `a coordinate is as long as a document may be, and no longer`() {
        let limits = ParserLimits(documentBytesMax: 3)
        #expect(coordinateReport(Source("A.b"), limits: limits) == "a coordinate")
        #expect(
            coordinateReport(Source("A.bc"), limits: limits)
                == "1:4 Document is longer than 3 bytes.")
    }

    private func coordinateReport(
        _ source: Source, limits: ParserLimits = ParserLimits()
    ) -> String {
        do throws(SyntaxError) {
            _ = try parseSchemaCoordinate(source, limits: limits)
            return "a coordinate"
        } catch {
            return report(error, in: source)
        }
    }
}
