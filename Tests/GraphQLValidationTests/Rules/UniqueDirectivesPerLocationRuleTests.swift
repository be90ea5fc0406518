import GraphQLValidation
import Testing

/// A directive stands once at a place unless it is repeatable.
@Suite("UniqueDirectivesPerLocation")
struct UniqueDirectivesPerLocationRuleTests {
    static let valid: [RuleCase] = [
        RuleCase(
            "different directives and places",
            "{ node(id: 1) @once @skip(if: true) { id @once } }"),
        RuleCase(
            "repeatable and unknown directives",
            #"{ node(id: 1) @trace(label: "a") @trace(label: "b") @x @x { id } }"#),
    ]

    static let invalid: [RuleCase] = [
        RuleCase(
            "repeated directives",
            """
            query A @once @once { node(id: 1) @skip(if: true)
              @once @skip(if: false) @skip(if: true) { id } }
            """,
            errors: """
                The directive "@once" can only be used once at this location. @ 1:9 1:15
                The directive "@skip" can only be used once at this location. @ 1:35 2:9
                The directive "@skip" can only be used once at this location. @ 1:35 2:26
                """)
    ]

    @Test(arguments: valid)
    func `the rule is silent`(about example: RuleCase) throws {
        try example.expectErrors(by: UniqueDirectivesPerLocationRule.self)
    }

    @Test(arguments: invalid)
    func `the rule reports`(each example: RuleCase) throws {
        try example.expectErrors(by: UniqueDirectivesPerLocationRule.self)
    }
}
