import GraphQLValidation
import Testing

/// Every operation defines the variables that it and its fragments use.
@Suite("NoUndefinedVariables")
struct NoUndefinedVariablesRuleTests {
    static let valid: [RuleCase] = [
        RuleCase(
            "all defined",
            """
            query A($id: ID!, $n: Int) { node(id: $id) { ...F } } fragment F on
              Community { schools(first: $n) { id } }
            """)
    ]

    static let invalid: [RuleCase] = [
        RuleCase(
            "undefined in an operation",
            "query A($a: ID) { node(id: $b) { id } c: node(id: $c) { id } }",
            errors: """
                Variable "$b" is not defined by operation "A". @ 1:28 1:1
                Variable "$c" is not defined by operation "A". @ 1:51 1:1
                """),
        RuleCase(
            "undefined without a name",
            "{ node(id: $id) { id } }",
            errors: """
                Variable "$id" is not defined. @ 1:12 1:1
                """),
        RuleCase(
            "undefined in values and directives",
            """
            query A { communities(filter: { name: $n, sizes: [$s] }) @include(if:
              $i) { id } }
            """,
            errors: """
                Variable "$n" is not defined by operation "A". @ 1:39 1:1
                Variable "$s" is not defined by operation "A". @ 1:51 1:1
                Variable "$i" is not defined by operation "A". @ 2:3 1:1
                """),
        RuleCase(
            "undefined in a fragment",
            """
            query A { ...F }
            query B($n: Int) { ...F }
            fragment F on Query { communities(first: $n) { ...G } }
            fragment G on Community { schools(first: $m) { id } }
            """,
            errors: """
                Variable "$n" is not defined by operation "A". @ 3:42 1:1
                Variable "$m" is not defined by operation "A". @ 4:42 1:1
                Variable "$m" is not defined by operation "B". @ 4:42 2:1
                """),
    ]

    @Test(arguments: valid)
    func `the rule is silent`(about example: RuleCase) throws {
        try example.expectErrors(by: NoUndefinedVariablesRule.self)
    }

    @Test(arguments: invalid)
    func `the rule reports`(each example: RuleCase) throws {
        try example.expectErrors(by: NoUndefinedVariablesRule.self)
    }
}
