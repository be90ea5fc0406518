import GraphQLValidation
import Testing

/// The arguments of a field or directive have different names.
@Suite("UniqueArgumentNames")
struct UniqueArgumentNamesRuleTests {
    static let valid: [RuleCase] = [
        RuleCase(
            "different names",
            #"{ visit(id: 1, language: FRENCH) @trace(label: "", depth: 2) { id } }"#)
    ]

    static let invalid: [RuleCase] = [
        RuleCase(
            "repeated names",
            """
            { visit(id: 1, language: FRENCH, id: 2,
              id: 3) @trace(label: "", label: "") { id } nowhere(a: 1, a: 2) }
            """,
            errors: """
                There can be only one argument named "id". @ 1:9 1:34 2:3
                There can be only one argument named "label". @ 2:17 2:28
                There can be only one argument named "a". @ 2:54 2:60
                """)
    ]

    @Test(arguments: valid)
    func `the rule is silent`(about example: RuleCase) throws {
        try example.expectErrors(by: UniqueArgumentNamesRule.self)
    }

    @Test(arguments: invalid)
    func `the rule reports`(each example: RuleCase) throws {
        try example.expectErrors(by: UniqueArgumentNamesRule.self)
    }
}
