extension Parser {
    /// Whether variables may stand in a value: the *Const* parameter of the grammar (spec §2.9).
    enum Constancy {
        case constant, variable
    }

    /// Parses a *Value* (spec §2.9).
    ///
    ///     Value[Const] : [~Const] Variable | IntValue | FloatValue | StringValue | BooleanValue
    ///                  | NullValue | EnumValue | ListValue[?Const] | ObjectValue[?Const]
    mutating func parseValue(_ constancy: Constancy) throws(SyntaxError) -> Value {
        let location = token.location
        let kind: Value.Kind =
            switch token.kind {
            case .leftBracket: .list(try parseListValue(constancy))
            case .leftBrace: .object(try parseObjectValue(constancy))
            default: try parseLeafValue(constancy)
            }
        return Value(kind, location: location)
    }

    /// Parses a value that holds no other.
    private mutating func parseLeafValue(
        _ constancy: Constancy
    ) throws(SyntaxError) -> Value.Kind {
        switch token.kind {
        case .int: .int(text(of: try expect(.int)))
        case .float: .float(text(of: try expect(.float)))
        case .string, .blockString: .string(try parseStringValue())
        case .name: Self.namedValue(text(of: try expect(.name)))
        case .dollar: .variable(try parseVariableValue(constancy).value)
        default: throw try unexpected(token)
        }
    }

    /// Parses a *BooleanValue*.
    ///
    ///     BooleanValue : one of true false
    ///     NullValue    : null
    ///     EnumValue    : Name but not true, false or null
    private static func namedValue(_ name: String) -> Value.Kind {
        switch name {
        case "true": .boolean(true)
        case "false": .boolean(false)
        case "null": .null
        default: .enum(name)
        }
    }

    /// Parses a *StringValue* (spec §2.9.4); the current token must be one.
    mutating func parseStringValue() throws(SyntaxError) -> StringValue {
        let string = token
        let isBlock = string.kind == .blockString
        let value =
            isBlock
            ? Lexer.blockStringValue(of: string, in: source.bytes.span)
            : try Lexer.stringValue(of: string, in: source.bytes.span)
        try advance()
        return StringValue(value: value, isBlock: isBlock, location: string.location)
    }

    private mutating func parseVariableValue(
        _ constancy: Constancy
    ) throws(SyntaxError) -> Name {
        guard constancy == .constant else { return try parseVariable() }
        let dollar = try expect(.dollar)
        guard token.kind == .name else { throw try unexpected(dollar) }
        throw SyntaxError(.variableInConstant(text(of: token)), at: dollar.start)
    }

    /// Parses a *ListValue*.
    ///
    ///     ListValue[Const] : [ ] | [ Value[?Const]+ ]
    private mutating func parseListValue(
        _ constancy: Constancy
    ) throws(SyntaxError) -> [Value] {
        try enterNesting()
        try expect(.leftBracket)
        var values: [Value] = []
        while try !expectOptional(.rightBracket) {
            values.append(try parseValue(constancy))
        }
        leaveNesting()
        return values
    }

    /// Parses an *ObjectValue*.
    ///
    ///     ObjectValue[Const] : { } | { ObjectField[?Const]+ }
    ///     ObjectField[Const] : Name : Value[?Const]
    private mutating func parseObjectValue(
        _ constancy: Constancy
    ) throws(SyntaxError) -> [ObjectField] {
        try enterNesting()
        try expect(.leftBrace)
        var fields: [ObjectField] = []
        while try !expectOptional(.rightBrace) {
            let name = try parseName()
            try expect(.colon)
            fields.append(ObjectField(name: name, value: try parseValue(constancy)))
        }
        leaveNesting()
        return fields
    }

    /// Parses a *DefaultValue*.
    ///
    ///     DefaultValue : = Value[Const]
    mutating func parseDefaultValue() throws(SyntaxError) -> Value? {
        try expectOptional(.equals) ? try parseValue(.constant) : nil
    }

    /// Parses the arguments of a field or directive (spec §2.6), if there are any.
    ///
    ///     Arguments[Const] : ( Argument[?Const]+ )
    mutating func parseArguments(_ constancy: Constancy) throws(SyntaxError) -> [Argument] {
        var arguments: [Argument] = []
        guard try expectOptional(.leftParenthesis) else { return arguments }
        repeat {
            arguments.append(try parseArgument(constancy))
        } while try !expectOptional(.rightParenthesis)
        return arguments
    }

    /// Parses an *Argument*.
    ///
    ///     Argument[Const] : Name : Value[?Const]
    private mutating func parseArgument(_ constancy: Constancy) throws(SyntaxError) -> Argument {
        let name = try parseName()
        try expect(.colon)
        return Argument(name: name, value: try parseValue(constancy))
    }

    /// Parses the directives that stand here (spec §2.12), if there are any.
    ///
    ///     Directives[Const] : Directive[?Const]+
    ///     Directive[Const]  : @ Name Arguments[?Const]?
    mutating func parseDirectives(_ constancy: Constancy) throws(SyntaxError) -> [Directive] {
        var directives: [Directive] = []
        while token.kind == .at {
            let location = try expect(.at).location
            let name = try parseName()
            let arguments = try parseArguments(constancy)
            directives.append(Directive(name: name, arguments: arguments, location: location))
        }
        return directives
    }

    /// Parses a *Type* reference (spec §2.11).
    ///
    ///     Type        : NamedType | ListType | NonNullType
    ///     ListType    : [ Type ]
    ///     NonNullType : NamedType ! | ListType !
    mutating func parseTypeReference() throws(SyntaxError) -> TypeReference {
        let type: TypeReference =
            token.kind == .leftBracket ? try parseListType() : .named(try parseName())
        return try expectOptional(.exclamation) ? .nonNull(type) : type
    }

    private mutating func parseListType() throws(SyntaxError) -> TypeReference {
        try enterNesting()
        let location = try expect(.leftBracket).location
        let item = try parseTypeReference()
        try expect(.rightBracket)
        leaveNesting()
        return .list(item, location: location)
    }
}
