import GraphQLLanguage
import GraphQLTypeSystem
import OrderedCollections

/// Variables stand where their types fit (*IsVariableUsageAllowed*, spec §5.8.5).
package enum VariablesInAllowedPositionRule: ValidationRule {
    package static func check(
        _ index: DocumentIndex, _ errors: inout ErrorCollector
    ) throws(ValidationAborted) {
        if index.isReachExhausted { return }
        for (position, operation) in index.operations.enumerated() {
            if operation.definition.variableDefinitions.isEmpty { continue }
            let variables = Dictionary(
                operation.definition.variableDefinitions.map { ($0.name.value, $0) }
            ) { _, last in last }
            for use in index.variableUses(ofOperationAt: position) {
                guard let variable = variables[use.name] else { continue }
                try check(variable, use, index.schema, &errors)
            }
        }
    }

    private static func check(
        _ variable: VariableDefinition, _ use: VariableUse, _ schema: Schema,
        _ errors: inout ErrorCollector
    ) throws(ValidationAborted) {
        guard let expected = use.expectedType,
            schema.type(named: variable.type.namedType.value) != nil
        else { return }
        if !isAllowed(variable, expected, hasDefault: use.hasDefault, schema) {
            try errors.report(
                "Variable \(quoted("$\(use.name)")) of type \(quoted("\(variable.type)")) used in "
                    + "position expecting type \(quoted("\(expected)")).",
                at: [variable.location, use.location])
        }
        if let oneOf = use.oneOf, !variable.type.isNonNull {
            try errors.report(
                "Variable \(quoted("$\(use.name)")) is of type \(quoted("\(variable.type)")) but "
                    + "must be non-nullable to be used for OneOf Input Object \(quoted(oneOf)).",
                at: [variable.location, use.location])
        }
    }

    /// Whether the variable's value fits; a default on either side makes up for a nullable
    /// variable.
    private static func isAllowed(
        _ variable: VariableDefinition, _ expected: TypeReference, hasDefault: Bool,
        _ schema: Schema
    ) -> Bool {
        guard expected.isNonNull, !variable.type.isNonNull else {
            return schema.isSubType(variable.type, of: expected)
        }
        let hasOwnDefault = variable.defaultValue.map { $0.kind != .null } ?? false
        guard hasOwnDefault || hasDefault else { return false }
        return schema.isSubType(variable.type, of: expected.nullable)
    }
}
