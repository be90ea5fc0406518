extension Parser {
    /// Parses a *ScalarTypeDefinition* (spec §3.5).
    ///
    ///     ScalarTypeDefinition : Description? scalar Name Directives[Const]?
    mutating func parseScalarTypeDefinition() throws(SyntaxError) -> ScalarTypeDefinition {
        try parseScalarType(parseHead("scalar"))
    }

    /// Parses what follows `scalar`, in a definition or an extension.
    mutating func parseScalarType(
        _ head: DefinitionHead
    ) throws(SyntaxError) -> ScalarTypeDefinition {
        ScalarTypeDefinition(
            description: head.description, name: try parseName(),
            directives: try parseDirectives(.constant), location: head.location)
    }

    /// Parses an *ObjectTypeDefinition* (spec §3.6).
    ///
    ///     ObjectTypeDefinition : Description? type Name ImplementsInterfaces?
    ///                            Directives[Const]? FieldsDefinition?
    mutating func parseObjectTypeDefinition() throws(SyntaxError) -> ObjectTypeDefinition {
        try parseObjectType(parseHead("type"))
    }

    /// Parses what follows `type`, in a definition or an extension.
    mutating func parseObjectType(
        _ head: DefinitionHead
    ) throws(SyntaxError) -> ObjectTypeDefinition {
        ObjectTypeDefinition(
            description: head.description, name: try parseName(),
            interfaces: try parseImplementsInterfaces(),
            directives: try parseDirectives(.constant), fields: try parseFieldsDefinition(),
            location: head.location)
    }

    /// Parses an *InterfaceTypeDefinition* (spec §3.7).
    ///
    ///     InterfaceTypeDefinition : Description? interface Name ImplementsInterfaces?
    ///                               Directives[Const]? FieldsDefinition?
    mutating func parseInterfaceTypeDefinition() throws(SyntaxError) -> InterfaceTypeDefinition {
        try parseInterfaceType(parseHead("interface"))
    }

    /// Parses what follows `interface`, in a definition or an extension.
    mutating func parseInterfaceType(
        _ head: DefinitionHead
    ) throws(SyntaxError) -> InterfaceTypeDefinition {
        InterfaceTypeDefinition(
            description: head.description, name: try parseName(),
            interfaces: try parseImplementsInterfaces(),
            directives: try parseDirectives(.constant), fields: try parseFieldsDefinition(),
            location: head.location)
    }

    /// Parses an *ImplementsInterfaces*.
    ///
    ///     ImplementsInterfaces : implements &? NamedType | ImplementsInterfaces & NamedType
    private mutating func parseImplementsInterfaces() throws(SyntaxError) -> [NamedType] {
        guard try expectOptionalKeyword("implements") else { return [] }
        return try parseNamedTypes(separatedBy: .ampersand)
    }

    /// Parses named types with a separator between them and, if written, before the first.
    private mutating func parseNamedTypes(
        separatedBy separator: Token.Kind
    ) throws(SyntaxError) -> [NamedType] {
        var types: [NamedType] = []
        _ = try expectOptional(separator)
        repeat {
            types.append(try parseName())
        } while try expectOptional(separator)
        return types
    }

    /// Parses a *FieldsDefinition*.
    ///
    ///     FieldsDefinition : { FieldDefinition+ }
    private mutating func parseFieldsDefinition() throws(SyntaxError) -> [FieldDefinition] {
        var fields: [FieldDefinition] = []
        guard try expectOptional(.leftBrace) else { return fields }
        repeat {
            fields.append(try parseFieldDefinition())
        } while try !expectOptional(.rightBrace)
        return fields
    }

    /// Parses a *FieldDefinition*.
    ///
    ///     FieldDefinition : Description? Name ArgumentsDefinition? : Type Directives[Const]?
    private mutating func parseFieldDefinition() throws(SyntaxError) -> FieldDefinition {
        let location = token.location
        let description = try parseDescription()
        let name = try parseName()
        let arguments = try parseArgumentsDefinition()
        try expect(.colon)
        return FieldDefinition(
            description: description, name: name, arguments: arguments,
            type: try parseTypeReference(), directives: try parseDirectives(.constant),
            location: location)
    }

    /// Parses a *UnionTypeDefinition* (spec §3.8).
    ///
    ///     UnionTypeDefinition : Description? union Name Directives[Const]? UnionMemberTypes?
    mutating func parseUnionTypeDefinition() throws(SyntaxError) -> UnionTypeDefinition {
        try parseUnionType(parseHead("union"))
    }

    /// Parses what follows `union`, in a definition or an extension.
    mutating func parseUnionType(
        _ head: DefinitionHead
    ) throws(SyntaxError) -> UnionTypeDefinition {
        UnionTypeDefinition(
            description: head.description, name: try parseName(),
            directives: try parseDirectives(.constant), types: try parseUnionMemberTypes(),
            location: head.location)
    }

    /// Parses an *UnionMemberTypes*.
    ///
    ///     UnionMemberTypes : = |? NamedType | UnionMemberTypes | NamedType
    private mutating func parseUnionMemberTypes() throws(SyntaxError) -> [NamedType] {
        guard try expectOptional(.equals) else { return [] }
        return try parseNamedTypes(separatedBy: .pipe)
    }

    /// Parses an *EnumTypeDefinition* (spec §3.9).
    ///
    ///     EnumTypeDefinition : Description? enum Name Directives[Const]? EnumValuesDefinition?
    mutating func parseEnumTypeDefinition() throws(SyntaxError) -> EnumTypeDefinition {
        try parseEnumType(parseHead("enum"))
    }

    /// Parses what follows `enum`, in a definition or an extension.
    mutating func parseEnumType(_ head: DefinitionHead) throws(SyntaxError) -> EnumTypeDefinition {
        EnumTypeDefinition(
            description: head.description, name: try parseName(),
            directives: try parseDirectives(.constant), values: try parseEnumValuesDefinition(),
            location: head.location)
    }

    /// Parses an *EnumValuesDefinition*.
    ///
    ///     EnumValuesDefinition : { EnumValueDefinition+ }
    private mutating func parseEnumValuesDefinition() throws(SyntaxError) -> [EnumValueDefinition] {
        var values: [EnumValueDefinition] = []
        guard try expectOptional(.leftBrace) else { return values }
        repeat {
            values.append(try parseEnumValueDefinition())
        } while try !expectOptional(.rightBrace)
        return values
    }

    /// Parses an *EnumValueDefinition*.
    ///
    ///     EnumValueDefinition : Description? EnumValue Directives[Const]?
    private mutating func parseEnumValueDefinition() throws(SyntaxError) -> EnumValueDefinition {
        let location = token.location
        return EnumValueDefinition(
            description: try parseDescription(), name: try parseEnumValueName(),
            directives: try parseDirectives(.constant), location: location)
    }

    /// Parses an *EnumValue*.
    ///
    ///     EnumValue : Name but not true, false or null
    private mutating func parseEnumValueName() throws(SyntaxError) -> Name {
        if isKeyword("true") || isKeyword("false") || isKeyword("null") {
            throw SyntaxError(.reservedEnumValue(try description(of: token)), at: token.start)
        }
        return try parseName()
    }

    /// Parses an *InputObjectTypeDefinition* (spec §3.10).
    ///
    ///     InputObjectTypeDefinition : Description? input Name Directives[Const]?
    ///                                 InputFieldsDefinition?
    mutating func parseInputObjectTypeDefinition() throws(SyntaxError) -> InputObjectTypeDefinition
    {
        try parseInputObjectType(parseHead("input"))
    }

    /// Parses what follows `input`, in a definition or an extension.
    mutating func parseInputObjectType(
        _ head: DefinitionHead
    ) throws(SyntaxError) -> InputObjectTypeDefinition {
        InputObjectTypeDefinition(
            description: head.description, name: try parseName(),
            directives: try parseDirectives(.constant), fields: try parseInputFieldsDefinition(),
            location: head.location)
    }

    /// Parses an *InputFieldsDefinition*.
    ///
    ///     InputFieldsDefinition : { InputValueDefinition+ }
    private mutating func parseInputFieldsDefinition() throws(SyntaxError) -> [InputValueDefinition]
    {
        var fields: [InputValueDefinition] = []
        guard try expectOptional(.leftBrace) else { return fields }
        repeat {
            fields.append(try parseInputValueDefinition())
        } while try !expectOptional(.rightBrace)
        return fields
    }
}
