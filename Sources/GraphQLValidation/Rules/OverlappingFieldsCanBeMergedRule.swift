import GraphQLLanguage
import GraphQLTypeSystem
import OrderedCollections

/// Fields with one response name say the same thing, so that one value answers them all (spec
/// §5.3.2).
package enum OverlappingFieldsCanBeMergedRule: ValidationRule {
    package static func check(
        _ index: DocumentIndex, _ errors: inout ErrorCollector
    ) throws(ValidationAborted) {
        let graph = FieldMergeGraph(index)
        var search = FieldConflictSearch(graph, limits: index.limits)
        for operation in index.operations {
            search.explore(operation.selectionSet)
        }
        for fragment in index.fragments where !search.isReached(fragment.selectionSet) {
            search.explore(fragment.selectionSet)
        }
        for conflict in search.conflicts.topLevel.values {
            let explained = conflict.explained(in: index)
            try errors.report(
                "Fields \(quoted(explained.responseName)) conflict because \(explained.reason). "
                    + "Use different aliases on the fields to fetch both if this was intentional.",
                at: explained.first + explained.second)
        }
        if search.isExhausted {
            try errors.report(
                "The fields of this document overlap in too many ways to compare them all.",
                at: index.operations.prefix(1).map(\.definition.location))
        }
    }
}
