import GraphQLLanguage
import GraphQLValidation
import Testing

/// Introspection's lists of types do not nest without end.
@Suite("MaxIntrospectionDepth")
struct MaxIntrospectionDepthRuleTests {
    static let valid: [RuleCase] = [
        RuleCase("none", "{ __typename }"),
        RuleCase(
            "two lists in one another",
            "{ __schema { types { fields { type { interfaces { name } } } } } }"),
        RuleCase(
            "lists beside one another",
            """
            { __schema { types { fields { name } interfaces { name } possibleTypes { name }
              inputFields { name } } } }
            """),
        RuleCase(
            "types in one another without lists",
            "{ __type(name: \"A\") { ofType { ofType { ofType { ofType { name } } } } } }"),
        RuleCase(
            "a fragment spread beside itself",
            """
            { __type(name: "A") { ...F ...F fields { type { ...F } } } }
            fragment F on __Type { fields { name } }
            """),
        RuleCase(
            "a fragment within itself is another rule's",
            """
            { __type(name: "A") { ...F } }
            fragment F on __Type { fields { type { ...F } } }
            """),
        RuleCase("an unknown fragment", "{ __type(name: \"A\") { ...F } }"),
    ]

    static let invalid: [RuleCase] = [
        RuleCase(
            "three lists in one another",
            "{ __schema { types { fields { type { interfaces { possibleTypes { name } } } } } } }",
            errors: """
                Maximum introspection depth exceeded @ 1:3
                """),
        RuleCase(
            "a list of leaves counts",
            "{ a: __type(name: \"A\") { fields { type { fields { type { inputFields } } } } } }",
            errors: """
                Maximum introspection depth exceeded @ 1:3
                """),
        RuleCase(
            "through inline fragments and fragments",
            """
            { __type(name: "A") { ... on __Type { fields { type { ...F } } } }
              b: __type(name: "B") { ...G } }
            fragment F on __Type { fields { type { ...G } } }
            fragment G on __Type { interfaces { name } }
            """,
            errors: """
                Maximum introspection depth exceeded @ 1:3
                """),
        RuleCase(
            "each place is reported",
            """
            { a: __type(name: "A") { ...F } b: __type(name: "A") { ...F } }
            fragment F on __Type { fields { type { fields { type { fields { name } } } } } }
            """,
            errors: """
                Maximum introspection depth exceeded @ 1:3
                Maximum introspection depth exceeded @ 1:33
                """),
    ]

    @Test(arguments: valid + invalid) func `the rule reports`(example: RuleCase) throws {
        try example.expectErrors(by: MaxIntrospectionDepthRule.self)
    }

    @Test func `lists nest up to introspectionDepthMax and not once more`() throws {
        let document = try parse(
            Source("{ __type(name: \"A\") { fields { type { fields { name } } } } }"))
        for (introspectionDepthMax, count) in [(3, 0), (2, 1)] {
            let index = DocumentIndex(
                document, schema: try SchoolSchema.schema.get(),
                limits: ValidationLimits(introspectionDepthMax: introspectionDepthMax))
            let errors = errors(of: index, by: [MaxIntrospectionDepthRule.self])
            #expect(errors.count == count)
        }
    }

    @Test func `a chain of ten thousand fragments costs no stack`() throws {
        let links = (0..<10_000).map { "fragment F\($0) on __Type { ...F\($0 + 1) }" }
        let text =
            "{ __type(name: \"A\") { ...F0 } } \(links.joined(separator: " "))"
            + " fragment F10000 on __Type { fields { type { fields { type { ...L } } } } }"
            + " fragment L on __Type { fields { name } }"
        let index = DocumentIndex(
            try parse(Source(text)), schema: try SchoolSchema.schema.get())
        #expect(errors(of: index, by: [MaxIntrospectionDepthRule.self]).count == 1)
    }
}
