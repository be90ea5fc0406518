import GraphQLValidation
import Testing

/// Variables stand where their types fit.
@Suite("VariablesInAllowedPosition")
struct VariablesInAllowedPositionRuleTests {
    static let valid: [RuleCase] = [
        RuleCase(
            "the same types",
            """
            query A($a: ID!, $b: Int, $c: [Float!]!, $f: CommunityFilter) {
              node(id: $a) { id } communities(first: $b, filter: $f) { id }
              average(of: $c) }
            """),
        RuleCase(
            "stricter types",
            """
            query A($b: Int!, $c: [String!]!, $f: CommunityFilter!, $i: [Int!]!) {
              communities(first: $b, filter: $f) { id } c: communities(filter: {
              sizes: $i }) { id } report(tags: $c) }
            """),
        RuleCase(
            "defaults on either side",
            """
            query A($a: ID = 1, $l: Int, $d: Boolean) { node(id: $a) { id }
              search(text: "", limit: $l) { __typename } communities(order: {
              field: "a", descending: $d }) { id } }
            """),
        RuleCase(
            "unknown types and arguments",
            """
            query A($a: Nowhere, $b: Int) { node(id: $a) { id } visit(x: $b) { id
              } }
            """),
        RuleCase(
            "items of lists",
            """
            query A($a: Float!, $k: AccompanimentKind!) { average(of: [$a])
              accompaniments(kinds: [$k]) { id } }
            """),
        RuleCase(
            "a non-null variable in a OneOf",
            "query A($c: String!) { school(by: { code: $c }) { id } }"),
    ]

    static let invalid: [RuleCase] = [
        RuleCase(
            "nullable for non-null",
            """
            query A($a: ID, $n: ID = null) { node(id: $a) { id } b: node(id: $n) {
              id } }
            """,
            errors: """
                Variable "$a" of type "ID" used in position expecting type "ID!". @ 1:9 1:43
                Variable "$n" of type "ID" used in position expecting type "ID!". @ 1:17 1:66
                """),
        RuleCase(
            "other types",
            """
            query A($a: Int, $b: String!, $c: [Int]) {
              node(id: $a) { id }
              communities(first: $b) { id }
              c: communities(first: $c) { id }
              d: node(id: 1) @include(if: $b) { id }
            }
            """,
            errors: """
                Variable "$a" of type "Int" used in position expecting type "ID!". @ 1:9 2:12
                Variable "$b" of type "String!" used in position expecting type "Int". @ 1:18 \
                3:22
                Variable "$c" of type "[Int]" used in position expecting type "Int". @ 1:31 \
                4:25
                Variable "$b" of type "String!" used in position expecting type "Boolean!". @ \
                1:18 5:31
                """),
        RuleCase(
            "lists for items and items for lists",
            """
            query A($a: [ID!]!, $b: AccompanimentKind!, $c: [AccompanimentKind],
              $d: Float) { node(id: $a) { id } x: accompaniments(kinds: $b) { id }
              y: accompaniments(kinds: $c) { id } average(of: [$d]) }
            """,
            errors: """
                Variable "$a" of type "[ID!]!" used in position expecting type "ID!". @ 1:9 \
                2:25
                Variable "$b" of type "AccompanimentKind!" used in position expecting type \
                "[AccompanimentKind!]". @ 1:21 2:61
                Variable "$c" of type "[AccompanimentKind]" used in position expecting type \
                "[AccompanimentKind!]". @ 1:45 3:28
                Variable "$d" of type "Float" used in position expecting type "Float!". @ 2:3 \
                3:52
                """),
        RuleCase(
            "in input objects",
            """
            query A($a: Int, $b: [Int], $c: Language!, $o: String) {
              communities(order: { field: $o }, filter: { name: $a, sizes: $b,
              all: [{ language: $c, sizes: [$a] }] }) { id } }
            """,
            errors: """
                Variable "$o" of type "String" used in position expecting type "String!". @ \
                1:44 2:31
                Variable "$a" of type "Int" used in position expecting type "String". @ 1:9 \
                2:53
                Variable "$b" of type "[Int]" used in position expecting type "[Int!]". @ \
                1:18 2:64
                Variable "$a" of type "Int" used in position expecting type "Int!". @ 1:9 3:33
                """),
        RuleCase(
            "in fragments",
            """
            query A($a: Int) { ...F }
            query B($a: ID!) { ...F }
            fragment F on Query { node(id: $a) { ...G } }
            fragment G on Community { schools(first: $a) { id } }
            """,
            errors: """
                Variable "$a" of type "Int" used in position expecting type "ID!". @ 1:9 3:32
                Variable "$a" of type "ID!" used in position expecting type "Int". @ 2:9 4:42
                """),
        RuleCase(
            "a nullable variable in a OneOf",
            """
            query A($c: String, $d: ID = 1) { school(by: { code: $c }) { id } b:
              school(by: { id: $d }) { id } }
            """,
            errors: """
                Variable "$c" is of type "String" but must be non-nullable to be used for OneOf \
                Input Object "SchoolKey". @ 1:9 1:54
                Variable "$d" is of type "ID" but must be non-nullable to be used for OneOf Input \
                Object "SchoolKey". @ 1:21 2:20
                """),
        RuleCase(
            "a nullable variable in a OneOf with two keys or of an unknown field",
            """
            query A($c: String) { school(by: { id: 1, code: $c, cod: $c }) { id } }
            """,
            errors: """
                Variable "$c" is of type "String" but must be non-nullable to be used for OneOf \
                Input Object "SchoolKey". @ 1:9 1:49
                """),
    ]

    @Test(arguments: valid)
    func `the rule is silent`(about example: RuleCase) throws {
        try example.expectErrors(by: VariablesInAllowedPositionRule.self)
    }

    @Test(arguments: invalid)
    func `the rule reports`(each example: RuleCase) throws {
        try example.expectErrors(by: VariablesInAllowedPositionRule.self)
    }
}
