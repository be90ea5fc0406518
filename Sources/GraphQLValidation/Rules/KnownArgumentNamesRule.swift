import GraphQLLanguage
import GraphQLTypeSystem
import OrderedCollections

/// Fields and directives define the arguments that they are given (spec §5.4.1).
package enum KnownArgumentNamesRule: ValidationRule {
    package static func check(
        _ index: DocumentIndex, _ errors: inout ErrorCollector
    ) throws(ValidationAborted) {
        for use in index.fields where !use.field.arguments.isEmpty {
            guard let parent = use.parentType, let definition = use.definition else { continue }
            for argument in use.field.arguments
            where definition.arguments[argument.name.value] == nil {
                let candidates = definition.arguments.keys.filter {
                    index.visibility.isVisible(
                        .argument(type: parent, field: definition.name, name: $0))
                }
                try report(
                    argument, "field \(quoted("\(parent).\(definition.name)"))", candidates,
                    &errors)
            }
        }
        for directive in index.directiveSites.flatMap(\.directives) {
            try check(directive, index, &errors)
        }
    }

    private static func check(
        _ directive: Directive, _ index: DocumentIndex, _ errors: inout ErrorCollector
    ) throws(ValidationAborted) {
        let name = directive.name.value
        guard let definition = index.schema.directives[name] else { return }
        for argument in directive.arguments
        where definition.arguments[argument.name.value] == nil {
            let candidates = definition.arguments.keys.filter {
                index.visibility.isVisible(.directiveArgument(directive: name, name: $0))
            }
            try report(argument, "directive \(quoted("@\(name)"))", candidates, &errors)
        }
    }

    private static func report(
        _ argument: Argument, _ owner: String, _ candidates: some Sequence<String>,
        _ errors: inout ErrorCollector
    ) throws(ValidationAborted) {
        let name = argument.name.value
        try errors.report(
            "Unknown argument \(quoted(name)) on \(owner)."
                + didYouMean(suggestions(for: name, among: candidates)),
            at: [argument.location])
    }
}
