package import GraphQLExecution
import GraphQLLanguage

/// Which variables of an operation a plan depends on, and how.
///
/// Two requests of one operation share a plan when their shapes are equal: the variables of
/// `@skip`, `@include`, `orderBy` and introspection have the same values, and each other variable
/// is given, null or absent alike.
package struct PlanShape: Sendable {
    private let byValue: [String]
    private let byPresence: [String]

    /// What a plan cache distinguishes plans of one operation by.
    package struct Key: Hashable, Sendable {
        private let values: [CoercedValue?]
        private let presence: [Presence]

        fileprivate init(values: [CoercedValue?], presence: [Presence]) {
            self.values = values
            self.presence = presence
        }
    }

    fileprivate enum Presence: Hashable, Sendable {
        case absent, null, given

        init(_ value: CoercedValue?) {
            switch value {
            case nil: self = .absent
            case .null: self = .null
            default: self = .given
            }
        }
    }

    package init(_ operation: ExecutableOperation) {
        var visitor = ShapeVisitor()
        visitor.visit(operation.operation.selectionSet, isIntrospection: false)
        for fragment in operation.fragments.values {
            visitor.visit(
                fragment.selectionSet,
                isIntrospection: fragment.typeCondition.value.hasPrefix("__"))
        }
        let declared = operation.operation.variableDefinitions.map(\.name.value)
        byValue = declared.filter(visitor.byValue.contains)
        byPresence = declared.filter { !visitor.byValue.contains($0) }
    }

    package func key(_ variableValues: VariableValues) -> Key {
        Key(
            values: byValue.map { variableValues[$0] },
            presence: byPresence.map { Presence(variableValues[$0]) })
    }
}

private struct ShapeVisitor {
    var byValue: Set<String> = []

    mutating func visit(_ selectionSet: SelectionSet, isIntrospection: Bool) {
        for selection in selectionSet.selections {
            switch selection {
            case .field(let field):
                visit(field.directives)
                let isIntrospection = isIntrospection || field.name.value.hasPrefix("__")
                visit(field.arguments.filter { isIntrospection || $0.name.value == "orderBy" })
                if let selectionSet = field.selectionSet {
                    visit(selectionSet, isIntrospection: isIntrospection)
                }
            case .fragmentSpread(let spread):
                visit(spread.directives)
            case .inlineFragment(let fragment):
                visit(fragment.directives)
                visit(fragment.selectionSet, isIntrospection: isIntrospection)
            }
        }
    }

    private mutating func visit(_ directives: [Directive]) {
        for directive in directives { visit(directive.arguments) }
    }

    private mutating func visit(_ arguments: [Argument]) {
        for argument in arguments { byValue.formUnion(variablesUsed(in: argument.value)) }
    }
}
