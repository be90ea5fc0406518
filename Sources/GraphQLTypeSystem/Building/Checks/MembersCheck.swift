import GraphQLLanguage

/// Unions have members, each an object type and named once; enum types have values (spec §3.8,
/// §3.9).
enum MembersCheck {
    @Sendable static func check(_ definitions: MergedDefinitions, _: Schema) -> [SchemaError] {
        definitions.types.flatMap { name, type -> [SchemaError] in
            switch type {
            case .union(let union):
                return members(union, definitions)
            case .enum(let type) where type.values.isEmpty:
                let message = "Enum type \(name) must define one or more values."
                return [SchemaError(message, definitions.locations(of: name))]
            default:
                return []
            }
        }
    }

    private static func members(
        _ union: UnionTypeDefinition, _ definitions: MergedDefinitions
    ) -> [SchemaError] {
        let name = union.name.value
        guard !union.types.isEmpty else {
            let message = "Union type \(name) must define one or more member types."
            return [SchemaError(message, definitions.locations(of: name))]
        }
        let places = Dictionary(grouping: union.types, by: \.value)
        var included: Set<String> = []
        return union.types.compactMap { member in
            guard let kind = definitions.kind(of: member.value) else { return nil }
            let locations = places[member.value, default: []].map(\.location)
            guard kind == .object else {
                let message = "Union type \(name) can only include Object types, it cannot include "
                return SchemaError("\(message)\(member.value).", locations)
            }
            if included.insert(member.value).inserted { return nil }
            let message = "Union type \(name) can only include type \(member.value) once."
            return SchemaError(message, locations)
        }
    }
}
