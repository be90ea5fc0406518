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
            MappingDirectives.names.contains(directive.name.value) ? nil : self
        case .typeSystem(.inputObject(let input)):
            MappingDirectives.privateTypeNames.contains(input.name.value) ? nil : self
        case .typeSystem(.enum(let type)):
            MappingDirectives.privateTypeNames.contains(type.name.value)
                ? nil : .typeSystem(.enum(type.withoutMapping))
        case .typeSystem(.object(let object)): .typeSystem(.object(object.withoutMapping))
        case .typeSystem(.interface(let type)): .typeSystem(.interface(type.withoutMapping))
        case .typeSystem(.union(let type)): .typeSystem(.union(type.withoutMapping))
        case .typeSystem(.scalar(let scalar)): .typeSystem(.scalar(scalar.withoutMapping))
        case .typeSystemExtension(.object(let object)):
            object.withoutMapping.orNothing.map { .typeSystemExtension(.object($0)) }
        case .typeSystemExtension(.interface(let type)):
            type.withoutMapping.orNothing.map { .typeSystemExtension(.interface($0)) }
        case .typeSystemExtension(.union(let type)):
            type.withoutMapping.orNothing.map { .typeSystemExtension(.union($0)) }
        case .typeSystemExtension(.enum(let type)):
            .typeSystemExtension(.enum(type.withoutMapping))
        case .typeSystemExtension(.scalar(let scalar)):
            scalar.withoutMapping.orNothing.map { .typeSystemExtension(.scalar($0)) }
        default: self
        }
    }
}

extension ObjectTypeDefinition {
    fileprivate var withoutMapping: ObjectTypeDefinition {
        var object = self
        object.directives = directives.withoutMapping
        object.fields = fields.map(\.withoutMapping)
        return object
    }

    /// An extension that adds something, or else nothing, as the grammar has no empty extension.
    fileprivate var orNothing: ObjectTypeDefinition? {
        directives.isEmpty && fields.isEmpty && interfaces.isEmpty ? nil : self
    }
}

extension InterfaceTypeDefinition {
    fileprivate var withoutMapping: InterfaceTypeDefinition {
        var interface = self
        interface.directives = directives.withoutMapping
        interface.fields = fields.map(\.withoutMapping)
        return interface
    }

    fileprivate var orNothing: InterfaceTypeDefinition? {
        directives.isEmpty && fields.isEmpty && interfaces.isEmpty ? nil : self
    }
}

extension UnionTypeDefinition {
    fileprivate var withoutMapping: UnionTypeDefinition {
        var union = self
        union.directives = directives.withoutMapping
        return union
    }

    fileprivate var orNothing: UnionTypeDefinition? {
        directives.isEmpty && types.isEmpty ? nil : self
    }
}

extension EnumTypeDefinition {
    fileprivate var withoutMapping: EnumTypeDefinition {
        var type = self
        for index in type.values.indices {
            type.values[index].directives = type.values[index].directives.withoutMapping
        }
        return type
    }
}

extension ScalarTypeDefinition {
    fileprivate var withoutMapping: ScalarTypeDefinition {
        var scalar = self
        scalar.directives = directives.withoutMapping
        return scalar
    }

    fileprivate var orNothing: ScalarTypeDefinition? { directives.isEmpty ? nil : self }
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
