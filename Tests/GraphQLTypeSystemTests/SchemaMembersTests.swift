import Testing

/// A schema has members of unions and enum types.
@Suite("Schema Members")
struct SchemaMembersTests {
    static let cases: [SchemaCase] = [
        SchemaCase(
            "no members",
            """
            type Query { a: Int }
            union U
            enum E
            extend union U @d
            directive @d on UNION
            """,
            errors: """
                Union type U must define one or more member types. @ 2:1 4:1
                Enum type E must define one or more values. @ 3:1
                """),
        SchemaCase(
            "wrong and repeated members",
            """
            type Query { a: Int }
            union U = Query | Int | E | Query | I
            enum E { X }
            interface I { a: Int }
            extend union U = E
            """,
            errors: """
                Union type U can only include Object types, it cannot include Int. @ 2:19
                Union type U can only include Object types, it cannot include E. @ 2:25 5:18
                Union type U can only include type Query once. @ 2:11 2:29
                Union type U can only include Object types, it cannot include I. @ 2:37
                Union type U can only include Object types, it cannot include E. @ 2:25 5:18
                """),
    ]

    @Test(arguments: cases)
    func `the schema builder reports`(what example: SchemaCase) throws {
        try example.expectErrors()
    }
}
