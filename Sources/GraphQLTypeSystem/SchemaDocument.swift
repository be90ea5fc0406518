package import GraphQLLanguage
import OrderedCollections

extension Schema {
    /// The schema as SDL: what is not built in, sorted by name, so that equal schemas print equal
    /// text.
    ///
    /// The schema definition is written only where the root types have other names than the usual
    /// ones.
    package var document: Document {
        var definitions: [TypeSystemDefinition] = schemaDefinition.map { [.schema($0)] } ?? []
        definitions += directives.values.filter { !BuiltIns.directiveNames.contains($0.name) }
            .sorted { $0.name < $1.name }.map { .directive($0.definition) }
        definitions += types.values.filter { !isBuiltIn($0.name) }
            .sorted { $0.name < $1.name }.map(\.definition)
        return Document(definitions: definitions.map(Definition.typeSystem))
    }

    private func isBuiltIn(_ name: String) -> Bool {
        BuiltIns.scalarNames.contains(name) || name.hasPrefix("__")
    }

    private var schemaDefinition: SchemaDefinition? {
        let usualNames: [OperationType: String] = [
            .query: "Query", .mutation: "Mutation", .subscription: "Subscription",
        ]
        let isUsual = OperationType.allCases.allSatisfy { operation in
            let usualName = usualNames[operation] ?? ""
            return rootTypeName(for: operation) == (types[usualName] == nil ? nil : usualName)
        }
        if isUsual && description == nil { return nil }
        let roots = OperationType.allCases.compactMap { operation in
            rootTypeName(for: operation).map {
                OperationTypeDefinition(
                    operation: operation, type: .builtIn($0), location: .builtIn)
            }
        }
        return SchemaDefinition(
            description: descriptionValue(description), directives: [], operationTypes: roots,
            location: .builtIn)
    }
}

private func descriptionValue(_ text: String?) -> StringValue? {
    text.map { StringValue(value: $0, isBlock: true, location: .builtIn) }
}

extension DirectiveType {
    fileprivate var definition: DirectiveDefinition {
        DirectiveDefinition(
            description: descriptionValue(description), name: .builtIn(name),
            arguments: arguments.values.map(\.definition), isRepeatable: isRepeatable,
            locations: locations.map(Name.builtIn), location: .builtIn)
    }
}

extension InputField {
    fileprivate var definition: InputValueDefinition {
        InputValueDefinition(
            description: descriptionValue(description), name: .builtIn(name), type: type,
            defaultValue: defaultValue, directives: directives, location: location)
    }
}

extension OutputField {
    fileprivate var definition: FieldDefinition {
        FieldDefinition(
            description: descriptionValue(description), name: .builtIn(name),
            arguments: arguments.values.map(\.definition), type: type, directives: directives,
            location: location)
    }
}

extension TypeDefinition {
    fileprivate var definition: TypeSystemDefinition {
        switch self {
        case .scalar(let type): .scalar(type.definition)
        case .object(let type): .object(type.definition)
        case .interface(let type): .interface(type.definition)
        case .union(let type): .union(type.definition)
        case .enum(let type): .enum(type.definition)
        case .inputObject(let type): .inputObject(type.definition)
        }
    }
}

extension ScalarType {
    fileprivate var definition: ScalarTypeDefinition {
        ScalarTypeDefinition(
            description: descriptionValue(description), name: .builtIn(name),
            directives: directives, location: location)
    }
}

extension ObjectType {
    fileprivate var definition: ObjectTypeDefinition {
        ObjectTypeDefinition(
            description: descriptionValue(description), name: .builtIn(name),
            interfaces: interfaces.map(Name.builtIn), directives: directives,
            fields: fields.values.map(\.definition), location: location)
    }
}

extension InterfaceType {
    fileprivate var definition: InterfaceTypeDefinition {
        InterfaceTypeDefinition(
            description: descriptionValue(description), name: .builtIn(name),
            interfaces: interfaces.map(Name.builtIn), directives: directives,
            fields: fields.values.map(\.definition), location: location)
    }
}

extension UnionType {
    fileprivate var definition: UnionTypeDefinition {
        UnionTypeDefinition(
            description: descriptionValue(description), name: .builtIn(name),
            directives: directives, types: memberTypes.map(Name.builtIn), location: location)
    }
}

extension EnumType {
    fileprivate var definition: EnumTypeDefinition {
        EnumTypeDefinition(
            description: descriptionValue(description), name: .builtIn(name),
            directives: directives,
            values: values.values.map { value in
                EnumValueDefinition(
                    description: descriptionValue(value.description), name: .builtIn(value.name),
                    directives: value.directives, location: location)
            }, location: location)
    }
}

extension InputObjectType {
    fileprivate var definition: InputObjectTypeDefinition {
        InputObjectTypeDefinition(
            description: descriptionValue(description), name: .builtIn(name),
            directives: directives, fields: fields.values.map(\.definition), location: location)
    }
}
