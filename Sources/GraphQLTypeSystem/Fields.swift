package import GraphQLLanguage
package import OrderedCollections

/// A field of an object or interface type (spec §3.6).
package struct OutputField: Sendable {
    package var name: String
    package var description: String?
    package var arguments: OrderedDictionary<String, InputField>
    package var type: TypeReference
    package var deprecationReason: String?
    package var directives: [Directive]
    package var location: SourceLocation

    package init(
        name: String, description: String?, arguments: OrderedDictionary<String, InputField>,
        type: TypeReference, deprecationReason: String?, directives: [Directive],
        location: SourceLocation
    ) {
        self.name = name
        self.description = description
        self.arguments = arguments
        self.type = type
        self.deprecationReason = deprecationReason
        self.directives = directives
        self.location = location
    }
}

/// An argument of a field or directive, or a field of an input object: an *InputValueDefinition*.
package struct InputField: Sendable {
    package var name: String
    package var description: String?
    package var type: TypeReference
    /// The literal of the SDL; a schema never holds a variable here.
    package var defaultValue: Value?
    package var deprecationReason: String?
    package var directives: [Directive]
    package var location: SourceLocation

    package init(
        name: String, description: String?, type: TypeReference, defaultValue: Value?,
        deprecationReason: String?, directives: [Directive], location: SourceLocation
    ) {
        self.name = name
        self.description = description
        self.type = type
        self.defaultValue = defaultValue
        self.deprecationReason = deprecationReason
        self.directives = directives
        self.location = location
    }

    /// Whether a value must be given: non-null without a default (spec §5.4.3).
    package var isRequired: Bool { type.isNonNull && defaultValue == nil }
}
