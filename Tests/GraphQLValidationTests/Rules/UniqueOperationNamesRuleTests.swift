import GraphQLValidation
import Testing

/// Operations have different names.
@Suite("UniqueOperationNames")
struct UniqueOperationNamesRuleTests {
    static let valid: [RuleCase] = [
        RuleCase(
            "different names",
            """
            query A { node(id: 1) { id } } mutation B { recordVisit(input: {}) {
              id } } { __typename }
            """)
    ]

    static let invalid: [RuleCase] = [
        RuleCase(
            "two of one name and a third",
            """
            query Visits { __typename }
            mutation Visits { __typename }
              subscription Visits { __typename }
            """,
            errors: """
                There can be only one operation named "Visits". @ 1:7 2:10
                There can be only one operation named "Visits". @ 1:7 3:16
                """)
    ]

    @Test(arguments: valid)
    func `the rule is silent`(about example: RuleCase) throws {
        try example.expectErrors(by: UniqueOperationNamesRule.self)
    }

    @Test(arguments: invalid)
    func `the rule reports`(each example: RuleCase) throws {
        try example.expectErrors(by: UniqueOperationNamesRule.self)
    }
}
