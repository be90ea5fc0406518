import GraphQLLanguage
import GraphQLTypeSystem
import GraphQLValidation
import Testing

/// Documents that are large or contrived cost seconds at most, without optimisation too.
@Suite("Sizes", .serialized, .timeLimit(.minutes(2)))
struct ValidationSizeTests {
    private static let parserLimits = ParserLimits(
        documentBytesMax: 1 << 26, tokensMax: 10_000_000, nestingMax: 128)

    private func errors(
        _ document: String, limits: ValidationLimits = ValidationLimits(),
        rules: [any ValidationRule.Type] = ValidationRules.all
    ) throws -> [ValidationError] {
        let parsed = try parse(Source(document), limits: Self.parserLimits)
        let schema = try SchoolSchema.schema.get()
        let index = DocumentIndex(parsed, schema: schema, limits: limits)
        return GraphQLValidation.errors(of: index, by: rules)
    }

    private func repeated(_ count: Int, _ part: (Int) -> String) -> String {
        (0..<count).map(part).joined(separator: "\n")
    }

    @Test func `a thousand equal fields with a thousand equal fields each are merged`() throws {
        let inner = String(repeating: "id ", count: 1000)
        let document = "{" + repeated(1000) { _ in "node(id: 1) { \(inner)}" } + "}"
        #expect(try errors(document, rules: [OverlappingFieldsCanBeMergedRule.self]).isEmpty)
    }

    @Test func `a thousand conflicting fields stop at the limit of errors`() throws {
        let fields = repeated(1000) { "a: schools(first: \($0)) { id }" }
        let found = try errors("{ community(id: 1) { \(fields) } }")
        #expect(found.count == 101)
    }

    @Test func `a chain of ten thousand fragments is valid`() throws {
        let chain = repeated(10_000) { "fragment F\($0) on Query { ...F\($0 + 1) }" }
        let document = "{ ...F0 } \(chain) fragment F10000 on Query { __typename }"
        #expect(try errors(document).isEmpty)
    }

    @Test func `a cycle of ten thousand fragments is one error`() throws {
        let cycle = repeated(10_000) {
            "fragment F\($0) on Person { mentor { ...F\(($0 + 1) % 10_000) } }"
        }
        let document = "{ search(text: \"ا\") { ...F0 } } \(cycle)"
        let found = try errors(document)
        #expect(found.map(\.locations.count) == [10_000])
    }

    @Test func `fields nested by ten thousand fragments conflict at the bottom`() throws {
        let chain = repeated(10_000) {
            "fragment F\($0) on Person { mentor { ...F\($0 + 1) } }"
        }
        let document = """
            { search(text: "ا") { ... on Person { mentor { ...F0 } mentor { ...F0 } } } }
            \(chain)
            fragment F10000 on Person { a: name a: fullName }
            """
        let found = try errors(document)
        #expect(found.count == 1)
        #expect(found[0].message.contains(#""name" and "fullName" are different fields"#))
    }

    /// Each level answers "was the letter that many levels above an a?", which no merged set can
    /// forget.
    private func exponential(_ levels: Int) -> String {
        let choices = repeated(levels) {
            """
            fragment F\($0) on Person { a: mentor { name ...F\($0 + 1) ...G\($0 + 1)x0 }
              b: mentor { name ...F\($0 + 1) } }
            """
        }
        let memories = repeated(levels + 1) { level in
            repeated(levels + 1) { age in
                """
                fragment G\(level)x\(age) on Person { name
                  a: mentor { name ...G\(level + 1)x\(age + 1) }
                  b: mentor { name ...G\(level + 1)x\(age + 1) } }
                """
            }
        }
        return "{ search(text: \"ا\") { ...F0 } }\n\(choices)\n\(memories)"
    }

    @Test func `fragments that expand exponentially are refused`() throws {
        let rules: [any ValidationRule.Type] = [OverlappingFieldsCanBeMergedRule.self]
        let limits = ValidationLimits(fieldMergesMax: 500_000)
        #expect(
            try errors(exponential(40), limits: limits, rules: rules).map(\.message) == [
                "The fields of this document overlap in too many ways to compare them all."
            ])
    }

    @Test func `merges up to the limit are compared and one more is refused`() throws {
        let rules: [any ValidationRule.Type] = [OverlappingFieldsCanBeMergedRule.self]
        let document = "{ a b c }"
        let fits = ValidationLimits(fieldMergesMax: 4)
        #expect(try errors(document, limits: fits, rules: rules).isEmpty)
        let short = ValidationLimits(fieldMergesMax: 3)
        #expect(try errors(document, limits: short, rules: rules).count == 1)
    }

    @Test func `fragment visits up to the limit are followed and one more is refused`() throws {
        let document = """
            query A($n: Int) { ...F } query B($n: Int) { ...F }
            fragment F on Query { communities(first: $n) { id } }
            """
        #expect(try errors(document, limits: ValidationLimits(fragmentVisitsMax: 4)).isEmpty)
        let found = try errors(document, limits: ValidationLimits(fragmentVisitsMax: 3))
        #expect(
            found.map(\.message) == [
                "The operations of this document spread too many fragments to follow them all."
            ])
    }

    /// Four pairs in the set of the field and again in the set of the fragment; three conflict.
    private static let conflicts = """
        { search(text: "") { ... on Person {
          a: name b: name a: fullName b: fullName a: fullName } } }
        """

    @Test(arguments: [(8, 6), (7, 2)])
    func `conflicts are explained in pairs up to fieldPairsMax, and by kind beyond`(
        fieldPairsMax: Int, count: Int
    ) throws {
        let limits = ValidationLimits(fieldPairsMax: fieldPairsMax)
        #expect(try errors(Self.conflicts, limits: limits).count == count)
    }

    @Test(arguments: [(6, 6), (5, 2)])
    func `conflicts are explained up to explainedConflictsMax, and by kind beyond`(
        explainedConflictsMax: Int, count: Int
    ) throws {
        let limits = ValidationLimits(explainedConflictsMax: explainedConflictsMax)
        #expect(try errors(Self.conflicts, limits: limits).count == count)
    }

    @Test(arguments: [
        (
            "{ search(text: \"a\") { __typename } search(text: \"b\") { __typename } }",
            "they have differing arguments"
        ),
        (
            """
            { search(text: "") {
              ... on Person { x: mentor { id } } ... on School { x: community { id } } } }
            """, "they return conflicting types \"Person\" and \"Community!\""
        ),
    ])
    func `beyond the bounds each kind of conflict is still explained`(
        document: String, reason: String
    ) throws {
        let found = try errors(document, limits: ValidationLimits(fieldPairsMax: 0))
        #expect(found.contains { $0.message.contains("conflict because \(reason).") })
    }

    @Test func `no more conflicts are sought in a set than are reported`() throws {
        let limits = ValidationLimits(errorsMax: 1, fieldPairsMax: 3)
        #expect(
            try errors(Self.conflicts, limits: limits).map(\.locations.count) == [2, 0])
    }

    @Test func `a conflict is explained down to the limit of depth`() throws {
        func document(_ depth: Int) -> String {
            func branch(_ field: String) -> String {
                String(repeating: "mentor { ", count: depth) + "a: \(field)"
                    + String(repeating: " }", count: depth)
            }
            let branches = branch("name") + " " + branch("fullName")
            return "{ search(text: \"\") { ... on Person { \(branches) } } }"
        }
        let limits = ValidationLimits(conflictDepthMax: 3)
        #expect(try errors(document(3), limits: limits).map(\.locations.count) == [8, 8])
        #expect(try errors(document(4), limits: limits).map(\.locations.count) == [6])
    }
}
