import GraphQLLanguage
import GraphQLTypeSystem
import JSONBytes
import Testing

/// What this implementation prints says what was meant.
@Suite("Printing for References")
struct PrintingTests {
    @Test func `a schema means to the references what its printed text means`() async throws {
        let originals = DifferentialTests.schemas
        let printed = try originals.map { sdl in
            print(try Schema.build(from: parse(Source(sdl))).document)
        }
        let cases = (originals + printed).map { sdl in
            ReferenceCase(kind: .schema, origin: "a schema", text: sdl)
        }
        async let core = ReferenceProcess(.core).ask(cases.map { $0.question(for: .core) })
        async let js = ReferenceProcess(.js).ask(cases.map { $0.question(for: .js) })
        for (reference, answers) in try await [(Reference.core, core), (Reference.js, js)] {
            for (seed, sdl) in originals.enumerated() {
                let before = try Verdict(answers[seed], of: reference)
                let after = try Verdict(answers[seed + originals.count], of: reference)
                #expect(after.errors == [], "schema \(seed + 1): \(sdl)")
                #expect(
                    try definitions(before) == definitions(after), "schema \(seed + 1): \(sdl)")
            }
        }
    }

    @Test func `what is printed parses to what was printed`() throws {
        var count = 0
        for one in try DifferentialTests().allCases {
            guard let document = try? parse(Source(one.text)) else { continue }
            count += 1
            #expect(try parse(Source(print(document))) == document, "\(one.origin): \(one.text)")
        }
        #expect(count > 5000)
    }

    /// The definitions that a reference prints, in the order of their texts.
    private func definitions(_ verdict: Verdict) throws -> [String] {
        try parse(Source(#require(verdict.printed))).definitions
            .map { print(Document(definitions: [$0])) }.sorted()
    }
}
