/// A *SelectionSet* (spec §2.4); the location is that of its `{`.
package struct SelectionSet: Hashable, Sendable {
    package var selections: [Selection]
    package var location: SourceLocation

    package init(selections: [Selection], location: SourceLocation) {
        self.selections = selections
        self.location = location
    }
}

/// A *Selection* (spec §2.4).
package enum Selection: Hashable, Sendable {
    case field(Field)
    case fragmentSpread(FragmentSpread)
    case inlineFragment(InlineFragment)
}

/// A *Field* (spec §2.5); the location is that of the alias where there is one.
package struct Field: Hashable, Sendable {
    package var alias: Name?
    package var name: Name
    package var arguments: [Argument]
    package var directives: [Directive]
    package var selectionSet: SelectionSet?
    package var location: SourceLocation

    package init(
        alias: Name?, name: Name, arguments: [Argument], directives: [Directive],
        selectionSet: SelectionSet?, location: SourceLocation
    ) {
        self.alias = alias
        self.name = name
        self.arguments = arguments
        self.directives = directives
        self.selectionSet = selectionSet
        self.location = location
    }

    /// The field's key in the response: its alias, or else its name (spec §2.7).
    package var responseName: String { (alias ?? name).value }
}

/// An *Argument* (spec §2.6).
package struct Argument: Hashable, Sendable {
    package var name: Name
    package var value: Value

    package init(name: Name, value: Value) {
        self.name = name
        self.value = value
    }

    package var location: SourceLocation { name.location }
}

/// A *FragmentSpread* (spec §2.8); the location is that of its `...`.
package struct FragmentSpread: Hashable, Sendable {
    package var name: Name
    package var directives: [Directive]
    package var location: SourceLocation

    package init(name: Name, directives: [Directive], location: SourceLocation) {
        self.name = name
        self.directives = directives
        self.location = location
    }
}

/// An *InlineFragment* (spec §2.8.2); the location is that of its `...`.
package struct InlineFragment: Hashable, Sendable {
    package var typeCondition: NamedType?
    package var directives: [Directive]
    package var selectionSet: SelectionSet
    package var location: SourceLocation

    package init(
        typeCondition: NamedType?, directives: [Directive], selectionSet: SelectionSet,
        location: SourceLocation
    ) {
        self.typeCondition = typeCondition
        self.directives = directives
        self.selectionSet = selectionSet
        self.location = location
    }
}

/// A *Directive* applied to a definition or a selection (spec §2.12); the location is that of its
/// `@`.
package struct Directive: Hashable, Sendable {
    package var name: Name
    package var arguments: [Argument]
    package var location: SourceLocation

    package init(name: Name, arguments: [Argument], location: SourceLocation) {
        self.name = name
        self.arguments = arguments
        self.location = location
    }

    /// The value written for an argument, or `nil` where none is written.
    package func argument(named name: String) -> Value? {
        arguments.first { $0.name.value == name }?.value
    }
}
