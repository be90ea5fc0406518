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
        if search.isExhausted {
            try errors.report(
                "The fields of this document overlap in too many ways to compare them all.",
                at: index.operations.prefix(1).map(\.definition.location))
        } else if search.conflicts.topLevel.isEmpty {
            return
        }
        var explanation = ConflictExplanation(index)
        for conflict in explanation.conflicts() ?? search.conflicts.explained(in: index) {
            try errors.report(
                "Fields \(quoted(conflict.responseName)) conflict because \(conflict.reason). "
                    + "Use different aliases on the fields to fetch both if this was intentional.",
                at: conflict.first + conflict.second)
        }
    }
}

/// The conflicts of every selection set of a document, in document order.
private struct ConflictExplanation {
    private let index: DocumentIndex
    private var search: FieldPairSearch
    private var found: [ExplainedConflict] = []

    init(_ index: DocumentIndex) {
        self.index = index
        search = FieldPairSearch(index)
    }

    /// Each conflict, or `nil` where there are too many pairs to compare.
    mutating func conflicts() -> [ExplainedConflict]? {
        for definition in index.document.definitions where !isFinished {
            switch definition {
            case .operation(let operation):
                let root = index.schema.rootTypeName(for: operation.type)
                visit(operation.selectionSet, on: root.flatMap { index.schema.compositeTypes[$0] })
            case .fragment(let fragment):
                visit(
                    fragment.selectionSet,
                    on: index.schema.compositeTypes[fragment.typeCondition.value])
            case .typeSystem, .typeSystemExtension: break
            }
        }
        return search.isExhausted || found.isEmpty ? nil : found
    }

    private var isFinished: Bool {
        search.isExhausted || found.count > index.limits.errorsMax
    }

    private mutating func visit(_ set: SelectionSet, on parent: CompositeType?) {
        if isFinished { return }
        found += search.conflicts(within: set, on: parent)
        for selection in set.selections {
            switch selection {
            case .field(let field):
                guard let set = field.selectionSet else { continue }
                let resolved = parent?.fields[field.name.value]
                visit(set, on: resolved.flatMap { index.schema.compositeTypes.type(of: $0) })
            case .inlineFragment(let fragment):
                let condition = fragment.typeCondition
                visit(
                    fragment.selectionSet,
                    on: condition.map { index.schema.compositeTypes[$0.value] } ?? parent)
            case .fragmentSpread: break
            }
        }
    }
}
