import JSONBytes
import Testing

@Suite("Reference process")
struct ReferenceProcessTests {
    @Test(arguments: Reference.allCases)
    func `each question has its answer, in order`(_ reference: Reference) async throws {
        let answers = try await ReferenceProcess(reference).ask([
            ["operation": "version"],
            ["operation": "parse", "document": "{ a }"],
            ["operation": "parse", "document": "{"],
        ])
        try #require(answers.count == 3)
        #expect(answers[0]["version"] != nil)
        #expect(answers[1] == ["errors": [], "printed": "{\n  a\n}"])
        #expect(
            answers[2] == [
                "errors": [
                    [
                        "message": "Syntax Error: Expected Name, found <EOF>.",
                        "locations": [["line": 1, "column": 2]],
                    ]
                ]
            ])
    }

    @Test func `graphql-core is the version that is pinned`() async throws {
        let answers = try await ReferenceProcess(.core).ask([["operation": "version"]])
        #expect(answers.map { $0["version"] } == ["3.2.8"])
    }
}
