import GraphQLValidation
import Testing

/// An operation without a name is the only one of its document.
@Suite("LoneAnonymousOperation")
struct LoneAnonymousOperationRuleTests {
    static let valid: [RuleCase] = [
        RuleCase(
            "one anonymous operation",
            "{ __typename }"),
        RuleCase(
            "named operations",
            "query A { __typename } query B { __typename }"),
        RuleCase(
            "an anonymous operation beside a fragment",
            "{ ...F } fragment F on Query { __typename }"),
    ]

    static let invalid: [RuleCase] = [
        RuleCase(
            "two anonymous operations",
            """
            { __typename }
            { __typename }
            """,
            errors: """
                This anonymous operation must be the only defined operation. @ 1:1
                This anonymous operation must be the only defined operation. @ 2:1
                """),
        RuleCase(
            "an anonymous operation beside a named one",
            """
            { __typename }
            query A { __typename }
            """,
            errors: """
                This anonymous operation must be the only defined operation. @ 1:1
                """),
    ]

    @Test(arguments: valid)
    func `the rule is silent`(about example: RuleCase) throws {
        try example.expectErrors(by: LoneAnonymousOperationRule.self)
    }

    @Test(arguments: invalid)
    func `the rule reports`(each example: RuleCase) throws {
        try example.expectErrors(by: LoneAnonymousOperationRule.self)
    }
}
