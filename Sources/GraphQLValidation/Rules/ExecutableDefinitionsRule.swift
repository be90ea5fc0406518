import GraphQLLanguage
import GraphQLTypeSystem
import OrderedCollections

/// A document to execute holds only operations and fragments (spec §5.1.1).
package enum ExecutableDefinitionsRule: ValidationRule {
    package static func check(
        _ index: DocumentIndex, _ errors: inout ErrorCollector
    ) throws(ValidationAborted) {
        for definition in index.document.definitions {
            guard let (subject, location) = typeSystemPart(definition) else { continue }
            try errors.report("The \(subject) definition is not executable.", at: [location])
        }
    }

    private static func typeSystemPart(
        _ definition: Definition
    ) -> (subject: String, location: SourceLocation)? {
        switch definition {
        case .operation, .fragment: nil
        case .typeSystem(let definition): subject(of: definition)
        case .typeSystemExtension(let addition): subject(of: addition.definition)
        }
    }

    private static func subject(
        of definition: TypeSystemDefinition
    ) -> (subject: String, location: SourceLocation) {
        (definition.name.map { quoted($0.value) } ?? "schema", definition.location)
    }
}
