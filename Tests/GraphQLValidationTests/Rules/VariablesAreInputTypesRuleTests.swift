import GraphQLValidation
import Testing

/// Variables have input types.
@Suite("VariablesAreInputTypes")
struct VariablesAreInputTypesRuleTests {
    static let valid: [RuleCase] = [
        RuleCase(
            "input types",
            "query A($a: Date, $b: [Language!]!, $c: VisitInput) { __typename }"),
        RuleCase(
            "an unknown type",
            "query A($a: Nowhere) { __typename }"),
    ]

    static let invalid: [RuleCase] = [
        RuleCase(
            "output types",
            """
            query A($a: Visit, $b: [[SearchResult!]]!,
              $c: Accompaniment!) { __typename }
            """,
            errors: """
                Variable "$a" cannot be non-input type "Visit". @ 1:13
                Variable "$b" cannot be non-input type "[[SearchResult!]]!". @ 1:24
                Variable "$c" cannot be non-input type "Accompaniment!". @ 2:7
                """)
    ]

    @Test(arguments: valid)
    func `the rule is silent`(about example: RuleCase) throws {
        try example.expectErrors(by: VariablesAreInputTypesRule.self)
    }

    @Test(arguments: invalid)
    func `the rule reports`(each example: RuleCase) throws {
        try example.expectErrors(by: VariablesAreInputTypesRule.self)
    }
}
