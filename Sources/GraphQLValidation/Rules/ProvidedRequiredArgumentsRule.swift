import GraphQLLanguage
import GraphQLTypeSystem
import OrderedCollections

/// Fields and directives are given every argument that they require (spec §5.4.3).
package enum ProvidedRequiredArgumentsRule: ValidationRule {
    package static func check(
        _ index: DocumentIndex, _ errors: inout ErrorCollector
    ) throws(ValidationAborted) {
        for use in index.fields {
            guard let required = use.resolved?.requiredArguments, !required.isEmpty else {
                continue
            }
            let given = Set(use.field.arguments.map(\.name.value))
            for argument in required where !given.contains(argument.name) {
                try errors.report(
                    "Field \(quoted(use.field.name.value)) \(requirement(argument))",
                    at: [use.field.location])
            }
        }
        for directive in index.directiveSites.flatMap(\.directives) {
            let name = directive.name.value
            guard let definition = index.schema.directives[name] else { continue }
            let given = Set(directive.arguments.map(\.name.value))
            for argument in definition.arguments.values
            where argument.isRequired && !given.contains(argument.name) {
                try errors.report(
                    "Directive \(quoted("@\(name)")) \(requirement(argument))",
                    at: [directive.location])
            }
        }
    }

    private static func requirement(_ argument: InputField) -> String {
        "argument \(quoted(argument.name)) of type \(quoted("\(argument.type)")) is required, "
            + "but it was not provided."
    }
}
