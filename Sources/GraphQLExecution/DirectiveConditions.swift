import GraphQLLanguage
import GraphQLTypeSystem
import OrderedCollections

/// Refuses an operation where the `if` of a `@skip` or `@include` is a variable that is null.
///
/// Validation lets a nullable variable with a default stand for `Boolean!` (spec §5.8.5), and a
/// request may then give null for it. The condition has no value then, wherever it stands in the
/// operation.
package func checkConditions(
    of operation: ExecutableOperation, variableValues: VariableValues
) throws(CoercionError) {
    guard variableValues.values.contains(.null) else { return }
    var check = ConditionCheck(operation: operation, variableValues: variableValues)
    try check.visit(operation.operation.selectionSet)
}

/// A visit of every selection of an operation, fragments once each.
private struct ConditionCheck {
    let operation: ExecutableOperation
    let variableValues: VariableValues
    private var visitedFragments: Set<String> = []

    init(operation: ExecutableOperation, variableValues: VariableValues) {
        self.operation = operation
        self.variableValues = variableValues
    }

    mutating func visit(_ selectionSet: SelectionSet) throws(CoercionError) {
        for selection in selectionSet.selections {
            switch selection {
            case .field(let field):
                try check(field.directives)
                if let selectionSet = field.selectionSet { try visit(selectionSet) }
            case .inlineFragment(let fragment):
                try check(fragment.directives)
                try visit(fragment.selectionSet)
            case .fragmentSpread(let spread):
                try check(spread.directives)
                try visit(spread)
            }
        }
    }

    private mutating func visit(_ spread: FragmentSpread) throws(CoercionError) {
        guard visitedFragments.insert(spread.name.value).inserted,
            let fragment = operation.fragments[spread.name.value]
        else { return }
        try visit(fragment.selectionSet)
    }

    private func check(_ directives: [Directive]) throws(CoercionError) {
        for directive in directives {
            guard let definition = operation.schema.directives[directive.name.value],
                definition.name == "skip" || definition.name == "include"
            else { continue }
            _ = try coerceArgumentValues(
                definition.arguments, directive.arguments, variableValues: variableValues,
                schema: operation.schema, at: directive.location)
        }
    }
}
