import GraphQLValidation
import Testing

/// Fields and directives are given every argument that they require.
@Suite("ProvidedRequiredArguments")
struct ProvidedRequiredArgumentsRuleTests {
    static let valid: [RuleCase] = [
        RuleCase(
            "required arguments given, optional ones left out",
            """
            { node(id: 1) @trace(label: "") { id } communities { id } search(text:
              "") { __typename } }
            """),
        RuleCase(
            "unknown fields and directives",
            "{ nowhere node(id: 1) @x { id } }"),
    ]

    static let invalid: [RuleCase] = [
        RuleCase(
            "required arguments left out",
            """
            { node { id } average(weight: 1) school { id } search(limit: 1) {
              __typename } }
            """,
            errors: """
                Field "node" argument "id" of type "ID!" is required, but it was not \
                provided. @ 1:3
                Field "average" argument "of" of type "[Float!]!" is required, but it was not \
                provided. @ 1:15
                Field "school" argument "by" of type "SchoolKey!" is required, but it was not \
                provided. @ 1:34
                Field "search" argument "text" of type "String!" is required, but it was not \
                provided. @ 1:48
                """),
        RuleCase(
            "a required argument of an aliased field",
            "{ n: node { id } }",
            errors: """
                Field "node" argument "id" of type "ID!" is required, but it was not \
                provided. @ 1:3
                """),
        RuleCase(
            "required arguments of directives left out",
            "{ node(id: 1) @skip @trace(depth: 2) { id } }",
            errors: """
                Directive "@skip" argument "if" of type "Boolean!" is required, but it was \
                not provided. @ 1:15
                Directive "@trace" argument "label" of type "String!" is required, but it was \
                not provided. @ 1:21
                """),
    ]

    @Test(arguments: valid)
    func `the rule is silent`(about example: RuleCase) throws {
        try example.expectErrors(by: ProvidedRequiredArgumentsRule.self)
    }

    @Test(arguments: invalid)
    func `the rule reports`(each example: RuleCase) throws {
        try example.expectErrors(by: ProvidedRequiredArgumentsRule.self)
    }
}
