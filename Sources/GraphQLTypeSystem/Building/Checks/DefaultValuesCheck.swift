import GraphQLLanguage
import OrderedCollections

/// Default values of arguments and input fields are of the declared types (spec §3.6.1, §3.10).
enum DefaultValuesCheck {
    @Sendable static func check(_ definitions: MergedDefinitions, _ schema: Schema) -> [SchemaError]
    {
        let checker = LiteralChecker(schema: schema)
        return inputValues(definitions).flatMap { input -> [SchemaError] in
            guard let value = input.defaultValue else { return [] }
            return checker.problems(in: value, expecting: input.type).map {
                SchemaError($0.message, [$0.location])
            }
        }
    }

    private static func inputValues(_ definitions: MergedDefinitions) -> [InputValueDefinition] {
        definitions.directives.values.flatMap(\.arguments)
            + definitions.types.values.flatMap { type in
                type.fields.flatMap(\.arguments) + type.inputFields
            }
    }
}
