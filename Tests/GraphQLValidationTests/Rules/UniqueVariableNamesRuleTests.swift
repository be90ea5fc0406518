import GraphQLValidation
import Testing

/// The variables of an operation have different names.
@Suite("UniqueVariableNames")
struct UniqueVariableNamesRuleTests {
    static let valid: [RuleCase] = [
        RuleCase(
            "different names",
            """
            query A($a: Int, $b: Int) { __typename } query B($a: Int) { __typename
              }
            """)
    ]

    static let invalid: [RuleCase] = [
        RuleCase(
            "repeated names",
            """
            query A($a: Int, $b: Int, $a: String,
              $a: ID, $b: ID) { __typename }
            """,
            errors: """
                There can be only one variable named "$a". @ 1:10 1:28 2:4
                There can be only one variable named "$b". @ 1:19 2:12
                """)
    ]

    @Test(arguments: valid)
    func `the rule is silent`(about example: RuleCase) throws {
        try example.expectErrors(by: UniqueVariableNamesRule.self)
    }

    @Test(arguments: invalid)
    func `the rule reports`(each example: RuleCase) throws {
        try example.expectErrors(by: UniqueVariableNamesRule.self)
    }
}
