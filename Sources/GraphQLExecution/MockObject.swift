import GraphQLLanguage
package import GraphQLTypeSystem
import JSONBytes
package import OrderedCollections

/// An object whose fields have the same values at every time: `2` for `Int`, `3.14` for `Float`,
/// `"str"` for `String` and every scalar of the schema's own, `"id"` for `ID`, `true` for
/// `Boolean`, two items in a list, the first value of an enum, the first member of a union by name,
/// and the last implementation of an interface by name.
package struct MockObject: ResolvedObject {
    package let typeName: String
    private let schema: Schema

    package init(typeName: String, schema: Schema) {
        self.typeName = typeName
        self.schema = schema
    }

    package func value(
        of field: String, arguments: OrderedDictionary<String, CoercedValue>
    ) -> ResolvedValue {
        guard let definition = schema.field(named: field, on: typeName) else {
            preconditionFailure("a validated field is defined")
        }
        return definition.isMetaField
            ? IntrospectionRoot(schema).value(of: field, arguments: arguments)
            : value(of: definition.type)
    }

    private func value(of type: TypeReference) -> ResolvedValue {
        switch type {
        case .nonNull(let type): value(of: type)
        case .list(let item, _): .list([value(of: item), value(of: item)])
        case .named(let name): value(named: name.value)
        }
    }

    private func value(named name: String) -> ResolvedValue {
        switch schema.type(named: name) {
        case .scalar: .leaf(scalar(name))
        case .enum(let type): ResolvedValue(type.values.keys.first)
        case .object: object(name)
        case .union: object(schema.possibleTypes(of: name).min())
        case .interface: object(schema.possibleTypes(of: name).max())
        case .inputObject, nil: preconditionFailure("a field has an output type")
        }
    }

    private func object(_ name: String?) -> ResolvedValue {
        name.map { .object(MockObject(typeName: $0, schema: schema)) } ?? .null
    }

    private func scalar(_ name: String) -> JSONValue {
        switch name {
        case "Int": .number("2")
        case "Float": .number("3.14")
        case "Boolean": .boolean(true)
        case "ID": .string("id")
        default: .string("str")
        }
    }
}
