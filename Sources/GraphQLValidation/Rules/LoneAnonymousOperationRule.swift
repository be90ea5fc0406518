import GraphQLLanguage
import OrderedCollections

/// An operation without a name is the only one of its document (spec §5.2.3.1).
package enum LoneAnonymousOperationRule: ValidationRule {
    package static func check(
        _ index: DocumentIndex, _ errors: inout ErrorCollector
    ) throws(ValidationAborted) {
        guard index.operations.count > 1 else { return }
        for operation in index.operations.map(\.definition) where operation.name == nil {
            try errors.report(
                "This anonymous operation must be the only defined operation.",
                at: [operation.location])
        }
    }
}
