import GraphQLLanguage
import OrderedCollections

/// Each extension extends a type of its own kind that the document defines (spec §3.4.3).
enum ExtensionsCheck {
    @Sendable static func check(_ definitions: MergedDefinitions, _: Schema) -> [SchemaError] {
        definitions.document.definitions.compactMap { definition in
            guard case .typeSystemExtension(let addition) = definition,
                let kind = addition.definition.kind, let name = addition.definition.name
            else { return nil }
            guard let extended = definitions.types[name.value] else {
                return undefined(name, definitions)
            }
            return extended.kind == kind
                ? nil
                : SchemaError(
                    "Cannot extend non-\(kind.rawValue) type \(quoted(name.value)).",
                    [extended.location, addition.definition.location])
        }
    }

    private static func undefined(_ name: Name, _ definitions: MergedDefinitions) -> SchemaError {
        let candidates = suggestions(for: name.value, among: definitions.types.keys)
        return SchemaError(
            "Cannot extend type \(quoted(name.value)) because it is not defined."
                + didYouMean(candidates),
            [name.location])
    }
}
