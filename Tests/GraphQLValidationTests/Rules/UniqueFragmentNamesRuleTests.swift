import GraphQLValidation
import Testing

/// Fragments have different names.
@Suite("UniqueFragmentNames")
struct UniqueFragmentNamesRuleTests {
    static let valid: [RuleCase] = [
        RuleCase(
            "different names",
            """
            { ...A ...B } fragment A on Query { __typename } fragment B on Query {
              __typename }
            """),
        RuleCase(
            "an operation and a fragment of one name",
            "query A { ...A } fragment A on Query { __typename }"),
    ]

    static let invalid: [RuleCase] = [
        RuleCase(
            "repeated names",
            """
            { ...A }
            fragment A on Query { __typename }
            fragment A on Query { __typename }
            fragment A on Node { id }
            """,
            errors: """
                There can be only one fragment named "A". @ 2:10 3:10
                There can be only one fragment named "A". @ 2:10 4:10
                """)
    ]

    @Test(arguments: valid)
    func `the rule is silent`(about example: RuleCase) throws {
        try example.expectErrors(by: UniqueFragmentNamesRule.self)
    }

    @Test(arguments: invalid)
    func `the rule reports`(each example: RuleCase) throws {
        try example.expectErrors(by: UniqueFragmentNamesRule.self)
    }
}
