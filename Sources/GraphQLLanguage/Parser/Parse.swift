/// Parses a *Document* (spec §2.2): executable definitions, type system definitions and extensions.
///
/// The locations in the tree are byte offsets into `source`.
/// - Complexity: linear in the bytes of the source.
package func parse(
    _ source: Source, limits: ParserLimits = ParserLimits()
) throws(SyntaxError) -> Document {
    var parser = try Parser(source, limits: limits)
    return try parser.parseDocument()
}

/// Parses one *Value* (spec §2.9), variables included, that fills the whole source.
package func parseValue(
    _ source: Source, limits: ParserLimits = ParserLimits()
) throws(SyntaxError) -> Value {
    var parser = try Parser(source, limits: limits)
    let value = try parser.parseValue(.variable)
    try parser.expect(.endOfFile)
    return value
}

/// Parses one *Type* reference (spec §2.11), such as `[Community!]!`, that fills the whole source.
package func parseType(
    _ source: Source, limits: ParserLimits = ParserLimits()
) throws(SyntaxError) -> TypeReference {
    var parser = try Parser(source, limits: limits)
    let type = try parser.parseTypeReference()
    try parser.expect(.endOfFile)
    return type
}
