import GraphQLValidation
import Testing

/// Every variable is used by its operation or by a fragment of it.
@Suite("NoUnusedVariables")
struct NoUnusedVariablesRuleTests {
    static let valid: [RuleCase] = [
        RuleCase(
            "all used",
            """
            query A($a: ID!, $b: Int, $c: String, $d: Boolean!) { node(id: $a)
              @include(if: $d) { ...F } communities(filter: {all: [{name: $c}]}) {
              id } } fragment F on Community { schools(first: $b) { id } }
            """)
    ]

    static let invalid: [RuleCase] = [
        RuleCase(
            "unused",
            "query A($a: ID, $b: Int, $c: Int) { communities(first: $b) { id } }",
            errors: """
                Variable "$a" is never used in operation "A". @ 1:9
                Variable "$c" is never used in operation "A". @ 1:26
                """),
        RuleCase(
            "unused without a name",
            "query ($a: ID) { __typename }",
            errors: """
                Variable "$a" is never used. @ 1:8
                """),
        RuleCase(
            "used only by a fragment of another operation",
            """
            query A($n: Int) { __typename }
            query B($n: Int) { ...F }
            fragment F on Query { communities(first: $n) { id } }
            """,
            errors: """
                Variable "$n" is never used in operation "A". @ 1:9
                """),
    ]

    @Test(arguments: valid)
    func `the rule is silent`(about example: RuleCase) throws {
        try example.expectErrors(by: NoUnusedVariablesRule.self)
    }

    @Test(arguments: invalid)
    func `the rule reports`(each example: RuleCase) throws {
        try example.expectErrors(by: NoUnusedVariablesRule.self)
    }
}
