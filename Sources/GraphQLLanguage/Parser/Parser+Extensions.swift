extension Parser {
    /// Parses a *TypeSystemExtension* (spec §3.1); the current token is its `extend`.
    ///
    ///     TypeSystemExtension : SchemaExtension | TypeExtension
    ///     TypeExtension       : ScalarTypeExtension | ObjectTypeExtension
    ///                         | InterfaceTypeExtension | UnionTypeExtension
    ///                         | EnumTypeExtension | InputObjectTypeExtension
    mutating func parseTypeSystemExtension() throws(SyntaxError) -> TypeSystemExtension {
        let head = DefinitionHead(description: nil, location: token.location)
        let keyword = try lookahead()
        guard keyword.kind == .name else { throw try unexpected(keyword) }
        let text = text(of: keyword)
        guard extensionKeywords.contains(text) else { throw try unexpected(keyword) }
        try advance()
        try advance()
        let result = try parseExtension(head, keyword: text)
        if result.isEmpty { throw try unexpected(token) }
        return result
    }

    /// Parses what follows `extend` and its keyword, by the production of the definition.
    private mutating func parseExtension(
        _ head: DefinitionHead, keyword: String
    ) throws(SyntaxError) -> TypeSystemExtension {
        switch keyword {
        case "scalar": .scalar(try parseScalarType(head))
        case "type": .object(try parseObjectType(head))
        case "interface": .interface(try parseInterfaceType(head))
        case "union": .union(try parseUnionType(head))
        case "enum": .enum(try parseEnumType(head))
        case "input": .inputObject(try parseInputObjectType(head))
        default: .schema(try parseSchemaExtension(head))
        }
    }

    /// Parses what follows `extend schema`.
    ///
    ///     SchemaExtension : extend schema Directives[Const]? { RootOperationTypeDefinition+ }
    ///                     | extend schema Directives[Const]
    private mutating func parseSchemaExtension(
        _ head: DefinitionHead
    ) throws(SyntaxError) -> SchemaDefinition {
        SchemaDefinition(
            description: nil, directives: try parseDirectives(.constant),
            operationTypes: try parseRootOperationTypes(), location: head.location)
    }
}

private let extensionKeywords: Set<String> = [
    "schema", "scalar", "type", "interface", "union", "enum", "input",
]

extension TypeSystemExtension {
    /// Whether it adds nothing, which the grammar forbids.
    fileprivate var isEmpty: Bool {
        switch self {
        case .schema(let schema): schema.directives.isEmpty && schema.operationTypes.isEmpty
        case .scalar(let type): type.directives.isEmpty
        case .object(let type):
            type.interfaces.isEmpty && type.directives.isEmpty && type.fields.isEmpty
        case .interface(let type):
            type.interfaces.isEmpty && type.directives.isEmpty && type.fields.isEmpty
        case .union(let type): type.directives.isEmpty && type.types.isEmpty
        case .enum(let type): type.directives.isEmpty && type.values.isEmpty
        case .inputObject(let type): type.directives.isEmpty && type.fields.isEmpty
        }
    }
}
