import GraphQLLanguage
import GraphQLTypeSystem

/// An operation and what its own selections use.
struct IndexedOperation: Sendable {
    let definition: OperationDefinition
    let uses: DefinitionUses
    /// A position in `DocumentIndex.selectionSets`.
    let selectionSet: Int

    var spreads: [FragmentSpread] { uses.spreads }
    var variableUses: [VariableUse] { uses.variables }
}

/// A fragment and what its own selections use.
///
/// An object, as many rules look up fragments and should share them instead of copying.
final class IndexedFragment: Sendable {
    let definition: FragmentDefinition
    let uses: DefinitionUses
    /// A position in `DocumentIndex.selectionSets`.
    let selectionSet: Int

    init(definition: FragmentDefinition, uses: DefinitionUses, selectionSet: Int) {
        self.definition = definition
        self.uses = uses
        self.selectionSet = selectionSet
    }

    var spreads: [FragmentSpread] { uses.spreads }
    var variableUses: [VariableUse] { uses.variables }
}

/// The variables and fragment spreads that one definition uses itself.
struct DefinitionUses: Sendable {
    /// The spreads of a selection set, and after them those of the sets within it, last set first.
    private(set) var spreads: [FragmentSpread] = []
    var variables: [VariableUse] = []
    /// Spreads of the sets that are being walked, innermost last.
    private var open: [FragmentSpread] = []

    mutating func add(_ spread: FragmentSpread) {
        open.append(spread)
    }

    /// Marks the begin of a selection set or inline fragment; pair it with `leave(_:)`.
    func enter() -> Int { open.count }

    /// Ends the set that began at a mark: in `spreads`, its own come after those within it.
    mutating func leave(_ mark: Int) {
        while open.count > mark, let spread = open.popLast() { spreads.append(spread) }
    }

    /// Ends the definition and puts outer sets first.
    mutating func finish() {
        spreads.reverse()
    }
}

/// A selected field with what the schema says of it.
///
/// An object, as every rule visits all fields and should share them instead of copying.
final class FieldUse: Sendable {
    let field: Field
    /// The composite type that the field is selected on.
    let parent: CompositeType?
    let resolved: ResolvedField?
    /// A position in `DocumentIndex.selectionSets`.
    let selectionSet: Int?

    init(field: Field, parent: CompositeType?, resolved: ResolvedField?, selectionSet: Int?) {
        self.field = field
        self.parent = parent
        self.resolved = resolved
        self.selectionSet = selectionSet
    }

    /// The name of the composite type that the field is selected on.
    var parentType: String? { parent?.name }
    var definition: OutputField? { resolved?.definition }
}

/// A fragment spread and the composite type that it stands in.
struct SpreadUse: Sendable {
    let spread: FragmentSpread
    let parentType: String?
}

/// An inline fragment and the composite type that it stands in.
struct InlineFragmentUse: Sendable {
    let fragment: InlineFragment
    let parentType: String?
}

/// A place that may carry directives.
struct DirectiveSite: Sendable {
    let directives: [Directive]
    /// The *DirectiveLocation* of the place, such as `FIELD`.
    let location: String
}

/// A value and the type expected for it, if its argument or variable is known.
struct LiteralUse: Sendable {
    let value: Value
    let expectedType: TypeReference?
}

/// A variable where a value is expected.
struct VariableUse: Sendable {
    let name: String
    let location: SourceLocation
    let expectedType: TypeReference?
    /// Whether the place has a default value, which stands in for a variable that is not provided.
    let hasDefault: Bool
    /// The name of the OneOf input object that the variable is a field of.
    let oneOf: String?
}

/// The fields and the fragment names that stand in one selection set, inline fragments dissolved.
struct FlatSelectionSet: Sendable {
    /// Positions in `DocumentIndex.fields`.
    var fields: [Int] = []
    var fragmentNames: [String] = []
}
