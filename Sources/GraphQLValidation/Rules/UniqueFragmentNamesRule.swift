import GraphQLLanguage
import GraphQLTypeSystem
import OrderedCollections

/// Fragments have different names (spec §5.5.1.1).
package enum UniqueFragmentNamesRule: ValidationRule {
    package static func check(
        _ index: DocumentIndex, _ errors: inout ErrorCollector
    ) throws(ValidationAborted) {
        for (first, repeated) in repeats(in: index.fragments.map(\.definition.name)) {
            try errors.report(
                "There can be only one fragment named \(quoted(repeated.value)).",
                at: [first.location, repeated.location])
        }
    }
}
