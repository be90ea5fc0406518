import GraphQLLanguage
import OrderedCollections

/// Turns merged definitions into the types of a schema; of duplicates the first counts.
struct SchemaConversion {
    private let definitions: MergedDefinitions

    init(_ definitions: MergedDefinitions) {
        self.definitions = definitions
    }

    /// The schema, which deserves trust only once every check has passed.
    var schema: Schema {
        let directives = directives
        var order = TypeOrder(declared: declaredTypes)
        for directive in directives.values {
            order.append(directive.arguments.values.map(\.type.namedType.value))
        }
        order.append([IntrospectionTypes.schemaTypeName])
        return Schema(
            types: order.types, directives: directives,
            queryTypeName: rootTypeName(.query, default: "Query") ?? "Query",
            mutationTypeName: rootTypeName(.mutation, default: "Mutation"),
            subscriptionTypeName: rootTypeName(.subscription, default: "Subscription"),
            description: definitions.schemaParts.first?.description?.value)
    }

    /// The declared types; a built-in scalar that is declared anew stays what it is.
    var declaredTypes: OrderedDictionary<String, TypeDefinition> {
        var types: OrderedDictionary<String, TypeDefinition> = [:]
        for (name, definition) in definitions.types {
            types[name] = BuiltIns.scalars[name].map { .scalar($0) } ?? type(definition)
        }
        return types
    }

    private var directives: OrderedDictionary<String, DirectiveType> {
        definitions.directives.mapValues { directive in
            DirectiveType(
                name: directive.name.value, description: directive.description?.value,
                arguments: inputFields(directive.arguments),
                isRepeatable: directive.isRepeatable,
                locations: directive.locations.map(\.value))
        }
    }

    private func rootTypeName(_ operation: OperationType, default name: String) -> String? {
        let roots = definitions.schemaParts.flatMap(\.operationTypes)
        if let root = roots.first(where: { $0.operation == operation }) { return root.type.value }
        let isDeclared = !roots.isEmpty
        return !isDeclared && definitions.types[name] != nil ? name : nil
    }

    private func type(_ definition: TypeSystemDefinition) -> TypeDefinition? {
        switch definition {
        case .scalar(let type): .scalar(scalar(type))
        case .object(let type): .object(object(type))
        case .interface(let type): .interface(interface(type))
        case .union(let type): .union(union(type))
        case .enum(let type): .enum(enumType(type))
        case .inputObject(let type): .inputObject(inputObject(type))
        case .schema, .directive: nil
        }
    }

    private func scalar(_ type: ScalarTypeDefinition) -> ScalarType {
        ScalarType(
            name: type.name.value, description: type.description?.value,
            specifiedByURL: type.directives.string(of: "specifiedBy", argument: "url"),
            format: type.directives.scalarFormat, directives: type.directives,
            location: type.location)
    }

    private func object(_ type: ObjectTypeDefinition) -> ObjectType {
        ObjectType(
            name: type.name.value, description: type.description?.value,
            interfaces: type.interfaces.map(\.value), fields: fields(type.fields),
            directives: type.directives, location: type.location)
    }

    private func interface(_ type: InterfaceTypeDefinition) -> InterfaceType {
        InterfaceType(
            name: type.name.value, description: type.description?.value,
            interfaces: type.interfaces.map(\.value), fields: fields(type.fields),
            directives: type.directives, location: type.location)
    }

    private func union(_ type: UnionTypeDefinition) -> UnionType {
        UnionType(
            name: type.name.value, description: type.description?.value,
            memberTypes: type.types.map(\.value), directives: type.directives,
            location: type.location)
    }

    private func enumType(_ type: EnumTypeDefinition) -> EnumType {
        let values = type.values.map { value in
            EnumValue(
                name: value.name.value, description: value.description?.value,
                deprecationReason: value.directives.deprecationReason,
                directives: value.directives)
        }
        return EnumType(
            name: type.name.value, description: type.description?.value,
            values: OrderedDictionary(values.map { ($0.name, $0) }) { first, _ in first },
            directives: type.directives, location: type.location)
    }

    private func inputObject(_ type: InputObjectTypeDefinition) -> InputObjectType {
        InputObjectType(
            name: type.name.value, description: type.description?.value,
            fields: inputFields(type.fields),
            isOneOf: type.directives.contains { $0.name.value == "oneOf" },
            directives: type.directives, location: type.location)
    }

    private func fields(
        _ fields: [FieldDefinition]
    ) -> OrderedDictionary<String, OutputField> {
        let converted = fields.map { field in
            OutputField(
                name: field.name.value, description: field.description?.value,
                arguments: inputFields(field.arguments), type: field.type,
                deprecationReason: field.directives.deprecationReason,
                directives: field.directives, location: field.location)
        }
        return OrderedDictionary(converted.map { ($0.name, $0) }) { first, _ in first }
    }

    private func inputFields(
        _ fields: [InputValueDefinition]
    ) -> OrderedDictionary<String, InputField> {
        let converted = fields.map { field in
            InputField(
                name: field.name.value, description: field.description?.value, type: field.type,
                defaultValue: field.defaultValue,
                deprecationReason: field.directives.deprecationReason,
                directives: field.directives, location: field.location)
        }
        return OrderedDictionary(converted.map { ($0.name, $0) }) { first, _ in first }
    }
}

extension [Directive] {
    /// The reason given to `@deprecated`, its default if none is given, or `nil` without the
    /// directive.
    var deprecationReason: String? {
        guard contains(where: { $0.name.value == "deprecated" }) else { return nil }
        return string(of: "deprecated", argument: "reason") ?? BuiltIns.defaultDeprecationReason
    }

    /// The format given to `@format`, or `nil` without the directive.
    fileprivate var scalarFormat: ScalarFormat? {
        guard let use = first(where: { $0.name.value == "format" }),
            case .enum(let name)? = use.argument(named: "as")?.kind
        else { return nil }
        return ScalarFormat(rawValue: name)
    }

    func string(of directive: String, argument: String) -> String? {
        guard let use = first(where: { $0.name.value == directive }),
            case .string(let text)? = use.argument(named: argument)?.kind
        else { return nil }
        return text.value
    }
}
