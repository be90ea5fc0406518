import GraphQLLanguage
import OrderedCollections

/// No input object needs a value of itself: every cycle of input fields has a nullable one (spec
/// §3.10.1).
enum InputObjectCyclesCheck {
    @Sendable static func check(_ definitions: MergedDefinitions, _: Schema) -> [SchemaError] {
        var search = CycleSearch(definitions)
        for (name, type) in definitions.types where type.kind == .inputObject {
            search.explore(name)
        }
        return search.errors
    }
}

/// A depth-first search along the required fields of input objects, without recursion.
private struct CycleSearch {
    private let definitions: MergedDefinitions
    private(set) var errors: [SchemaError] = []
    private var visited: Set<String> = []
    /// The types on the way to the current one, each with its required fields still to follow.
    private var path: [(type: String, fields: ArraySlice<InputValueDefinition>)] = []
    private var followed: [InputValueDefinition] = []
    private var indexOnPath: [String: Int] = [:]

    init(_ definitions: MergedDefinitions) {
        self.definitions = definitions
    }

    mutating func explore(_ name: String) {
        enter(name)
        while let last = path.indices.last {
            if let field = path[last].fields.popFirst() {
                follow(field)
            } else {
                indexOnPath[path.removeLast().type] = nil
                _ = followed.popLast()
            }
        }
    }

    private mutating func follow(_ field: InputValueDefinition) {
        guard case .nonNull(.named(let target)) = field.type,
            definitions.kind(of: target.value) == .inputObject
        else { return }
        followed.append(field)
        if let start = indexOnPath[target.value] {
            report(target.value, followed[start...])
            followed.removeLast()
        } else if visited.contains(target.value) {
            followed.removeLast()
        } else {
            enter(target.value)
        }
    }

    private mutating func enter(_ name: String) {
        guard visited.insert(name).inserted else { return }
        indexOnPath[name] = path.count
        path.append((name, (definitions.types[name]?.inputFields ?? [])[...]))
    }

    private mutating func report(_ name: String, _ cycle: ArraySlice<InputValueDefinition>) {
        let fields = cycle.map(\.name.value).joined(separator: ".")
        errors.append(
            SchemaError(
                "Cannot reference Input Object \(quoted(name)) within itself through a series of "
                    + "non-null fields: \(quoted(fields)).",
                cycle.map(\.location)))
    }
}
