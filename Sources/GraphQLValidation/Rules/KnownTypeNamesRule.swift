import GraphQLLanguage
import GraphQLTypeSystem
import OrderedCollections

/// Fragments and variables refer to types that exist (spec §5.5.1.2).
package enum KnownTypeNamesRule: ValidationRule {
    package static func check(
        _ index: DocumentIndex, _ errors: inout ErrorCollector
    ) throws(ValidationAborted) {
        for type in index.typeReferences where index.schema.type(named: type.value) == nil {
            let candidates = suggestions(for: type.value, among: index.suggestibleTypeNames)
            try errors.report(
                "Unknown type \(quoted(type.value)).\(didYouMean(candidates))", at: [type.location])
        }
    }
}
