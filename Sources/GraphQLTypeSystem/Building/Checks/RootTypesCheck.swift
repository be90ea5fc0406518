import GraphQLLanguage
import OrderedCollections

/// Root operation types are objects, the query root exists, and no two are the same (spec §3.3.1).
enum RootTypesCheck {
    @Sendable static func check(_ definitions: MergedDefinitions, _ schema: Schema) -> [SchemaError]
    {
        let roots = definitions.schemaParts.flatMap(\.operationTypes)
        return missingQuery(definitions, roots)
            + OperationType.allCases.compactMap { notObject($0, definitions, schema, roots) }
            + shared(schema, roots)
    }

    private static func missingQuery(
        _ definitions: MergedDefinitions, _ roots: [OperationTypeDefinition]
    ) -> [SchemaError] {
        let isGiven =
            roots.isEmpty
            ? definitions.types["Query"] != nil : roots.contains { $0.operation == .query }
        if isGiven { return [] }
        return [
            SchemaError(
                "Query root type must be provided.",
                definitions.schemaParts.prefix(1).map(\.location))
        ]
    }

    private static func notObject(
        _ operation: OperationType, _ definitions: MergedDefinitions, _ schema: Schema,
        _ roots: [OperationTypeDefinition]
    ) -> SchemaError? {
        guard let name = schema.rootTypeName(for: operation),
            let kind = definitions.kind(of: name), kind != .object
        else { return nil }
        let word = operation.rawValue.prefix(1).uppercased() + operation.rawValue.dropFirst()
        let condition = operation == .query ? "" : " if provided"
        let declared = roots.first { $0.operation == operation }?.type.location
        return SchemaError(
            "\(word) root type must be Object type\(condition), it cannot be \(name).",
            [declared ?? definitions.types[name]?.location].compactMap { $0 })
    }

    private static func shared(
        _ schema: Schema, _ roots: [OperationTypeDefinition]
    ) -> [SchemaError] {
        let groups = Dictionary(grouping: roots, by: \.type.value).values
            .filter { Set($0.map(\.operation)).count > 1 }
        return groups.map { group in
            let operations = group.map(\.operation.rawValue).joined(separator: " and ")
            return SchemaError(
                "All root types must be different, \(quoted(group[0].type.value)) type is used as "
                    + "\(operations) root types.",
                group.map(\.type.location))
        }
    }
}
