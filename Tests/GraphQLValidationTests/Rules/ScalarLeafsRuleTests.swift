import GraphQLValidation
import Testing

/// Fields of leaf types have no selections, and all others have.
@Suite("ScalarLeafs")
struct ScalarLeafsRuleTests {
    static let valid: [RuleCase] = [
        RuleCase(
            "leaves without and objects with selections",
            #"{ node(id: 1) { id } search(text: "") { __typename } report }"#),
        RuleCase(
            "an unknown field",
            "{ nowhere { id } }"),
    ]

    static let invalid: [RuleCase] = [
        RuleCase(
            "a selection on a leaf",
            "{ community(id: 1) { name { first } size { x } } }",
            errors: """
                Field "name" must not have a selection since type "String!" has no subfields. \
                @ 1:27
                Field "size" must not have a selection since type "Int" has no subfields. @ \
                1:42
                """),
        RuleCase(
            "a leaf with arguments",
            "{ report(open: true) { x } __typename { y } }",
            errors: """
                Field "report" must not have a selection since type "String" has no \
                subfields. @ 1:22
                Field "__typename" must not have a selection since type "String!" has no \
                subfields. @ 1:39
                """),
        RuleCase(
            "no selection on an object, a list and a union",
            """
            {
              community(id: 1)
              communities
              a: search(text: "ا")
            }
            """,
            errors: """
                Field "community" of type "Community" must have a selection of subfields. Did \
                you mean "community { ... }"? @ 2:3
                Field "communities" of type "[Community!]!" must have a selection of \
                subfields. Did you mean "communities { ... }"? @ 3:3
                Field "search" of type "[SearchResult!]!" must have a selection of subfields. \
                Did you mean "search { ... }"? @ 4:3
                """),
    ]

    @Test(arguments: valid)
    func `the rule is silent`(about example: RuleCase) throws {
        try example.expectErrors(by: ScalarLeafsRule.self)
    }

    @Test(arguments: invalid)
    func `the rule reports`(each example: RuleCase) throws {
        try example.expectErrors(by: ScalarLeafsRule.self)
    }
}
