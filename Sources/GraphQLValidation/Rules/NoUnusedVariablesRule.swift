import GraphQLLanguage
import GraphQLTypeSystem
import OrderedCollections

/// Every variable is used by its operation or by a fragment of it (spec §5.8.4).
package enum NoUnusedVariablesRule: ValidationRule {
    package static func check(
        _ index: DocumentIndex, _ errors: inout ErrorCollector
    ) throws(ValidationAborted) {
        if index.isReachExhausted { return }
        for (position, operation) in index.operations.enumerated() {
            if operation.definition.variableDefinitions.isEmpty { continue }
            let used = Set(index.variableUses(ofOperationAt: position).map(\.name))
            let place = operation.definition.name.map { " in operation \(quoted($0.value))" } ?? ""
            for variable in operation.definition.variableDefinitions {
                if used.contains(variable.name.value) { continue }
                try errors.report(
                    "Variable \(quoted("$\(variable.name.value)")) is never used\(place).",
                    at: [variable.location])
            }
        }
    }
}
