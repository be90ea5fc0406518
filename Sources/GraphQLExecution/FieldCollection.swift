package import GraphQLLanguage
import GraphQLTypeSystem
import OrderedCollections

/// The fields of one response name, merged into one member of the response (spec §6.4.3).
///
/// Validation made sure that they all name one field with equal arguments and differ only in what
/// they select.
package struct CollectedField: Hashable, Sendable {
    package let responseName: String
    /// In document order, never empty.
    package let fields: [Field]

    fileprivate init(responseName: String, fields: [Field]) {
        precondition(!fields.isEmpty, "A response name is collected from a field.")
        self.responseName = responseName
        self.fields = fields
    }

    /// The field whose arguments and location stand for all.
    package var first: Field { fields[0] }

    /// The name of the field in the schema.
    package var name: String { first.name.value }

    /// What the fields select of their value, to be collected together (*CollectSubfields*, spec
    /// §6.4.3).
    package var selectionSets: [SelectionSet] { fields.compactMap(\.selectionSet) }
}

/// Collects the fields of selection sets for an object type in document order, merged by response
/// name.
///
/// Implements *CollectFields* (spec §6.3.2), and *CollectSubfields* where several sets are given: a
/// fragment is entered at most once among them all. `@skip` and `@include` are decided here, so
/// that no later stage sees a directive. The variables that decided are added to
/// `consultedVariables`: for the same values of those, and whatever the values of others, the
/// result is the same.
///
/// A condition that is null includes nothing; `checkConditions` refuses such an operation with an
/// error.
package func collectFields(
    of objectTypeName: String, in selectionSets: [SelectionSet], operation: ExecutableOperation,
    variableValues: VariableValues, consultedVariables: inout Set<String>
) -> [CollectedField] {
    var collection = FieldCollection(
        objectTypeName: objectTypeName, operation: operation, variableValues: variableValues)
    for selectionSet in selectionSets { collection.collect(selectionSet) }
    consultedVariables.formUnion(collection.consultedVariables)
    return collection.fields.map { CollectedField(responseName: $0.key, fields: $0.value) }
}

/// The state of one *CollectFields*: what is collected and which fragments were entered.
private struct FieldCollection {
    let objectTypeName: String
    let operation: ExecutableOperation
    let variableValues: VariableValues
    private(set) var fields: OrderedDictionary<String, [Field]> = [:]
    private(set) var consultedVariables: Set<String> = []
    private var visitedFragments: Set<String> = []

    init(objectTypeName: String, operation: ExecutableOperation, variableValues: VariableValues) {
        self.objectTypeName = objectTypeName
        self.operation = operation
        self.variableValues = variableValues
    }

    mutating func collect(_ selectionSet: SelectionSet) {
        for selection in selectionSet.selections {
            switch selection {
            case .field(let field):
                guard isIncluded(field.directives) else { continue }
                fields[field.responseName, default: []].append(field)
            case .inlineFragment(let fragment):
                guard isIncluded(fragment.directives), applies(fragment.typeCondition) else {
                    continue
                }
                collect(fragment.selectionSet)
            case .fragmentSpread(let spread):
                collect(spread)
            }
        }
    }

    private mutating func collect(_ spread: FragmentSpread) {
        let name = spread.name.value
        guard !visitedFragments.contains(name), isIncluded(spread.directives) else { return }
        visitedFragments.insert(name)
        guard let fragment = operation.fragments[name], applies(fragment.typeCondition) else {
            return
        }
        collect(fragment.selectionSet)
    }

    /// *DoesFragmentTypeApply* (spec §6.3.2).
    private func applies(_ typeCondition: NamedType?) -> Bool {
        guard let name = typeCondition?.value, name != objectTypeName else { return true }
        return operation.schema.possibleTypes(of: name).contains(objectTypeName)
    }

    /// Whether neither `@skip` nor `@include` leaves the selection out; `@skip` is asked first.
    private mutating func isIncluded(_ directives: [Directive]) -> Bool {
        if directives.isEmpty { return true }
        if let isSkipped = condition(of: "skip", directives), isSkipped != .boolean(false) {
            return false
        }
        guard let isKept = condition(of: "include", directives) else { return true }
        return isKept == .boolean(true)
    }

    /// The value of a directive's `if`, or `nil` where the directive is not applied.
    private mutating func condition(of name: String, _ directives: [Directive]) -> CoercedValue? {
        guard let directive = directives.first(where: { $0.name.value == name }) else { return nil }
        switch directive.argument(named: "if")?.kind {
        case .boolean(let boolean): return .boolean(boolean)
        case .variable(let variable):
            consultedVariables.insert(variable)
            return variableValues[variable] ?? .null
        default: return .null
        }
    }
}
