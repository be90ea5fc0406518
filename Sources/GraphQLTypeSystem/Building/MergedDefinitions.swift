package import GraphQLLanguage
import OrderedCollections

/// The definitions of an SDL document with their extensions appended (spec §3.4.3).
///
/// The last definition of a name counts; the lists within a definition keep their duplicates for
/// the checks.
struct MergedDefinitions {
    /// The document as written, for what merging leaves out.
    let document: Document
    /// The parts of `schema { … }` and `extend schema { … }`, in order.
    private(set) var schemaParts: [SchemaDefinition] = []
    private(set) var types: OrderedDictionary<String, TypeSystemDefinition> = [:]
    /// Where the definition of a type and each of its extensions begin.
    private(set) var typeLocations: [String: [SourceLocation]] = [:]
    /// The declared directives, then the built-in ones that are not declared anew.
    private(set) var directives: OrderedDictionary<String, DirectiveDefinition> = [:]

    init(_ document: Document) {
        self.document = document
        for definition in document.definitions { addDefinition(definition) }
        for definition in document.definitions { addExtension(definition) }
        for directive in BuiltIns.directives where directives[directive.name.value] == nil {
            directives[directive.name.value] = directive
        }
    }

    /// What a name refers to, built-in scalars and the types of introspection included.
    func kind(of name: String) -> TypeKind? {
        if let type = types[name] { return type.kind }
        if BuiltIns.scalarNames.contains(name) { return .scalar }
        return IntrospectionTypes.all[name].map { $0.isLeafType ? .enum : .object }
    }

    /// Where a type is defined and extended.
    func locations(of type: String) -> [SourceLocation] {
        typeLocations[type] ?? []
    }

    private mutating func addDefinition(_ definition: Definition) {
        guard case .typeSystem(let definition) = definition else { return }
        switch definition {
        case .schema(let schema):
            if schemaParts.isEmpty { schemaParts.append(schema) }
        case .directive(let directive):
            directives[directive.name.value] = directive
        case .scalar, .object, .interface, .union, .enum, .inputObject:
            guard let name = definition.name?.value else { return }
            types[name] = definition
            typeLocations[name] = [definition.location]
        }
    }

    private mutating func addExtension(_ definition: Definition) {
        guard case .typeSystemExtension(let addition) = definition else { return }
        let part = addition.definition
        if case .schema(let schema) = part { return schemaParts.append(schema) }
        guard let name = part.name?.value, types[name]?.kind == part.kind else { return }
        types[name]?.append(part)
        typeLocations[name, default: []].append(part.location)
    }
}

/// The kind of a named type.
enum TypeKind: String {
    case scalar, object, interface, union, `enum`
    case inputObject = "input object"

    var isInput: Bool { self == .scalar || self == .enum || self == .inputObject }
    var isOutput: Bool { self != .inputObject }
}

extension TypeSystemExtension {
    /// The added parts as a definition of their own.
    package var definition: TypeSystemDefinition {
        switch self {
        case .schema(let part): .schema(part)
        case .scalar(let part): .scalar(part)
        case .object(let part): .object(part)
        case .interface(let part): .interface(part)
        case .union(let part): .union(part)
        case .enum(let part): .enum(part)
        case .inputObject(let part): .inputObject(part)
        }
    }
}

extension TypeSystemDefinition {
    /// The name; a schema definition has none.
    package var name: Name? {
        switch self {
        case .schema: nil
        case .scalar(let type): type.name
        case .object(let type): type.name
        case .interface(let type): type.name
        case .union(let type): type.name
        case .enum(let type): type.name
        case .inputObject(let type): type.name
        case .directive(let directive): directive.name
        }
    }

    /// The kind of type; schema and directive definitions are none.
    var kind: TypeKind? {
        switch self {
        case .schema, .directive: nil
        case .scalar: .scalar
        case .object: .object
        case .interface: .interface
        case .union: .union
        case .enum: .enum
        case .inputObject: .inputObject
        }
    }

    package var location: SourceLocation {
        switch self {
        case .schema(let schema): schema.location
        case .scalar(let type): type.location
        case .object(let type): type.location
        case .interface(let type): type.location
        case .union(let type): type.location
        case .enum(let type): type.location
        case .inputObject(let type): type.location
        case .directive(let directive): directive.location
        }
    }

    /// The fields of an object or interface type, and none of any other definition.
    var fields: [FieldDefinition] {
        switch self {
        case .object(let type): type.fields
        case .interface(let type): type.fields
        default: []
        }
    }

    /// The interfaces of an object or interface type, and none of any other definition.
    var interfaces: [NamedType] {
        switch self {
        case .object(let type): type.interfaces
        case .interface(let type): type.interfaces
        default: []
        }
    }

    /// The fields of an input object type, and none of any other definition.
    var inputFields: [InputValueDefinition] {
        if case .inputObject(let type) = self { type.fields } else { [] }
    }

    /// Appends the parts of an extension of the same kind.
    mutating func append(_ part: TypeSystemDefinition) {
        switch (self, part) {
        case (.scalar(var type), .scalar(let part)):
            type.directives += part.directives
            self = .scalar(type)
        case (.object(var type), .object(let part)):
            type.interfaces += part.interfaces
            type.directives += part.directives
            type.fields += part.fields
            self = .object(type)
        case (.interface(var type), .interface(let part)):
            type.interfaces += part.interfaces
            type.directives += part.directives
            type.fields += part.fields
            self = .interface(type)
        case (.union(var type), .union(let part)):
            type.directives += part.directives
            type.types += part.types
            self = .union(type)
        case (.enum(var type), .enum(let part)):
            type.directives += part.directives
            type.values += part.values
            self = .enum(type)
        case (.inputObject(var type), .inputObject(let part)):
            type.directives += part.directives
            type.fields += part.fields
            self = .inputObject(type)
        default:
            break
        }
    }
}
