import GraphQLLanguage
import Testing

@Suite("Printer")
struct PrinterTests {
    @Test(arguments: [Samples.executable, Samples.typeSystem] + Samples.small)
    func `a printed document parses as itself`(text: String) throws {
        _ = try expectRoundTrip(text)
    }

    @Test func `an executable document is laid out by its structure`() throws {
        let text = #"""
            "و" query Q($a:Int=1@d,$b:[B!]!){x:y(a:$a,
            b:[1,{c:"ش\u0001\""}])@e(f:null){...F@g ...on T{z}...{w}}}
            query{a} {b} query@d{c} fragment F on T@h{i} subscription S{j}
            """#
        let expected = #"""
            "و"
            query Q($a: Int = 1 @d, $b: [B!]!) {
              x: y(a: $a, b: [1, {c: "ش\u0001\""}]) @e(f: null) {
                ...F @g
                ... on T {
                  z
                }
                ... {
                  w
                }
              }
            }

            {
              a
            }

            {
              b
            }

            query @d {
              c
            }

            fragment F on T @h {
              i
            }

            subscription S {
              j
            }
            """#
        #expect(try expectRoundTrip(text) == expected)
    }

    @Test func `a type system document is laid out by its structure`() throws {
        let text = #"""
            "س" schema@a{query:Q} type A implements B&C@d{"ح" f(a:Int=1 "م" b:B):T!
            g(x:Int y:Int):Int}
            union U=|A|B enum E{"ق" A@d B} input I{a:Int=3@x} extend type A@z type Z
            directive @d(a:Int)repeatable on|FIELD|QUERY extend schema{mutation:M}
            """#
        let expected = #"""
            "س"
            schema @a {
              query: Q
            }

            type A implements B & C @d {
              "ح"
              f(
                a: Int = 1
                "م"
                b: B
              ): T!
              g(x: Int, y: Int): Int
            }

            union U = A | B

            enum E {
              "ق"
              A @d
              B
            }

            input I {
              a: Int = 3 @x
            }

            extend type A @z

            type Z

            directive @d(a: Int) repeatable on FIELD | QUERY

            extend schema {
              mutation: M
            }
            """#
        #expect(try expectRoundTrip(text) == expected)
    }

    @Test func `lineLengthMax units of a field stay on a line and one more makes lines`() throws {
        let lettersMax = PrinterLimits.lineLengthMax - #"a(b: "")"#.utf16.count
        let fits = String(repeating: "م", count: lettersMax)
        #expect(try expectRoundTrip("{a(b:\"\(fits)\")}") == "{\n  a(b: \"\(fits)\")\n}")
        let long = fits + "م"
        #expect(
            try expectRoundTrip("{a(b:\"\(long)\")}")
                == "{\n  a(\n    b: \"\(long)\"\n  )\n}")
    }

    @Test(arguments: [
        ("$a", "$a"), ("-1", "-1"), ("1.5e3", "1.5e3"), ("true", "true"), ("null", "null"),
        ("HIGH", "HIGH"), ("[1 [ ] $b]", "[1, [], $b]"), ("{a:{ } b:[1]}", "{a: {}, b: [1]}"),
        ("\"م\\u0001\\\"\"", "\"م\\u0001\\\"\""), ("\"\"\"أ\"\"\"", "\"\"\"أ\"\"\""),
    ])
    func `a value is printed as a document writes it`(text: String, printed: String) throws {
        #expect(GraphQLLanguage.print(try parseValue(Source(text))) == printed)
    }

    @Test func `a block string of several lines stays one in a value`() throws {
        let text = "[\"\"\"\n  أ\n    ب\n\"\"\"]"
        let printed = "[\"\"\"\nأ\n  ب\n\"\"\"]"
        #expect(GraphQLLanguage.print(try parseValue(Source(text))) == printed)
    }

    @Test func `a shorthand query keeps its keyword after a definition without a block`() throws {
        let expected = "type A\n\nquery {\n  a\n}\n\n{\n  b\n}"
        #expect(try expectRoundTrip("type A query {a} query {b}") == expected)
    }

    @Test func `described variables take a line each`() throws {
        let expected = """
            query Q(
              "أ"
              $a: A
              $b: B
            ) {
              c
            }
            """
        #expect(try expectRoundTrip("query Q(\"أ\" $a: A $b: B) {c}") == expected)
    }

    @Test(arguments: [
        "", "a", " a", "\ta", "a\"", "a\\", "a\\\"\"\"", "\"\"\"", "\"\"\"\"", "a\n b", "a\n\nb",
        " a\nb", "أ\n  ب\nج", "a\n\tb", "\\", "\"", "a\u{2028}b", "a\u{1}b", "a\u{85}",
        String(repeating: "س", count: 71), " " + String(repeating: "س", count: 71),
    ])
    func `a block string keeps its value and its form at every depth`(value: String) throws {
        let string = StringValue(value: value, isBlock: true, location: .init(offset: 0))
        let printed = GraphQLLanguage.print(described(string))
        let definition = try #require(try parse(Source(printed)).definitions.first)
        #expect(definition == described(string).definitions.first)
    }

    @Test(arguments: ["\na", "a\n", " a\n b", "a\rb", "\n", " "])
    func `a value that no block string means is printed in quotes`(value: String) throws {
        let string = StringValue(value: value, isBlock: true, location: .init(offset: 0))
        let printed = GraphQLLanguage.print(described(string))
        #expect(!printed.contains("\"\"\""))
        let quoted = StringValue(value: value, isBlock: false, location: .init(offset: 0))
        #expect(try parse(Source(printed)) == described(quoted))
    }

    /// `type A { "description" a: A @d(e: "description") }`.
    private func described(_ string: StringValue) -> Document {
        let start = SourceLocation(offset: 0)
        let name = Name(value: "a", location: start)
        let argument = Argument(name: name, value: Value(.string(string), location: start))
        let directive = Directive(name: name, arguments: [argument], location: start)
        let field = FieldDefinition(
            description: string, name: name, arguments: [], type: .named(name),
            directives: [directive], location: start)
        let type = ObjectTypeDefinition(
            description: string, name: name, interfaces: [], directives: [], fields: [field],
            location: start)
        return Document(definitions: [.typeSystem(.object(type))])
    }
}
