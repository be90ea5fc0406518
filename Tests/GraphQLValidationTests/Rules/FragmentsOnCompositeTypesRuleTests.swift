import GraphQLValidation
import Testing

/// Fragments stand on objects, interfaces and unions.
@Suite("FragmentsOnCompositeTypes")
struct FragmentsOnCompositeTypesRuleTests {
    static let valid: [RuleCase] = [
        RuleCase(
            "objects, interfaces and unions",
            """
            { search(text: "ا") { ...F ... on Node { id } ... { __typename } } }
              fragment F on Person { fullName } fragment G on SearchResult {
              __typename }
            """),
        RuleCase(
            "an unknown type",
            "fragment F on Nowhere { id }"),
    ]

    static let invalid: [RuleCase] = [
        RuleCase(
            "a scalar, an enum and an input object",
            """
            { node(id: 1) { ... on Date { id } } }
            fragment F on Language { id }
            fragment G on VisitInput { id }
            """,
            errors: """
                Fragment cannot condition on non composite type "Date". @ 1:24
                Fragment "F" cannot condition on non composite type "Language". @ 2:15
                Fragment "G" cannot condition on non composite type "VisitInput". @ 3:15
                """)
    ]

    @Test(arguments: valid)
    func `the rule is silent`(about example: RuleCase) throws {
        try example.expectErrors(by: FragmentsOnCompositeTypesRule.self)
    }

    @Test(arguments: invalid)
    func `the rule reports`(each example: RuleCase) throws {
        try example.expectErrors(by: FragmentsOnCompositeTypesRule.self)
    }
}
