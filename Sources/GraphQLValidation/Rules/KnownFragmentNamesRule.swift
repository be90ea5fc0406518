import GraphQLLanguage
import GraphQLTypeSystem
import OrderedCollections

/// Spreads name fragments of the document (spec §5.5.2.1).
package enum KnownFragmentNamesRule: ValidationRule {
    package static func check(
        _ index: DocumentIndex, _ errors: inout ErrorCollector
    ) throws(ValidationAborted) {
        for name in index.spreads.map(\.spread.name) {
            guard index.fragmentPositions[name.value] == nil else { continue }
            try errors.report("Unknown fragment \(quoted(name.value)).", at: [name.location])
        }
    }
}
