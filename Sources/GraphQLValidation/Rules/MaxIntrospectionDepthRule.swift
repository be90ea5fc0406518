import GraphQLLanguage
import GraphQLTypeSystem
import OrderedCollections

/// Introspection does not nest the lists of types in one another without end.
///
/// No rule of the specification: types refer to types, so that a few hundred bytes could ask for
/// the whole schema times itself. The reference has the same rule with the same bound; what editors
/// and code generators send nests two lists.
package enum MaxIntrospectionDepthRule: ValidationRule {
    package static func check(
        _ index: DocumentIndex, _ errors: inout ErrorCollector
    ) throws(ValidationAborted) {
        let roots = index.fields.filter {
            [OutputField.schema.name, OutputField.type.name].contains($0.field.name.value)
        }
        if roots.isEmpty { return }
        var depths = ListDepths(index)
        for use in roots {
            guard let set = use.field.selectionSet,
                depths.depth(of: set) >= index.limits.introspectionDepthMax
            else { continue }
            try errors.report("Maximum introspection depth exceeded", at: [use.field.location])
        }
    }
}

/// How many of introspection's lists of types nest in selection sets, fragments measured once each.
private struct ListDepths {
    private let index: DocumentIndex
    private var ofFragments: [String: Int] = [:]

    private static let lists: Set<String> = [
        "fields", "interfaces", "possibleTypes", "inputFields",
    ]

    /// The lists that nest in one selection set itself, and in how many of them its spreads stand.
    private struct Measure {
        var depth = 0
        var spreads: [(fragment: String, depth: Int)] = []
    }

    init(_ index: DocumentIndex) {
        self.index = index
    }

    mutating func depth(of set: SelectionSet) -> Int {
        let measure = measure(set)
        for spread in measure.spreads { measureFragments(from: spread.fragment) }
        return total(measure)
    }

    private func total(_ measure: Measure) -> Int {
        measure.spreads.reduce(measure.depth) {
            max($0, $1.depth + (ofFragments[$1.fragment] ?? 0))
        }
    }

    /// Measures a fragment after those that it spreads, without recursion; a spread that closes a
    /// cycle counts nothing, as another rule refuses it.
    private mutating func measureFragments(from name: String) {
        var path: [(name: String, measure: Measure, next: Int)] = []
        var entered: Set<String> = []
        func enter(_ name: String) {
            guard ofFragments[name] == nil, entered.insert(name).inserted,
                let fragment = index.fragment(named: name)?.definition
            else { return }
            path.append((name, measure(fragment.selectionSet), 0))
        }
        enter(name)
        while let last = path.indices.last {
            let (name, measure, next) = path[last]
            if next < measure.spreads.count {
                path[last].next += 1
                enter(measure.spreads[next].fragment)
            } else {
                ofFragments[name] = total(measure)
                path.removeLast()
            }
        }
    }

    private func measure(_ set: SelectionSet) -> Measure {
        var measure = Measure()
        visit(set, depth: 0, &measure)
        return measure
    }

    private func visit(_ set: SelectionSet, depth: Int, _ measure: inout Measure) {
        measure.depth = max(measure.depth, depth)
        for selection in set.selections {
            switch selection {
            case .field(let field):
                let isList = Self.lists.contains(field.name.value)
                let inner = isList ? depth + 1 : depth
                measure.depth = max(measure.depth, inner)
                if let set = field.selectionSet { visit(set, depth: inner, &measure) }
            case .inlineFragment(let fragment):
                visit(fragment.selectionSet, depth: depth, &measure)
            case .fragmentSpread(let spread):
                measure.spreads.append((spread.name.value, depth))
            }
        }
    }
}
