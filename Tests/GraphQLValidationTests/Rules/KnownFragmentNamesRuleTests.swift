import GraphQLValidation
import Testing

/// Spreads name fragments of the document.
@Suite("KnownFragmentNames")
struct KnownFragmentNamesRuleTests {
    static let valid: [RuleCase] = [
        RuleCase(
            "known fragments",
            """
            { ...A } fragment A on Query { ...B } fragment B on Query { __typename
              }
            """)
    ]

    static let invalid: [RuleCase] = [
        RuleCase(
            "unknown fragments",
            """
            { ...A node(id: 1) { ...B } }
            fragment A on Query { ... { ...C } }
            """,
            errors: """
                Unknown fragment "B". @ 1:25
                Unknown fragment "C". @ 2:32
                """)
    ]

    @Test(arguments: valid)
    func `the rule is silent`(about example: RuleCase) throws {
        try example.expectErrors(by: KnownFragmentNamesRule.self)
    }

    @Test(arguments: invalid)
    func `the rule reports`(each example: RuleCase) throws {
        try example.expectErrors(by: KnownFragmentNamesRule.self)
    }
}
