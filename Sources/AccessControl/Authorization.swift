package import GraphQLExecution
import GraphQLLanguage
import GraphQLTypeSystem
import OrderedCollections
package import SchemaMapping

/// Checks every field of an operation against the roles of the caller.
///
/// Fields count whether or not `@skip` or `@include` would leave them out, so that the answer does
/// not depend on the variables. A field is open to a caller who holds one of its roles: those of
/// its own `@access`, or else of its type's. A field that leads to a relation needs a role of that
/// relation's type as well, so that not even a count is open to a caller without a role.
///
/// - Complexity: linear in the document, as each fragment is entered once.
package func authorize(
    _ operation: ExecutableOperation, roles: Set<String>, mapping: SchemaMapping
) throws(AccessError) -> AuthorizedOperation {
    var authorizer = Authorizer(operation: operation, roles: roles, mapping: mapping)
    authorizer.visit(
        operation.operation.selectionSet, on: operation.rootTypeName)
    guard authorizer.forbidden.isEmpty else { throw AccessError(fields: authorizer.forbidden) }
    return AuthorizedOperation(operation: operation, mapping: mapping)
}

private struct Authorizer {
    let operation: ExecutableOperation
    let roles: Set<String>
    let mapping: SchemaMapping
    var forbidden: [AccessError.ForbiddenField] = []
    private var enteredFragments: Set<String> = []
    private var path: [String] = []

    init(operation: ExecutableOperation, roles: Set<String>, mapping: SchemaMapping) {
        self.operation = operation
        self.roles = roles
        self.mapping = mapping
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
        if !maySelect(name, on: typeName) {
            forbidden.append(
                AccessError.ForbiddenField(
                    coordinate: "\(typeName).\(name)", location: field.location, path: path))
        } else if let selectionSet = field.selectionSet, let target = outputType(name, typeName) {
            visit(selectionSet, on: target)
        }
    }

    private func maySelect(_ name: String, on typeName: String) -> Bool {
        if name == "__typename" { return !roles.isEmpty }
        guard isOpen(mapping.access[typeName]?[name]) else { return false }
        guard let target = outputType(name, typeName) else { return true }
        let node = mapping.connectionTypes[target]?.nodeType ?? target
        return isOpen(mapping.typeAccess[node])
    }

    private func isOpen(_ required: Set<String>?) -> Bool {
        guard let required else { return !roles.isEmpty }
        return !required.isDisjoint(with: roles)
    }

    private func outputType(_ name: String, _ typeName: String) -> String? {
        mapping.schema.types[typeName]?.fields?[name]?.type.namedType.value
    }
}
