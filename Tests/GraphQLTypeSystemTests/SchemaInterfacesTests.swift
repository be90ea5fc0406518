import Testing

/// A schema has types that keep the promises of their interfaces.
@Suite("Schema Interfaces")
struct SchemaInterfacesTests {
    static let cases: [SchemaCase] = [
        SchemaCase(
            "not an interface",
            """
            type Query implements A & Int & E { a: Int }
            type A { a: Int }
            enum E { X }
            """,
            errors: """
                Type Query must only implement Interface types, it cannot implement A. @ 1:23
                Type Query must only implement Interface types, it cannot implement Int. @ \
                1:27
                Type Query must only implement Interface types, it cannot implement E. @ 1:33
                """),
        SchemaCase(
            "itself and twice",
            """
            type Query implements I & I { a: Int }
            interface I implements I { a: Int }
            """,
            errors: """
                Type Query can only implement I once. @ 1:23 1:27
                Type I cannot implement itself because it would create a circular reference. \
                @ 2:24
                """),
        SchemaCase(
            "without an ancestor",
            """
            type Query implements B { a: Int }
            interface A { a: Int }
            interface B implements A { a: Int }
            """,
            errors: """
                Type Query must implement A because it is implemented by B. @ 3:24 1:23
                """),
        SchemaCase(
            "in a circle",
            """
            type Query implements A & B { a: Int }
            interface A implements B { a: Int }
            interface B implements A { a: Int }
            """,
            errors: """
                Type A cannot implement B because it would create a circular reference. @ \
                3:24 2:24
                Type B cannot implement A because it would create a circular reference. @ \
                2:24 3:24
                """),
        SchemaCase(
            "missing fields and arguments",
            """
            type Query implements I { b(y: Int): Int }
            extend type Query { c: Int }
            interface I { a: Int b(x: Int): Int }
            """,
            errors: """
                Interface field I.a expected but Query does not provide it. @ 3:15 1:1 2:1
                Interface field argument I.b(x:) expected but Query.b does not provide it. @ \
                3:24 1:27
                """),
        SchemaCase(
            "other types",
            """
            type Query implements I { a: String b: Int c: [Int] d(x: Int!): Int e: A f: B }
            interface I { a: Int b: Int! c: [Int!] d(x: Int): Int e: I f: U }
            type A { a: Int }
            type B { a: Int }
            union U = A
            """,
            errors: """
                Interface field I.a expects type Int but Query.a is type String. @ 2:18 1:30
                Interface field I.b expects type Int! but Query.b is type Int. @ 2:25 1:40
                Interface field I.c expects type [Int!] but Query.c is type [Int]. @ 2:33 1:47
                Interface field argument I.d(x:) expects type Int but Query.d(x:) is type \
                Int!. @ 2:45 1:58
                Interface field I.e expects type I but Query.e is type A. @ 2:58 1:72
                Interface field I.f expects type U but Query.f is type B. @ 2:63 1:77
                """),
        SchemaCase(
            "narrower types",
            """
            type Query implements I { b: Int! c: [Int!]! e: A f: B g: J }
            interface I { b: Int c: [Int] e: U f: J g: J }
            type A implements J { a: Int }
            type B implements J { a: Int }
            interface J { a: Int }
            union U = A
            """),
        SchemaCase(
            "an additional required argument",
            """
            type Query implements I { a(x: Int!, y: Int! = 1, z: Int): Int }
            interface I { a: Int }
            """,
            errors: """
                Object field Query.a includes required argument x that is missing from the \
                Interface field I.a. @ 1:29 2:15
                """),
    ]

    @Test(arguments: cases)
    func `the schema builder reports`(what example: SchemaCase) throws {
        try example.expectErrors()
    }
}
