import GraphQLLanguage
import GraphQLTypeSystem
import JSONBytes
import OrderedCollections

/// `__Field`.
struct IntrospectedField: ResolvedObject {
    let field: OutputField
    /// The name of the type that the field belongs to.
    let owner: String
    let view: IntrospectionView

    var typeName: String { "__Field" }

    func value(
        of name: String, arguments: OrderedDictionary<String, CoercedValue>
    ) -> ResolvedValue {
        switch name {
        case "name": ResolvedValue(field.name)
        case "description": ResolvedValue(field.description)
        case "args":
            ResolvedValue(
                objects: inputValues(field.arguments, arguments, view) {
                    .argument(type: owner, field: field.name, name: $0)
                })
        case "type": .object(IntrospectedType(field.type, view: view))
        case "isDeprecated": ResolvedValue(field.deprecationReason != nil)
        case "deprecationReason": ResolvedValue(field.deprecationReason)
        default: preconditionFailure("__Field has no field \(name)")
        }
    }
}

/// `__InputValue`.
struct IntrospectedInputValue: ResolvedObject {
    let input: InputField
    let view: IntrospectionView

    var typeName: String { "__InputValue" }

    func value(
        of name: String, arguments: OrderedDictionary<String, CoercedValue>
    ) -> ResolvedValue {
        switch name {
        case "name": ResolvedValue(input.name)
        case "description": ResolvedValue(input.description)
        case "type": .object(IntrospectedType(input.type, view: view))
        case "defaultValue": ResolvedValue(input.defaultInIntrospection(view.schema))
        case "isDeprecated": ResolvedValue(input.deprecationReason != nil)
        case "deprecationReason": ResolvedValue(input.deprecationReason)
        default: preconditionFailure("__InputValue has no field \(name)")
        }
    }
}

/// `__EnumValue`.
struct IntrospectedEnumValue: ResolvedObject {
    let enumValue: EnumValue

    var typeName: String { "__EnumValue" }

    func value(
        of name: String, arguments: OrderedDictionary<String, CoercedValue>
    ) -> ResolvedValue {
        switch name {
        case "name": ResolvedValue(enumValue.name)
        case "description": ResolvedValue(enumValue.description)
        case "isDeprecated": ResolvedValue(enumValue.deprecationReason != nil)
        case "deprecationReason": ResolvedValue(enumValue.deprecationReason)
        default: preconditionFailure("__EnumValue has no field \(name)")
        }
    }
}

/// The input values among `inputs` that the caller may see and asks for.
func inputValues(
    _ inputs: OrderedDictionary<String, InputField>,
    _ arguments: OrderedDictionary<String, CoercedValue>, _ view: IntrospectionView,
    coordinate: (String) -> SchemaCoordinate
) -> [IntrospectedInputValue] {
    inputs.values.filter {
        view.isVisible(coordinate($0.name)) && includes($0.deprecationReason, arguments)
    }.map { IntrospectedInputValue(input: $0, view: view) }
}
