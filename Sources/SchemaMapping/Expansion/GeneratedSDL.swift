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
        arguments: [InputValueDefinition] = []
    ) -> FieldDefinition {
        FieldDefinition(
            description: text(description), name: self.name(name), arguments: arguments,
            type: self.type(type), directives: [], location: location)
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
