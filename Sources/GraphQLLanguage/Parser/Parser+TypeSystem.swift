extension Parser {
    /// What precedes the keyword of a type system definition: a description, and where the first
    /// token stands.
    struct DefinitionHead {
        let description: StringValue?
        let location: SourceLocation
    }

    /// Takes `Description? keyword`.
    mutating func parseHead(_ keyword: String) throws(SyntaxError) -> DefinitionHead {
        let location = token.location
        let description = try parseDescription()
        try expectKeyword(keyword)
        return DefinitionHead(description: description, location: location)
    }

    /// Parses a *SchemaDefinition* (spec §3.3).
    ///
    ///     SchemaDefinition : Description? schema Directives[Const]?
    ///                        { RootOperationTypeDefinition+ }
    mutating func parseSchemaDefinition() throws(SyntaxError) -> SchemaDefinition {
        let head = try parseHead("schema")
        let directives = try parseDirectives(.constant)
        if token.kind != .leftBrace { try expect(.leftBrace) }
        return SchemaDefinition(
            description: head.description, directives: directives,
            operationTypes: try parseRootOperationTypes(), location: head.location)
    }

    /// Parses the root operation types in braces; none where no brace stands.
    ///
    ///     { RootOperationTypeDefinition+ }
    mutating func parseRootOperationTypes() throws(SyntaxError) -> [OperationTypeDefinition] {
        var types: [OperationTypeDefinition] = []
        guard try expectOptional(.leftBrace) else { return types }
        repeat {
            types.append(try parseRootOperationType())
        } while try !expectOptional(.rightBrace)
        return types
    }

    /// Parses a *RootOperationTypeDefinition*.
    ///
    ///     RootOperationTypeDefinition : OperationType : NamedType
    private mutating func parseRootOperationType() throws(SyntaxError) -> OperationTypeDefinition {
        let location = token.location
        let operation = try parseOperationType()
        try expect(.colon)
        return OperationTypeDefinition(
            operation: operation, type: try parseName(), location: location)
    }

    /// Parses a *DirectiveDefinition* (spec §3.13).
    ///
    ///     DirectiveDefinition : Description? directive @ Name ArgumentsDefinition? repeatable?
    ///                           on DirectiveLocations
    mutating func parseDirectiveDefinition() throws(SyntaxError) -> DirectiveDefinition {
        let head = try parseHead("directive")
        try expect(.at)
        let name = try parseName()
        let arguments = try parseArgumentsDefinition()
        let isRepeatable = try expectOptionalKeyword("repeatable")
        try expectKeyword("on")
        return DirectiveDefinition(
            description: head.description, name: name, arguments: arguments,
            isRepeatable: isRepeatable, locations: try parseDirectiveLocations(),
            location: head.location)
    }

    /// Parses a *DirectiveLocations*.
    ///
    ///     DirectiveLocations : |? DirectiveLocation | DirectiveLocations | DirectiveLocation
    private mutating func parseDirectiveLocations() throws(SyntaxError) -> [Name] {
        var locations: [Name] = []
        _ = try expectOptional(.pipe)
        repeat {
            let location = token
            locations.append(try parseName())
            guard directiveLocations.contains(text(of: location)) else {
                throw try unexpected(location)
            }
        } while try expectOptional(.pipe)
        return locations
    }

    /// Parses an *ArgumentsDefinition*.
    ///
    ///     ArgumentsDefinition : ( InputValueDefinition+ )
    mutating func parseArgumentsDefinition() throws(SyntaxError) -> [InputValueDefinition] {
        var arguments: [InputValueDefinition] = []
        guard try expectOptional(.leftParenthesis) else { return arguments }
        repeat {
            arguments.append(try parseInputValueDefinition())
        } while try !expectOptional(.rightParenthesis)
        return arguments
    }

    /// Parses an *InputValueDefinition*.
    ///
    ///     InputValueDefinition : Description? Name : Type DefaultValue? Directives[Const]?
    mutating func parseInputValueDefinition() throws(SyntaxError) -> InputValueDefinition {
        let location = token.location
        let description = try parseDescription()
        let name = try parseName()
        try expect(.colon)
        return InputValueDefinition(
            description: description, name: name, type: try parseTypeReference(),
            defaultValue: try parseDefaultValue(), directives: try parseDirectives(.constant),
            location: location)
    }
}

/// *ExecutableDirectiveLocation* and *TypeSystemDirectiveLocation* (spec §3.13).
private let directiveLocations: Set<String> = [
    "QUERY", "MUTATION", "SUBSCRIPTION", "FIELD", "FRAGMENT_DEFINITION", "FRAGMENT_SPREAD",
    "INLINE_FRAGMENT", "VARIABLE_DEFINITION",
    "SCHEMA", "SCALAR", "OBJECT", "FIELD_DEFINITION", "ARGUMENT_DEFINITION", "INTERFACE", "UNION",
    "ENUM", "ENUM_VALUE", "INPUT_OBJECT", "INPUT_FIELD_DEFINITION",
]
