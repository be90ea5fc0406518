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
    /// Which selection sets were explored alone, comparing calls or only shapes.
    private var exploredAlone: [(calls: Bool, shapes: Bool)]
    private var expansion = 0
    /// The last expansion that included each selection set.
    private var includedIn: [Int]
    /// The group of each response name, of the last expansion that met it.
    private var groupOfName: [(expansion: Int, group: Int)]
    private var unvisited: [(set: Int, parent: Int?)] = []

    init(_ graph: FieldMergeGraph, limits: ValidationLimits) {
        self.graph = graph
        self.stepsMax = limits.fieldMergesMax
        self.conflictsMax = limits.errorsMax
        self.conflicts = FieldConflicts(graph, depthMax: limits.conflictDepthMax)
        self.includedIn = Array(repeating: 0, count: graph.setFields.count)
        self.exploredAlone = Array(repeating: (false, false), count: graph.setFields.count)
        self.groupOfName = Array(repeating: (0, 0), count: graph.namesCount)
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
                if group.count == 1 {
                    enqueueSelections(
                        of: group.first, comparesCalls: merged.comparesCalls)
                    continue
                }
                let group = occurrences(of: group)
                if merged.comparesCalls { compareCalls(group) }
                compareShapes(group)
                if !merged.comparesCalls { enqueueSelections(of: group, comparesCalls: false) }
            }
            pending[firstEnqueued...].reverse()
        }
    }

    private mutating func enqueue(_ merged: MergedSet) {
        if isUnexplored(merged) { pending.append(merged) }
    }

    /// Notes that a merged set is explored, and says whether it was not before.
    private mutating func isUnexplored(_ merged: MergedSet) -> Bool {
        guard merged.members.count == 1 else { return explored.insert(merged.key).inserted }
        let set = merged.members[0].set
        if merged.comparesCalls {
            defer { exploredAlone[set].calls = true }
            return !exploredAlone[set].calls
        }
        defer { exploredAlone[set].shapes = true }
        return !exploredAlone[set].shapes
    }

    private mutating func enqueueSelections(of occurrence: Int, comparesCalls: Bool) {
        guard let set = graph.fields[occurrences[occurrence].field].selectionSet else { return }
        enqueue(MergedSet(comparesCalls: comparesCalls, members: [(set, occurrence)]))
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
    private mutating func groups(of merged: MergedSet) -> [Group] {
        expansion += 1
        var groups: [Group] = []
        unvisited.removeAll(keepingCapacity: true)
        unvisited.append(contentsOf: merged.members.reversed())
        while !isExhausted, let (set, parent) = unvisited.popLast() {
            if includedIn[set] == expansion { continue }
            includedIn[set] = expansion
            count(graph.setFields[set].count + 1)
            for field in graph.setFields[set] {
                let occurrence = occurrences.count
                occurrences.append(Occurrence(field: field, parent: parent))
                let name = graph.fields[field].responseName
                let (lastMet, group) = groupOfName[name]
                if lastMet == expansion {
                    occurrences[groups[group].last].next = occurrence
                    groups[group].last = occurrence
                    groups[group].count += 1
                } else {
                    groupOfName[name] = (expansion, groups.count)
                    groups.append(Group(first: occurrence, last: occurrence))
                }
            }
            for spread in graph.setSpreads[set].reversed() { unvisited.append((spread, parent)) }
        }
        return groups
    }

    private func occurrences(of group: Group) -> [Int] {
        var members: [Int] = []
        members.reserveCapacity(group.count)
        var next = Optional(group.first)
        while let occurrence = next {
            members.append(occurrence)
            next = occurrences[occurrence].next
        }
        return members
    }

    private mutating func count(_ steps: Int) {
        self.steps += steps
        if self.steps > stepsMax { isExhausted = true }
    }

    /// Compares names and arguments among fields that one object may answer
    /// (*FieldsInSetCanMerge*).
    private mutating func compareCalls(_ group: [Int]) {
        let graph = graph
        let parents = objectParents(of: group)
        guard parents.count > 1 else {
            compare(group) { graph.call(of: $0) }
            return enqueueSelections(of: group, comparesCalls: true)
        }
        for parent in parents {
            let subgroup = group.filter {
                let field = graph.fields[occurrences[$0].field]
                return !field.parentIsObject || field.parent == parent
            }
            count(group.count)
            if isExhausted { return }
            compare(subgroup) { graph.call(of: $0) }
            enqueueSelections(of: subgroup, comparesCalls: true)
        }
        enqueueSelections(of: group, comparesCalls: false)
    }

    /// Compares the types of fields, whichever objects answer them (*SameResponseShape*).
    private mutating func compareShapes(_ group: [Int]) {
        let fields = graph.fields
        compare(group) { fields[$0].shape }
    }

    /// The object types that fields of a group are selected on, in order.
    private func objectParents(of group: [Int]) -> [ObjectIdentifier] {
        var parents: [ObjectIdentifier] = []
        var seen: Set<ObjectIdentifier> = []
        for occurrence in group {
            let field = graph.fields[occurrences[occurrence].field]
            guard field.parentIsObject, let parent = field.parent else { continue }
            if seen.insert(parent).inserted { parents.append(parent) }
        }
        return parents
    }

    /// Notes a conflict between the first fields of each two classes.
    private mutating func compare(_ group: [Int], by classOf: (Int) -> Int?) {
        if group.count < 2 { return }
        var classes: Set<Int> = []
        let firsts = group.filter { occurrence in
            guard let number = classOf(occurrences[occurrence].field) else {
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
    /// The next occurrence in its group.
    var next: Int?
}

/// The fields of a merged set with one response name, linked by `Occurrence.next`.
private struct Group {
    let first: Int
    var last: Int
    var count = 1
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
