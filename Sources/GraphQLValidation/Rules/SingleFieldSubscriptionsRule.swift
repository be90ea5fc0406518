import GraphQLLanguage
import GraphQLTypeSystem
import OrderedCollections

/// A subscription selects one field, no meta field, and does so unconditionally (spec §5.2.4.1).
package enum SingleFieldSubscriptionsRule: ValidationRule {
    package static func check(
        _ index: DocumentIndex, _ errors: inout ErrorCollector
    ) throws(ValidationAborted) {
        guard let root = index.schema.subscriptionTypeName else { return }
        for operation in index.operations.map(\.definition) where operation.type == .subscription {
            var collection = RootFieldCollection(index: index, rootType: root)
            collection.collect(operation.selectionSet)
            try check(collection, of: operation, &errors)
        }
    }

    private static func check(
        _ collection: RootFieldCollection, of operation: OperationDefinition,
        _ errors: inout ErrorCollector
    ) throws(ValidationAborted) {
        let subject = operation.name.map { "Subscription \(quoted($0.value))" }
        let start = "\(subject ?? "Anonymous Subscription") must"
        guard collection.conditions.isEmpty else {
            return try errors.report(
                "\(start) not use `@skip` or `@include` directives in the top level selection.",
                at: collection.conditions.map(\.location))
        }
        let groups = Array(collection.fields.values)
        if groups.count > 1 {
            try errors.report(
                "\(start) select only one top level field.",
                at: groups.dropFirst().flatMap { $0 }.map(\.location))
        }
        for group in groups where group[0].name.value.hasPrefix("__") {
            try errors.report(
                "\(start) not select an introspection top level field.",
                at: group.map(\.location))
        }
    }
}

/// The fields that an operation selects on its root type (*CollectSubscriptionFields*, spec
/// §5.2.4.1).
private struct RootFieldCollection {
    let index: DocumentIndex
    let rootType: String
    private(set) var fields: OrderedDictionary<String, [Field]> = [:]
    private(set) var conditions: [Directive] = []
    private var visitedFragments: Set<String> = []

    init(index: DocumentIndex, rootType: String) {
        self.index = index
        self.rootType = rootType
    }

    /// Collects without recursion into fragments, so that a chain of them costs no stack.
    mutating func collect(_ set: SelectionSet) {
        var unvisited = [ArraySlice(set.selections)]
        while let last = unvisited.indices.last {
            guard let selection = unvisited[last].popFirst() else {
                unvisited.removeLast()
                continue
            }
            switch selection {
            case .field(let field):
                noteConditions(field.directives)
                fields[field.responseName, default: []].append(field)
            case .inlineFragment(let fragment):
                noteConditions(fragment.directives)
                guard applies(fragment.typeCondition) else { continue }
                unvisited.append(ArraySlice(fragment.selectionSet.selections))
            case .fragmentSpread(let spread):
                noteConditions(spread.directives)
                unvisited.append(ArraySlice(enter(spread)))
            }
        }
    }

    private mutating func enter(_ spread: FragmentSpread) -> [Selection] {
        guard visitedFragments.insert(spread.name.value).inserted,
            let fragment = index.fragment(named: spread.name.value)?.definition,
            applies(fragment.typeCondition)
        else { return [] }
        return fragment.selectionSet.selections
    }

    private mutating func noteConditions(_ directives: [Directive]) {
        conditions += directives.filter { ["skip", "include"].contains($0.name.value) }
    }

    private func applies(_ condition: NamedType?) -> Bool {
        guard let condition else { return true }
        return index.schema.isSubType(named: rootType, of: condition.value)
    }
}
