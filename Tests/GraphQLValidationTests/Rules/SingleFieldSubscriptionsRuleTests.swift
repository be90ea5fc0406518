import GraphQLValidation
import Testing

/// A subscription selects one field, no meta field, and does so unconditionally.
@Suite("SingleFieldSubscriptions")
struct SingleFieldSubscriptionsRuleTests {
    static let valid: [RuleCase] = [
        RuleCase(
            "one field",
            "subscription S { visitRecorded { id } }"),
        RuleCase(
            "one field twice",
            """
            subscription S { visitRecorded { id } ...F } fragment F on
              Subscription { visitRecorded { title } }
            """),
        RuleCase(
            "an unknown fragment",
            "subscription S { visitRecorded { id } ...Nowhere }"),
        RuleCase(
            "a fragment that spreads itself",
            """
            subscription S { ...F } fragment F on Subscription { visitRecorded {
              id } ...F }
            """),
        RuleCase(
            "a fragment on another type",
            """
            subscription S { visitRecorded { id } ...F ... on Query { node(id: 1)
              { id } } } fragment F on Query { __typename }
            """),
    ]

    static let invalid: [RuleCase] = [
        RuleCase(
            "two fields",
            "subscription Ziyarat { a: visitRecorded { id } schoolChanged { id } }",
            errors: """
                Subscription "Ziyarat" must select only one top level field. @ 1:48
                """),
        RuleCase(
            "two fields through fragments",
            """
            subscription S {
              visitRecorded { id }
              ...F
            }
            fragment F on Subscription {
              ... on Subscription { schoolChanged { id } }
              again: schoolChanged { name }
            }
            """,
            errors: """
                Subscription "S" must select only one top level field. @ 6:25 7:3
                """),
        RuleCase(
            "two fields without a name",
            "subscription { visitRecorded { id } schoolChanged { id } }",
            errors: """
                Anonymous Subscription must select only one top level field. @ 1:37
                """),
        RuleCase(
            "a meta field",
            "subscription S { __typename }",
            errors: """
                Subscription "S" must not select an introspection top level field. @ 1:18
                """),
        RuleCase(
            "a meta field without a name",
            "subscription { __typename }",
            errors: """
                Anonymous Subscription must not select an introspection top level field. @ \
                1:16
                """),
        RuleCase(
            "a meta field beside another",
            "subscription S { visitRecorded { id } __typename }",
            errors: """
                Subscription "S" must select only one top level field. @ 1:39
                Subscription "S" must not select an introspection top level field. @ 1:39
                """),
        RuleCase(
            "conditions on the root selections",
            """
            subscription S {
              visitRecorded @skip(if: true) { id @skip(if: true) }
              ...F @include(if: true)
            }
            fragment F on Subscription { schoolChanged { id } }
            """,
            errors: """
                Subscription "S" must not use `@skip` or `@include` directives in the top \
                level selection. @ 2:17 3:8
                """),
    ]

    @Test(arguments: valid)
    func `the rule is silent`(about example: RuleCase) throws {
        try example.expectErrors(by: SingleFieldSubscriptionsRule.self)
    }

    @Test(arguments: invalid)
    func `the rule reports`(each example: RuleCase) throws {
        try example.expectErrors(by: SingleFieldSubscriptionsRule.self)
    }
}
