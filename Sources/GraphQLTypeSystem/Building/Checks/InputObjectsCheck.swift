import GraphQLLanguage
import OrderedCollections

/// Input objects have fields of input types; those of a OneOf are nullable and without defaults
/// (spec §3.10).
enum InputObjectsCheck {
    @Sendable static func check(_ definitions: MergedDefinitions, _: Schema) -> [SchemaError] {
        definitions.types.values.flatMap { type -> [SchemaError] in
            guard case .inputObject(let type) = type else { return [] }
            let name = type.name.value
            if type.fields.isEmpty {
                let message = "Input Object type \(name) must define one or more fields."
                return [SchemaError(message, definitions.locations(of: name))]
            }
            let isOneOf = type.directives.contains { $0.name.value == "oneOf" }
            return type.fields.flatMap { field in
                let coordinate = "\(name).\(field.name.value)"
                return DirectiveDefinitionsCheck.notInput(
                    field, coordinate, definitions, at: field.type.location)
                    + DirectiveDefinitionsCheck.requiredButDeprecated(
                        field, "input field \(coordinate)")
                    + (isOneOf ? oneOfField(field, coordinate) : [])
            }
        }
    }

    private static func oneOfField(
        _ field: InputValueDefinition, _ coordinate: String
    ) -> [SchemaError] {
        var errors: [SchemaError] = []
        if field.type.isNonNull {
            errors.append(
                SchemaError(
                    "OneOf input field \(coordinate) must be nullable.", [field.type.location]))
        }
        if field.defaultValue != nil {
            errors.append(
                SchemaError(
                    "OneOf input field \(coordinate) cannot have a default value.",
                    [field.location]))
        }
        return errors
    }
}
