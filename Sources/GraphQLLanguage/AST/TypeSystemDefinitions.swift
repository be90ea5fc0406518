/// A *TypeSystemDefinition* (spec §3.2 and following).
package enum TypeSystemDefinition: Hashable, Sendable {
    case schema(SchemaDefinition)
    case scalar(ScalarTypeDefinition)
    case object(ObjectTypeDefinition)
    case interface(InterfaceTypeDefinition)
    case union(UnionTypeDefinition)
    case `enum`(EnumTypeDefinition)
    case inputObject(InputObjectTypeDefinition)
    case directive(DirectiveDefinition)
}

/// A *TypeSystemExtension* (spec §3.1): the parts of a definition that `extend` adds; descriptions
/// are `nil`.
package enum TypeSystemExtension: Hashable, Sendable {
    case schema(SchemaDefinition)
    case scalar(ScalarTypeDefinition)
    case object(ObjectTypeDefinition)
    case interface(InterfaceTypeDefinition)
    case union(UnionTypeDefinition)
    case `enum`(EnumTypeDefinition)
    case inputObject(InputObjectTypeDefinition)
}

/// `schema { query: … }` (spec §3.3).
package struct SchemaDefinition: Hashable, Sendable {
    package var description: StringValue?
    package var directives: [Directive]
    package var operationTypes: [OperationTypeDefinition]
    package var location: SourceLocation

    package init(
        description: StringValue?, directives: [Directive],
        operationTypes: [OperationTypeDefinition], location: SourceLocation
    ) {
        self.description = description
        self.directives = directives
        self.operationTypes = operationTypes
        self.location = location
    }
}

/// `query: Query` within a schema definition (spec §3.3.1).
package struct OperationTypeDefinition: Hashable, Sendable {
    package var operation: OperationType
    package var type: NamedType
    package var location: SourceLocation

    package init(operation: OperationType, type: NamedType, location: SourceLocation) {
        self.operation = operation
        self.type = type
        self.location = location
    }
}

/// `scalar Date` (spec §3.5).
package struct ScalarTypeDefinition: Hashable, Sendable {
    package var description: StringValue?
    package var name: Name
    package var directives: [Directive]
    package var location: SourceLocation

    package init(
        description: StringValue?, name: Name, directives: [Directive], location: SourceLocation
    ) {
        self.description = description
        self.name = name
        self.directives = directives
        self.location = location
    }
}

/// `type Community { … }` (spec §3.6).
package struct ObjectTypeDefinition: Hashable, Sendable {
    package var description: StringValue?
    package var name: Name
    package var interfaces: [NamedType]
    package var directives: [Directive]
    package var fields: [FieldDefinition]
    package var location: SourceLocation

    package init(
        description: StringValue?, name: Name, interfaces: [NamedType], directives: [Directive],
        fields: [FieldDefinition], location: SourceLocation
    ) {
        self.description = description
        self.name = name
        self.interfaces = interfaces
        self.directives = directives
        self.fields = fields
        self.location = location
    }
}

/// `interface Node { … }` (spec §3.7): the same parts as an object type.
package struct InterfaceTypeDefinition: Hashable, Sendable {
    package var description: StringValue?
    package var name: Name
    package var interfaces: [NamedType]
    package var directives: [Directive]
    package var fields: [FieldDefinition]
    package var location: SourceLocation

    package init(
        description: StringValue?, name: Name, interfaces: [NamedType], directives: [Directive],
        fields: [FieldDefinition], location: SourceLocation
    ) {
        self.description = description
        self.name = name
        self.interfaces = interfaces
        self.directives = directives
        self.fields = fields
        self.location = location
    }
}

/// `union Accompaniment = Visit | Workshop` (spec §3.8).
package struct UnionTypeDefinition: Hashable, Sendable {
    package var description: StringValue?
    package var name: Name
    package var directives: [Directive]
    package var types: [NamedType]
    package var location: SourceLocation

    package init(
        description: StringValue?, name: Name, directives: [Directive], types: [NamedType],
        location: SourceLocation
    ) {
        self.description = description
        self.name = name
        self.directives = directives
        self.types = types
        self.location = location
    }
}

/// `enum Cycle { … }` (spec §3.9).
package struct EnumTypeDefinition: Hashable, Sendable {
    package var description: StringValue?
    package var name: Name
    package var directives: [Directive]
    package var values: [EnumValueDefinition]
    package var location: SourceLocation

    package init(
        description: StringValue?, name: Name, directives: [Directive],
        values: [EnumValueDefinition], location: SourceLocation
    ) {
        self.description = description
        self.name = name
        self.directives = directives
        self.values = values
        self.location = location
    }
}

/// One value of an enum type (spec §3.9).
package struct EnumValueDefinition: Hashable, Sendable {
    package var description: StringValue?
    package var name: Name
    package var directives: [Directive]
    package var location: SourceLocation

    package init(
        description: StringValue?, name: Name, directives: [Directive], location: SourceLocation
    ) {
        self.description = description
        self.name = name
        self.directives = directives
        self.location = location
    }
}

/// `input VisitOrder { … }` (spec §3.10).
package struct InputObjectTypeDefinition: Hashable, Sendable {
    package var description: StringValue?
    package var name: Name
    package var directives: [Directive]
    package var fields: [InputValueDefinition]
    package var location: SourceLocation

    package init(
        description: StringValue?, name: Name, directives: [Directive],
        fields: [InputValueDefinition], location: SourceLocation
    ) {
        self.description = description
        self.name = name
        self.directives = directives
        self.fields = fields
        self.location = location
    }
}

/// `name(argument: Type): Type` of an object or interface type (spec §3.6).
package struct FieldDefinition: Hashable, Sendable {
    package var description: StringValue?
    package var name: Name
    package var arguments: [InputValueDefinition]
    package var type: TypeReference
    package var directives: [Directive]
    package var location: SourceLocation

    package init(
        description: StringValue?, name: Name, arguments: [InputValueDefinition],
        type: TypeReference, directives: [Directive], location: SourceLocation
    ) {
        self.description = description
        self.name = name
        self.arguments = arguments
        self.type = type
        self.directives = directives
        self.location = location
    }
}

/// An argument definition or an input field (spec §3.6.1, §3.10).
package struct InputValueDefinition: Hashable, Sendable {
    package var description: StringValue?
    package var name: Name
    package var type: TypeReference
    package var defaultValue: Value?
    package var directives: [Directive]
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

/// `directive @access(…) on OBJECT` (spec §3.13).
package struct DirectiveDefinition: Hashable, Sendable {
    package var description: StringValue?
    package var name: Name
    package var arguments: [InputValueDefinition]
    package var isRepeatable: Bool
    /// Names of *DirectiveLocation*, such as `FIELD_DEFINITION`.
    package var locations: [Name]
    package var location: SourceLocation

    package init(
        description: StringValue?, name: Name, arguments: [InputValueDefinition],
        isRepeatable: Bool, locations: [Name], location: SourceLocation
    ) {
        self.description = description
        self.name = name
        self.arguments = arguments
        self.isRepeatable = isRepeatable
        self.locations = locations
        self.location = location
    }
}
