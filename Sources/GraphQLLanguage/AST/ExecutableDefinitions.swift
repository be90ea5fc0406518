/// The three kinds of operation (spec §2.3).
package enum OperationType: String, Hashable, Sendable, CaseIterable {
    case query, mutation, subscription
}

/// An *OperationDefinition* (spec §2.3); the shorthand `{ … }` is a query without a name.
package struct OperationDefinition: Hashable, Sendable {
    package var description: StringValue?
    package var type: OperationType
    package var name: Name?
    package var variableDefinitions: [VariableDefinition]
    package var directives: [Directive]
    package var selectionSet: SelectionSet
    package var location: SourceLocation

    package init(
        description: StringValue?, type: OperationType, name: Name?,
        variableDefinitions: [VariableDefinition], directives: [Directive],
        selectionSet: SelectionSet, location: SourceLocation
    ) {
        self.description = description
        self.type = type
        self.name = name
        self.variableDefinitions = variableDefinitions
        self.directives = directives
        self.selectionSet = selectionSet
        self.location = location
    }
}

/// A *VariableDefinition* (spec §2.10).
package struct VariableDefinition: Hashable, Sendable {
    package var description: StringValue?
    /// The variable's name without its `$`; its location is that of the name.
    package var name: Name
    package var type: TypeReference
    package var defaultValue: Value?
    package var directives: [Directive]
    /// The location of the `$`.
    package var location: SourceLocation

    package init(
        description: StringValue?, name: Name, type: TypeReference, defaultValue: Value?,
        directives: [Directive], location: SourceLocation
    ) {
        self.description = description
        self.name = name
        self.type = type
        self.defaultValue = defaultValue
        self.directives = directives
        self.location = location
    }
}

/// A *FragmentDefinition* (spec §2.8).
package struct FragmentDefinition: Hashable, Sendable {
    package var description: StringValue?
    package var name: Name
    package var typeCondition: NamedType
    package var directives: [Directive]
    package var selectionSet: SelectionSet
    package var location: SourceLocation

    package init(
        description: StringValue?, name: Name, typeCondition: NamedType,
        directives: [Directive], selectionSet: SelectionSet, location: SourceLocation
    ) {
        self.description = description
        self.name = name
        self.typeCondition = typeCondition
        self.directives = directives
        self.selectionSet = selectionSet
        self.location = location
    }
}
