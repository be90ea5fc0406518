extension SchemaChangeCase {
    static let types = [
        Self("type A { a: Int }", "", "BREAKING TYPE_REMOVED A | A was removed."),
        Self("", "type A { a: Int }", "SAFE TYPE_ADDED A | A was added."),
        Self(
            "type A { a: Int }", "interface A { a: Int }",
            "BREAKING TYPE_CHANGED_KIND A | A changed from an Object type to an Interface type."),
        Self(
            "scalar A enum B { X }", "enum A { X } scalar B",
            "BREAKING TYPE_CHANGED_KIND A | A changed from a Scalar type to an Enum type.",
            "BREAKING TYPE_CHANGED_KIND B | B changed from an Enum type to a Scalar type."),
        Self(
            "input A { a: Int } union B = Query", "union A = Query input B { a: Int }",
            "BREAKING TYPE_CHANGED_KIND A | A changed from an Input type to a Union type.",
            "BREAKING TYPE_CHANGED_KIND B | B changed from a Union type to an Input type."),
        Self(
            "type A { a: Int } type B { a: Int } union U = Query | A",
            "type A { a: Int } type B { a: Int } union U = B | Query",
            "DANGEROUS TYPE_ADDED_TO_UNION U | B was added to union type U.",
            "BREAKING TYPE_REMOVED_FROM_UNION U | A was removed from union type U."),
        Self(
            "enum E { A B }", "enum E { C B }",
            "DANGEROUS VALUE_ADDED_TO_ENUM E.C | C was added to enum type E.",
            "BREAKING VALUE_REMOVED_FROM_ENUM E.A | A was removed from enum type E."),
        Self("enum E { A B }", "enum E { B A }"),
        Self("scalar S", "scalar S @specifiedBy(url: \"https://example.com\")"),
        Self(
            "interface I { a: Int } interface J { a: Int } type A implements I { a: Int }",
            "interface I { a: Int } interface J { a: Int } type A implements J { a: Int }",
            "DANGEROUS IMPLEMENTED_INTERFACE_ADDED A | J added to interfaces implemented by A.",
            "BREAKING IMPLEMENTED_INTERFACE_REMOVED A | A no longer implements interface I."),
        Self(
            "interface I { a: Int } interface J implements I { a: Int }",
            "interface I { a: Int } interface J { a: Int }",
            "BREAKING IMPLEMENTED_INTERFACE_REMOVED J | J no longer implements interface I."),
    ]

    static let fields = [
        Self(
            "type A { a: Int b: Int }", "type A { c: Int b: Int }",
            "BREAKING FIELD_REMOVED A.a | A.a was removed.",
            "SAFE FIELD_ADDED A.c | Field A.c was added."),
        Self(
            "interface A { a: Int b: Int }", "interface A { b: Int }",
            "BREAKING FIELD_REMOVED A.a | A.a was removed."),
        output("Int", "Int!", isSafe: true),
        output("Int!", "Int", isSafe: false),
        output("Int", "String", isSafe: false),
        output("Int", "[Int]", isSafe: false),
        output("[Int]", "Int", isSafe: false),
        output("[Int]", "[Int]!", isSafe: true),
        output("[Int]", "[Int!]!", isSafe: true),
        output("[Int!]", "[Int]", isSafe: false),
        output("[Int]!", "[Int!]!", isSafe: true),
        output("[[Int]]", "[[Int]!]", isSafe: true),
        output("Int!", "[Int]!", isSafe: false),
        Self(
            "type A { a(x: Int, y: Int): Int }", "type A { a(z: Int!, y: Int, w: Int! = 1): Int }",
            "BREAKING ARG_REMOVED A.a(x:) | A.a arg x was removed.",
            "BREAKING REQUIRED_ARG_ADDED A.a(z:) | A required arg z on A.a was added.",
            "DANGEROUS OPTIONAL_ARG_ADDED A.a(w:) | An optional arg w on A.a was added."),
        argument("Int", "Int!", isSafe: false),
        argument("Int!", "Int", isSafe: true),
        argument("Int", "Float", isSafe: false),
        argument("[Int]", "Int", isSafe: false),
        argument("Int", "[Int]", isSafe: false),
        argument("[Int!]!", "[Int]", isSafe: true),
        argument("[Int]", "[Int!]", isSafe: false),
        argument("[Int]!", "[Int!]!", isSafe: false),
        argument("[[Int]!]", "[[Int]]", isSafe: true),
        argument("Int!", "[Int]", isSafe: false),
    ]

    static let inputs = [
        Self(
            "input A { a: Int b: Int }", "input A { b: Int c: Int! d: Int e: Int! = 1 }",
            "BREAKING REQUIRED_INPUT_FIELD_ADDED A.c"
                + " | A required field c on input type A was added.",
            "DANGEROUS OPTIONAL_INPUT_FIELD_ADDED A.d"
                + " | An optional field d on input type A was added.",
            "DANGEROUS OPTIONAL_INPUT_FIELD_ADDED A.e"
                + " | An optional field e on input type A was added.",
            "BREAKING FIELD_REMOVED A.a | A.a was removed."),
        Self(
            "input A { a: Int b: Int! }", "input A { a: Int! b: Int }",
            "BREAKING FIELD_CHANGED_KIND A.a | A.a changed type from Int to Int!.",
            "SAFE FIELD_CHANGED_KIND_SAFE A.b | A.b changed type from Int! to Int."),
        Self(
            "input A { a: Int = 1 b: Int = 2 c: Int d: Int! = 1 }",
            "input A { a: Int = 2 b: Int c: Int = 3 d: Int = 1 }",
            "DANGEROUS INPUT_FIELD_DEFAULT_VALUE_CHANGE A.a"
                + " | A.a has changed defaultValue from 1 to 2.",
            "DANGEROUS INPUT_FIELD_DEFAULT_VALUE_CHANGE A.b | A.b defaultValue was removed.",
            "SAFE INPUT_FIELD_DEFAULT_VALUE_ADDED A.c | A.c added a defaultValue 3."),
        Self(
            "type A { a(x: Int = 1, y: Int = 2, z: Int): Int }",
            "type A { a(x: Int = 2, y: Int, z: Int = 3): Int }",
            "DANGEROUS ARG_DEFAULT_VALUE_CHANGE A.a(x:)"
                + " | A.a arg x has changed defaultValue from 1 to 2.",
            "DANGEROUS ARG_DEFAULT_VALUE_CHANGE A.a(y:) | A.a arg y defaultValue was removed.",
            "SAFE ARG_DEFAULT_VALUE_ADDED A.a(z:) | A.a arg z added a defaultValue 3."),
        Self(
            "type A { a(x: [Int] = 1, f: Float = 1, i: ID = \"7\", s: String = \"a\"): Int }",
            "type A { a(x: [Int] = [1], f: Float = 1.0, i: ID = 7, s: String = \"\\u0061\"): Int }"
        ),
        Self(
            "input I { b10: Int b9: Int = 9 } type A { a(x: I = {b10: 1}): Int }",
            "input I { b9: Int = 8 b10: Int } type A { a(x: I = {b10: 1, b9: 9}): Int }",
            "DANGEROUS INPUT_FIELD_DEFAULT_VALUE_CHANGE I.b9"
                + " | I.b9 has changed defaultValue from 9 to 8."),
        Self(
            "input I { b10: [I] b9: Int }"
                + " type A { a(x: I = {b10: [{b10: [], b9: 1}], b9: 2}): Int }",
            "input I { b10: [I] b9: Int } type A { a(x: I = null): Int }",
            "DANGEROUS ARG_DEFAULT_VALUE_CHANGE A.a(x:) | A.a arg x has changed defaultValue"
                + " from {b9: 2, b10: [{b9: 1, b10: []}]} to null."),
    ]

    static let directives = [
        Self(
            "directive @a on FIELD", "directive @b on FIELD",
            "BREAKING DIRECTIVE_REMOVED @a | a was removed.",
            "SAFE DIRECTIVE_ADDED @b | b was added."),
        Self(
            "directive @a(x: Int, k: Int) on FIELD",
            "directive @a(y: Int!, k: Int, z: Int) on FIELD",
            "BREAKING REQUIRED_DIRECTIVE_ARG_ADDED @a(y:)"
                + " | A required arg y on directive a was added.",
            "SAFE OPTIONAL_DIRECTIVE_ARG_ADDED @a(z:)"
                + " | An optional arg z on directive a was added.",
            "BREAKING DIRECTIVE_ARG_REMOVED @a(x:) | x was removed from a."),
        Self(
            "directive @a(x: Int, y: Int!, z: Int = 1, v: Int = 1, w: Int) on FIELD",
            "directive @a(x: Int!, y: Int, z: Int = 2, v: Int, w: Int = 2) on FIELD",
            "BREAKING ARG_CHANGED_KIND @a(x:) | @a(x:) has changed type from Int to Int!.",
            "SAFE ARG_CHANGED_KIND_SAFE @a(y:) | @a(y:) has changed type from Int! to Int.",
            "DANGEROUS ARG_DEFAULT_VALUE_CHANGE @a(z:)"
                + " | @a(z:) has changed defaultValue from 1 to 2.",
            "DANGEROUS ARG_DEFAULT_VALUE_CHANGE @a(v:) | @a(v:) defaultValue was removed.",
            "SAFE ARG_DEFAULT_VALUE_ADDED @a(w:) | @a(w:) added a defaultValue 2."),
        Self(
            "directive @a repeatable on FIELD directive @b on FIELD",
            "directive @a on FIELD directive @b repeatable on FIELD",
            "BREAKING DIRECTIVE_REPEATABLE_REMOVED @a | Repeatable flag was removed from a.",
            "SAFE DIRECTIVE_REPEATABLE_ADDED @b | Repeatable flag was added to b."),
        Self(
            "directive @a on QUERY | FIELD | ENUM", "directive @a on SCALAR | FIELD",
            "BREAKING DIRECTIVE_LOCATION_REMOVED @a | QUERY was removed from a.",
            "BREAKING DIRECTIVE_LOCATION_REMOVED @a | ENUM was removed from a.",
            "SAFE DIRECTIVE_LOCATION_ADDED @a | SCALAR was added to a."),
    ]

    static let descriptions = [
        Self(
            "\"old\" scalar A", "\"جديد\" scalar A",
            "SAFE DESCRIPTION_CHANGED A | Description of A has changed to \"جديد\"."),
        Self(
            "\"old\" scalar A", "scalar A",
            "SAFE DESCRIPTION_CHANGED A | Description of A was removed."),
        Self(
            "enum E { A }", "enum E { \"x\" A }",
            "SAFE DESCRIPTION_CHANGED E.A | Description of enum value E.A has changed to \"x\"."),
        Self(
            "input I { a: Int }", "input I { \"x\" a: Int }",
            "SAFE DESCRIPTION_CHANGED I.a"
                + " | Description of input-field I.a has changed to \"x\"."),
        Self(
            "type A { a(b: Int): Int }", "type A { \"x\" a(\"y\" b: Int): Int }",
            "SAFE DESCRIPTION_CHANGED A.a(b:)"
                + " | Description of argument A.a(b:) has changed to \"y\".",
            "SAFE DESCRIPTION_CHANGED A.a | Description of field A.a has changed to \"x\"."),
        Self(
            "directive @a(b: Int) on FIELD", "\"x\" directive @a(\"y\" b: Int) on FIELD",
            "SAFE DESCRIPTION_CHANGED @a(b:) | Description of @a(b:) has changed to \"y\".",
            "SAFE DESCRIPTION_CHANGED @a | Description of @a has changed to \"x\"."),
    ]

    private static func output(_ old: String, _ new: String, isSafe: Bool) -> Self {
        let kind = isSafe ? "SAFE FIELD_CHANGED_KIND_SAFE" : "BREAKING FIELD_CHANGED_KIND"
        return Self(
            "type A { a: \(old) }", "type A { a: \(new) }",
            "\(kind) A.a | A.a changed type from \(old) to \(new).")
    }

    private static func argument(_ old: String, _ new: String, isSafe: Bool) -> Self {
        let kind = isSafe ? "SAFE ARG_CHANGED_KIND_SAFE" : "BREAKING ARG_CHANGED_KIND"
        return Self(
            "type A { a(x: \(old)): Int }", "type A { a(x: \(new)): Int }",
            "\(kind) A.a(x:) | A.a arg x has changed type from \(old) to \(new).")
    }
}
