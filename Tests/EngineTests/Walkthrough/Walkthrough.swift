import Foundation
import JSONBytes
import TestSupport

/// The steps of `schema/operations/walkthrough.md`: each operation with who asks, its variables and
/// its answer.
struct Walkthrough {
    struct Step {
        /// The label of a person of the demonstration, from the comment `# As LABEL`.
        let caller: String
        let document: String
        let variables: JSONValue
        let answer: JSONValue
    }

    enum Malformed: Error { case fence(String), caller(String) }

    static let url = PackageDirectory.url.appendingPathComponent(
        "schema/operations/walkthrough.md")

    let steps: [Step]
    /// How many fences of GraphQL the page has.
    let operationCount: Int

    init() throws {
        let fences = Self.fences(try String(contentsOf: Self.url, encoding: .utf8))
        operationCount = fences.count { $0.kind == "graphql" }
        steps = try stride(from: 0, to: fences.count, by: 3).map { index in
            try Self.step(Array(fences[index..<min(index + 3, fences.count)]))
        }
    }

    private typealias Fence = (kind: String, text: String)

    /// What stands between lines of three backticks, with what follows the first ones.
    private static func fences(_ page: String) -> [Fence] {
        let parts = page.components(separatedBy: "\n```")
        return stride(from: 1, to: parts.count, by: 2).map { index in
            let lines = parts[index].split(separator: "\n", maxSplits: 1)
            return (String(lines[0]), lines.count > 1 ? String(lines[1]) : "")
        }
    }

    private static func step(_ fences: [Fence]) throws -> Step {
        guard fences.map(\.kind) == ["graphql", "json variables", "json answer"] else {
            throw Malformed.fence(fences.map(\.kind).joined(separator: ", "))
        }
        let document = fences[0].text
        let first = document.prefix { $0 != "\n" }
        guard first.hasPrefix("# As ") else { throw Malformed.caller(String(first)) }
        return Step(
            caller: String(first.dropFirst(5)), document: document,
            variables: try json(fences[1].text), answer: try json(fences[2].text))
    }

    private static func json(_ text: String) throws -> JSONValue {
        try parseJSON(Array(text.utf8).span, limits: JSONLimits())
    }
}

/// The names of a walk-through: `$NAME` stands for what the answer in which it came first had in
/// its place, `demo:LABEL` for the identifier that the demonstration makes of the label.
struct WalkthroughNames {
    private(set) var values: [String: JSONValue]
    private let identifier: (String) throws -> String

    init(_ values: [String: JSONValue], identifier: @escaping (String) throws -> String) {
        self.values = values
        self.identifier = identifier
    }

    /// A value with its names replaced; names that are not bound stay.
    func resolved(_ value: JSONValue) throws -> JSONValue {
        switch value {
        case .string(let text) where text.hasPrefix("demo:"):
            .string(try identifier(String(text.dropFirst(5))))
        case .string(let text): values[text] ?? value
        case .array(let items): .array(try items.map(resolved))
        case .object(let object):
            .object(
                try object.members.reduce(into: JSONObject()) {
                    $0.append(name: $1.name, value: try resolved($1.value))
                })
        default: value
        }
    }

    /// Binds each name of an expected answer that is not bound to what the answer has there.
    mutating func bind(_ expected: JSONValue, to actual: JSONValue?) {
        switch expected {
        case .string(let name) where name.hasPrefix("$") && values[name] == nil:
            values[name] = actual
        case .array(let items):
            for (item, other) in zip(items, actual?.items ?? []) { bind(item, to: other) }
        case .object(let object):
            for member in object.members { bind(member.value, to: actual?[member.name]) }
        default: break
        }
    }
}
