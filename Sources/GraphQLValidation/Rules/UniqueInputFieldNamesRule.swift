import GraphQLLanguage
import GraphQLTypeSystem
import OrderedCollections

/// The fields of an input object literal have different names (spec §5.6.3).
package enum UniqueInputFieldNamesRule: ValidationRule {
    package static func check(
        _ index: DocumentIndex, _ errors: inout ErrorCollector
    ) throws(ValidationAborted) {
        for fields in index.objectLiterals {
            for (first, repeated) in repeats(in: fields.map(\.name)) {
                try errors.report(
                    "There can be only one input field named \(quoted(repeated.value)).",
                    at: [first.location, repeated.location])
            }
        }
    }
}
