import GraphQLValidation
import Testing

/// Fields with one response name say the same thing, so that one value answers them all.
@Suite("OverlappingFieldsCanBeMerged")
struct OverlappingFieldsCanBeMergedRuleTests {
    @Test func `calls are compared for each object that may answer`() throws {
        let document = """
            { accompaniments {
              ... on Visit { notes(language: ARABIC) }
              ... on Visit { notes(language: FRENCH) }
              ... on Workshop { notes(language: ARABIC) } } }
            """
        let conflict = RuleCase(
            "different calls on one of two objects", document,
            errors: """
                Fields "notes" conflict because they have differing arguments. Use different \
                aliases on the fields to fetch both if this was intentional. @ 2:18 3:18
                """)
        try conflict.expectErrors(by: OverlappingFieldsCanBeMergedRule.self)
    }

    @Test func `two fields that conflict in either order are one error`() throws {
        let document = """
            query A { ...One ...Other }
            query B { ...Other ...One }
            fragment One on Query { a: community(id: 1) { id } }
            fragment Other on Query { a: community(id: 2) { id } }
            """
        let conflict = RuleCase(
            "one conflict in two operations", document,
            errors: """
                Fields "a" conflict because they have differing arguments. Use different \
                aliases on the fields to fetch both if this was intentional. @ 3:25 4:27
                """)
        try conflict.expectErrors(by: OverlappingFieldsCanBeMergedRule.self)
    }

    static let valid: [RuleCase] = [
        RuleCase(
            "the same fields",
            """
            { node(id: 1) { id id } n: node(id: 1) { id } n: node(id: 1) { ... on
              Visit { id } } }
            """),
        RuleCase(
            "arguments and input fields in another order",
            """
            { a: visit(id: 1, language: FRENCH) { id } a: visit(language: FRENCH,
              id: 1) { title } b: communities(filter: {name: "ا", sizes: [1]}) {
              id } b: communities(filter: {sizes: [1], name: "ا"}) { id } }
            """),
        RuleCase(
            "different calls on different objects",
            """
            { accompaniments { ... on Visit { t: title notes(language: ARABIC) }
              ... on Workshop { t: notes notes(language: FRENCH) } } }
            """),
        RuleCase(
            "different directives",
            "{ node(id: 1) { id @skip(if: true) id @include(if: true) } }"),
        RuleCase(
            "unknown fields and fragments",
            "{ a: nowhere { b } a: nowhere { b } ...Nowhere }"),
        RuleCase(
            "a fragment that spreads itself",
            "{ ...F } fragment F on Query { node(id: 1) { id } ...F }"),
        RuleCase(
            "nested fragments that spread themselves",
            """
            { search(text: "") { ...F } } fragment F on Person { fullName mentor {
              ...F } }
            """),
        RuleCase(
            "shapes below objects that agree",
            """
            { search(text: "") { ... on Community { x: president { v: fullName } }
              ... on Person { x: mentor { v: name } } } }
            """),
    ]

    static let invalid: [RuleCase] = [
        RuleCase(
            "one alias for two fields",
            "{ community(id: 1) { a: id a: name } }",
            errors: """
                Fields "a" conflict because "id" and "name" are different fields. Use \
                different aliases on the fields to fetch both if this was intentional. @ 1:22 \
                1:28
                """),
        RuleCase(
            "an alias that masks a field",
            "{ community(id: 1) { name: id name } }",
            errors: """
                Fields "name" conflict because "id" and "name" are different fields. Use \
                different aliases on the fields to fetch both if this was intentional. @ 1:22 \
                1:31
                """),
        RuleCase(
            "differing arguments",
            "{ node(id: 1) { id } node(id: 2) { id } }",
            errors: """
                Fields "node" conflict because they have differing arguments. Use different \
                aliases on the fields to fetch both if this was intentional. @ 1:3 1:22
                """),
        RuleCase(
            "an argument left out",
            "{ communities { id } communities(first: 1) { id } }",
            errors: """
                Fields "communities" conflict because they have differing arguments. Use \
                different aliases on the fields to fetch both if this was intentional. @ 1:3 \
                1:22
                """),
        RuleCase(
            "a variable and a literal",
            """
            query A($n: Int) { communities(first: 1) { id } communities(first: $n)
              { id } }
            """,
            errors: """
                Fields "communities" conflict because they have differing arguments. Use \
                different aliases on the fields to fetch both if this was intentional. @ 1:20 \
                1:49
                """),
        RuleCase(
            "a string and a block string",
            #"{ search(text: "ا") { __typename } search(text: "ب") { __typename } }"#,
            errors: """
                Fields "search" conflict because they have differing arguments. Use different \
                aliases on the fields to fetch both if this was intentional. @ 1:3 1:36
                """),
        RuleCase(
            "each pair of three",
            "{ community(id: 1) { a: id a: name a: size } }",
            errors: """
                Fields "a" conflict because "id" and "name" are different fields. Use \
                different aliases on the fields to fetch both if this was intentional. @ 1:22 \
                1:28
                Fields "a" conflict because "id" and "size" are different fields. Use \
                different aliases on the fields to fetch both if this was intentional. @ 1:22 \
                1:36
                Fields "a" conflict because "name" and "size" are different fields. Use \
                different aliases on the fields to fetch both if this was intentional. @ 1:28 \
                1:36
                """),
        RuleCase(
            "in a fragment and its place",
            """
            { community(id: 1) { a: id ...F } }
            fragment F on Community { a: name }
            """,
            errors: """
                Fields "a" conflict because "id" and "name" are different fields. Use \
                different aliases on the fields to fetch both if this was intentional. @ 1:22 \
                2:27
                """),
        RuleCase(
            "in two fragments",
            """
            { community(id: 1) { ...F ...G } }
            fragment F on Community { a: id }
            fragment G on Community { a: name }
            """,
            errors: """
                Fields "a" conflict because "id" and "name" are different fields. Use \
                different aliases on the fields to fetch both if this was intentional. @ 2:27 \
                3:27
                """),
        RuleCase(
            "in fragments of fragments",
            """
            { community(id: 1) { ...F ...G } }
            fragment F on Community { ...H }
            fragment G on Community { a: name }
            fragment H on Community { a: id }
            """,
            errors: """
                Fields "a" conflict because "id" and "name" are different fields. Use \
                different aliases on the fields to fetch both if this was intentional. @ 4:27 \
                3:27
                """),
        RuleCase(
            "below the fields",
            """
            {
              a: node(id: 1) { ... on Community { b: id } }
              a: node(id: 1) { ... on Community { b: name } }
            }
            """,
            errors: """
                Fields "a" conflict because subfields "b" conflict because "id" and "name" \
                are different fields. Use different aliases on the fields to fetch both if \
                this was intentional. @ 2:3 2:39 3:3 3:39
                """),
        RuleCase(
            "twice below the fields",
            """
            {
              a: community(id: 1) { b: id c: name }
              a: community(id: 1) { b: name c: size }
            }
            """,
            errors: """
                Fields "a" conflict because subfields "b" conflict because "id" and "name" \
                are different fields and subfields "c" conflict because "name" and "size" are \
                different fields. Use different aliases on the fields to fetch both if this \
                was intentional. @ 2:3 2:25 2:31 3:3 3:25 3:33
                """),
        RuleCase(
            "deep below the fields",
            """
            {
              a: community(id: 1) { p: president { x: fullName } }
              a: community(id: 1) { p: president { x: name } }
            }
            """,
            errors: """
                Fields "a" conflict because subfields "p" conflict because subfields "x" \
                conflict because "fullName" and "name" are different fields. Use different \
                aliases on the fields to fetch both if this was intentional. @ 2:3 2:25 2:40 \
                3:3 3:25 3:40
                """),
        RuleCase(
            "at the nearest common place",
            """
            {
              community(id: 1) {
                p: president { x: fullName }
                p: president { x: name }
              }
              community(id: 1) { p: president { fullName } }
            }
            """,
            errors: """
                Fields "p" conflict because subfields "x" conflict because "fullName" and \
                "name" are different fields. Use different aliases on the fields to fetch \
                both if this was intentional. @ 3:5 3:20 4:5 4:20
                """),
        RuleCase(
            "types that differ on different objects",
            """
            { accompaniments { ... on Visit { duration } ... on Workshop {
              duration } } }
            """,
            errors: """
                Fields "duration" conflict because they return conflicting types "Int" and \
                "Float!". Use different aliases on the fields to fetch both if this was \
                intentional. @ 1:35 2:3
                """),
        RuleCase(
            "lists and single values",
            """
            { accompaniments { ... on Visit { x: place { name } } ... on Workshop
              { x: place } } search(text: "") { ... on Community { y: schools { id
              } } ... on School { y: community { id } } } }
            """,
            errors: """
                Fields "x" conflict because they return conflicting types "School!" and \
                "String". Use different aliases on the fields to fetch both if this was \
                intentional. @ 1:35 2:5
                Fields "y" conflict because they return conflicting types "[School!]!" and \
                "Community!". Use different aliases on the fields to fetch both if this was \
                intentional. @ 2:56 3:23
                """),
        RuleCase(
            "non-null and nullable types",
            """
            { search(text: "") { ... on Community { n: name } ... on Person { n:
              fullName } } }
            """,
            errors: """
                Fields "n" conflict because they return conflicting types "String!" and \
                "String". Use different aliases on the fields to fetch both if this was \
                intentional. @ 1:41 1:67
                """),
        RuleCase(
            "through fragments of fragments, and inline fragments without a type",
            """
            { search(text: "") { ...A ...B } }
            fragment A on Person { ...C } fragment B on Person { ... { ...D } }
            fragment C on Person { x: fullName } fragment D on Person { ... { x: id } }
            """,
            errors: """
                Fields "x" conflict because "fullName" and "id" are different fields. Use \
                different aliases on the fields to fetch both if this was intentional. @ 3:24 3:67
                """),
        RuleCase(
            "shapes below different objects",
            """
            { search(text: "") { ... on Community { x: president { v: fullName } }
              ... on Person { x: mentor { v: name } } ... on School { x: community
              { v: size } } } }
            """,
            errors: """
                Fields "x" conflict because they return conflicting types "Person" and \
                "Community!". Use different aliases on the fields to fetch both if this was \
                intentional. @ 1:41 2:59
                Fields "x" conflict because they return conflicting types "Person" and \
                "Community!". Use different aliases on the fields to fetch both if this was \
                intentional. @ 2:19 2:59
                """),
        RuleCase(
            "an interface and an object",
            "{ accompaniments { t: notes ... on Visit { t: title } } }",
            errors: """
                Fields "t" conflict because "notes" and "title" are different fields. Use \
                different aliases on the fields to fetch both if this was intentional. @ 1:20 \
                1:44
                """),
        RuleCase(
            "through fragments below fields",
            """
            {
              a: community(id: 1) { ...F }
              a: community(id: 1) { ...G }
            }
            fragment F on Community { b: id }
            fragment G on Community { b: name }
            """,
            errors: """
                Fields "a" conflict because subfields "b" conflict because "id" and "name" \
                are different fields. Use different aliases on the fields to fetch both if \
                this was intentional. @ 2:3 5:27 3:3 6:27
                """),
    ]

    @Test(arguments: valid)
    func `the rule is silent`(about example: RuleCase) throws {
        try example.expectErrors(by: OverlappingFieldsCanBeMergedRule.self)
    }

    @Test(arguments: invalid)
    func `the rule reports`(each example: RuleCase) throws {
        try example.expectErrors(by: OverlappingFieldsCanBeMergedRule.self)
    }
}
