import GraphQLLanguage
import OrderedCollections

/// No declared name begins with two underscores, which introspection reserves (spec §2.1.9).
enum ReservedNamesCheck {
    @Sendable static func check(_ definitions: MergedDefinitions, _: Schema) -> [SchemaError] {
        names(definitions).filter { $0.name.hasPrefix("__") }.map {
            SchemaError(
                "Name \(quoted($0.name)) must not begin with \(quoted("__")), which is reserved "
                    + "by GraphQL introspection.",
                [$0.location])
        }
    }

    private typealias Named = (name: String, location: SourceLocation)

    private static func names(_ definitions: MergedDefinitions) -> [Named] {
        definitions.directives.values.flatMap { directive in
            [(directive.name.value, directive.location)] + directive.arguments.map(named)
        } + definitions.types.values.flatMap(names)
    }

    private static func names(_ type: TypeSystemDefinition) -> [Named] {
        let own: [Named] = type.name.map { [($0.value, type.location)] } ?? []
        let fields: [Named] = type.fields.flatMap { field in
            [(field.name.value, field.location)] + field.arguments.map(named)
        }
        return own + fields + type.inputFields.map(named) + values(type)
    }

    private static func values(_ type: TypeSystemDefinition) -> [Named] {
        guard case .enum(let type) = type else { return [] }
        return type.values.map { ($0.name.value, $0.location) }
    }

    private static func named(_ input: InputValueDefinition) -> Named {
        (input.name.value, input.location)
    }
}
