import GraphQLLanguage
import GraphQLTypeSystem
import OrderedCollections

/// Fields of leaf types have no selections, and all others have (spec §5.3.3).
package enum ScalarLeafsRule: ValidationRule {
    package static func check(
        _ index: DocumentIndex, _ errors: inout ErrorCollector
    ) throws(ValidationAborted) {
        for use in index.fields {
            guard let resolved = use.resolved else { continue }
            let reference = resolved.definition.type
            let name = use.field.name.value
            if let selectionSet = use.field.selectionSet {
                guard resolved.isLeaf else { continue }
                try errors.report(
                    "Field \(quoted(name)) must not have a selection since type "
                        + "\(quoted("\(reference)")) has no subfields.",
                    at: [selectionSet.location])
            } else if resolved.isComposite {
                try errors.report(
                    "Field \(quoted(name)) of type \(quoted("\(reference)")) must have a selection "
                        + "of subfields. Did you mean \(quoted("\(name) { ... }"))?",
                    at: [use.field.location])
            }
        }
    }
}
