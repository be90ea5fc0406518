package import GraphQLExecution
import GraphQLLanguage
import GraphQLTypeSystem
import OrderedCollections

/// Checks every field of an operation, and every input field that it gives a value, against the
/// roles of the caller.
///
/// Fields count whether or not `@skip` or `@include` would leave them out, so that the answer does
/// not depend on such variables. Input fields count as well where a variable gives them: an order
/// by a hidden field would tell the field. What introspection selects is masked instead, where it
/// is executed.
///
/// - Complexity: linear in the document and the values, as each fragment is entered once.
package func authorize(
    _ operation: ExecutableOperation, access: RoleAccess, variableValues: VariableValues
) throws(AccessError) -> AuthorizedOperation {
    var authorizer = Authorizer(
        operation: operation, access: access, variableValues: variableValues)
    authorizer.visit(
        operation.operation.selectionSet, on: operation.rootTypeName)
    guard authorizer.forbidden.isEmpty else { throw AccessError(fields: authorizer.forbidden) }
    return AuthorizedOperation(operation: operation, access: access)
}

private struct Authorizer {
    let operation: ExecutableOperation
    let access: RoleAccess
    let variableValues: VariableValues
    private(set) var forbidden: [AccessError.ForbiddenField] = []
    private var enteredFragments: Set<String> = []
    private var path: [String] = []

    init(operation: ExecutableOperation, access: RoleAccess, variableValues: VariableValues) {
        self.operation = operation
        self.access = access
        self.variableValues = variableValues
    }

    mutating func visit(_ selectionSet: SelectionSet, on typeName: String) {
        for selection in selectionSet.selections {
            switch selection {
            case .field(let field):
                visit(field, on: typeName)
            case .inlineFragment(let fragment):
                visit(fragment.selectionSet, on: fragment.typeCondition?.value ?? typeName)
            case .fragmentSpread(let spread):
                let isNew = enteredFragments.insert(spread.name.value).inserted
                guard isNew, let fragment = operation.fragments[spread.name.value] else { continue }
                visit(fragment.selectionSet, on: fragment.typeCondition.value)
            }
        }
    }

    private mutating func visit(_ field: Field, on typeName: String) {
        path.append(field.responseName)
        defer { path.removeLast() }
        let name = field.name.value
        guard access.maySelect(name, on: typeName) else {
            return refuse("\(typeName).\(name)", at: field.location)
        }
        guard let definition = operation.schema.field(named: name, on: typeName),
            !definition.isMetaField
        else { return }
        for argument in field.arguments {
            guard let input = definition.arguments[argument.name.value] else { continue }
            visit(argument.value, as: input.type)
        }
        if let selectionSet = field.selectionSet {
            visit(selectionSet, on: definition.type.namedType.value)
        }
    }

    private mutating func refuse(_ coordinate: String, at location: SourceLocation) {
        forbidden.append(
            AccessError.ForbiddenField(coordinate: coordinate, location: location, path: path))
    }
}

extension Authorizer {
    /// Checks the input fields that a literal names, or the value of a variable in it.
    private mutating func visit(_ value: Value, as type: TypeReference) {
        switch value.kind {
        case .list(let items):
            for item in items { visit(item, as: type.itemType) }
        case .object(let fields):
            for field in fields { visit(field, of: type) }
        case .variable(let name):
            guard let given = variableValues[name] else { return }
            visit(given, as: type, at: value.location)
        case .int, .float, .string, .boolean, .null, .enum:
            break
        }
    }

    private mutating func visit(_ field: ObjectField, of type: TypeReference) {
        guard let definition = inputField(field.name.value, of: type, at: field.name.location)
        else { return }
        visit(field.value, as: definition.type)
    }

    private mutating func visit(
        _ value: CoercedValue, as type: TypeReference, at location: SourceLocation
    ) {
        switch value {
        case .list(let items):
            for item in items { visit(item, as: type.itemType, at: location) }
        case .object(let fields):
            for (name, field) in fields {
                guard let definition = inputField(name, of: type, at: location) else { continue }
                visit(field, as: definition.type, at: location)
            }
        case .null, .boolean, .int, .float, .string, .enumValue, .custom:
            break
        }
    }

    /// The definition of an input field, or `nil` where it is refused.
    private mutating func inputField(
        _ name: String, of type: TypeReference, at location: SourceLocation
    ) -> InputField? {
        guard case .inputObject(let input)? = operation.schema.inputType(of: type) else {
            return nil
        }
        guard access.mayGive(name, to: input.name) else {
            refuse("\(input.name).\(name)", at: location)
            return nil
        }
        return input.fields[name]
    }
}

extension TypeReference {
    /// The type of a list's items; a type that is no list is its own, as input coercion makes a
    /// list of one item.
    fileprivate var itemType: TypeReference {
        if case .list(let item, _) = nullable { item } else { nullable }
    }
}
