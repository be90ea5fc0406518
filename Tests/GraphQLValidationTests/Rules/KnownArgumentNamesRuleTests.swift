import GraphQLValidation
import Testing

/// Fields and directives define the arguments that they are given.
@Suite("KnownArgumentNames")
struct KnownArgumentNamesRuleTests {
    static let valid: [RuleCase] = [
        RuleCase(
            "known arguments",
            """
            { visit(id: 1, language: FRENCH) @trace(label: "", depth: 2) {
              notes(language: ARABIC) } }
            """),
        RuleCase(
            "arguments of unknown fields and directives",
            "{ nowhere(a: 1) { id } node(id: 1) @x(b: 1) { id } }"),
    ]

    static let invalid: [RuleCase] = [
        RuleCase(
            "unknown arguments of fields",
            """
            { visit(idd: 1, langage: FRENCH, xyzzy: 1) { id } accompaniments {
              notes(lang: 1) } }
            """,
            errors: """
                Unknown argument "idd" on field "Query.visit". Did you mean "id"? @ 1:9
                Unknown argument "langage" on field "Query.visit". Did you mean "language"? @ \
                1:17
                Unknown argument "xyzzy" on field "Query.visit". @ 1:34
                Unknown argument "lang" on field "Accompaniment.notes". @ 2:9
                """),
        RuleCase(
            "unknown arguments of directives",
            #"{ node(id: 1) @trace(labl: "", x: 1) @skip(iff: true) { id } }"#,
            errors: """
                Unknown argument "labl" on directive "@trace". Did you mean "label"? @ 1:22
                Unknown argument "x" on directive "@trace". @ 1:32
                Unknown argument "iff" on directive "@skip". Did you mean "if"? @ 1:44
                """),
        RuleCase(
            "a field under an alias",
            "{ v: node(id: 1, ids: 2) { id } }",
            errors: """
                Unknown argument "ids" on field "Query.node". Did you mean "id"? @ 1:18
                """),
    ]

    @Test(arguments: valid)
    func `the rule is silent`(about example: RuleCase) throws {
        try example.expectErrors(by: KnownArgumentNamesRule.self)
    }

    @Test(arguments: invalid)
    func `the rule reports`(each example: RuleCase) throws {
        try example.expectErrors(by: KnownArgumentNamesRule.self)
    }
}
