import GraphQLLanguage
import GraphQLTypeSystem
import OrderedCollections

/// A selected field with the type that it is selected on, to be compared with others.
struct PairedField {
    let field: Field
    let parent: CompositeType?
    let resolved: ResolvedField?

    /// Whether no object can answer both fields, because their parents are different object types.
    func isExclusive(with other: PairedField) -> Bool {
        guard let parent, let otherParent = other.parent else { return false }
        return parent.isObject && otherParent.isObject && parent !== otherParent
    }

    /// Why the fields cannot be merged in themselves; `nil` where they can.
    func conflict(with other: PairedField, isExclusive: Bool) -> String? {
        if !isExclusive {
            let names = (field.name.value, other.field.name.value)
            if names.0 != names.1 {
                return "\(quoted(names.0)) and \(quoted(names.1)) are different fields"
            }
            if !hasArguments(of: other) { return "they have differing arguments" }
        }
        guard let resolved, let otherResolved = other.resolved,
            let shape = resolved.shape, let otherShape = otherResolved.shape, shape != otherShape
        else { return nil }
        let types = (resolved.definition.type, otherResolved.definition.type)
        return "they return conflicting types \(quoted("\(types.0)")) and \(quoted("\(types.1)"))"
    }

    private func hasArguments(of other: PairedField) -> Bool {
        field.arguments.count == other.field.arguments.count
            && field.arguments.allSatisfy { argument in
                let value = other.field.arguments.last { $0.name == argument.name }?.value
                return value?.withSortedFields == argument.value.withSortedFields
            }
    }
}

/// The fields of a selection set by response name and the fragments that it spreads, inline
/// fragments dissolved.
///
/// An object, as the same selections are met again and again.
final class CollectedSelections {
    private(set) var fields: OrderedDictionary<String, [PairedField]> = [:]
    private(set) var fragmentNames: OrderedSet<String> = []

    init(_ set: SelectionSet, on parent: CompositeType?, _ schema: Schema) {
        collect(set, on: parent, schema)
    }

    private func collect(_ set: SelectionSet, on parent: CompositeType?, _ schema: Schema) {
        for selection in set.selections {
            switch selection {
            case .field(let field):
                fields[field.responseName, default: []].append(
                    PairedField(
                        field: field, parent: parent, resolved: parent?.fields[field.name.value]))
            case .fragmentSpread(let spread):
                fragmentNames.append(spread.name.value)
            case .inlineFragment(let fragment):
                let type = fragment.typeCondition.map { schema.compositeTypes[$0.value] } ?? parent
                collect(fragment.selectionSet, on: type, schema)
            }
        }
    }
}

/// Pairs of fragments that have been compared, in either order.
struct ComparedFragments {
    private struct Pair: Hashable {
        let first: String
        let second: String
    }

    /// Whether each pair was compared only as parts of objects that exclude each other.
    private var exclusive: [Pair: Bool] = [:]

    /// Whether the pair has still to be compared; it counts as compared from now on.
    ///
    /// A comparison of fields that one object may answer says more than one of fields that exclude
    /// each other, and stands for it.
    mutating func insert(_ name: String, _ other: String, isExclusive: Bool) -> Bool {
        let pair = Pair(first: min(name, other), second: max(name, other))
        if let known = exclusive[pair], isExclusive || !known { return false }
        exclusive[pair] = isExclusive
        return true
    }
}
