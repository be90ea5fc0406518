import GraphQLLanguage
import OrderedCollections

/// Types, directives, fields, arguments and enum values have unique names (spec §3).
enum UniqueNamesCheck {
    @Sendable static func check(_ definitions: MergedDefinitions, _: Schema) -> [SchemaError] {
        let declared = definitions.document.definitions.compactMap { definition in
            if case .typeSystem(let definition) = definition { definition } else { nil }
        }
        let parts = definitions.document.definitions.compactMap(\.typeSystemPart)
        return repeated(typeNames(declared)) { "There can be only one type named \(quoted($0))." }
            + repeated(directiveNames(declared)) {
                "There can be only one directive named \(quoted("@\($0)"))."
            }
            + repeatedMembers("Field", of: parts) {
                $0.fields.map(\.name) + $0.inputFields.map(\.name)
            }
            + repeatedMembers("Enum value", of: parts, members: enumValues)
            + parts.flatMap(repeatedArguments)
    }

    private static func typeNames(_ declared: [TypeSystemDefinition]) -> [Name] {
        declared.compactMap { $0.kind == nil ? nil : $0.name }
    }

    private static func directiveNames(_ declared: [TypeSystemDefinition]) -> [Name] {
        declared.compactMap { $0.kind == nil ? $0.name : nil }
    }

    /// Members that everything with one name defines twice, an extension of another kind included.
    private static func repeatedMembers(
        _ noun: String, of parts: [TypeSystemDefinition],
        members: (TypeSystemDefinition) -> [Name]
    ) -> [SchemaError] {
        let owned = Dictionary(grouping: parts) { $0.name?.value ?? "" }
        return owned.flatMap { owner, parts in
            repeated(parts.flatMap(members)) {
                "\(noun) \(quoted("\(owner).\($0)")) can only be defined once."
            }
        }.sorted { $0.locations[1].offset < $1.locations[1].offset }
    }

    private static func enumValues(_ type: TypeSystemDefinition) -> [Name] {
        if case .enum(let type) = type { type.values.map(\.name) } else { [] }
    }

    private static func repeatedArguments(_ part: TypeSystemDefinition) -> [SchemaError] {
        guard let owner = part.name?.value else { return [] }
        if case .directive(let directive) = part {
            return arguments(directive.arguments, of: "@\(owner)")
        }
        return part.fields.flatMap { arguments($0.arguments, of: "\(owner).\($0.name.value)") }
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

    /// One error for each name that has occurred before, at the first occurrence and at this one,
    /// in the order of the later ones.
    private static func repeated(
        _ names: [Name], message: (String) -> String
    ) -> [SchemaError] {
        repeatedGroups(names).flatMap { group in
            group.dropFirst().map {
                SchemaError(message($0.value), [group[0].location, $0.location])
            }
        }.sorted { $0.locations[1].offset < $1.locations[1].offset }
    }

    /// The names that occur more than once, in the order of their first occurrences.
    private static func repeatedGroups(_ names: [Name]) -> [[Name]] {
        let groups = Dictionary(grouping: names, by: \.value).values.filter { $0.count > 1 }
        return groups.sorted { $0[0].location.offset < $1[0].location.offset }
    }
}

extension Definition {
    /// What a definition or an extension of the type system says; `nil` for what is executable.
    fileprivate var typeSystemPart: TypeSystemDefinition? {
        switch self {
        case .operation, .fragment: nil
        case .typeSystem(let definition): definition
        case .typeSystemExtension(let addition): addition.definition
        }
    }
}
