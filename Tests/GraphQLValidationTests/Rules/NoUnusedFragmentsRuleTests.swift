import GraphQLValidation
import Testing

/// Every fragment is spread by an operation, directly or through other fragments.
@Suite("NoUnusedFragments")
struct NoUnusedFragmentsRuleTests {
    static let valid: [RuleCase] = [
        RuleCase(
            "all used",
            """
            { ...A } query B { ...C } fragment A on Query { ...B } fragment B on
              Query { __typename } fragment C on Query { __typename }
            """)
    ]

    static let invalid: [RuleCase] = [
        RuleCase(
            "unused ones",
            """
            { ...A }
            fragment A on Query { __typename }
            fragment B on Query { ...C }
            fragment C on Query { ...B }
            fragment D on Query { ...A }
            """,
            errors: """
                Fragment "B" is never used. @ 3:1
                Fragment "C" is never used. @ 4:1
                Fragment "D" is never used. @ 5:1
                """)
    ]

    @Test(arguments: valid)
    func `the rule is silent`(about example: RuleCase) throws {
        try example.expectErrors(by: NoUnusedFragmentsRule.self)
    }

    @Test(arguments: invalid)
    func `the rule reports`(each example: RuleCase) throws {
        try example.expectErrors(by: NoUnusedFragmentsRule.self)
    }
}
