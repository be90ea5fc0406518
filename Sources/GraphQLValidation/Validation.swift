package import GraphQLLanguage
package import GraphQLTypeSystem

/// A document that keeps every rule of spec §5 for its schema; only validation makes one.
package struct ValidatedDocument: Sendable {
    package let document: Document
    package let schema: Schema
    package let fragments: [String: FragmentDefinition]
    package let operations: [OperationDefinition]

    init(document: Document, schema: Schema) {
        self.document = document
        self.schema = schema
        var fragments: [String: FragmentDefinition] = [:]
        var operations: [OperationDefinition] = []
        for definition in document.definitions {
            switch definition {
            case .operation(let operation): operations.append(operation)
            case .fragment(let fragment): fragments[fragment.name.value] = fragment
            case .typeSystem, .typeSystemExtension: break
            }
        }
        self.fragments = fragments
        self.operations = operations
    }
}

/// Validates a document against a schema (spec §5) and returns it as valid, or every error.
///
/// Whether a document is valid does not depend on `visibility`, which only keeps names out of
/// suggestions.
package func validate(
    _ document: Document, against schema: Schema, limits: ValidationLimits = ValidationLimits(),
    visibility: SchemaVisibility = .everything
) -> Result<ValidatedDocument, ValidationErrors> {
    let index = DocumentIndex(document, schema: schema, limits: limits, visibility: visibility)
    let errors = errors(of: index, by: ValidationRules.all)
    guard errors.isEmpty else { return .failure(ValidationErrors(errors: errors)) }
    return .success(ValidatedDocument(document: document, schema: schema))
}

/// Everything that is wrong with the text of a document: the first syntax error, or every error of
/// validation.
package func errors(in source: Source, against schema: Schema) -> [ValidationError] {
    do throws(SyntaxError) {
        switch validate(try parse(source), against: schema) {
        case .success: return []
        case .failure(let errors): return errors.errors
        }
    } catch {
        return [ValidationError(message: error.message, locations: [error.location])]
    }
}

/// Every error of a document by some of the rules, in the order of the rules.
package func errors(
    of index: DocumentIndex, by rules: [any ValidationRule.Type]
) -> [ValidationError] {
    var collector = ErrorCollector(errorsMax: index.limits.errorsMax)
    for rule in rules {
        do throws(ValidationAborted) {
            try rule.check(index, &collector)
        } catch {
            break
        }
    }
    return collector.errors
}
