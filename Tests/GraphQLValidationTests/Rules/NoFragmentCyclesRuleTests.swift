import GraphQLValidation
import Testing

/// No fragment spreads itself, directly or through others.
@Suite("NoFragmentCycles")
struct NoFragmentCyclesRuleTests {
    static let valid: [RuleCase] = [
        RuleCase(
            "spread twice, no cycle",
            """
            { ...A ...B } fragment A on Query { ...B } fragment B on Query {
              __typename }
            """),
        RuleCase(
            "in the second definition of a name",
            """
            { ...A } fragment A on Query { __typename } fragment A on Query { ...A }
            """),
        RuleCase(
            "an unknown fragment",
            "fragment A on Query { ...Nowhere }"),
    ]

    static let invalid: [RuleCase] = [
        RuleCase(
            "spread within itself",
            "fragment A on Person { mentor { ...A } }",
            errors: """
                Cannot spread fragment "A" within itself. @ 1:33
                """),
        RuleCase(
            "directly within itself",
            "fragment A on Person { fullName ...A }",
            errors: """
                Cannot spread fragment "A" within itself. @ 1:33
                """),
        RuleCase(
            "through another",
            "fragment A on Person { ...B } fragment B on Person { ...A }",
            errors: """
                Cannot spread fragment "A" within itself via "B". @ 1:24 1:54
                """),
        RuleCase(
            "through several",
            """
            fragment A on Person { ...B }
            fragment B on Person { ...C }
            fragment C on Person { ...D }
            fragment D on Person { ...A ...B }
            """,
            errors: """
                Cannot spread fragment "A" within itself via "B", "C", "D". @ 1:24 2:24 3:24 \
                4:24
                Cannot spread fragment "B" within itself via "C", "D". @ 2:24 3:24 4:29
                """),
        RuleCase(
            "two cycles of one fragment",
            """
            fragment A on Person { ...B ...C }
            fragment B on Person { ...A }
            fragment C on Person { ...A ...C }
            """,
            errors: """
                Cannot spread fragment "A" within itself via "B". @ 1:24 2:24
                Cannot spread fragment "A" within itself via "C". @ 1:29 3:24
                Cannot spread fragment "C" within itself. @ 3:29
                """),
    ]

    @Test(arguments: valid)
    func `the rule is silent`(about example: RuleCase) throws {
        try example.expectErrors(by: NoFragmentCyclesRule.self)
    }

    @Test(arguments: invalid)
    func `the rule reports`(each example: RuleCase) throws {
        try example.expectErrors(by: NoFragmentCyclesRule.self)
    }
}
