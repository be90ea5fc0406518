import Testing

/// A schema has fields, arguments and names that may be.
@Suite("Schema Fields")
struct SchemaFieldsTests {
    static let cases: [SchemaCase] = [
        SchemaCase(
            "empty types",
            """
            type Query
            interface I
            extend type Query @d
            directive @d on OBJECT
            """,
            errors: """
                Type Query must define one or more fields. @ 1:1 3:1
                Type I must define one or more fields. @ 2:1
                """),
        SchemaCase(
            "types of the wrong direction",
            """
            type Query { a: I b(x: Query): [I!]! }
            input I { x: Query y: [U] }
            union U = Query
            directive @d(x: Query) on FIELD
            """,
            errors: """
                The type of Query.a must be Output Type but got: I. @ 1:17
                The type of Query.b(x:) must be Input Type but got: Query. @ 1:24
                The type of Query.b must be Output Type but got: [I!]!. @ 1:32
                The type of I.x must be Input Type but got: Query. @ 2:14
                The type of I.y must be Input Type but got: [U]. @ 2:23
                The type of @d(x:) must be Input Type but got: Query. @ 4:14
                """),
        SchemaCase(
            "required but deprecated",
            """
            type Query { a(x: Int! @deprecated, y: Int! = 1 @deprecated, z: Int @deprecated): Int }
            input I { x: Int! @deprecated(reason: "قديم") }
            directive @d(x: Int! @deprecated) on FIELD
            """,
            errors: """
                Required argument @d(x:) cannot be deprecated. @ 3:22 3:17
                Required argument Query.a(x:) cannot be deprecated. @ 1:24 1:19
                Required input field I.x cannot be deprecated. @ 2:19 2:14
                """),
        SchemaCase(
            "reserved names",
            """
            type Query { __a(__x: Int): Int }
            type __T { a: Int }
            enum __E { __V }
            input I { __f: Int }
            directive @__d(__x: Int) on FIELD
            """,
            errors: """
                Name "__d" must not begin with "__", which is reserved by GraphQL \
                introspection. @ 5:1
                Name "__x" must not begin with "__", which is reserved by GraphQL \
                introspection. @ 5:16
                Name "__a" must not begin with "__", which is reserved by GraphQL \
                introspection. @ 1:14
                Name "__x" must not begin with "__", which is reserved by GraphQL \
                introspection. @ 1:18
                Name "__T" must not begin with "__", which is reserved by GraphQL \
                introspection. @ 2:1
                Name "__E" must not begin with "__", which is reserved by GraphQL \
                introspection. @ 3:1
                Name "__V" must not begin with "__", which is reserved by GraphQL \
                introspection. @ 3:12
                Name "__f" must not begin with "__", which is reserved by GraphQL \
                introspection. @ 4:11
                """),
    ]

    @Test(arguments: cases)
    func `the schema builder reports`(what example: SchemaCase) throws {
        try example.expectErrors()
    }
}
