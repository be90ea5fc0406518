import GraphQLValidation
import Testing

/// Selected fields exist on the types that they are selected on.
@Suite("FieldsOnCorrectType")
struct FieldsOnCorrectTypeRuleTests {
    static let valid: [RuleCase] = [
        RuleCase(
            "known fields",
            """
            { a: community(id: 1) { __typename n: name } search(text: "") {
              __typename ... on Person { mentor { fullName } } } }
            """)
    ]

    static let invalid: [RuleCase] = [
        RuleCase(
            "fields of unknown types",
            "{ node(id: 1) { ... on Nowhere { a { b } } } nowhere { c } }",
            errors: """
                Cannot query field "nowhere" on type "Query". @ 1:46
                """),
        RuleCase(
            "a field unlike any other",
            "{ community(id: 1) { xyzzy } }",
            errors: """
                Cannot query field "xyzzy" on type "Community". @ 1:22
                """),
        RuleCase(
            "a misspelt field",
            "{ community(id: 1) { nam shools { ... on School { pupil } } } }",
            errors: """
                Cannot query field "nam" on type "Community". Did you mean "name"? @ 1:22
                Cannot query field "shools" on type "Community". Did you mean "schools"? @ \
                1:26
                Cannot query field "pupil" on type "School". Did you mean "pupils"? @ 1:51
                """),
        RuleCase(
            "an alias does not matter",
            "{ community(id: 1) { name: nam } }",
            errors: """
                Cannot query field "nam" on type "Community". Did you mean "name"? @ 1:22
                """),
        RuleCase(
            "a field of implementations",
            "{ accompaniments { seats duration place } }",
            errors: """
                Cannot query field "seats" on type "Accompaniment". Did you mean to use an \
                inline fragment on "Workshop"? @ 1:20
                Cannot query field "duration" on type "Accompaniment". Did you mean to use an \
                inline fragment on "Visit" or "Workshop"? @ 1:26
                Cannot query field "place" on type "Accompaniment". Did you mean to use an \
                inline fragment on "Visit" or "Workshop"? @ 1:35
                """),
        RuleCase(
            "a field of implementations of an interface of interfaces",
            "{ node(id: 1) { title name } }",
            errors: """
                Cannot query field "title" on type "Node". Did you mean to use an inline \
                fragment on "Accompaniment", "Visit", or "Workshop"? @ 1:17
                Cannot query field "name" on type "Node". Did you mean to use an inline \
                fragment on "Community" or "School"? @ 1:23
                """),
        RuleCase(
            "a field of members",
            #"{ search(text: "ا") { name id fullNam } }"#,
            errors: """
                Cannot query field "name" on type "SearchResult". Did you mean to use an \
                inline fragment on "Community", "Person", or "School"? @ 1:23
                Cannot query field "id" on type "SearchResult". Did you mean to use an inline \
                fragment on "Node", "Community", or "School"? @ 1:28
                Cannot query field "fullNam" on type "SearchResult". @ 1:31
                """),
        RuleCase(
            "a field on a nested fragment",
            """
            fragment F on Community {
              president {
                ... on Person { fullname mentr { name } }
              }
            }
            """,
            errors: """
                Cannot query field "fullname" on type "Person". Did you mean "fullName" or \
                "name"? @ 3:21
                Cannot query field "mentr" on type "Person". Did you mean "mentor"? @ 3:30
                """),
        RuleCase(
            "a meta field of introspection below the root",
            "{ community(id: 1) { __type } }",
            errors: """
                Cannot query field "__type" on type "Community". @ 1:22
                """),
    ]

    @Test(arguments: valid)
    func `the rule is silent`(about example: RuleCase) throws {
        try example.expectErrors(by: FieldsOnCorrectTypeRule.self)
    }

    @Test(arguments: invalid)
    func `the rule reports`(each example: RuleCase) throws {
        try example.expectErrors(by: FieldsOnCorrectTypeRule.self)
    }
}
