import GraphQLLanguage

/// Makes the elements of generated types, all located at the SDL that they are generated for.
struct GeneratedSDL {
    let location: SourceLocation

    func name(_ value: String) -> Name { Name(value: value, location: location) }

    func text(_ value: String) -> StringValue {
        StringValue(value: value, isBlock: false, location: location)
    }

    /// A type as SDL writes it, `[School!]!`.
    func type(_ text: some StringProtocol) -> TypeReference {
        if text.hasSuffix("!") { return .nonNull(type(text.dropLast())) }
        if text.hasPrefix("[") {
            return .list(type(text.dropFirst().dropLast()), location: location)
        }
        return .named(name(String(text)))
    }

    func object(
        _ name: String, _ description: String, _ fields: [FieldDefinition]
    ) -> TypeSystemDefinition {
        .object(
            ObjectTypeDefinition(
                description: text(description), name: self.name(name), interfaces: [],
                directives: [], fields: fields, location: location))
    }

    func field(
        _ name: String, _ type: String, _ description: String,
        arguments: [InputValueDefinition] = [], directives: [Directive] = []
    ) -> FieldDefinition {
        FieldDefinition(
            description: text(description), name: self.name(name), arguments: arguments,
            type: self.type(type), directives: directives, location: location)
    }

    func cost(_ weight: String) -> Directive {
        Directive(
            name: name("cost"), arguments: [argument("weight", .string(text(weight)))],
            location: location)
    }

    /// The size of a list that a client may say, but need not where there is an assumed one.
    func listSize(
        _ assumedSize: Int?, slicedBy arguments: [String], sizes fields: [String] = []
    ) -> Directive {
        var all = assumedSize.map { [argument("assumedSize", .int(String($0)))] } ?? []
        all.append(argument("slicingArguments", list(arguments)))
        if !fields.isEmpty { all.append(argument("sizedFields", list(fields))) }
        all.append(argument("requireOneSlicingArgument", .boolean(false)))
        return Directive(name: name("listSize"), arguments: all, location: location)
    }

    private func argument(_ name: String, _ kind: Value.Kind) -> Argument {
        Argument(name: self.name(name), value: Value(kind, location: location))
    }

    private func list(_ texts: [String]) -> Value.Kind {
        .list(texts.map { Value(.string(text($0)), location: location) })
    }

    func input(
        _ name: String, _ description: String, isOneOf: Bool = false,
        _ fields: [InputValueDefinition]
    ) -> TypeSystemDefinition {
        let oneOf = Directive(name: self.name("oneOf"), arguments: [], location: location)
        return .inputObject(
            InputObjectTypeDefinition(
                description: text(description), name: self.name(name),
                directives: isOneOf ? [oneOf] : [], fields: fields, location: location))
    }

    func value(_ name: String, _ type: String, _ description: String?) -> InputValueDefinition {
        InputValueDefinition(
            description: description.map(text), name: self.name(name), type: self.type(type),
            defaultValue: nil, directives: [], location: location)
    }
}
