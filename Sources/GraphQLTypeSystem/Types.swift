package import GraphQLLanguage
package import OrderedCollections

/// A named type of a schema (spec §3.4).
package indirect enum TypeDefinition: Sendable {
    case scalar(ScalarType)
    case object(ObjectType)
    case interface(InterfaceType)
    case union(UnionType)
    case `enum`(EnumType)
    case inputObject(InputObjectType)

    package var name: String {
        switch self {
        case .scalar(let type): type.name
        case .object(let type): type.name
        case .interface(let type): type.name
        case .union(let type): type.name
        case .enum(let type): type.name
        case .inputObject(let type): type.name
        }
    }

    /// *IsInputType* (spec §3.4.2) of the named type.
    package var isInputType: Bool {
        switch self {
        case .scalar, .enum, .inputObject: true
        case .object, .interface, .union: false
        }
    }

    /// *IsOutputType* (spec §3.4.2) of the named type.
    package var isOutputType: Bool {
        if case .inputObject = self { false } else { true }
    }

    package var isLeafType: Bool {
        switch self {
        case .scalar, .enum: true
        case .object, .interface, .union, .inputObject: false
        }
    }

    /// Whether a selection set may be applied: object, interface or union.
    package var isCompositeType: Bool {
        switch self {
        case .object, .interface, .union: true
        case .scalar, .enum, .inputObject: false
        }
    }

    /// Whether values are objects of other types: interface or union.
    package var isAbstractType: Bool {
        switch self {
        case .interface, .union: true
        case .scalar, .object, .enum, .inputObject: false
        }
    }

    package var description: String? {
        switch self {
        case .scalar(let type): type.description
        case .object(let type): type.description
        case .interface(let type): type.description
        case .union(let type): type.description
        case .enum(let type): type.description
        case .inputObject(let type): type.description
        }
    }

    /// The interfaces of an object or interface type; `nil` for every other kind.
    package var interfaces: [String]? {
        switch self {
        case .object(let type): type.interfaces
        case .interface(let type): type.interfaces
        case .scalar, .union, .enum, .inputObject: nil
        }
    }

    /// The fields of an object or interface type; `nil` for every other kind.
    package var fields: OrderedDictionary<String, OutputField>? {
        switch self {
        case .object(let type): type.fields
        case .interface(let type): type.fields
        case .scalar, .union, .enum, .inputObject: nil
        }
    }
}

/// A scalar type (spec §3.5), built in or declared.
package struct ScalarType: Sendable {
    package var name: String
    package var description: String?
    package var specifiedByURL: String?
    /// What its values are; without a format, anything.
    package var format: ScalarFormat?
    package var directives: [Directive]
    package var location: SourceLocation

    package init(
        name: String, description: String?, specifiedByURL: String?,
        format: ScalarFormat? = nil, directives: [Directive], location: SourceLocation
    ) {
        self.name = name
        self.description = description
        self.specifiedByURL = specifiedByURL
        self.format = format
        self.directives = directives
        self.location = location
    }
}

extension ScalarType {
    /// Whether the name is that of a scalar which no schema needs to declare (spec §3.5).
    package static func isBuiltIn(_ name: String) -> Bool { BuiltIns.scalarNames.contains(name) }
}

/// An object type (spec §3.6).
package struct ObjectType: Sendable {
    package var name: String
    package var description: String?
    package var interfaces: [String]
    package var fields: OrderedDictionary<String, OutputField>
    package var directives: [Directive]
    package var location: SourceLocation

    package init(
        name: String, description: String?, interfaces: [String],
        fields: OrderedDictionary<String, OutputField>, directives: [Directive],
        location: SourceLocation
    ) {
        self.name = name
        self.description = description
        self.interfaces = interfaces
        self.fields = fields
        self.directives = directives
        self.location = location
    }
}

/// An interface type (spec §3.7).
package struct InterfaceType: Sendable {
    package var name: String
    package var description: String?
    package var interfaces: [String]
    package var fields: OrderedDictionary<String, OutputField>
    package var directives: [Directive]
    package var location: SourceLocation

    package init(
        name: String, description: String?, interfaces: [String],
        fields: OrderedDictionary<String, OutputField>, directives: [Directive],
        location: SourceLocation
    ) {
        self.name = name
        self.description = description
        self.interfaces = interfaces
        self.fields = fields
        self.directives = directives
        self.location = location
    }
}

/// A union type (spec §3.8).
package struct UnionType: Sendable {
    package var name: String
    package var description: String?
    /// Names of the member object types, in the order of the SDL.
    package var memberTypes: [String]
    package var directives: [Directive]
    package var location: SourceLocation

    package init(
        name: String, description: String?, memberTypes: [String], directives: [Directive],
        location: SourceLocation
    ) {
        self.name = name
        self.description = description
        self.memberTypes = memberTypes
        self.directives = directives
        self.location = location
    }
}

/// An enum type (spec §3.9).
package struct EnumType: Sendable {
    package var name: String
    package var description: String?
    package var values: OrderedDictionary<String, EnumValue>
    package var directives: [Directive]
    package var location: SourceLocation

    package init(
        name: String, description: String?, values: OrderedDictionary<String, EnumValue>,
        directives: [Directive], location: SourceLocation
    ) {
        self.name = name
        self.description = description
        self.values = values
        self.directives = directives
        self.location = location
    }
}

/// One value of an enum type.
package struct EnumValue: Sendable {
    package var name: String
    package var description: String?
    package var deprecationReason: String?
    package var directives: [Directive]

    package init(
        name: String, description: String?, deprecationReason: String?, directives: [Directive]
    ) {
        self.name = name
        self.description = description
        self.deprecationReason = deprecationReason
        self.directives = directives
    }
}

/// An input object type (spec §3.10).
package struct InputObjectType: Sendable {
    package var name: String
    package var description: String?
    package var fields: OrderedDictionary<String, InputField>
    /// Whether exactly one field must be given (`@oneOf`, spec §3.10.1).
    package var isOneOf: Bool
    package var directives: [Directive]
    package var location: SourceLocation

    package init(
        name: String, description: String?, fields: OrderedDictionary<String, InputField>,
        isOneOf: Bool, directives: [Directive], location: SourceLocation
    ) {
        self.name = name
        self.description = description
        self.fields = fields
        self.isOneOf = isOneOf
        self.directives = directives
        self.location = location
    }
}
