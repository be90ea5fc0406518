import Testing

/// A schema has object types as roots.
@Suite("Schema RootTypes")
struct SchemaRootTypesTests {
    static let cases: [SchemaCase] = [
        SchemaCase(
            "no query",
            """
            type A { a: Int }
            """,
            errors: """
                Query root type must be provided. @ 
                """),
        SchemaCase(
            "no query in the schema definition",
            """
            schema { mutation: A }
            type A { a: Int }
            """,
            errors: """
                Query root type must be provided. @ 1:1
                """),
        SchemaCase(
            "roots that are no objects",
            """
            schema { query: Q mutation: M subscription: S }
            input Q { a: Int }
            union M = A
            enum S { A }
            type A { a: Int }
            """,
            errors: """
                Query root type must be Object type, it cannot be Q. @ 1:17
                Mutation root type must be Object type if provided, it cannot be M. @ 1:29
                Subscription root type must be Object type if provided, it cannot be S. @ 1:45
                """),
        SchemaCase(
            "usual names that are no objects",
            """
            interface Query { a: Int }
            scalar Mutation
            """,
            errors: """
                Query root type must be Object type, it cannot be Query. @ 1:1
                Mutation root type must be Object type if provided, it cannot be Mutation. @ \
                2:1
                """),
    ]

    @Test(arguments: cases)
    func `the schema builder reports`(what example: SchemaCase) throws {
        try example.expectErrors()
    }
}
