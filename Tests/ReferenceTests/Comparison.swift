import GraphQLLanguage
import GraphQLTypeSystem
import JSONBytes
import Testing

/// One text that all implementations judge.
struct ReferenceCase: Sendable {
    enum Kind: String, CaseIterable, Sendable {
        case syntax, schema, validation
    }

    let kind: Kind
    /// Where the case comes from, so that a failure can be made again.
    let origin: String
    let text: String
    /// The SDL of the schema that the text is validated against.
    var sdl: String?

    /// What a reference is asked.
    ///
    /// Descriptions that the references do not know are blanked. Debian's graphql-js does not know
    /// `@oneOf`; to it the directive is declared after the text, where no place changes.
    func question(for reference: Reference) -> JSONValue {
        let declares = reference == .js
        return switch kind {
        case .syntax: ["operation": "parse", "document": .string(Descriptions.blanked(in: text))]
        case .schema:
            [
                "operation": "schema",
                "schema": .string(declares ? Self.declaringOneOf(in: text) : text),
            ]
        case .validation:
            [
                "operation": "validate",
                "document": .string(Descriptions.blanked(in: text)),
                "schema": .string(declares ? Self.declaringOneOf(in: sdl ?? "") : sdl ?? ""),
            ]
        }
    }

    private static func declaringOneOf(in sdl: String) -> String {
        let isNeeded = sdl.contains("@oneOf") && !sdl.contains("directive @oneOf")
        guard isNeeded, (try? parse(Source(sdl))) != nil else { return sdl }
        return sdl + "\ndirective @oneOf on INPUT_OBJECT\n"
    }
}

/// Compares verdicts of this implementation with those of both references, and counts.
struct Comparison {
    private(set) var counts: [String: Int] = [:]
    private(set) var used: [String: Int] = [:]
    private(set) var failures: [String] = []

    /// How many cases were compared, and how many judgements fell under each listed difference.
    var table: String {
        let rows = counts.sorted { $0.key < $1.key }.map { "  \($0.value)\t\($0.key)" }
        let differences = used.sorted { $0.key < $1.key }.map { "  \($0.value)\t\($0.key)" }
        return
            (["cases compared with both references:"] + rows + ["listed differences:"]
            + differences).joined(separator: "\n")
    }

    mutating func compare(_ cases: [ReferenceCase], _ ours: [Verdict]) async throws {
        async let core = ReferenceProcess(.core).ask(cases.map { $0.question(for: .core) })
        async let js = ReferenceProcess(.js).ask(cases.map { $0.question(for: .js) })
        let answers = try await (core, js)
        for (index, one) in cases.enumerated() {
            counts[one.kind.rawValue, default: 0] += 1
            let core = try Verdict(answers.0[index], of: .core)
            let js = try Verdict(answers.1[index], of: .js)
            for (reference, verdict) in [(Reference.core, core), (Reference.js, js)] {
                check(Disagreement(one, ours: ours[index], theirs: verdict, reference: reference))
            }
        }
    }

    private mutating func check(_ found: Disagreement) {
        var disagreement = found
        var settled: [String] = []
        for difference in Difference.all where !disagreement.isNone {
            let before = disagreement
            difference.settle(&disagreement)
            if disagreement.ours != before.ours || disagreement.theirs != before.theirs {
                settled.append(difference.name)
            }
        }
        if disagreement.isNone {
            for name in settled { used[name, default: 0] += 1 }
        } else {
            failures.append(disagreement.description)
        }
    }
}

/// What this implementation and a reference say of one case.
struct Disagreement: CustomStringConvertible {
    let text: ReferenceCase
    var ours: Verdict
    var theirs: Verdict
    let reference: Reference

    init(_ text: ReferenceCase, ours: Verdict, theirs: Verdict, reference: Reference) {
        self.text = text
        self.ours = ours.comparable(with: reference)
        self.theirs = theirs.comparable(with: reference)
        self.reference = reference
    }

    /// Whether both say the same: texts, places, and order within each rule.
    var isNone: Bool {
        ours.byRule == theirs.byRule
            && (text.kind != .syntax || ours.printed == theirs.printed)
    }

    var description: String {
        let ours = ours.errors.map { "  ours:   \($0.message) @ \($0.places)" }
        let theirs = theirs.errors.map { "  theirs: \($0.message) @ \($0.places)" }
        let lines =
            ours.filter { line in
                !theirs.contains(line.replacing("  ours:   ", with: "  theirs: "))
            }
            + theirs.filter { line in
                !ours.contains(line.replacing("  theirs: ", with: "  ours:   "))
            }
        let prints =
            self.ours.printed == self.theirs.printed
            ? []
            : [
                "  ours:   \(self.ours.printed ?? "nothing")",
                "  theirs: \(self.theirs.printed ?? "nothing")",
            ]
        return """
            \(reference.rawValue), \(text.kind.rawValue), \(text.origin):
            \((lines + prints).joined(separator: "\n"))
            \(text.text)
            """
    }
}

extension Verdict {
    /// The verdict with the quotes of the reference: graphql-core writes Python's.
    fileprivate func comparable(with reference: Reference) -> Verdict {
        guard reference == .core else { return self }
        var result = self
        for index in errors.indices {
            result.errors[index].message.replace("'", with: "\"")
        }
        return result
    }
}
