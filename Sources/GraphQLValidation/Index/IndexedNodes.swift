import GraphQLLanguage
import GraphQLTypeSystem

/// An operation and what its own selections use.
struct IndexedOperation: Sendable {
    let definition: OperationDefinition
    var spreads: [FragmentSpread] = []
    var variableUses: [VariableUse] = []
    /// A position in `DocumentIndex.selectionSets`.
    var selectionSet = 0
}

/// A fragment and what its own selections use.
struct IndexedFragment: Sendable {
    let definition: FragmentDefinition
    var spreads: [FragmentSpread] = []
    var variableUses: [VariableUse] = []
    /// A position in `DocumentIndex.selectionSets`.
    var selectionSet = 0
}

/// A selected field with what the schema says of it.
struct FieldUse: Sendable {
    let field: Field
    /// The composite type that the field is selected on.
    let parentType: String?
    let definition: OutputField?
    /// A position in `DocumentIndex.selectionSets`.
    var selectionSet: Int?
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
