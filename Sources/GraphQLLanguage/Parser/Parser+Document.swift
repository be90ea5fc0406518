extension Parser {
    /// Parses a *Document* (spec §2.2).
    ///
    ///     Document : Definition+
    mutating func parseDocument() throws(SyntaxError) -> Document {
        var definitions: [Definition] = []
        repeat {
            definitions.append(try parseDefinition())
        } while try !expectOptional(.endOfFile)
        return Document(definitions: definitions)
    }

    /// Parses a *Definition*, told apart by its keyword, which a description may precede.
    ///
    ///     Definition           : ExecutableDefinition
    ///                          | TypeSystemDefinition | TypeSystemExtension
    ///     ExecutableDefinition : OperationDefinition | FragmentDefinition
    private mutating func parseDefinition() throws(SyntaxError) -> Definition {
        if token.kind == .leftBrace { return .operation(try parseShorthandQuery()) }
        let keyword = hasDescription ? try lookahead() : token
        if hasDescription, keyword.kind == .leftBrace {
            throw SyntaxError(.descriptionOfShorthand, at: token.start)
        }
        guard keyword.kind == .name else { throw try unexpected(keyword) }
        switch text(of: keyword) {
        case "query", "mutation", "subscription": return .operation(try parseOperation())
        case "fragment": return .fragment(try parseFragmentDefinition())
        case let text:
            if let definition = try parseTypeSystemDefinition(keyword: text) {
                return .typeSystem(definition)
            }
        }
        guard !hasDescription else { throw SyntaxError(.descriptionOfOther, at: token.start) }
        guard isKeyword("extend") else { throw try unexpected(keyword) }
        return .typeSystemExtension(try parseTypeSystemExtension())
    }

    /// Parses the rest of a *TypeSystemDefinition* by its keyword; `nil` if it is none of theirs.
    ///
    ///     TypeSystemDefinition : SchemaDefinition | TypeDefinition | DirectiveDefinition
    ///     TypeDefinition       : ScalarTypeDefinition | ObjectTypeDefinition
    ///                          | InterfaceTypeDefinition | UnionTypeDefinition
    ///                          | EnumTypeDefinition | InputObjectTypeDefinition
    private mutating func parseTypeSystemDefinition(
        keyword: String
    ) throws(SyntaxError) -> TypeSystemDefinition? {
        switch keyword {
        case "schema": .schema(try parseSchemaDefinition())
        case "scalar": .scalar(try parseScalarTypeDefinition())
        case "type": .object(try parseObjectTypeDefinition())
        case "interface": .interface(try parseInterfaceTypeDefinition())
        case "union": .union(try parseUnionTypeDefinition())
        case "enum": .enum(try parseEnumTypeDefinition())
        case "input": .inputObject(try parseInputObjectTypeDefinition())
        case "directive": .directive(try parseDirectiveDefinition())
        default: nil
        }
    }

    /// Parses a *Name* (spec §2.1.9).
    mutating func parseName() throws(SyntaxError) -> Name {
        let name = try expect(.name)
        return Name(value: text(of: name), location: name.location)
    }

    /// Whether the current token is a string, which before a definition is its *Description* (spec
    /// §2.2).
    var hasDescription: Bool {
        token.kind == .string || token.kind == .blockString
    }

    /// Parses a description if one stands here.
    ///
    ///     Description : StringValue
    mutating func parseDescription() throws(SyntaxError) -> StringValue? {
        hasDescription ? try parseStringValue() : nil
    }
}
