import Testing

/// A schema has one schema definition with one type per operation.
@Suite("Schema SchemaDefinition")
struct SchemaSchemaDefinitionTests {
    static let cases: [SchemaCase] = [
        SchemaCase(
            "two schema definitions",
            """
            type Query { a: Int }
            schema { query: Query }
            schema { query: Query }
            """,
            errors: """
                Must provide only one schema definition. @ 3:1
                There can be only one query type in schema. @ 2:10 3:10
                """),
        SchemaCase(
            "a repeated operation type",
            """
            type Query { a: Int }
            type M { a: Int }
            schema { query: Query mutation: M }
            extend schema { mutation: M }
            """,
            errors: """
                There can be only one mutation type in schema. @ 3:23 4:17
                """),
    ]

    @Test(arguments: cases)
    func `the schema builder reports`(what example: SchemaCase) throws {
        try example.expectErrors()
    }
}
