import GraphQLLanguage
import GraphQLTypeSystem
import OrderedCollections

/// No fragment spreads itself, directly or through others (spec §5.5.2.2).
package enum NoFragmentCyclesRule: ValidationRule {
    package static func check(
        _ index: DocumentIndex, _ errors: inout ErrorCollector
    ) throws(ValidationAborted) {
        var search = FragmentCycleSearch(index)
        for fragment in index.fragments {
            try search.explore(fragment, &errors)
        }
    }
}

/// A depth-first search along spreads that visits each name of a fragment once, without recursion.
private struct FragmentCycleSearch {
    private let index: DocumentIndex
    private var visited: Set<String> = []
    /// The fragments on the way to the current one, each with its spreads still to follow.
    private var path: [(name: String, spreads: ArraySlice<FragmentSpread>)] = []
    /// The spreads that lead from each fragment of the path to the next.
    private var followed: [FragmentSpread] = []
    private var indexOnPath: [String: Int] = [:]

    init(_ index: DocumentIndex) {
        self.index = index
    }

    mutating func explore(
        _ fragment: IndexedFragment, _ errors: inout ErrorCollector
    ) throws(ValidationAborted) {
        enter(fragment)
        while let last = path.indices.last {
            if let spread = path[last].spreads.popFirst() {
                try follow(spread, &errors)
            } else {
                indexOnPath[path.removeLast().name] = nil
                _ = followed.popLast()
            }
        }
    }

    private mutating func follow(
        _ spread: FragmentSpread, _ errors: inout ErrorCollector
    ) throws(ValidationAborted) {
        let name = spread.name.value
        if let start = indexOnPath[name] {
            try report(name, followed[start...] + [spread], &errors)
        } else if !visited.contains(name), let fragment = index.fragment(named: name) {
            followed.append(spread)
            enter(fragment)
        }
    }

    private mutating func enter(_ fragment: IndexedFragment) {
        let name = fragment.definition.name.value
        guard visited.insert(name).inserted else { return }
        indexOnPath[name] = path.count
        path.append((name, ArraySlice(fragment.spreads)))
    }

    private func report(
        _ name: String, _ cycle: ArraySlice<FragmentSpread>, _ errors: inout ErrorCollector
    ) throws(ValidationAborted) {
        let via = cycle.dropLast().map { quoted($0.name.value) }.joined(separator: ", ")
        try errors.report(
            "Cannot spread fragment \(quoted(name)) within itself"
                + (via.isEmpty ? "." : " via \(via)."),
            at: cycle.map(\.location))
    }
}
