import GraphQLValidation
import Testing

/// The fields of an input object literal have different names.
@Suite("UniqueInputFieldNames")
struct UniqueInputFieldNamesRuleTests {
    static let valid: [RuleCase] = [
        RuleCase(
            "different names",
            #"{ communities(filter: { name: "ا", all: [{ name: "ب" }] }) { id } }"#)
    ]

    static let invalid: [RuleCase] = [
        RuleCase(
            "repeated names",
            """
            { communities(filter: { name: "ا", name: "ب", all: { sizes: 1, name:
              "", sizes: 2 },
              name: "ج" }) { id } report(date: { a: 1, a: 2 }) }
            """,
            errors: """
                There can be only one input field named "name". @ 1:25 1:36
                There can be only one input field named "sizes". @ 1:54 2:7
                There can be only one input field named "name". @ 1:25 3:3
                There can be only one input field named "a". @ 3:38 3:44
                """)
    ]

    @Test(arguments: valid)
    func `the rule is silent`(about example: RuleCase) throws {
        try example.expectErrors(by: UniqueInputFieldNamesRule.self)
    }

    @Test(arguments: invalid)
    func `the rule reports`(each example: RuleCase) throws {
        try example.expectErrors(by: UniqueInputFieldNamesRule.self)
    }
}
