import GraphQLLanguage
import GraphQLTypeSystem
import GraphQLValidation
import Testing

@Suite("Validation")
struct ValidationTests {
    private func errors(
        _ document: String, limits: ValidationLimits = ValidationLimits(),
        visibility: SchemaVisibility = .everything
    ) throws -> [String] {
        let source = Source(document)
        let result = validate(
            try parse(source), against: try SchoolSchema.schema.get(), limits: limits,
            visibility: visibility)
        guard case .failure(let failure) = result else { return [] }
        return failure.errors.map { $0.text(in: source) }
    }

    @Test func `a valid document gives its operations and its fragments by name`() throws {
        let document = try parse(
            Source("query Visit { node(id: 1) { ...F } } fragment F on Node { id }"))
        let result = validate(document, against: try SchoolSchema.schema.get())
        let validated = try result.get()
        #expect(validated.operations.map(\.name?.value) == ["Visit"])
        #expect(validated.fragments.keys.sorted() == ["F"])
        #expect(validated.document == document)
    }

    @Test func `errors of several rules come in the order of the specification`() throws {
        let document = "query A($n: Nowhere) { communities(first: \"ا\") { nam } }"
        #expect(
            try errors(document) == [
                #"Unknown type "Nowhere". @ 1:13"#,
                #"Cannot query field "nam" on type "Community". Did you mean "name"? @ 1:50"#,
                #"Variable "$n" is never used in operation "A". @ 1:9"#,
                "Int cannot represent non-integer value: \"ا\" @ 1:43",
            ])
    }

    @Test func `as many errors as the limit allows are all reported`() throws {
        let document = "{ " + String(repeating: "xyzzy ", count: 100) + "}"
        let found = try errors(document)
        #expect(found.count == 100)
        #expect(
            Set(found.map { $0.prefix(42) }) == [#"Cannot query field "xyzzy" on type "Query""#])
    }

    @Test func `one error more than the limit aborts the validation and says so`() throws {
        let document = "{ " + String(repeating: "xyzzy ", count: 101) + "}"
        let found = try errors(document)
        #expect(found.count == 101)
        #expect(
            found.last
                == "Too many validation errors, error limit reached. Validation aborted. @ ")
    }

    @Test(arguments: [
        ("{ __typename }", []),
        ("{ nothing }", ["Cannot query field \"nothing\" on type \"Query\"."]),
        ("{", ["Syntax Error: Expected Name, found <EOF>."]),
    ])
    func `a text has the errors of parsing, or else of validation`(
        text: String, messages: [String]
    ) throws {
        let found = GraphQLValidation.errors(
            in: Source(text), against: try SchoolSchema.schema.get())
        #expect(found.map(\.message) == messages)
    }

    @Test func `names that the reader may not see are not suggested`() throws {
        let hidden: Set<String> = [
            "Community.name", "Workshop", "Language.ARABIC", "Query.visit(language:)",
            "CommunityFilter.name", "@trace(label:)",
        ]
        let visibility = SchemaVisibility { !hidden.contains($0.description) }
        let document = """
            query A($w: Workshp) {
              community(id: 1) { nam }
              accompaniments { seats }
              visit(id: 1, langage: ARABI) { id }
              report(language: ARABI)
              communities(filter: { nam: 1 }) @trace(labl: 1, label: "") { id }
            }
            """
        let found = try errors(document, visibility: visibility)
        #expect(found.filter { $0.contains("Did you mean") } == [])
        #expect(try errors(document).filter { $0.contains("Did you mean") }.count == 7)
    }
}
