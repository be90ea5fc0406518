import GraphQLLanguage
import GraphQLTypeSystem
import OrderedCollections

/// Fragments stand on objects, interfaces and unions (spec §5.5.1.3).
package enum FragmentsOnCompositeTypesRule: ValidationRule {
    package static func check(
        _ index: DocumentIndex, _ errors: inout ErrorCollector
    ) throws(ValidationAborted) {
        for use in index.inlineFragments {
            try check(use.fragment.typeCondition, "Fragment", index, &errors)
        }
        for fragment in index.fragments.map(\.definition) {
            let subject = "Fragment \(quoted(fragment.name.value))"
            try check(fragment.typeCondition, subject, index, &errors)
        }
    }

    private static func check(
        _ condition: NamedType?, _ subject: String, _ index: DocumentIndex,
        _ errors: inout ErrorCollector
    ) throws(ValidationAborted) {
        guard let condition, let type = index.schema.type(named: condition.value),
            !type.isCompositeType
        else { return }
        try errors.report(
            "\(subject) cannot condition on non composite type \(quoted(condition.value)).",
            at: [condition.location])
    }
}
