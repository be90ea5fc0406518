package import GraphQLLanguage
import OrderedCollections

/// What a schema coordinate names (spec §3.14), with the elements that contain it.
package enum SchemaElement: Sendable {
    case type(TypeDefinition)
    case field(OutputField, of: TypeDefinition)
    case inputField(InputField, of: InputObjectType)
    case enumValue(EnumValue, of: EnumType)
    case argument(InputField, of: OutputField, on: TypeDefinition)
    case directive(DirectiveType)
    case directiveArgument(InputField, of: DirectiveType)
}

/// Why a schema coordinate cannot be looked up: what should contain the element does not exist or
/// cannot.
package enum SchemaCoordinateError: Error, Hashable, Sendable {
    case unknownType(String)
    /// The type has neither fields nor values.
    case typeWithoutMembers(String)
    /// The type has no fields that take arguments.
    case typeWithoutArguments(String)
    case unknownField(String, type: String)
    case unknownDirective(String)

    /// A sentence for the reader, such as `Expected "A" to be defined as a type in the schema.`.
    package var message: String {
        switch self {
        case .unknownType(let name):
            "Expected \(quoted(name)) to be defined as a type in the schema."
        case .typeWithoutMembers(let name):
            "Expected \(quoted(name)) to be an Enum, Input Object, Object or Interface type."
        case .typeWithoutArguments(let name):
            "Expected \(quoted(name)) to be an object type or interface type."
        case .unknownField(let name, let type):
            "Expected \(quoted(name)) to exist as a field of type \(quoted(type)) in the schema."
        case .unknownDirective(let name):
            "Expected \(quoted(name)) to be defined as a directive in the schema."
        }
    }
}

extension Schema {
    /// The element that a coordinate names, or `nil` where what would contain it has none of the
    /// name.
    ///
    /// Built-in elements have coordinates and meta fields such as `__typename` have none (spec
    /// §3.14), because no type declares them.
    package func element(
        at coordinate: SchemaCoordinate
    ) throws(SchemaCoordinateError) -> SchemaElement? {
        switch coordinate {
        case .type(let name): types[name].map { .type($0) }
        case .member(let type, let name): try member(name, ofType: type)
        case .argument(let type, let field, let name):
            try argument(name, ofField: field, onType: type)
        case .directive(let name): directives[name].map { .directive($0) }
        case .directiveArgument(let directive, let name):
            try argument(name, ofDirective: directive)
        }
    }

    private func member(
        _ name: String, ofType typeName: String
    ) throws(SchemaCoordinateError) -> SchemaElement? {
        switch try existingType(typeName) {
        case .object(let type): type.fields[name].map { .field($0, of: .object(type)) }
        case .interface(let type): type.fields[name].map { .field($0, of: .interface(type)) }
        case .inputObject(let type): type.fields[name].map { .inputField($0, of: type) }
        case .enum(let type): type.values[name].map { .enumValue($0, of: type) }
        case .scalar, .union: throw .typeWithoutMembers(typeName)
        }
    }

    private func argument(
        _ name: String, ofField fieldName: String, onType typeName: String
    ) throws(SchemaCoordinateError) -> SchemaElement? {
        let type = try existingType(typeName)
        guard let fields = type.fields else { throw .typeWithoutArguments(typeName) }
        guard let field = fields[fieldName] else {
            throw .unknownField(fieldName, type: typeName)
        }
        return field.arguments[name].map { .argument($0, of: field, on: type) }
    }

    private func argument(
        _ name: String, ofDirective directiveName: String
    ) throws(SchemaCoordinateError) -> SchemaElement? {
        guard let directive = directives[directiveName] else {
            throw .unknownDirective(directiveName)
        }
        return directive.arguments[name].map { .directiveArgument($0, of: directive) }
    }

    private func existingType(_ name: String) throws(SchemaCoordinateError) -> TypeDefinition {
        guard let type = types[name] else { throw .unknownType(name) }
        return type
    }
}
