import GraphQLLanguage
package import GraphQLTypeSystem
import OrderedCollections
import SchemaMapping

extension RoleAccess {
    /// The elements of the schema that the roles may use, for introspection and for suggestions.
    ///
    /// There is one schema for all roles; this is a mask over it. A type is visible where a visible
    /// field, argument or input field leads to it from a root operation type.
    /// - Complexity: linear in the schema.
    package var visibility: SchemaVisibility {
        let visible = VisibleTypes(self)
        return SchemaVisibility { visible.contains($0) }
    }
}

/// The types that the roles reach, found once.
private struct VisibleTypes: Sendable {
    private let access: RoleAccess
    private var names: Set<String> = []

    init(_ access: RoleAccess) {
        self.access = access
        let schema = access.mapping.schema
        var unexplored = [
            schema.queryTypeName, schema.mutationTypeName, schema.subscriptionTypeName,
            OutputField.schema.type.namedType.value,
        ].compactMap { $0 }
        unexplored += schema.directives.values.filter { isPublic($0.name) }
            .flatMap { $0.arguments.values.map(\.type.namedType.value) }
        while let name = unexplored.popLast() {
            guard names.insert(name).inserted, let type = schema.type(named: name) else { continue }
            unexplored += referencedTypes(of: type)
        }
    }

    func contains(_ coordinate: SchemaCoordinate) -> Bool {
        switch coordinate {
        case .type(let name): names.contains(name)
        case .member(let type, let name): names.contains(type) && isOpen(name, of: type)
        case .argument(let type, let field, _): names.contains(type) && isOpen(field, of: type)
        case .directive(let name), .directiveArgument(let name, _): isPublic(name)
        }
    }

    private func isPublic(_ directive: String) -> Bool {
        !MappingDirectives.names.contains(directive)
    }

    private func isOpen(_ member: String, of typeName: String) -> Bool {
        switch access.mapping.schema.type(named: typeName) {
        case .object, .interface: access.maySelect(member, on: typeName)
        case .inputObject: access.mayGive(member, to: typeName)
        case .scalar, .enum, .union, nil: true
        }
    }

    private func referencedTypes(of type: TypeDefinition) -> [String] {
        let fields = type.fields?.values.filter { isOpen($0.name, of: type.name) } ?? []
        let outputs = fields.flatMap { field in
            [field.type.namedType.value] + field.arguments.values.map(\.type.namedType.value)
        }
        return outputs + (type.interfaces ?? []) + possibleTypes(of: type) + inputs(of: type)
    }

    /// The possible types of an abstract type that show anything.
    private func possibleTypes(of type: TypeDefinition) -> [String] {
        guard type.isAbstractType else { return [] }
        let schema = access.mapping.schema
        return schema.possibleTypes(of: type.name).filter { name in
            schema.type(named: name)?.fields?.keys.contains { isOpen($0, of: name) } ?? false
        }
    }

    private func inputs(of type: TypeDefinition) -> [String] {
        guard case .inputObject(let input) = type else { return [] }
        return input.fields.values.filter { isOpen($0.name, of: type.name) }
            .map(\.type.namedType.value)
    }
}
