import GraphQLLanguage

/// At most one schema definition, one type per operation, and nothing executable (spec §3.3).
enum SchemaDefinitionCheck {
    @Sendable static func check(_ definitions: MergedDefinitions, _: Schema) -> [SchemaError] {
        executableDefinitions(definitions.document) + extraSchemaDefinitions(definitions.document)
            + repeatedOperationTypes(definitions.document)
    }

    private static func executableDefinitions(_ document: Document) -> [SchemaError] {
        document.definitions.compactMap { definition in
            switch definition {
            case .operation(let operation):
                SchemaError("A schema cannot contain an operation.", [operation.location])
            case .fragment(let fragment):
                SchemaError("A schema cannot contain a fragment.", [fragment.location])
            case .typeSystem, .typeSystemExtension:
                nil
            }
        }
    }

    private static func extraSchemaDefinitions(_ document: Document) -> [SchemaError] {
        let locations = document.definitions.compactMap { definition -> SourceLocation? in
            guard case .typeSystem(.schema(let schema)) = definition else { return nil }
            return schema.location
        }
        return locations.dropFirst().map {
            SchemaError("Must provide only one schema definition.", [$0])
        }
    }

    private static func repeatedOperationTypes(_ document: Document) -> [SchemaError] {
        var first: [OperationType: OperationTypeDefinition] = [:]
        return document.definitions.flatMap(operationTypes).compactMap { root in
            guard let earlier = first[root.operation] else {
                first[root.operation] = root
                return nil
            }
            return SchemaError(
                "There can be only one \(root.operation.rawValue) type in schema.",
                [earlier.location, root.location])
        }
    }

    private static func operationTypes(_ definition: Definition) -> [OperationTypeDefinition] {
        switch definition {
        case .typeSystem(.schema(let schema)), .typeSystemExtension(.schema(let schema)):
            schema.operationTypes
        default:
            []
        }
    }
}
