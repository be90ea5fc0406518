import Testing

/// A schema has unique names.
@Suite("Schema UniqueNames")
struct SchemaUniqueNamesTests {
    static let cases: [SchemaCase] = [
        SchemaCase(
            "types",
            """
            type Query { a: Int }
            scalar A
            enum A { X }
            input A { x: Int }
            """,
            errors: """
                There can be only one type named "A". @ 2:8 3:6
                There can be only one type named "A". @ 2:8 4:7
                """),
        SchemaCase(
            "directives",
            """
            type Query { a: Int }
            directive @a on FIELD
            directive @a on QUERY
            """,
            errors: """
                There can be only one directive named "@a". @ 2:12 3:12
                """),
        SchemaCase(
            "fields of a type and its extension",
            """
            type Query { a: Int b: Int a: String }
            extend type Query { b: Int }
            input I { x: Int x: Int }
            interface N { n: Int n: Int }
            """,
            errors: """
                Field "Query.a" can only be defined once. @ 1:14 1:28
                Field "Query.b" can only be defined once. @ 1:21 2:21
                Field "I.x" can only be defined once. @ 3:11 3:18
                Field "N.n" can only be defined once. @ 4:15 4:22
                """),
        SchemaCase(
            "fields of an extension of another kind",
            """
            extend input Query { a: Int }
            type Query { a: Int }
            extend enum Query { X }
            enum Query { X }
            """,
            errors: """
                There can be only one type named "Query". @ 2:6 4:6
                Field "Query.a" can only be defined once. @ 1:22 2:14
                Enum value "Query.X" can only be defined once. @ 3:21 4:14
                Cannot extend non-input object type "Query". @ 4:1 1:1
                Query root type must be Object type, it cannot be Query. @ 4:1
                """),
        SchemaCase(
            "arguments",
            """
            type Query { a(x: Int, y: Int, x: Int): Int }
            directive @d(x: Int, x: Int) on FIELD
            """,
            errors: """
                Argument "Query.a(x:)" can only be defined once. @ 1:16 1:32
                Argument "@d(x:)" can only be defined once. @ 2:14 2:22
                """),
        SchemaCase(
            "enum values",
            """
            type Query { a: Int }
            enum E { X Y X }
            extend enum E { Y }
            """,
            errors: """
                Enum value "E.X" can only be defined once. @ 2:10 2:14
                Enum value "E.Y" can only be defined once. @ 2:12 3:17
                """),
    ]

    @Test(arguments: cases)
    func `the schema builder reports`(what example: SchemaCase) throws {
        try example.expectErrors()
    }
}
