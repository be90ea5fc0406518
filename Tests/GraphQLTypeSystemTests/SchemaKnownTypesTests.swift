import Testing

/// A schema has types that exist.
@Suite("Schema KnownTypes")
struct SchemaKnownTypesTests {
    static let cases: [SchemaCase] = [
        SchemaCase(
            "unknown types",
            """
            type Query implements Nod { a(x: Strin): Quer }
            union U = Quer | Query
            input I { x: [Flot!] }
            directive @d(x: Boolea) on FIELD
            extend type Query { b: Xyzzy }
            """,
            errors: """
                Unknown type "Nod". Did you mean "ID"? @ 1:23
                Unknown type "Strin". Did you mean "String"? @ 1:34
                Unknown type "Quer". Did you mean "Query"? @ 1:42
                Unknown type "Quer". Did you mean "Query"? @ 2:11
                Unknown type "Flot". Did you mean "Float"? @ 3:15
                Unknown type "Boolea". Did you mean "Boolean"? @ 4:17
                Unknown type "Xyzzy". @ 5:24
                """),
        SchemaCase(
            "an unknown root type",
            """
            schema { query: Qery }
            type Query { a: Int }
            """,
            errors: """
                Unknown type "Qery". Did you mean "Query"? @ 1:17
                """),
    ]

    @Test(arguments: cases)
    func `the schema builder reports`(what example: SchemaCase) throws {
        try example.expectErrors()
    }
}
