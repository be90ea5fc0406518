import GraphQLValidation
import Testing

/// A document to execute holds only operations and fragments.
@Suite("ExecutableDefinitions")
struct ExecutableDefinitionsRuleTests {
    static let valid: [RuleCase] = [
        RuleCase(
            "operations and fragments",
            """
            query A { node(id: 1) { ...F } }
            fragment F on Node { id }
            """)
    ]

    static let invalid: [RuleCase] = [
        RuleCase(
            "a type definition",
            """
            { node(id: 1) { id } }

            type Teacher { name: String }
            """,
            errors: """
                The "Teacher" definition is not executable. @ 3:1
                """),
        RuleCase(
            "a schema definition and extensions",
            """
            { node(id: 1) { id } }
            schema { query: Query }
            extend type School { motto: String }
            extend schema @once
            directive @x on FIELD
            """,
            errors: """
                The schema definition is not executable. @ 2:1
                The "School" definition is not executable. @ 3:1
                The schema definition is not executable. @ 4:1
                The "x" definition is not executable. @ 5:1
                """),
    ]

    @Test(arguments: valid)
    func `the rule is silent`(about example: RuleCase) throws {
        try example.expectErrors(by: ExecutableDefinitionsRule.self)
    }

    @Test(arguments: invalid)
    func `the rule reports`(each example: RuleCase) throws {
        try example.expectErrors(by: ExecutableDefinitionsRule.self)
    }
}
