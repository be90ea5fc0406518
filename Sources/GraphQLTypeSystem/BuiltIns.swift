import GraphQLLanguage
import OrderedCollections

/// The types and directives that every schema has without declaring them (spec §3.5, §3.13).
enum BuiltIns {
    static let scalars: OrderedDictionary<String, ScalarType> = [
        "Int": scalar("Int", "A signed 32-bit integer."),
        "Float": scalar("Float", "A signed double-precision number as IEEE 754 specifies it."),
        "String": scalar("String", "A sequence of Unicode characters."),
        "Boolean": scalar("Boolean", "`true` or `false`."),
        "ID": scalar("ID", "A unique identifier, serialized as a string."),
    ]

    static let scalarNames = Set(scalars.keys)

    /// The names that SDL may refer to besides its own, in the order in which they are suggested.
    static let referableNames =
        Array(scalars.keys) + [
            "__Schema", "__Directive", "__DirectiveLocation", "__Type", "__Field", "__InputValue",
            "__EnumValue", "__TypeKind",
        ]

    /// `@include`, `@skip`, `@deprecated`, `@specifiedBy` and `@oneOf`.
    static let directives: [DirectiveDefinition] = [
        directive(
            "include", "Keeps this selection only when the condition is true.",
            [argument("if", .nonNull(.builtIn("Boolean")))],
            ["FIELD", "FRAGMENT_SPREAD", "INLINE_FRAGMENT"]),
        directive(
            "skip", "Leaves out this selection when the condition is true.",
            [argument("if", .nonNull(.builtIn("Boolean")))],
            ["FIELD", "FRAGMENT_SPREAD", "INLINE_FRAGMENT"]),
        directive(
            "deprecated", "Marks what clients should no longer use.", [deprecationReason],
            ["FIELD_DEFINITION", "ARGUMENT_DEFINITION", "INPUT_FIELD_DEFINITION", "ENUM_VALUE"]),
        directive(
            "specifiedBy", "Points to the specification of a scalar's behaviour.",
            [argument("url", .nonNull(.builtIn("String")))], ["SCALAR"]),
        directive(
            "oneOf", "Requires exactly one field of the input object.", [], ["INPUT_OBJECT"]),
    ]

    static let directiveNames = Set(directives.map(\.name.value))

    /// The reason of a bare `@deprecated` (spec §3.13.3).
    static let defaultDeprecationReason = "No longer supported"

    private static var deprecationReason: InputValueDefinition {
        let text = StringValue(
            value: defaultDeprecationReason, isBlock: false, location: .builtIn)
        return argument(
            "reason", .nonNull(.builtIn("String")),
            defaultValue: Value(.string(text), location: .builtIn))
    }

    private static func scalar(_ name: String, _ description: String) -> ScalarType {
        ScalarType(
            name: name, description: description, specifiedByURL: nil, directives: [],
            location: .builtIn)
    }

    private static func argument(
        _ name: String, _ type: TypeReference, defaultValue: Value? = nil
    ) -> InputValueDefinition {
        InputValueDefinition(
            description: nil, name: .builtIn(name), type: type, defaultValue: defaultValue,
            directives: [], location: .builtIn)
    }

    private static func directive(
        _ name: String, _ description: String, _ arguments: [InputValueDefinition],
        _ locations: [String]
    ) -> DirectiveDefinition {
        DirectiveDefinition(
            description: StringValue(value: description, isBlock: true, location: .builtIn),
            name: .builtIn(name), arguments: arguments, isRepeatable: false,
            locations: locations.map(Name.builtIn), location: .builtIn)
    }
}
