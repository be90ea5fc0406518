import GraphQLLanguage
import GraphQLTypeSystem
import Testing

/// The same cases before this implementation and both references.
@Suite("References")
struct DifferentialTests {
    static let schemaCount: UInt64 = 300

    static let schemas: [String] = (1...schemaCount).map { seed in
        var generator = SchemaGenerator(seed: seed)
        return generator.sdl()
    }

    /// Each schema, what changed names make of it, and documents for it, next to one another as
    /// the references remember the last schemas.
    private func generatedCases() throws -> [ReferenceCase] {
        try Self.schemas.enumerated().flatMap { seed, sdl in
            let origin = "schema \(seed + 1)"
            var mutation = TextMutation(seed: UInt64(seed))
            let schema = ReferenceCase(kind: .schema, origin: origin, text: sdl)
            let changed = ReferenceCase(
                kind: .schema, origin: "\(origin), other names", text: mutation.mutateName(sdl))
            let documents = try documents(for: sdl, seed: UInt64(seed), &mutation)
            return [schema] + documents + [changed]
        }
    }

    private func documents(
        for sdl: String, seed: UInt64, _ mutation: inout TextMutation
    ) throws -> [ReferenceCase] {
        let schema = try Schema.build(from: parse(Source(sdl)))
        var generator = DocumentGenerator(schema: schema, seed: seed)
        return (0..<3).flatMap { number in
            let document = generator.document()
            let plain = Descriptions.blanked(in: document)
            let texts = [document] + (0..<5).map { _ in mutation.mutateName(plain) }
            return texts.enumerated().map { version, text in
                ReferenceCase(
                    kind: .validation,
                    origin: "schema \(seed + 1), document \(number), version \(version)",
                    text: text, sdl: sdl)
            }
        }
    }

    private var writtenCases: [ReferenceCase] {
        let rules = WrittenCases.definitionRules + WrittenCases.valueRules
        return WrittenCases.productions.flatMap { $0.cases(.syntax) }
            + WrittenCases("written schemas", SchemaCases.all).cases(.schema)
            + WrittenCases.schemaRules.flatMap { $0.cases(.schema) }
            + rules.flatMap { $0.cases(.validation, sdl: School.sdl) }
    }

    private func syntaxCases(_ documents: [String]) -> [ReferenceCase] {
        var mutation = TextMutation(seed: 7)
        let texts = Self.schemas.map { $0 } + documents
        let mutated = texts.flatMap { text in
            [text, mutation.mutateToken(Descriptions.blanked(in: text))]
        }
        let soups = (0..<1500).map { _ in mutation.soup() }
        return (mutated + soups).enumerated().map { number, text in
            ReferenceCase(kind: .syntax, origin: "text \(number)", text: text)
        }
    }

    var allCases: [ReferenceCase] {
        get throws {
            let generated = try generatedCases()
            let documents = generated.filter { $0.kind == .validation }
            let syntax = syntaxCases(
                stride(from: 0, to: documents.count, by: 6).map { documents[$0].text })
            return syntax + writtenCases + generated
        }
    }

    @Test func `every verdict is that of the references`() async throws {
        let cases = try allCases
        var built: [String: Schema] = [:]
        for sdl in Self.schemas + [School.sdl] {
            built[sdl] = try Schema.build(from: parse(Source(sdl)))
        }
        #expect(Set(Self.schemas).count == Int(Self.schemaCount))
        var comparison = Comparison()
        try await comparison.compare(
            cases, cases.map { Verdict(of: $0, schema: built[$0.sdl ?? ""]) })
        Swift.print(comparison.table)
        for failure in comparison.failures.prefix(20) { Issue.record("\(failure)") }
        #expect(comparison.failures.count == 0)
        for difference in Difference.all where comparison.used[difference.name] == nil {
            Issue.record("No case shows the difference \"\(difference.name)\". Remove it.")
        }
    }
}

extension Verdict {
    /// What this implementation says of a case.
    fileprivate init(of one: ReferenceCase, schema: Schema?) {
        switch (one.kind, schema) {
        case (.syntax, _): self = .parsingBlanked(one.text)
        case (.validation, let schema?): self = .validating(one.text, against: schema)
        default: self = .buildingSchema(one.text)
        }
    }
}
