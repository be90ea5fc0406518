import GraphQLLanguage
import Testing

@Suite("Parser errors")
struct ParserErrorTests {
    static let executable: [SyntaxErrorCase] = [
        .init("", "1:1 Unexpected <EOF>."),
        .init("# تعليق\n", "2:1 Unexpected <EOF>."),
        .init("{", "1:2 Expected Name, found <EOF>."),
        .init("{ }", #"1:3 Expected Name, found "}"."#),
        .init("{ a", "1:4 Expected Name, found <EOF>."),
        .init("{ a } }", #"1:7 Unexpected "}"."#),
        .init("{ a: }", #"1:6 Expected Name, found "}"."#),
        .init("query", #"1:6 Expected "{", found <EOF>."#),
        .init("query Q() { a }", #"1:9 Expected "$", found ")"."#),
        .init("query ($a Int) { b }", #"1:11 Expected ":", found Name "Int"."#),
        .init(
            "query ($a: Int = $b) { c }", #"1:18 Unexpected variable "$b" in constant value."#),
        .init("query ($a: Int = $) { c }", #"1:18 Unexpected "$"."#),
        .init("query ($a: [Int) { c }", #"1:16 Expected "]", found ")"."#),
        .init("query ($a: Int!!) { c }", #"1:16 Expected "$", found "!"."#),
        .init("{ a(b) }", #"1:6 Expected ":", found ")"."#),
        .init("{ a() }", #"1:5 Expected Name, found ")"."#),
        .init("{ a(b: \"مكتب\" 1) }", #"1:15 Expected Name, found Int "1"."#),
        .init("{ a(b: [}) }", #"1:9 Unexpected "}"."#),
        .init("{ a(b: {c}) }", #"1:10 Expected ":", found "}"."#),
        .init("{ a @ }", #"1:7 Expected Name, found "}"."#),
        .init("{ ... on }", #"1:10 Expected Name, found "}"."#),
        .init("{ ... }", #"1:7 Expected "{", found "}"."#),
        .init("fragment on on T { a }", #"1:10 Unexpected Name "on"."#),
        .init("fragment F T { a }", #"1:12 Expected "on", found Name "T"."#),
        .init("fragment F($a: Int) on T { a }", #"1:11 Expected "on", found "("."#),
        .init("notAnOperation { a }", #"1:1 Unexpected Name "notAnOperation"."#),
        .init("1.5", #"1:1 Unexpected Float "1.5"."#),
        .init(
            "\"وصف\" { a }",
            "1:1 Unexpected description, descriptions are not supported on shorthand queries."),
        .init("\"وصف\"", "1:6 Unexpected <EOF>."),
        .init("\"\"\"\n  وصف\n\"\"\" \"a\"", #"3:5 Unexpected String "a"."#),
    ]

    static let typeSystem: [SyntaxErrorCase] = [
        .init("schema", #"1:7 Expected "{", found <EOF>."#),
        .init("schema { }", #"1:10 Expected Name, found "}"."#),
        .init("schema { find: Q }", #"1:10 Unexpected Name "find"."#),
        .init("scalar", "1:7 Expected Name, found <EOF>."),
        .init("type A { }", #"1:10 Expected Name, found "}"."#),
        .init("type A { a }", #"1:12 Expected ":", found "}"."#),
        .init("type A { a(): Int }", #"1:12 Expected Name, found ")"."#),
        .init("type A { a: Int @d(x: $y) }", #"1:23 Unexpected variable "$y" in constant value."#),
        .init("type A implements { a: Int }", #"1:19 Expected Name, found "{"."#),
        .init("type A implements B C", #"1:21 Unexpected Name "C"."#),
        .init("union U = |", "1:12 Expected Name, found <EOF>."),
        .init(
            "enum E { A true }",
            #"1:12 Name "true" is reserved and cannot be used for an enum value."#),
        .init("input I { a(b: Int): Int }", #"1:12 Expected ":", found "("."#),
        .init("directive a on FIELD", #"1:11 Expected "@", found Name "a"."#),
        .init("directive @a FIELD", #"1:14 Expected "on", found Name "FIELD"."#),
        .init("directive @a on FIELD | field", #"1:25 Unexpected Name "field"."#),
        .init("extend", "1:7 Unexpected <EOF>."),
        .init("extend query Q { a }", #"1:8 Unexpected Name "query"."#),
        .init("extend directive @a on FIELD", #"1:8 Unexpected Name "directive"."#),
        .init("extend \"وصف\" type A", #"1:8 Unexpected String "وصف"."#),
        .init("extend schema", "1:14 Unexpected <EOF>."),
        .init("extend scalar A\nscalar B", #"2:1 Unexpected Name "scalar"."#),
        .init("extend type A", "1:14 Unexpected <EOF>."),
        .init("extend interface A {}", #"1:21 Expected Name, found "}"."#),
        .init("extend interface A", "1:19 Unexpected <EOF>."),
        .init("extend union A", "1:15 Unexpected <EOF>."),
        .init("extend enum A", "1:14 Unexpected <EOF>."),
        .init("extend input A", "1:15 Unexpected <EOF>."),
        .init(
            "\"وصف\" extend type A { a: Int }",
            "1:1 Unexpected description, only GraphQL definitions support descriptions."),
    ]

    @Test(arguments: executable)
    func `a broken executable document is refused where it breaks`(_ test: SyntaxErrorCase) {
        #expect(report(test.source) == test.report)
    }

    @Test(arguments: typeSystem)
    func `a broken type system document is refused where it breaks`(_ test: SyntaxErrorCase) {
        #expect(report(test.source) == test.report)
    }

    @Test func `of two errors the first is reported`() {
        #expect(report("{ a( } ?") == #"1:6 Expected Name, found "}"."#)
    }
}
