import GraphQLLanguage
import OrderedCollections

/// Types, directives, fields, arguments and enum values have unique names (spec §3).
enum UniqueNamesCheck {
    @Sendable static func check(_ definitions: MergedDefinitions, _: Schema) -> [SchemaError] {
        let declared = definitions.document.definitions.compactMap { definition in
            if case .typeSystem(let definition) = definition { definition } else { nil }
        }
        return repeated(typeNames(declared)) { "There can be only one type named \(quoted($0))." }
            + repeated(directiveNames(declared)) {
                "There can be only one directive named \(quoted("@\($0)"))."
            }
            + definitions.types.values.flatMap(members)
            + definitions.directives.values.flatMap {
                arguments($0.arguments, of: "@\($0.name.value)")
            }
    }

    private static func typeNames(_ declared: [TypeSystemDefinition]) -> [Name] {
        declared.compactMap { $0.kind == nil ? nil : $0.name }
    }

    private static func directiveNames(_ declared: [TypeSystemDefinition]) -> [Name] {
        declared.compactMap { $0.kind == nil ? $0.name : nil }
    }

    private static func members(_ type: TypeSystemDefinition) -> [SchemaError] {
        guard let typeName = type.name?.value else { return [] }
        let fieldNames = type.fields.map(\.name) + type.inputFields.map(\.name)
        let fields = repeated(fieldNames) {
            "Field \(quoted("\(typeName).\($0)")) can only be defined once."
        }
        let values = repeated(enumValues(type)) {
            "Enum value \(quoted("\(typeName).\($0)")) can only be defined once."
        }
        return fields + values
            + type.fields.flatMap { arguments($0.arguments, of: "\(typeName).\($0.name.value)") }
    }

    private static func enumValues(_ type: TypeSystemDefinition) -> [Name] {
        if case .enum(let type) = type { type.values.map(\.name) } else { [] }
    }

    private static func arguments(
        _ arguments: [InputValueDefinition], of owner: String
    ) -> [SchemaError] {
        repeatedGroups(arguments.map(\.name)).map { names in
            SchemaError(
                "Argument \(quoted("\(owner)(\(names[0].value):)")) can only be defined once.",
                names.map(\.location))
        }
    }

    /// One error for each name that has occurred before, at the first occurrence and at this one.
    private static func repeated(
        _ names: [Name], message: (String) -> String
    ) -> [SchemaError] {
        repeatedGroups(names).flatMap { group in
            group.dropFirst().map {
                SchemaError(message($0.value), [group[0].location, $0.location])
            }
        }
    }

    /// The names that occur more than once, in the order of their first occurrences.
    private static func repeatedGroups(_ names: [Name]) -> [[Name]] {
        let groups = Dictionary(grouping: names, by: \.value).values.filter { $0.count > 1 }
        return groups.sorted { $0[0].location.offset < $1[0].location.offset }
    }
}
