import GraphQLLanguage
import GraphQLTypeSystem
import OrderedCollections

/// The variables of an operation have different names (spec §5.8.1).
package enum UniqueVariableNamesRule: ValidationRule {
    package static func check(
        _ index: DocumentIndex, _ errors: inout ErrorCollector
    ) throws(ValidationAborted) {
        for operation in index.operations.map(\.definition) {
            for group in repeatedGroups(of: operation.variableDefinitions.map(\.name)) {
                try errors.report(
                    "There can be only one variable named \(quoted("$\(group[0].value)")).",
                    at: group.map(\.location))
            }
        }
    }
}
