package import GraphQLLanguage

extension Document {
    /// The document as clients may read it: without the directives that describe the mapping.
    package var withoutMapping: Document {
        Document(definitions: definitions.compactMap(\.withoutMapping))
    }
}

extension Definition {
    fileprivate var withoutMapping: Definition? {
        switch self {
        case .typeSystem(.directive(let directive)):
            return MappingDirectives.names.contains(directive.name.value) ? nil : self
        case .typeSystem(.inputObject(let input)):
            return MappingDirectives.privateTypeNames.contains(input.name.value) ? nil : self
        case .typeSystem(.object(var object)):
            object.directives = object.directives.withoutMapping
            object.fields = object.fields.map(\.withoutMapping)
            return .typeSystem(.object(object))
        default:
            return self
        }
    }
}

extension FieldDefinition {
    fileprivate var withoutMapping: FieldDefinition {
        var field = self
        field.directives = directives.withoutMapping
        return field
    }
}

extension [Directive] {
    fileprivate var withoutMapping: [Directive] {
        filter { !MappingDirectives.names.contains($0.name.value) }
    }
}
