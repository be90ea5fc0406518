import GraphQLLanguage
import OrderedCollections

/// The types that describe a schema to its clients (*Schema Introspection*, spec §4.2).
enum IntrospectionTypes {
    /// Every type, by name.
    static let all: OrderedDictionary<String, TypeDefinition> = {
        do throws(SyntaxError) {
            let document = try parse(Source(sdl))
            return SchemaConversion(MergedDefinitions(document)).declaredTypes
        } catch {
            preconditionFailure("the introspection types are valid SDL: \(error)")
        }
    }()

    /// The type that `__schema` gives, from which all others are reached.
    static let schemaTypeName = "__Schema"

    private static let sdl = """
        "A schema as its clients see it: its types, its root operation types and its directives."
        type __Schema {
          description: String
          "Every type of the schema, those of introspection included."
          types: [__Type!]!
          "The type that queries start from."
          queryType: __Type!
          "The type that mutations start from, where the schema supports them."
          mutationType: __Type
          "The type that subscriptions start from, where the schema supports them."
          subscriptionType: __Type
          "Every directive that documents or SDL may use."
          directives: [__Directive!]!
        }

        "A type, or a list or non-null of one; `kind` tells which fields have a value."
        type __Type {
          kind: __TypeKind!
          "The type's name; null for `LIST` and `NON_NULL`."
          name: String
          description: String
          "Where the behaviour of a `SCALAR` is specified."
          specifiedByURL: String
          "The fields of an `OBJECT` or `INTERFACE`."
          fields(includeDeprecated: Boolean! = false): [__Field!]
          "The interfaces that an `OBJECT` or `INTERFACE` implements."
          interfaces: [__Type!]
          "The object types that an `INTERFACE` or `UNION` may turn out to be."
          possibleTypes: [__Type!]
          "The values of an `ENUM`."
          enumValues(includeDeprecated: Boolean! = false): [__EnumValue!]
          "The fields of an `INPUT_OBJECT`."
          inputFields(includeDeprecated: Boolean! = false): [__InputValue!]
          "What a `LIST` or `NON_NULL` is made of."
          ofType: __Type
          "Whether an `INPUT_OBJECT` takes exactly one of its fields."
          isOneOf: Boolean
        }

        "What a `__Type` is."
        enum __TypeKind {
          "A leaf whose values the server defines."
          SCALAR
          "A type with fields."
          OBJECT
          "A type that promises fields which other types provide."
          INTERFACE
          "A choice of object types."
          UNION
          "A leaf with a fixed set of values."
          ENUM
          "A type with fields that clients give."
          INPUT_OBJECT
          "A list of the type in `ofType`."
          LIST
          "The type in `ofType` without null."
          NON_NULL
        }

        "A field of an object or interface type."
        type __Field {
          name: String!
          description: String
          args(includeDeprecated: Boolean! = false): [__InputValue!]!
          type: __Type!
          isDeprecated: Boolean!
          deprecationReason: String
        }

        "An argument of a field or directive, or a field of an input object type."
        type __InputValue {
          name: String!
          description: String
          type: __Type!
          "The default value as a GraphQL literal; null where there is none."
          defaultValue: String
          isDeprecated: Boolean!
          deprecationReason: String
        }

        "A value of an enum type."
        type __EnumValue {
          name: String!
          description: String
          isDeprecated: Boolean!
          deprecationReason: String
        }

        "A directive: an annotation that changes how a document or SDL is understood."
        type __Directive {
          name: String!
          description: String
          "Whether the directive may stand more than once at one place."
          isRepeatable: Boolean!
          locations: [__DirectiveLocation!]!
          args(includeDeprecated: Boolean! = false): [__InputValue!]!
        }

        "A place where a directive may stand."
        enum __DirectiveLocation {
          "A query."
          QUERY
          "A mutation."
          MUTATION
          "A subscription."
          SUBSCRIPTION
          "A selected field."
          FIELD
          "The definition of a fragment."
          FRAGMENT_DEFINITION
          "The spread of a fragment."
          FRAGMENT_SPREAD
          "An inline fragment."
          INLINE_FRAGMENT
          "The definition of a variable."
          VARIABLE_DEFINITION
          "A schema."
          SCHEMA
          "A scalar type."
          SCALAR
          "An object type."
          OBJECT
          "A field of an object or interface type."
          FIELD_DEFINITION
          "An argument of a field or directive."
          ARGUMENT_DEFINITION
          "An interface type."
          INTERFACE
          "A union type."
          UNION
          "An enum type."
          ENUM
          "A value of an enum type."
          ENUM_VALUE
          "An input object type."
          INPUT_OBJECT
          "A field of an input object type."
          INPUT_FIELD_DEFINITION
        }
        """
}

extension OutputField {
    /// The meta field `__typename: String!` (spec §4.1).
    package static let typeName = OutputField(
        name: "__typename", description: "The name of the object type at run time.",
        arguments: [:], type: .nonNull(.builtIn("String")), deprecationReason: nil,
        directives: [], location: .builtIn)

    /// The meta field `__schema: __Schema!` of the query root type (spec §4.2).
    package static let schema = OutputField(
        name: "__schema", description: "The schema of this server.",
        arguments: [:], type: .nonNull(.builtIn(IntrospectionTypes.schemaTypeName)),
        deprecationReason: nil, directives: [], location: .builtIn)

    /// The meta field `__type(name: String!): __Type` of the query root type (spec §4.2).
    package static let type = OutputField(
        name: "__type", description: "One type by its name.",
        arguments: [
            "name": InputField(
                name: "name", description: nil, type: .nonNull(.builtIn("String")),
                defaultValue: nil, deprecationReason: nil, directives: [], location: .builtIn)
        ], type: .builtIn("__Type"), deprecationReason: nil, directives: [], location: .builtIn)

    /// The meta fields of a composite type (spec §4.1, §4.2).
    static func metaFields(isRoot: Bool) -> [OutputField] {
        isRoot ? [.typeName, .schema, .type] : [.typeName]
    }

    /// Whether the field belongs to introspection and not to the domain.
    package var isMetaField: Bool { name.hasPrefix("__") }
}
