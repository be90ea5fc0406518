/// Documents that between them use every production of the grammar.
enum Samples {
    static let executable = #"""
        # كل ما في وثيقة تنفيذية
        "استعلام عن الزيارات"
        query Visits("مكتب المديرية" $office: ID!, $first: Int = 10 @bound(max: 100),
            $filter: Filter = {cycle: PRIMARY, names: ["أمل", "نور"], closed: null, ratio: -1.5e-3}
            $ids: [[ID!]!]) @live {
          communities: list(first: $first, office: $office) @include(if: true) @skip(if: false) {
            ...Parts @defer(label: "جزء")
            ... on Community { visits(filter: $filter, empty: [], none: {}) { id } }
            ... @include(if: true) { name }
            ... { note(text: """
                سطر أول
                  سطر ثان \""" مقتبس
                """) }
          }
        }
        mutation { plan(order: {day: "2026-11-23"
            escaped: "\"\\\n\t\u0634\u{1F4DA}\u0001"}) { ok } }
        subscription OnVisit {
          visitChanged(really: true, long: "واحد اثنان ثلاثة أربعة خمسة ستة") { id } }
        """جزء مشترك"""
        fragment Parts on Community @cached(seconds: 60) { id, name title: label(in: "ar") }
        { __typename }
        """#

    static let typeSystem = #"""
        """
        مخطط المواكبة
          بسطر مزاح
        """
        schema @link(url: "https://example.org") {
          query: Query mutation: Mutation subscription: Events }
        "تاريخ" scalar Date @specifiedBy(url: "https://example.org/date")
        scalar Bare
        "مجتمع" type Community implements & Node & Named @table(name: "community") {
          "المعرف" id: ID!
          schools("العدد" first: Int = 10 @bound, after: String): [School!]!
            @deprecated(reason: "قديم")
          visits(first: Int, order: Order = {by: DATE}): [[Visit]!]
        }
        type Empty
        type Alone implements Node
        interface Named implements Node @a @b { name: String }
        interface Marker
        union Accompaniment @u = | Visit | Workshop
        union Nothing
        enum Cycle { "ابتدائي" PRIMARY @d LOWER_SECONDARY }
        enum Blank @d
        input VisitOrder @i { day: Date! school: ID = "1" "ملاحظة" note: String = """نص""" @x }
        input Void
        "وصول" directive @access("الأدوار" roles: [Role!]! = [ADMIN]) repeatable
          on | OBJECT | FIELD_DEFINITION
        directive @simple on QUERY | VARIABLE_DEFINITION
        extend schema @more
        extend schema { query: Q }
        extend scalar Date @y
        extend type Community implements D
        extend type Community @z { extra: Int }
        extend interface Named { more: Int }
        extend union Accompaniment = Call
        extend union Accompaniment @w
        extend enum Cycle { UPPER_SECONDARY }
        extend input VisitOrder { z: Int }
        """#

    /// Small documents, one idea each, for runs of many mutations.
    static let small: [String] = [
        "{ a }", "query Q($a: [Int!]! = [1] @d) { b(c: $a) }",
        "{ a: b(c: {d: [1.5, -0]}) @e { f } }",
        "{ ...F ... on T { a } ... @x { b } }", "fragment F on T @d(a: \"ش\") { a }",
        "\"و\" query Q(\"م\" $a: A) { b }", "mutation M { a(s: \"\\u0634\\n\\uD83D\\uDCDA\") }",
        "{ a(b: \"\"\"\n  أ\n    ب \\\"\"\"\n\"\"\") }", "schema @d { query: Q mutation: M }",
        "\"س\" scalar D @s(u: \"x\")",
        "type A implements & B & C @d { \"و\" a(b: Int = 1): [C!]! }",
        "interface I implements J { a: Int }", "union U @d = | A | B", "enum E { \"أ\" A @d B }",
        "input I { a: Int = 3 b: [I] = {c: null} }",
        "directive @d(\"ر\" a: Int) repeatable on | FIELD | QUERY", "extend type A @d { a: B }",
        "extend schema { query: Q } extend union U = A extend enum E { C }",
        "# تعليق\n{ a, b #\r\n}\r", "subscription { \u{FEFF}a(b: true, c: E, d: $v) }",
    ]
}
