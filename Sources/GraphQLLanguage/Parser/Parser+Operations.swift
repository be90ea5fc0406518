extension Parser {
    /// Parses the short form of a query.
    ///
    ///     OperationDefinition : SelectionSet
    mutating func parseShorthandQuery() throws(SyntaxError) -> OperationDefinition {
        let location = token.location
        return OperationDefinition(
            description: nil, type: .query, name: nil, variableDefinitions: [], directives: [],
            selectionSet: try parseSelectionSet(), location: location)
    }

    /// Parses an operation in full (spec §2.3).
    ///
    ///     OperationDefinition : Description? OperationType Name? VariablesDefinition?
    ///                           Directives? SelectionSet
    mutating func parseOperation() throws(SyntaxError) -> OperationDefinition {
        let location = token.location
        return OperationDefinition(
            description: try parseDescription(),
            type: try parseOperationType(),
            name: token.kind == .name ? try parseName() : nil,
            variableDefinitions: try parseVariablesDefinition(),
            directives: try parseDirectives(.variable),
            selectionSet: try parseSelectionSet(),
            location: location)
    }

    /// Parses an *OperationType*.
    ///
    ///     OperationType : one of query mutation subscription
    mutating func parseOperationType() throws(SyntaxError) -> OperationType {
        let keyword = try expect(.name)
        guard let type = OperationType(rawValue: text(of: keyword)) else {
            throw try unexpected(keyword)
        }
        return type
    }

    /// Parses a *VariablesDefinition*.
    ///
    ///     VariablesDefinition : ( VariableDefinition+ )
    private mutating func parseVariablesDefinition() throws(SyntaxError) -> [VariableDefinition] {
        var definitions: [VariableDefinition] = []
        guard try expectOptional(.leftParenthesis) else { return definitions }
        repeat {
            definitions.append(try parseVariableDefinition())
        } while try !expectOptional(.rightParenthesis)
        return definitions
    }

    /// Parses a *VariableDefinition*.
    ///
    ///     VariableDefinition : Description? Variable : Type DefaultValue? Directives[Const]?
    private mutating func parseVariableDefinition() throws(SyntaxError) -> VariableDefinition {
        let description = try parseDescription()
        let location = token.location
        let name = try parseVariable()
        try expect(.colon)
        return VariableDefinition(
            description: description, name: name, type: try parseTypeReference(),
            defaultValue: try parseDefaultValue(), directives: try parseDirectives(.constant),
            location: location)
    }

    /// Parses a *Variable*.
    ///
    ///     Variable : $ Name
    mutating func parseVariable() throws(SyntaxError) -> Name {
        try expect(.dollar)
        return try parseName()
    }
}
