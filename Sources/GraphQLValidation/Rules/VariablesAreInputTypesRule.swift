import GraphQLLanguage
import GraphQLTypeSystem
import OrderedCollections

/// Variables have input types (spec §5.8.2).
package enum VariablesAreInputTypesRule: ValidationRule {
    package static func check(
        _ index: DocumentIndex, _ errors: inout ErrorCollector
    ) throws(ValidationAborted) {
        for variable in index.operations.flatMap(\.definition.variableDefinitions) {
            guard let type = index.schema.type(named: variable.type.namedType.value),
                !type.isInputType
            else { continue }
            try errors.report(
                "Variable \(quoted("$\(variable.name.value)")) cannot be non-input type "
                    + "\(quoted("\(variable.type)")).",
                at: [variable.type.location])
        }
    }
}
