import GraphQLLanguage
import GraphQLTypeSystem
import OrderedCollections

/// Compares the fields of a document in pairs and explains each conflict, as the reference does.
///
/// The number of pairs is quadratic, and deeper spreads multiply it. So this search serves only a
/// document in which `FieldConflictSearch` has found a conflict, and gives up at bounds: the
/// conflicts that the other search noted are reported then.
struct FieldPairSearch {
    let index: DocumentIndex
    private(set) var isExhausted = false
    private var comparisonsLeft: Int
    private var conflictsLeft: Int
    private var depthLeft: Int
    private var collected: [Int: CollectedSelections] = [:]
    private var comparedFragments = ComparedFragments()

    init(_ index: DocumentIndex) {
        self.index = index
        comparisonsLeft = index.limits.fieldPairsMax
        conflictsLeft = index.limits.explainedConflictsMax
        depthLeft = index.limits.conflictDepthMax
    }

    /// The conflicts within one selection set, those that its spreads bring included; no more of
    /// them than are reported, and one.
    mutating func conflicts(
        within set: SelectionSet, on parent: CompositeType?
    ) -> [ExplainedConflict] {
        let own = collect(set, on: parent)
        var conflicts: [ExplainedConflict] = []
        for fields in own.fields.values {
            for (position, first) in fields.enumerated() {
                for second in fields.dropFirst(position + 1) {
                    if conflicts.count > index.limits.errorsMax { return conflicts }
                    compare(first, second, isExclusive: false, &conflicts)
                }
            }
        }
        for (position, name) in own.fragmentNames.enumerated() {
            compare(own, withFragment: name, isExclusive: false, &conflicts)
            for other in own.fragmentNames.dropFirst(position + 1) {
                if conflicts.count > index.limits.errorsMax { return conflicts }
                compareFragments(name, other, isExclusive: false, &conflicts)
            }
        }
        return conflicts
    }

    // MARK: Pairs

    private mutating func compare(
        _ first: PairedField, _ second: PairedField, isExclusive: Bool,
        _ conflicts: inout [ExplainedConflict]
    ) {
        comparisonsLeft -= 1
        if comparisonsLeft < 0 { isExhausted = true }
        if isExhausted { return }
        let isExclusive = isExclusive || first.isExclusive(with: second)
        if let reason = first.conflict(with: second, isExclusive: isExclusive) {
            note(first, second, reason, [], &conflicts)
        } else if let set = first.field.selectionSet, let other = second.field.selectionSet {
            let sets = (
                collect(set, on: subtype(of: first)), collect(other, on: subtype(of: second))
            )
            let subconflicts = self.conflicts(between: sets.0, sets.1, isExclusive: isExclusive)
            if subconflicts.isEmpty { return }
            let reason = subconflicts.map {
                "subfields \(quoted($0.responseName)) conflict because \($0.reason)"
            }.joined(separator: " and ")
            note(first, second, reason, subconflicts, &conflicts)
        }
    }

    private mutating func note(
        _ first: PairedField, _ second: PairedField, _ reason: String,
        _ subconflicts: [ExplainedConflict], _ conflicts: inout [ExplainedConflict]
    ) {
        conflictsLeft -= 1
        if conflictsLeft < 0 { isExhausted = true }
        conflicts.append(
            ExplainedConflict(
                responseName: first.field.responseName, reason: reason,
                first: [first.field.location] + subconflicts.flatMap(\.first),
                second: [second.field.location] + subconflicts.flatMap(\.second)))
    }

    private mutating func conflicts(
        between first: CollectedSelections, _ second: CollectedSelections, isExclusive: Bool
    ) -> [ExplainedConflict] {
        guard enter() else { return [] }
        defer { depthLeft += 1 }
        var conflicts: [ExplainedConflict] = []
        compareFields(first, second, isExclusive: isExclusive, &conflicts)
        for name in second.fragmentNames {
            compare(first, withFragment: name, isExclusive: isExclusive, &conflicts)
        }
        for name in first.fragmentNames {
            compare(second, withFragment: name, isExclusive: isExclusive, &conflicts)
        }
        for name in first.fragmentNames {
            for other in second.fragmentNames {
                compareFragments(name, other, isExclusive: isExclusive, &conflicts)
            }
        }
        return conflicts
    }

    private mutating func compareFields(
        _ first: CollectedSelections, _ second: CollectedSelections, isExclusive: Bool,
        _ conflicts: inout [ExplainedConflict]
    ) {
        for (name, fields) in first.fields {
            for field in fields {
                for other in second.fields[name] ?? [] {
                    compare(field, other, isExclusive: isExclusive, &conflicts)
                }
            }
        }
    }

    // MARK: Fragments

    /// Compares selections with a fragment and the fragments that it spreads.
    private mutating func compare(
        _ selections: CollectedSelections, withFragment name: String, isExclusive: Bool,
        _ conflicts: inout [ExplainedConflict]
    ) {
        guard let fragment = collectFragment(name), fragment !== selections, enter() else { return }
        defer { depthLeft += 1 }
        compareFields(selections, fragment, isExclusive: isExclusive, &conflicts)
        for other in fragment.fragmentNames
        where comparedFragments.insert(other, name, isExclusive: isExclusive) {
            compare(selections, withFragment: other, isExclusive: isExclusive, &conflicts)
        }
    }

    private mutating func compareFragments(
        _ name: String, _ other: String, isExclusive: Bool, _ conflicts: inout [ExplainedConflict]
    ) {
        guard name != other,
            comparedFragments.insert(name, other, isExclusive: isExclusive),
            let first = collectFragment(name), let second = collectFragment(other), enter()
        else { return }
        defer { depthLeft += 1 }
        compareFields(first, second, isExclusive: isExclusive, &conflicts)
        for nested in second.fragmentNames {
            compareFragments(name, nested, isExclusive: isExclusive, &conflicts)
        }
        for nested in first.fragmentNames {
            compareFragments(nested, other, isExclusive: isExclusive, &conflicts)
        }
    }

    /// Goes one call deeper; where that is too deep, the search has failed.
    private mutating func enter() -> Bool {
        if depthLeft == 0 { isExhausted = true }
        if isExhausted { return false }
        depthLeft -= 1
        return true
    }

    // MARK: Collecting

    private mutating func collect(
        _ set: SelectionSet, on parent: CompositeType?
    ) -> CollectedSelections {
        if let known = collected[set.location.offset] { return known }
        let selections = CollectedSelections(set, on: parent, index.schema)
        collected[set.location.offset] = selections
        return selections
    }

    private mutating func collectFragment(_ name: String) -> CollectedSelections? {
        guard let fragment = index.fragment(named: name)?.definition else { return nil }
        return collect(
            fragment.selectionSet, on: index.schema.compositeTypes[fragment.typeCondition.value])
    }

    private func subtype(of field: PairedField) -> CompositeType? {
        field.resolved.flatMap { index.schema.compositeTypes.type(of: $0) }
    }
}
