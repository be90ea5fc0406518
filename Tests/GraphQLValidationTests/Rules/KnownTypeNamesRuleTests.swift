import GraphQLValidation
import Testing

/// Fragments and variables refer to types that exist.
@Suite("KnownTypeNames")
struct KnownTypeNamesRuleTests {
    static let valid: [RuleCase] = [
        RuleCase(
            "known types",
            """
            query A($id: ID, $k: [SchoolKey!]!) { node(id: $id) { ... on Visit {
              id } ...F } } fragment F on Node { id }
            """)
    ]

    static let invalid: [RuleCase] = [
        RuleCase(
            "unknown types",
            """
            query A($a: Languag, $b: [Visitt!]) {
              node(id: 1) { ... on Scool { id } ...F }
            }
            fragment F on Acompaniment { id }
            """,
            errors: """
                Unknown type "Languag". Did you mean "Language"? @ 1:13
                Unknown type "Visitt". Did you mean "Visit"? @ 1:27
                Unknown type "Scool". Did you mean "School"? @ 2:24
                Unknown type "Acompaniment". Did you mean "Accompaniment" or \
                "AccompanimentKind"? @ 4:15
                """),
        RuleCase(
            "a type unlike any other",
            "query A($a: Xyzzy) { __typename }",
            errors: """
                Unknown type "Xyzzy". @ 1:13
                """),
    ]

    @Test(arguments: valid)
    func `the rule is silent`(about example: RuleCase) throws {
        try example.expectErrors(by: KnownTypeNamesRule.self)
    }

    @Test(arguments: invalid)
    func `the rule reports`(each example: RuleCase) throws {
        try example.expectErrors(by: KnownTypeNamesRule.self)
    }
}
