import Testing

/// A schema has directives that are known, placed right and complete.
@Suite("Schema Directives")
struct SchemaDirectivesTests {
    static let cases: [SchemaCase] = [
        SchemaCase(
            "unknown ones",
            """
            type Query @a { b(c: Int @d): Int @e }
            enum E @f { X @g }
            input I { x: Int @h }
            """,
            errors: """
                Unknown directive "@a". @ 1:12
                Unknown directive "@d". @ 1:26
                Unknown directive "@e". @ 1:35
                Unknown directive "@f". @ 2:8
                Unknown directive "@g". @ 2:15
                Unknown directive "@h". @ 3:18
                """),
        SchemaCase(
            "misplaced ones",
            """
            type Query @deprecated { a(c: Int @oneOf): Int @specifiedBy(url: "") }
            enum E @skip(if: true) { X @include(if: true) }
            scalar S @once
            directive @once on OBJECT
            union U @deprecated = Query
            schema @oneOf { query: Query }
            """,
            errors: """
                Directive "@deprecated" may not be used on OBJECT. @ 1:12
                Directive "@oneOf" may not be used on ARGUMENT_DEFINITION. @ 1:35
                Directive "@specifiedBy" may not be used on FIELD_DEFINITION. @ 1:48
                Directive "@skip" may not be used on ENUM. @ 2:8
                Directive "@include" may not be used on ENUM_VALUE. @ 2:28
                Directive "@once" may not be used on SCALAR. @ 3:10
                Directive "@deprecated" may not be used on UNION. @ 5:9
                Directive "@oneOf" may not be used on SCHEMA. @ 6:8
                """),
        SchemaCase(
            "repeated ones",
            """
            directive @once on OBJECT | FIELD_DEFINITION
            directive @often repeatable on OBJECT
            type Query @once @often @often { a: Int @once @once }
            extend type Query @once
            """,
            errors: """
                The directive "@once" can only be used once at this location. @ 3:41 3:47
                The directive "@once" can only be used once at this location. @ 3:12 4:19
                """),
        SchemaCase(
            "input fields given twice in an argument",
            """
            type Query @d(pupil: { name: "Amal", marks: [{ mark: 1, mark: 2 }], name: "Sami" }) {
              a: Int
            }
            directive @d(pupil: Pupil) on OBJECT
            input Pupil { name: String, marks: [Mark!] }
            input Mark { mark: Int }
            """,
            errors: """
                There can be only one input field named "mark". @ 1:48 1:57
                There can be only one input field named "name". @ 1:24 1:69
                """),
        SchemaCase(
            "arguments",
            """
            type Query { a: Int }
            directive @d(name: String!, other: Int) on SCALAR
            scalar A @d
            scalar B @d(name: "ا", othr: 1)
            scalar C @d(name: "", name: "ب")
            scalar D @specifiedBy
            """,
            errors: """
                Directive "@d" argument "name" of type "String!" is required, but it was not \
                provided. @ 3:10
                Unknown argument "othr" on directive "@d". Did you mean "other"? @ 4:24
                There can be only one argument named "name". @ 5:13 5:23
                Directive "@specifiedBy" argument "url" of type "String!" is required, but it \
                was not provided. @ 6:10
                """),
    ]

    @Test(arguments: cases)
    func `the schema builder reports`(what example: SchemaCase) throws {
        try example.expectErrors()
    }
}
