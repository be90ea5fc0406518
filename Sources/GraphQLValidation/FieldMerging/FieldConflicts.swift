import GraphQLLanguage
import GraphQLTypeSystem
import OrderedCollections

/// Two different fields with one response name, by their positions in the document index.
struct FieldPair: Hashable {
    let first: Int
    let second: Int

    static func == (lhs: Self, rhs: Self) -> Bool {
        (lhs.first == rhs.first && lhs.second == rhs.second)
            || (lhs.first == rhs.second && lhs.second == rhs.first)
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(min(first, second))
        hasher.combine(max(first, second))
    }
}

/// Why two fields cannot be merged in themselves.
enum FieldConflictReason {
    case differentFields, differingArguments, conflictingTypes
}

/// Two fields that cannot be merged, in themselves or because of fields that they select.
struct FieldConflict {
    let pair: FieldPair
    /// The reason in the fields themselves, which makes their subfields irrelevant.
    private(set) var reason: FieldConflictReason?
    private(set) var subfields: OrderedDictionary<FieldPair, FieldConflict> = [:]

    init(_ pair: FieldPair) {
        self.pair = pair
    }

    /// Notes the reason at the end of a path of subfields; the first reason counts.
    mutating func insert(_ path: ArraySlice<FieldPair>, _ reason: FieldConflictReason) {
        guard let pair = path.first else {
            self.reason = self.reason ?? reason
            return
        }
        subfields[pair, default: FieldConflict(pair)].insert(path.dropFirst(), reason)
    }
}

/// The conflicts of a document, each two fields once, with those of their subfields below them.
struct FieldConflicts {
    private let graph: FieldMergeGraph
    private let depthMax: Int
    private(set) var topLevel: OrderedDictionary<FieldPair, FieldConflict> = [:]

    init(_ graph: FieldMergeGraph, depthMax: Int) {
        self.graph = graph
        self.depthMax = depthMax
    }

    /// Notes that the last pair of a path cannot be merged, unless an outer pair already cannot.
    mutating func note(_ path: [FieldPair]) {
        var isExclusive = false
        var found: FieldConflictReason?
        for pair in path {
            if found != nil { return }
            let (first, second) = (graph.fields[pair.first], graph.fields[pair.second])
            isExclusive = isExclusive || first.isExclusive(with: second)
            found = reason(pair, first, second, isExclusive)
        }
        if let found { insert(path.suffix(depthMax), found) }
    }

    private mutating func insert(_ path: ArraySlice<FieldPair>, _ reason: FieldConflictReason) {
        guard let pair = path.first else { return }
        topLevel[pair, default: FieldConflict(pair)].insert(path.dropFirst(), reason)
    }

    private func reason(
        _ pair: FieldPair, _ first: MergeField, _ second: MergeField, _ isExclusive: Bool
    ) -> FieldConflictReason? {
        if !isExclusive {
            if first.name != second.name { return .differentFields }
            if graph.call(of: pair.first) != graph.call(of: pair.second) {
                return .differingArguments
            }
        }
        if let shape = first.shape, let other = second.shape, shape != other {
            return .conflictingTypes
        }
        return nil
    }
}

extension FieldConflicts {
    /// The conflicts in words.
    func explained(in index: DocumentIndex) -> [ExplainedConflict] {
        topLevel.values.map { $0.explained(in: index) }
    }
}

/// A conflict in words, with the fields that take part in it on either side.
struct ExplainedConflict {
    let responseName: String
    let reason: String
    var first: [SourceLocation]
    var second: [SourceLocation]
}

extension FieldConflict {
    /// The conflict in words; the depth of the explanation is bounded by
    /// `ValidationLimits.conflictDepthMax`.
    func explained(in index: DocumentIndex) -> ExplainedConflict {
        let (first, second) = (index.fields[pair.first], index.fields[pair.second])
        let subconflicts = reason == nil ? subfields.values.map { $0.explained(in: index) } : []
        return ExplainedConflict(
            responseName: first.field.responseName,
            reason: text(first, second, subconflicts),
            first: [first.field.location] + subconflicts.flatMap(\.first),
            second: [second.field.location] + subconflicts.flatMap(\.second))
    }

    private func text(
        _ first: FieldUse, _ second: FieldUse, _ subconflicts: [ExplainedConflict]
    ) -> String {
        switch reason {
        case .differentFields:
            "\(quoted(first.field.name.value)) and "
                + "\(quoted(second.field.name.value)) are different fields"
        case .differingArguments:
            "they have differing arguments"
        case .conflictingTypes:
            "they return conflicting types \(quoted(type(first))) and \(quoted(type(second)))"
        case nil:
            subconflicts.map {
                "subfields \(quoted($0.responseName)) conflict because \($0.reason)"
            }.joined(separator: " and ")
        }
    }

    private func type(_ use: FieldUse) -> String {
        guard let definition = use.definition else { return "" }
        return "\(definition.type)"
    }
}
