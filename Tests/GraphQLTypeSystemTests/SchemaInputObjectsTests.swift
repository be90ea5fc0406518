import Testing

/// A schema has input objects that can be given.
@Suite("Schema InputObjects")
struct SchemaInputObjectsTests {
    static let cases: [SchemaCase] = [
        SchemaCase(
            "no fields",
            """
            type Query { a: Int }
            input I
            """,
            errors: """
                Input Object type I must define one or more fields. @ 2:1
                """),
        SchemaCase(
            "a OneOf with required fields and defaults",
            """
            type Query { a: Int }
            input I @oneOf { a: Int! b: Int = 1 c: Int }
            """,
            errors: """
                OneOf input field I.a must be nullable. @ 2:21
                OneOf input field I.b cannot have a default value. @ 2:26
                """),
        SchemaCase(
            "a OneOf by extension",
            """
            type Query { a: Int }
            input I { a: Int! }
            extend input I @oneOf
            """,
            errors: """
                OneOf input field I.a must be nullable. @ 2:14
                """),
        SchemaCase(
            "cycles",
            """
            type Query { a: Int }
            input A { a: A! }
            input B { c: C! }
            input C { d: D! x: Int }
            input D { b: B! c: C! }
            input E { f: F! }
            input F { e: E l: [F!]! }
            """,
            errors: """
                Cannot reference Input Object "A" within itself through a series of non-null \
                fields: "a". @ 2:11
                Cannot reference Input Object "B" within itself through a series of non-null \
                fields: "c.d.b". @ 3:11 4:11 5:11
                Cannot reference Input Object "C" within itself through a series of non-null \
                fields: "d.c". @ 4:11 5:17
                """),
    ]

    @Test(arguments: cases)
    func `the schema builder reports`(what example: SchemaCase) throws {
        try example.expectErrors()
    }
}
