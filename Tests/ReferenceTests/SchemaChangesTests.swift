import GraphQLExecution
import GraphQLLanguage
import GraphQLTypeSystem
import JSONBytes
import Testing

/// Changes between schemas next to those that graphql-core finds.
@Suite("Schema changes by reference")
struct SchemaChangesTests {
    private static let seed: UInt64 = 20_261_125
    private static let pairCount = 200

    @Test func `changes that break or endanger are graphql-core's, in its order and words`()
        async throws
    {
        var generator = SchemaTextGenerator(seed: Self.seed)
        let pairs = (0..<Self.pairCount).map { _ in generator.pair() }
        let answers = try await ReferenceProcess(.core).ask(
            pairs.map {
                ["operation": "changes", "old": .string($0.old), "new": .string($0.new)]
            })
        var changeCount = 0
        for (index, pair) in pairs.enumerated() {
            let comment: Comment = "seed \(Self.seed), pair \(index):\n\(pair.old)\n→\n\(pair.new)"
            let found = try changes(from: schema(pair.old), to: schema(pair.new))
            for (severity, member) in [
                (SchemaChange.Severity.breaking, "breaking"), (.dangerous, "dangerous"),
            ] {
                let ours = found.filter { $0.severity == severity && isKnownToReference($0) }
                changeCount += ours.count
                #expect(
                    answers[index][member] == .array(ours.map(presented)), comment)
            }
        }
        #expect(changeCount > 4 * Self.pairCount)
    }

    /// graphql-core 3.2 does not compare the kept arguments of directives, nor the defaults of
    /// input fields; later editions do.
    private func isKnownToReference(_ change: SchemaChange) -> Bool {
        switch (change.kind, change.coordinate) {
        case (.inputFieldDefaultValueChanged, _): false
        case (.argumentChangedKind, .directiveArgument): false
        case (.argumentDefaultValueChanged, .directiveArgument): false
        default: true
        }
    }

    private func presented(_ change: SchemaChange) -> JSONValue {
        [
            "type": .string(change.kind.rawValue), "description": .string(change.description),
        ]
    }

    private func schema(_ sdl: String) throws -> Schema {
        try Schema.build(from: parse(Source(sdl)))
    }
}

/// Makes SDL texts by chance: each element of a small world is there or not, in one of a few
/// shapes.
struct SchemaTextGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func pair() -> (old: String, new: String) {
        (text(), text())
    }

    /// SplitMix64.
    private mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    private mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int(next() % UInt64(elements.count))]
    }

    /// Some of the elements, at least one, in their order.
    private mutating func some(_ elements: [String]) -> [String] {
        let chosen = elements.filter { _ in next() % 3 > 0 }
        return chosen.isEmpty ? [pick(elements)] : chosen
    }

    private mutating func text() -> String {
        var parts = [
            "type Query { \(fields(["a", "b", "c", "d"])) }", "type A { \(fields(["a", "b"])) }",
            "type B { \(fields(["a", "c"])) }", "input I { \(inputs(["x", "y10", "y9"])) }",
            "enum E { \(some(["NORTH", "SOUTH", "EAST"]).joined(separator: " ")) WEST }",
            "union U = \(some(["A", "B", "Query"]).joined(separator: " | "))",
            "scalar S", "interface N { id: Int }", "interface M { id: Int }",
            "type C\(pick(["", " implements N", " implements M", " implements M & N"]))"
                + " { id: Int }",
            directive("first"), directive("second"),
        ]
        parts += pick([[], ["type X { a: Int }"], ["enum X { A }"], ["input X { a: Int }"]])
        parts += pick([[], ["scalar Y"], ["union Y = A"], ["interface Y { a: Int }"]])
        return parts.filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private mutating func fields(_ names: [String]) -> String {
        some(names).map { name in
            let arguments = next() % 2 == 0 ? "" : "(\(inputs(["p", "q"])))"
            let base = pick(["Int", "String", "A", "U", "E", "S"])
            return "\(name)\(arguments): \(wrapped(base))"
        }.joined(separator: " ")
    }

    private mutating func inputs(_ names: [String]) -> String {
        some(names).map { "\($0): \(input())" }.joined(separator: " ")
    }

    private mutating func input() -> String {
        pick([
            "Int", "Int!", "Int = 1", "Int = 2", "Int! = 1", "[Int]", "[Int!]", "[Int]!",
            "[Int] = 1", "[Int] = [1]", "[Int] = [1, 2]", "Float = 1", "Float = 1.0",
            "Float = 1e20", "Float = 0.00001", "Float", "ID = 7", "ID = \"7\"", "ID = \"a\"", "ID",
            "String = \"a\"", "String = \"\"\"a\"\"\"", "String = \"é\\n\\\"\"", "String",
            "Boolean = true", "Boolean = false", "E = WEST", "E", "Int = null",
            "[[Int]] = [[1], null]",
        ])
    }

    private mutating func wrapped(_ base: String) -> String {
        pick([base, "\(base)!", "[\(base)]", "[\(base)!]!", "[\(base)]!", "[[\(base)]]"])
    }

    private mutating func directive(_ name: String) -> String {
        if next() % 5 == 0 { return "" }
        let arguments = next() % 2 == 0 ? "" : "(\(inputs(["p", "q"])))"
        let locations = some(["FIELD", "QUERY", "OBJECT"]).joined(separator: " | ")
        return "directive @\(name)\(arguments)\(pick([" repeatable", ""])) on \(locations)"
    }
}
