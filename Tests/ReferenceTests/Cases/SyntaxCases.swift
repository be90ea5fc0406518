extension WrittenCases {
    /// Productions of the grammar.
    static let productions = [
        WrittenCases(
            "tokens",
            [
                "{ a(b: 0) }", "{ a(b: -0) }", "{ a(b: 01) }", "{ a(b: 1.) }", "{ a(b: 1.e1) }",
                "{ a(b: 1e) }", "{ a(b: 1e-3) }", "{ a(b: 1x) }", "{ a(b: -) }", "{ a(b: .5) }",
                "{ a(b: \"\\u{1F600}\") }", "{ a(b: \"\\u{}\") }", "{ a(b: \"\\uD83D\") }",
                "{ a(b: \"a",
                "{ a(b: \"\"\"a", "{ a(b: \"\"\" \"\"\") }", "{ a # note\n }", "{ a, , b }",
                "{ a .. b }",
                "{ a ? }", "{ a(b: 'c') }", "\u{FEFF}{ a }", "{ a(b: \"\\q\") }", "{ 9a }", "", "#",
            ]),
        WrittenCases(
            "operations",
            [
                "{}", "query {}", "query", "query A", "query A($a: Int) { a }", "query A() { a }",
                "query A($a: Int = $b) { a }", "query ($a) { a }",
                "query ($a: Int @b(c: $d)) { a }",
                "query query { query }", "querie { a }", "mutation M @a @b(c: 1) { a }",
                "subscription ($a: [Int!]! = [1, 2]) { a }", "query ($a: Int!!) { a }", "{ a } }",
                "query ($a: [Int) { a }", "query A B { a }",
            ]),
        WrittenCases(
            "selections",
            [
                "{ a: b }", "{ a: }", "{ : a }", "{ a: b: c }", "{ a() }", "{ a(b) }", "{ a(b:) }",
                "{ a(b: 1 c: 2) { d } }", "{ a { } }", "{ ...a }", "{ ... }", "{ ... on { a } }",
                "{ ...on }", "{ ... on on { on } }", "{ ... @a { b } }", "{ ... { b } }", "{ a @ }",
                "{ a @b @c(d: 1) { e } }", "{ ...a @b }", "{ true null false }",
            ]),
        WrittenCases(
            "fragments",
            [
                "fragment A on B { c }", "fragment on on B { c }", "fragment A B { c }",
                "fragment A on B", "fragment A on B @c(d: [1]) { e }", "fragment A on [B] { c }",
                "fragment A($b: Int) on C { d }", "fragment A on on { on }",
            ]),
        WrittenCases(
            "values",
            [
                "{ a(b: [1 2, [3]]) }", "{ a(b: {c: 1 d: {e: \"f\"}}) }", "{ a(b: {c}) }",
                "{ a(b: [) }", "{ a(b: {) }", "{ a(b: $c) }", "{ a(b: $) }", "{ a(b: nul) }",
                "{ a(b: NULL) }", "{ a(b: true c: false d: null e: on) }", "{ a(b: {c: $d}) }",
                "query ($a: A = {b: [$c]}) { d }", "{ a(b: [] c: {}) }",
            ]),
        WrittenCases(
            "type system",
            [
                "type A", "type A {}", "type A implements B", "type A implements & B & C { d: E }",
                "type A implements B C { d: E }", "type A implements B & { d: E }", "type A { b }",
                "type A { b: }", "type A { b(): C }", "type A { b(c: D = $e): F }", "union A",
                "union A = | B | C", "union A = B C", "union A =", "enum A {}", "enum A { true }",
                "enum A { B @c D }", "input A {}", "input A { b(c: D): E }", "scalar A @b",
                "scalar",
                "interface A implements B { c: D }", "schema {}", "schema { query: A b: C }",
                "schema @a { query: B }", "directive @a on B", "directive @a on FIELD | | QUERY",
                "directive a on FIELD", "directive @a() on FIELD",
                "directive @a repeatable on QUERY",
                "\"d\" type A \"e\"", "\"d\" extend type A { b: C }", "extend type A",
                "extend scalar A",
                "extend schema", "extend schema @a", "extend union A = B", "extend enum A { B }",
                "extend input A @b", "extend A", "extend directive @a on FIELD",
                "\"d\" \"e\" type A",
                "\"\"\"d\"\"\" enum A { \"e\" B \"\"\"f\"\"\" C }", "\"d\" { a }",
                "directive @a(\"d\" b: C) on | FIELD | ENUM", "type A { \"d\" b(\"e\" c: D): E }",
            ]),
    ]
}
