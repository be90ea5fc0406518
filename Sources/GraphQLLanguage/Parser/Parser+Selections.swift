extension Parser {
    /// Parses a *SelectionSet* (spec §2.4).
    ///
    ///     SelectionSet : { Selection+ }
    mutating func parseSelectionSet() throws(SyntaxError) -> SelectionSet {
        let location = token.location
        try enterNesting()
        try expect(.leftBrace)
        var selections: [Selection] = []
        repeat {
            try parseSelection(into: &selections)
        } while try !expectOptional(.rightBrace)
        leaveNesting()
        return SelectionSet(selections: selections, location: location)
    }

    /// The recursive call stands in functions that hold one selection each: less stack a level.
    ///
    ///     Selection : Field | FragmentSpread | InlineFragment
    private mutating func parseSelection(into selections: inout [Selection]) throws(SyntaxError) {
        guard token.kind == .spread else { return try parseField(into: &selections) }
        let location = try expect(.spread).location
        if token.kind == .name, !isKeyword("on") {
            selections.append(.fragmentSpread(try parseFragmentSpread(location)))
        } else {
            try parseInlineFragment(location, into: &selections)
        }
    }

    /// Parses a *Field* (spec §2.5).
    ///
    ///     Field : Alias? Name Arguments? Directives? SelectionSet?
    private mutating func parseField(into selections: inout [Selection]) throws(SyntaxError) {
        var field = try parseFieldHead()
        if token.kind == .leftBrace { field.selectionSet = try parseSelectionSet() }
        selections.append(.field(field))
    }

    /// Parses a field up to its selection set.
    ///
    ///     Alias? Name Arguments? Directives?
    ///     Alias : Name :
    private mutating func parseFieldHead() throws(SyntaxError) -> Field {
        let first = try parseName()
        let second = try expectOptional(.colon) ? try parseName() : nil
        return Field(
            alias: second == nil ? nil : first,
            name: second ?? first,
            arguments: try parseArguments(.variable),
            directives: try parseDirectives(.variable),
            selectionSet: nil,
            location: first.location)
    }

    /// Parses the rest of a *FragmentSpread* (spec §2.8) after its `...`.
    ///
    ///     FragmentSpread : ... FragmentName Directives?
    private mutating func parseFragmentSpread(
        _ location: SourceLocation
    ) throws(SyntaxError) -> FragmentSpread {
        FragmentSpread(
            name: try parseName(), directives: try parseDirectives(.variable), location: location)
    }

    /// Parses the rest of an *InlineFragment* (spec §2.8.2) after its `...`.
    ///
    ///     InlineFragment : ... TypeCondition? Directives? SelectionSet
    private mutating func parseInlineFragment(
        _ location: SourceLocation, into selections: inout [Selection]
    ) throws(SyntaxError) {
        let typeCondition = isKeyword("on") ? try parseTypeCondition() : nil
        let directives = try parseDirectives(.variable)
        let fragment = InlineFragment(
            typeCondition: typeCondition, directives: directives,
            selectionSet: try parseSelectionSet(), location: location)
        selections.append(.inlineFragment(fragment))
    }

    /// Parses a *FragmentDefinition* (spec §2.8); it takes no variables.
    ///
    ///     FragmentDefinition : Description? fragment FragmentName TypeCondition
    ///                          Directives? SelectionSet
    mutating func parseFragmentDefinition() throws(SyntaxError) -> FragmentDefinition {
        let location = token.location
        let description = try parseDescription()
        try expectKeyword("fragment")
        return FragmentDefinition(
            description: description,
            name: try parseFragmentName(),
            typeCondition: try parseTypeCondition(),
            directives: try parseDirectives(.variable),
            selectionSet: try parseSelectionSet(),
            location: location)
    }

    /// Parses a *FragmentName*.
    ///
    ///     FragmentName : Name but not `on`
    private mutating func parseFragmentName() throws(SyntaxError) -> Name {
        if isKeyword("on") { throw try unexpected(token) }
        return try parseName()
    }

    /// Parses a *TypeCondition*.
    ///
    ///     TypeCondition : on NamedType
    private mutating func parseTypeCondition() throws(SyntaxError) -> NamedType {
        try expectKeyword("on")
        return try parseName()
    }
}
