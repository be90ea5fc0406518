import GraphQLLanguage
import OrderedCollections

/// Every type that SDL refers to is defined or built in (spec §3.4).
enum KnownTypesCheck {
    @Sendable static func check(_ definitions: MergedDefinitions, _: Schema) -> [SchemaError] {
        let candidates = BuiltIns.referableNames + definitions.types.keys
        return definitions.document.definitions.flatMap(references).filter {
            definitions.kind(of: $0.value) == nil
        }.map { name in
            let suggested = didYouMean(suggestions(for: name.value, among: candidates))
            return SchemaError("Unknown type \(quoted(name.value)).\(suggested)", [name.location])
        }
    }

    private static func references(_ definition: Definition) -> [NamedType] {
        switch definition {
        case .operation, .fragment: []
        case .typeSystem(let definition): references(definition)
        case .typeSystemExtension(let addition): references(addition.definition)
        }
    }

    private static func references(_ definition: TypeSystemDefinition) -> [NamedType] {
        switch definition {
        case .schema(let schema):
            schema.operationTypes.map(\.type)
        case .object, .interface:
            definition.interfaces + definition.fields.flatMap(references)
        case .union(let union):
            union.types
        case .inputObject(let type):
            type.fields.map(\.type.namedType)
        case .directive(let directive):
            directive.arguments.map(\.type.namedType)
        case .scalar, .enum:
            []
        }
    }

    private static func references(_ field: FieldDefinition) -> [NamedType] {
        field.arguments.map(\.type.namedType) + [field.type.namedType]
    }
}
