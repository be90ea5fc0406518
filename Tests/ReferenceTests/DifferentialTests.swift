import GraphQLLanguage
import GraphQLTypeSystem
import Testing

/// The same cases before this implementation and both references.
@Suite("References")
struct DifferentialTests {
    static let schemaCount: UInt64 = 60

    static let schemas: [String] = (1...schemaCount).map { seed in
        var generator = SchemaGenerator(seed: seed)
        return generator.sdl()
    }

    private var schemaCases: [ReferenceCase] {
        let written = SchemaCases.all.enumerated().map { number, sdl in
            ReferenceCase(kind: .schema, origin: "written schema \(number)", text: sdl)
        }
        return written + generatedSchemaCases
    }

    private var generatedSchemaCases: [ReferenceCase] {
        Self.schemas.enumerated().flatMap { seed, sdl in
            let valid = ReferenceCase(kind: .schema, origin: "schema \(seed + 1)", text: sdl)
            var mutation = TextMutation(seed: UInt64(seed))
            return [valid]
                + (0..<10).map { number in
                    ReferenceCase(
                        kind: .schema, origin: "schema \(seed + 1), names \(number)",
                        text: mutation.mutateName(sdl))
                }
        }
    }

    private func validationCases() throws -> [ReferenceCase] {
        try Self.schemas.enumerated().flatMap { seed, sdl in
            let schema = try Schema.build(from: parse(Source(sdl)))
            var generator = DocumentGenerator(schema: schema, seed: UInt64(seed))
            var mutation = TextMutation(seed: UInt64(seed))
            return (0..<10).flatMap { number in
                let document = generator.document()
                let texts = [document] + (0..<6).map { _ in mutation.mutateName(document) }
                return texts.enumerated().map { version, text in
                    ReferenceCase(
                        kind: .validation,
                        origin: "schema \(seed + 1), document \(number), version \(version)",
                        text: text, sdl: sdl)
                }
            }
        }
    }

    private func syntaxCases(_ documents: [String]) -> [ReferenceCase] {
        var mutation = TextMutation(seed: 7)
        let texts = Self.schemas.map { $0 } + documents
        let mutated = texts.flatMap { text in
            [text] + (0..<2).map { _ in mutation.mutateToken(text) }
        }
        let soups = (0..<1500).map { _ in mutation.soup() }
        return (mutated + soups).enumerated().map { number, text in
            ReferenceCase(kind: .syntax, origin: "text \(number)", text: text)
        }
    }

    @Test func `every verdict is that of the references`() async throws {
        let schemas = schemaCases
        let validation = try validationCases()
        let syntax = syntaxCases(
            stride(from: 0, to: validation.count, by: 7).map { validation[$0].text })
        var built: [String: Schema] = [:]
        for sdl in Self.schemas { built[sdl] = try Schema.build(from: parse(Source(sdl))) }
        var comparison = Comparison()
        try await comparison.compare(syntax, syntax.map { Verdict.parsing($0.text) })
        try await comparison.compare(schemas, schemas.map { Verdict.buildingSchema($0.text) })
        try await comparison.compare(
            validation,
            validation.map { one in
                Verdict.validating(one.text, against: built[one.sdl ?? ""]!)
            })
        Swift.print(comparison.table)
        for failure in comparison.failures.prefix(20) { Issue.record("\(failure)") }
        #expect(comparison.failures.count == 0)
        for difference in Difference.all where comparison.used[difference.name] == nil {
            Issue.record("No case shows the difference \"\(difference.name)\". Remove it.")
        }
    }
}
