package import GraphQLLanguage

extension Schema {
    /// Builds the schema that an SDL document describes, extensions merged (spec §3.3).
    ///
    /// Throws every error of the document at once, so that an author can mend them in one round.
    package static func build(from document: Document) throws(SchemaErrors) -> Schema {
        let definitions = MergedDefinitions(document)
        let schema = SchemaConversion(definitions).schema
        let errors = SchemaChecks.all.flatMap { $0(definitions, schema) }
        guard errors.isEmpty else { throw SchemaErrors(errors: errors) }
        return schema
    }
}

/// The rules that SDL must keep; each is a pure function of the definitions and of the schema that
/// they would make.
enum SchemaChecks {
    typealias Check = @Sendable (MergedDefinitions, Schema) -> [SchemaError]

    /// Rules of the document first, then rules of the types.
    static let all: [Check] = [
        SchemaDefinitionCheck.check,
        UniqueNamesCheck.check,
        KnownTypesCheck.check,
        ExtensionsCheck.check,
        DirectiveUseCheck.check,
        DirectiveArgumentsCheck.check,
        DefaultValuesCheck.check,
        RootTypesCheck.check,
        DirectiveDefinitionsCheck.check,
        ReservedNamesCheck.check,
        FieldsCheck.check,
        InterfacesCheck.check,
        MembersCheck.check,
        InputObjectsCheck.check,
        InputObjectCyclesCheck.check,
    ]
}
