package import GraphQLLanguage
package import GraphQLTypeSystem
import OrderedCollections

/// What the rules need to know of a document, gathered in one pass and in document order.
///
/// Type information follows the specification's scoping: what is unknown is `nil`, and rules that
/// need it keep silent, because another rule reports the unknown name.
package struct DocumentIndex: Sendable {
    package let document: Document
    package let schema: Schema
    package let limits: ValidationLimits
    package let visibility: SchemaVisibility
    var operations: [IndexedOperation] = []
    var fragments: [IndexedFragment] = []
    /// Positions in `fragments`; of several fragments with one name the last counts.
    var fragmentPositions: [String: Int] = [:]
    var fields: [FieldUse] = []
    var spreads: [SpreadUse] = []
    var inlineFragments: [InlineFragmentUse] = []
    var directiveSites: [DirectiveSite] = []
    /// Arguments and default values with the types expected for them.
    var literals: [LiteralUse] = []
    /// The fields of every input object literal.
    var objectLiterals: [[ObjectField]] = []
    var typeReferences: [NamedType] = []
    /// Selection sets with their inline fragments dissolved; fields and definitions refer to them
    /// by position.
    var selectionSets: [FlatSelectionSet] = []

    /// The positions of the fragments that each operation uses, in the order of `operations`.
    private(set) var reachedFragments: [[Int]] = []
    /// Whether `ValidationLimits.fragmentVisitsMax` was too small to find all of them.
    private(set) var isReachExhausted = false

    package init(
        _ document: Document, schema: Schema, limits: ValidationLimits = ValidationLimits(),
        visibility: SchemaVisibility = .everything
    ) {
        self.document = document
        self.schema = schema
        self.limits = limits
        self.visibility = visibility
        for definition in document.definitions {
            switch definition {
            case .operation(let operation): add(operation)
            case .fragment(let fragment): add(fragment)
            case .typeSystem, .typeSystemExtension: break
            }
        }
        findReachedFragments()
    }

    func fragment(named name: String) -> IndexedFragment? {
        fragmentPositions[name].map { fragments[$0] }
    }

    /// The variables that an operation uses, also in the fragments that it reaches.
    func variableUses(ofOperationAt position: Int) -> [VariableUse] {
        operations[position].variableUses
            + reachedFragments[position].flatMap { fragments[$0].variableUses }
    }

    /// The names of types that an error message may suggest.
    var suggestibleTypeNames: [String] {
        schema.types.keys.filter { visibility.isVisible(.type($0)) }
    }

    /// The name of a type if it exists and has selections.
    func compositeTypeName(_ name: String) -> String? {
        schema.compositeTypes[name]?.name
    }

    private mutating func findReachedFragments() {
        let spreadPositions = fragments.map { positions(of: $0.spreads) }
        var visitsLeft = limits.fragmentVisitsMax
        for operation in operations {
            var isReached = Set<Int>()
            var reached: [Int] = []
            var unexplored = [positions(of: operation.spreads)]
            while !isReachExhausted, let spreads = unexplored.popLast() {
                for position in spreads where isReached.insert(position).inserted {
                    reached.append(position)
                    unexplored.append(spreadPositions[position])
                    visitsLeft -= 1 + fragments[position].variableUses.count
                }
                isReachExhausted = visitsLeft < 0
            }
            reachedFragments.append(reached)
        }
    }

    private func positions(of spreads: [FragmentSpread]) -> [Int] {
        spreads.compactMap { fragmentPositions[$0.name.value] }
    }
}
