import Testing

/// A schema has extensions of what is defined.
@Suite("Schema Extensions")
struct SchemaExtensionsTests {
    static let cases: [SchemaCase] = [
        SchemaCase(
            "of unknown types",
            """
            type Query { a: Int }
            extend type Quer { b: Int }
            extend enum Xyzzy { A }
            """,
            errors: """
                Cannot extend type "Quer" because it is not defined. Did you mean "Query"? @ \
                2:13
                Cannot extend type "Xyzzy" because it is not defined. @ 3:13
                """),
        SchemaCase(
            "of other kinds",
            """
            type Query { a: Int }
            scalar S
            enum E { A }
            extend enum Query { A }
            extend input S { x: Int }
            extend union E = Query
            extend scalar Query @specifiedBy(url: "")
            extend interface S { a: Int }
            extend type E { a: Int }
            """,
            errors: """
                Cannot extend non-enum type "Query". @ 1:1 4:1
                Cannot extend non-input object type "S". @ 2:1 5:1
                Cannot extend non-union type "E". @ 3:1 6:1
                Cannot extend non-scalar type "Query". @ 1:1 7:1
                Cannot extend non-interface type "S". @ 2:1 8:1
                Cannot extend non-object type "E". @ 3:1 9:1
                """),
    ]

    @Test(arguments: cases)
    func `the schema builder reports`(what example: SchemaCase) throws {
        try example.expectErrors()
    }
}
