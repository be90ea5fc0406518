import GraphQLValidation
import Testing

/// A fragment's type can occur where the fragment stands.
@Suite("PossibleFragmentSpreads")
struct PossibleFragmentSpreadsRuleTests {
    static let valid: [RuleCase] = [
        RuleCase(
            "types that overlap",
            """
            { node(id: 1) { ... on Visit { id } ... on Accompaniment { ... on Node
              { ...W } } } search(text: "") { ... on Node { id } ... on
              SearchResult { ... on Person { fullName } } } } fragment W on
              Workshop { id }
            """),
        RuleCase(
            "unknown and non composite types",
            "{ node(id: 1) { ... on Nowhere { id } ... on Date { id } ...U } }"),
    ]

    static let invalid: [RuleCase] = [
        RuleCase(
            "objects that differ",
            """
            { community(id: 1) { ... on School { id } ...V } }
            fragment V on Visit { id }
            """,
            errors: """
                Fragment cannot be spread here as objects of type "Community" can never be of \
                type "School". @ 1:22
                Fragment "V" cannot be spread here as objects of type "Community" can never \
                be of type "Visit". @ 1:43
                """),
        RuleCase(
            "an object outside the abstract type",
            """
            { accompaniments { ... on School { id } } search(text: "") { ... on
              Visit { id } ...P } }
            fragment P on Accompaniment { ... on Person { fullName } }
            """,
            errors: """
                Fragment cannot be spread here as objects of type "Accompaniment" can never \
                be of type "School". @ 1:20
                Fragment cannot be spread here as objects of type "SearchResult" can never be \
                of type "Visit". @ 1:62
                Fragment "P" cannot be spread here as objects of type "SearchResult" can \
                never be of type "Accompaniment". @ 2:16
                Fragment cannot be spread here as objects of type "Accompaniment" can never \
                be of type "Person". @ 3:31
                """),
        RuleCase(
            "an interface and a union without common objects",
            """
            { search(text: "") { ... on Accompaniment { id } } accompaniments {
              ... on SearchResult { __typename } } }
            """,
            errors: """
                Fragment cannot be spread here as objects of type "SearchResult" can never be \
                of type "Accompaniment". @ 1:22
                Fragment cannot be spread here as objects of type "Accompaniment" can never \
                be of type "SearchResult". @ 2:3
                """),
    ]

    @Test(arguments: valid)
    func `the rule is silent`(about example: RuleCase) throws {
        try example.expectErrors(by: PossibleFragmentSpreadsRule.self)
    }

    @Test(arguments: invalid)
    func `the rule reports`(each example: RuleCase) throws {
        try example.expectErrors(by: PossibleFragmentSpreadsRule.self)
    }
}
