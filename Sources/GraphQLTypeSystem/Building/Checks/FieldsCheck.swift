import GraphQLLanguage

/// Object and interface types have fields, of output types, with arguments of input types (spec
/// §3.6, §3.7).
enum FieldsCheck {
    @Sendable static func check(_ definitions: MergedDefinitions, _: Schema) -> [SchemaError] {
        definitions.types.flatMap { name, type -> [SchemaError] in
            guard type.kind == .object || type.kind == .interface else { return [] }
            if type.fields.isEmpty {
                return [
                    SchemaError(
                        "Type \(name) must define one or more fields.",
                        definitions.locations(of: name))
                ]
            }
            return type.fields.flatMap { check($0, of: name, definitions) }
        }
    }

    private static func check(
        _ field: FieldDefinition, of typeName: String, _ definitions: MergedDefinitions
    ) -> [SchemaError] {
        let coordinate = "\(typeName).\(field.name.value)"
        var errors: [SchemaError] = []
        if let kind = definitions.kind(of: field.type.namedType.value), !kind.isOutput {
            errors.append(
                SchemaError(
                    "The type of \(coordinate) must be Output Type but got: \(field.type).",
                    [field.type.location]))
        }
        for argument in field.arguments {
            let coordinate = "\(coordinate)(\(argument.name.value):)"
            errors += DirectiveDefinitionsCheck.notInput(
                argument, coordinate, definitions, at: argument.type.location)
            errors += DirectiveDefinitionsCheck.requiredButDeprecated(
                argument, "argument \(coordinate)")
        }
        return errors
    }
}
