import GraphQLLanguage
import OrderedCollections

/// Arguments of directives have input types, and required ones are not deprecated (spec §3.13).
enum DirectiveDefinitionsCheck {
    @Sendable static func check(_ definitions: MergedDefinitions, _: Schema) -> [SchemaError] {
        definitions.directives.values.flatMap { directive in
            directive.arguments.flatMap { argument in
                let coordinate = "@\(directive.name.value)(\(argument.name.value):)"
                return notInput(argument, coordinate, definitions, at: argument.location)
                    + requiredButDeprecated(argument, "argument \(coordinate)")
            }
        }
    }

    /// The error of an argument or input field whose type is an output type.
    static func notInput(
        _ input: InputValueDefinition, _ coordinate: String, _ definitions: MergedDefinitions,
        at location: SourceLocation
    ) -> [SchemaError] {
        guard let kind = definitions.kind(of: input.type.namedType.value), !kind.isInput else {
            return []
        }
        let message = "The type of \(coordinate) must be Input Type but got: \(input.type)."
        return [SchemaError(message, [location])]
    }

    /// The error of a deprecated argument or input field that clients cannot leave out.
    static func requiredButDeprecated(
        _ input: InputValueDefinition, _ subject: String
    ) -> [SchemaError] {
        guard input.type.isNonNull, input.defaultValue == nil,
            let directive = input.directives.first(where: { $0.name.value == "deprecated" })
        else { return [] }
        return [
            SchemaError(
                "Required \(subject) cannot be deprecated.",
                [directive.location, input.type.location])
        ]
    }

}
