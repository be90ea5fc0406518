import GraphQLLanguage
import GraphQLTypeSystem
import OrderedCollections
package import SchemaMapping

/// What the holder of some roles may use of a mapped schema.
///
/// A field is open to a caller who holds one of its roles: those of its own `@access`, or else of
/// its type's. Nothing is open of a type that is closed itself, and a field that leads to a
/// relation needs a role of that relation's type as well, so that not even a count is open to a
/// caller without a role. Without a role nothing is open.
///
/// A field of an interface is open where it is in every possible type that is open, and rows of
/// other possible types are not there: an interface shows nothing that its types would not.
package struct RoleAccess: Sendable {
    let mapping: SchemaMapping
    private let roles: Set<String>

    package init(_ mapping: SchemaMapping, roles: Set<String>) {
        self.mapping = mapping
        self.roles = roles
    }

    /// Whether a field may be selected; introspection is open to whoever holds any role.
    func maySelect(_ name: String, on typeName: String) -> Bool {
        guard let field = mapping.schema.field(named: name, on: typeName), !field.isMetaField
        else { return !roles.isEmpty }
        guard isOpen(mapping.typeAccess[typeName]), isOpen(mapping.access[typeName]?[name]),
            isOpenInTypes(name, of: typeName)
        else { return false }
        let target = field.type.namedType.value
        if let node = mapping.connectionTypes[target]?.nodeType ?? mapping.figuredTypes[target] {
            return isOpen(type: node) || maySeeFigures(of: node)
        }
        return isOpen(type: target)
    }

    /// Whether a field of an interface, or what was generated of it, is open in every possible
    /// type that is open; there must be one.
    private func isOpenInTypes(_ name: String, of typeName: String) -> Bool {
        let source =
            mapping.figuredTypes[typeName] ?? mapping.questionedTypes[typeName] ?? typeName
        guard case .interface(let interface)? = mapping.schema.types[source],
            interface.fields[name] != nil
        else { return true }
        let types = mapping.schema.possibleTypes(of: source).filter { isOpen(type: $0) }
        return !types.isEmpty && types.allSatisfy { maySelect(name, on: $0) }
    }

    private func maySeeFigures(of typeName: String) -> Bool {
        mapping.figureAccess[typeName].map { !$0.roles.isDisjoint(with: roles) } ?? false
    }

    /// The fewest rows that figures may be of, for who may not see the rows; `nil` for who may.
    package func smallestGroup(of typeName: String) -> Int? {
        isOpen(type: typeName)
            ? nil : mapping.figureAccess[typeName]?.smallestGroup
    }

    /// Whether a value may be given for a field of an input object type, such as a collection's
    /// order or filter; where it asks about rows of another type, that type must be open too.
    func mayGive(_ name: String, to inputType: String) -> Bool {
        guard isOpen(mapping.access[inputType]?[name]), isOpenInTypes(name, of: inputType)
        else { return false }
        guard case .inputObject(let input)? = mapping.schema.types[inputType],
            let target = input.fields[name]?.type.namedType.value,
            let questioned = mapping.questionedTypes[target],
            questioned != mapping.questionedTypes[inputType]
        else { return true }
        return isOpen(type: questioned) && openTypes(of: questioned) == nil
    }

    /// The possible types of an abstract type whose rows the roles may see, where not all are.
    package func openTypes(of typeName: String) -> [String]? {
        guard let possible = mapping.abstractTypes[typeName]?.possibleTypes.keys else { return nil }
        let open = possible.filter { isOpen(mapping.typeAccess[$0]) }
        return open.count < possible.count ? Array(open) : nil
    }

    /// Whether rows of a type may be seen; of an abstract type, those of some possible type.
    private func isOpen(type name: String) -> Bool {
        guard isOpen(mapping.typeAccess[name]) else { return false }
        return openTypes(of: name)?.isEmpty != true
    }

    private func isOpen(_ required: Set<String>?) -> Bool {
        guard let required else { return !roles.isEmpty }
        return !required.isDisjoint(with: roles)
    }
}
