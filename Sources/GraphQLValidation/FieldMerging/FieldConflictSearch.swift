import OrderedCollections

/// Walks the merged selection sets of a document, each combination once, and notes fields that
/// cannot be merged.
///
/// Fields with one response name are compared by their classes, not in pairs: a thousand equal
/// fields are one class. Their selection sets merge into one set for the next level. The walk keeps
/// its own stack, because spreads may nest merged sets far deeper than the document nests braces.
struct FieldConflictSearch {
    private let graph: FieldMergeGraph
    private let stepsMax: Int
    private let conflictsMax: Int
    private(set) var conflicts: FieldConflicts
    private(set) var isExhausted = false
    private var steps = 0
    private var occurrences: [Occurrence] = []
    private var pending: [MergedSet] = []
    private var explored: Set<MergedSet.Key> = []
    private var expansion = 0
    /// The last expansion that included each selection set.
    private var includedIn: [Int]

    init(_ graph: FieldMergeGraph, limits: ValidationLimits) {
        self.graph = graph
        self.stepsMax = limits.fieldMergesMax
        self.conflictsMax = limits.errorsMax
        self.conflicts = FieldConflicts(graph, depthMax: limits.conflictDepthMax)
        self.includedIn = Array(repeating: 0, count: graph.setFields.count)
    }

    /// Whether a selection set has been part of any merged set so far.
    func isReached(_ set: Int) -> Bool {
        includedIn[set] > 0
    }

    /// Whether more conflicts would not be reported or cannot be found.
    private var isFinished: Bool { isExhausted || conflicts.topLevel.count > conflictsMax }

    /// Explores every merged set below the selection set of an operation or fragment.
    mutating func explore(_ set: Int) {
        enqueue(MergedSet(comparesCalls: true, members: [(set, nil)]))
        while !isFinished, let merged = pending.popLast() {
            let firstEnqueued = pending.count
            for group in groups(of: merged) {
                if merged.comparesCalls { compareCalls(group) }
                compareShapes(group)
                if !merged.comparesCalls { enqueueSelections(of: group, comparesCalls: false) }
            }
            pending[firstEnqueued...].reverse()
        }
    }

    private mutating func enqueue(_ merged: MergedSet) {
        if explored.insert(merged.key).inserted { pending.append(merged) }
    }

    private mutating func enqueueSelections(of group: [Int], comparesCalls: Bool) {
        let members = group.compactMap { occurrence in
            graph.fields[occurrences[occurrence].field].selectionSet.map {
                (set: $0, parent: Optional(occurrence))
            }
        }
        if members.isEmpty { return }
        enqueue(MergedSet(comparesCalls: comparesCalls, members: members))
    }

    /// The fields of a merged set, fragments included, by response name.
    private mutating func groups(of merged: MergedSet) -> [[Int]] {
        expansion += 1
        var groups: [[Int]] = []
        var groupOfName: [Int: Int] = [:]
        var unvisited = Array(merged.members.reversed())
        while !isExhausted, let (set, parent) = unvisited.popLast() {
            if includedIn[set] == expansion { continue }
            includedIn[set] = expansion
            count(graph.setFields[set].count + 1)
            for field in graph.setFields[set] {
                let occurrence = occurrences.count
                occurrences.append(Occurrence(field: field, parent: parent))
                let name = graph.fields[field].responseName
                if let group = groupOfName[name] {
                    groups[group].append(occurrence)
                } else {
                    groupOfName[name] = groups.count
                    groups.append([occurrence])
                }
            }
            unvisited += graph.setSpreads[set].reversed().map { ($0, parent) }
        }
        return groups
    }

    private mutating func count(_ steps: Int) {
        self.steps += steps
        if self.steps > stepsMax { isExhausted = true }
    }

    /// Compares names and arguments among fields that one object may answer
    /// (*FieldsInSetCanMerge*).
    private mutating func compareCalls(_ group: [Int]) {
        let parents = objectParents(of: group)
        guard parents.count > 1 else {
            compare(group) { $0.call }
            return enqueueSelections(of: group, comparesCalls: true)
        }
        for parent in parents {
            let subgroup = group.filter {
                let field = graph.fields[occurrences[$0].field]
                return !field.parentIsObject || field.parent == parent
            }
            count(group.count)
            if isExhausted { return }
            compare(subgroup) { $0.call }
            enqueueSelections(of: subgroup, comparesCalls: true)
        }
        enqueueSelections(of: group, comparesCalls: false)
    }

    /// Compares the types of fields, whichever objects answer them (*SameResponseShape*).
    private mutating func compareShapes(_ group: [Int]) {
        compare(group) { $0.shape }
    }

    /// The object types that fields of a group are selected on, in order.
    private func objectParents(of group: [Int]) -> [Int] {
        var parents: [Int] = []
        var seen: Set<Int> = []
        for occurrence in group {
            let field = graph.fields[occurrences[occurrence].field]
            guard field.parentIsObject, let parent = field.parent else { continue }
            if seen.insert(parent).inserted { parents.append(parent) }
        }
        return parents
    }

    /// Notes a conflict between the first fields of each two classes.
    private mutating func compare(_ group: [Int], by classOf: (MergeField) -> Int?) {
        if group.count < 2 { return }
        var classes: Set<Int> = []
        let firsts = group.filter { occurrence in
            guard let number = classOf(graph.fields[occurrences[occurrence].field]) else {
                return false
            }
            return classes.insert(number).inserted
        }
        for (position, first) in firsts.enumerated() {
            for second in firsts.dropFirst(position + 1) {
                count(1)
                if isFinished { return }
                conflicts.note(path(to: first, second))
            }
        }
    }

    /// The pairs of fields from the first difference down to two occurrences.
    private func path(to first: Int, _ second: Int) -> [FieldPair] {
        var pairs: [FieldPair] = []
        var (left, right) = (Optional(first), Optional(second))
        while let one = left, let other = right {
            let pair = FieldPair(
                first: occurrences[one].field, second: occurrences[other].field)
            if pair.first == pair.second { break }
            pairs.append(pair)
            (left, right) = (occurrences[one].parent, occurrences[other].parent)
        }
        return pairs.reversed()
    }
}

/// A field as it was met in one merged set.
private struct Occurrence {
    let field: Int
    /// The occurrence whose selection set led here; `nil` at the top.
    let parent: Int?
}

/// Selection sets that answer one place of the response together.
private struct MergedSet {
    /// Whether names and arguments matter, or only the shape of the response.
    let comparesCalls: Bool
    /// The sets, each with the occurrence of its field.
    let members: [(set: Int, parent: Int?)]

    struct Key: Hashable {
        let comparesCalls: Bool
        let sets: [Int]
    }

    var key: Key {
        Key(comparesCalls: comparesCalls, sets: members.map(\.set).sorted())
    }
}
