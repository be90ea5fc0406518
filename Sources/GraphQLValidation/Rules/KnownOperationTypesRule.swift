import GraphQLLanguage
import GraphQLTypeSystem
import OrderedCollections

/// The schema supports the kind of each operation (spec §5.2.1.1).
package enum KnownOperationTypesRule: ValidationRule {
    package static func check(
        _ index: DocumentIndex, _ errors: inout ErrorCollector
    ) throws(ValidationAborted) {
        for operation in index.operations.map(\.definition) {
            guard index.schema.rootTypeName(for: operation.type) == nil else { continue }
            try errors.report(
                "The \(operation.type.rawValue) operation is not supported by the schema.",
                at: [operation.location])
        }
    }
}
