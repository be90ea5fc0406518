/// A parsed *Document* (spec §2.2): executable definitions, type system definitions, or both.
package struct Document: Hashable, Sendable {
    package var definitions: [Definition]

    package init(definitions: [Definition]) {
        self.definitions = definitions
    }
}

/// One *Definition* of a document (spec §2.2).
package enum Definition: Hashable, Sendable {
    case operation(OperationDefinition)
    case fragment(FragmentDefinition)
    case typeSystem(TypeSystemDefinition)
    case typeSystemExtension(TypeSystemExtension)
}

/// A *Name* (spec §2.1.9) and where it stands.
package struct Name: Hashable, Sendable {
    package let value: String
    package let location: SourceLocation

    package init(value: String, location: SourceLocation) {
        self.value = value
        self.location = location
    }
}

/// A *NamedType* (spec §2.11): a type referred to by its name.
package typealias NamedType = Name
