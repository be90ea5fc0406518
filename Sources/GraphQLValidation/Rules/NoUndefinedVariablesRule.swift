import GraphQLLanguage
import GraphQLTypeSystem
import OrderedCollections

/// Every operation defines the variables that it and its fragments use (spec §5.8.3).
package enum NoUndefinedVariablesRule: ValidationRule {
    package static func check(
        _ index: DocumentIndex, _ errors: inout ErrorCollector
    ) throws(ValidationAborted) {
        if index.isReachExhausted {
            return try errors.report(
                "The operations of this document spread too many fragments to follow them all.",
                at: index.operations.prefix(1).map(\.definition.location))
        }
        for (position, operation) in index.operations.enumerated() {
            let definition = operation.definition
            let defined = Set(definition.variableDefinitions.map(\.name.value))
            let place = definition.name.map { " by operation \(quoted($0.value))" } ?? ""
            for use in index.variableUses(ofOperationAt: position)
            where !defined.contains(use.name) {
                try errors.report(
                    "Variable \(quoted("$\(use.name)")) is not defined\(place).",
                    at: [use.location, definition.location])
            }
        }
    }
}
