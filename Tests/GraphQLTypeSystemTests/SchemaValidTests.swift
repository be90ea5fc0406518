import Testing

/// A schema has nothing to object to.
@Suite("Schema Valid")
struct SchemaValidTests {
    static let cases: [SchemaCase] = [
        SchemaCase(
            "a whole schema",
            #"""
            """المدرسة"""
            schema @d { query: Q }
            extend schema { mutation: M }
            type Q implements N & Node { id(x: Int = 1): ID! n: [U!] }
            type M { a(i: I!): Int }
            interface Node { id(x: Int): ID! }
            interface N implements Node { id(x: Int): ID! n: [U] }
            union U = Q
            extend union U = M
            enum E { A B @deprecated }
            input I { a: Int = 1 e: [E!] = [A] i: I }
            input One @oneOf { a: Int b: I }
            scalar Date @specifiedBy(url: "https://example.org")
            directive @d(x: Int = 2) repeatable on SCHEMA | OBJECT
            """#),
        SchemaCase(
            "the types of introspection as types of fields",
            "type Query { type(kind: __TypeKind): __Type } union U = __Type | Query"),
    ]

    @Test(arguments: cases)
    func `the schema builder reports`(what example: SchemaCase) throws {
        try example.expectErrors()
    }
}
