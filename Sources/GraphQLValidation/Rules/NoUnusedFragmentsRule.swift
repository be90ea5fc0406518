import GraphQLLanguage
import GraphQLTypeSystem
import OrderedCollections

/// Every fragment is spread by an operation, directly or through other fragments (spec §5.5.1.4).
package enum NoUnusedFragmentsRule: ValidationRule {
    package static func check(
        _ index: DocumentIndex, _ errors: inout ErrorCollector
    ) throws(ValidationAborted) {
        let used = usedNames(index)
        for fragment in index.fragments.map(\.definition) {
            if used.contains(fragment.name.value) { continue }
            try errors.report(
                "Fragment \(quoted(fragment.name.value)) is never used.", at: [fragment.location])
        }
    }

    private static func usedNames(_ index: DocumentIndex) -> Set<String> {
        var used: Set<String> = []
        var unexplored = index.operations.flatMap(\.spreads)
        while let spread = unexplored.popLast() {
            guard used.insert(spread.name.value).inserted,
                let fragment = index.fragment(named: spread.name.value)
            else { continue }
            unexplored += fragment.spreads
        }
        return used
    }
}
