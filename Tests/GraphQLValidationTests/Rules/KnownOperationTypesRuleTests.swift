import GraphQLLanguage
import GraphQLTypeSystem
import GraphQLValidation
import Testing

/// The schema supports the kind of each operation.
@Suite("KnownOperationTypes")
struct KnownOperationTypesRuleTests {
    @Test func `operations of kinds that the schema has roots for are known`() throws {
        try RuleCase(
            "every kind",
            """
            query A { __typename } mutation B { __typename }
            subscription C { schoolChanged { id } }
            """
        ).expectErrors(by: KnownOperationTypesRule.self)
    }

    @Test func `an operation of a kind without a root is reported`() throws {
        let schema = try Schema.build(from: parse(Source("\"جماعات\" type Query { a: Int }")))
        let source = Source("{ a }\nmutation A { a }\n  subscription B { a }")
        let index = DocumentIndex(try parse(source), schema: schema)
        let found = errors(of: index, by: [KnownOperationTypesRule.self])
        #expect(
            found.map { $0.text(in: source) } == [
                "The mutation operation is not supported by the schema. @ 2:1",
                "The subscription operation is not supported by the schema. @ 3:3",
            ])
    }
}
