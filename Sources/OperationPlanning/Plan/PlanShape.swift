package import GraphQLExecution
import GraphQLLanguage
import OrderedCollections

/// Which variables of an operation a plan depends on, and how.
///
/// Two requests of one operation share a plan when their shapes are equal: the variables of
/// `@skip`, `@include`, `orderBy`, `bucket` and introspection have the same values, those of
/// filters the same structure, and each other variable is given, null or absent alike.
package struct PlanShape: Sendable {
    private let byValue: [String]
    private let byStructure: [String]

    /// What a plan cache distinguishes plans of one operation by.
    package struct Key: Hashable, Sendable {
        private let values: [CoercedValue?]
        private let structures: [ValueStructure]

        fileprivate init(values: [CoercedValue?], structures: [ValueStructure]) {
            self.values = values
            self.structures = structures
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
        byStructure = declared.filter { !visitor.byValue.contains($0) }
    }

    package func key(_ variableValues: VariableValues) -> Key {
        Key(
            values: byValue.map { variableValues[$0] },
            structures: byStructure.map { ValueStructure(variableValues[$0]) })
    }
}

/// A value without what its leaves are: which fields an input object has, and how they nest.
///
/// Booleans stay, as they may decide what is asked (`isNull`). A list of leaves is one leaf: its
/// length is no matter of the plan.
private indirect enum ValueStructure: Hashable, Sendable {
    case absent, null, leaf
    case boolean(Bool)
    case list([ValueStructure])
    case object([String: ValueStructure])

    init(_ value: CoercedValue?) {
        switch value {
        case nil: self = .absent
        case .null?: self = .null
        case .boolean(let value)?: self = .boolean(value)
        case .int?, .float?, .string?, .enumValue?, .custom?: self = .leaf
        case .object(let fields)?:
            self = .object(
                Dictionary(
                    fields.elements.map { ($0.key, ValueStructure($0.value)) },
                    uniquingKeysWith: { first, _ in first }))
        case .list(let items)?:
            let structures = items.map { ValueStructure($0) }
            self = structures.allSatisfy { $0 == .leaf } ? .leaf : .list(structures)
        }
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
                visit(field.arguments.filter { isIntrospection || Self.isByValue($0) })
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

    /// Arguments whose values decide what a statement says.
    private static func isByValue(_ argument: Argument) -> Bool {
        ["orderBy", "bucket"].contains(argument.name.value)
    }

    private mutating func visit(_ directives: [Directive]) {
        for directive in directives { visit(directive.arguments) }
    }

    private mutating func visit(_ arguments: [Argument]) {
        for argument in arguments { byValue.formUnion(variablesUsed(in: argument.value)) }
    }
}
