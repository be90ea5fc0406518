import GraphQLLanguage
import OrderedCollections

/// Arguments of directives on SDL are known, unique, complete and of the right types (spec §5.4,
/// §5.6).
enum DirectiveArgumentsCheck {
    @Sendable static func check(_ definitions: MergedDefinitions, _ schema: Schema) -> [SchemaError]
    {
        let checker = LiteralChecker(schema: schema)
        return definitions.document.directiveSites.flatMap(\.directives).flatMap {
            directive -> [SchemaError] in
            let repeats =
                repeated(directive) + directive.arguments.flatMap { repeatedFields($0.value) }
            guard let definition = schema.directives[directive.name.value] else { return repeats }
            return unknown(directive, definition) + repeats + missing(directive, definition)
                + mistyped(directive, definition, checker)
        }
    }

    private static func unknown(
        _ directive: Directive, _ definition: DirectiveType
    ) -> [SchemaError] {
        directive.arguments.filter { definition.arguments[$0.name.value] == nil }.map {
            let name = $0.name.value
            return SchemaError(
                "Unknown argument \(quoted(name)) on directive \(quoted("@\(definition.name)"))."
                    + didYouMean(suggestions(for: name, among: definition.arguments.keys)),
                [$0.location])
        }
    }

    private static func repeated(_ directive: Directive) -> [SchemaError] {
        Dictionary(grouping: directive.arguments, by: \.name.value).values
            .filter { $0.count > 1 }
            .sorted { $0[0].location.offset < $1[0].location.offset }
            .map { group in
                SchemaError(
                    "There can be only one argument named \(quoted(group[0].name.value)).",
                    group.map(\.location))
            }
    }

    /// Fields given twice in the input objects of a value, each with the field before it.
    private static func repeatedFields(_ value: Value) -> [SchemaError] {
        switch value.kind {
        case .list(let items):
            return items.flatMap(repeatedFields)
        case .object(let fields):
            var firsts: [String: SourceLocation] = [:]
            return fields.flatMap { field -> [SchemaError] in
                let name = field.name.value
                let inner = repeatedFields(field.value)
                guard let first = firsts[name] else {
                    firsts[name] = field.name.location
                    return inner
                }
                return [
                    SchemaError(
                        "There can be only one input field named \(quoted(name)).",
                        [first, field.name.location])
                ] + inner
            }
        case .variable, .int, .float, .string, .boolean, .null, .enum:
            return []
        }
    }

    private static func missing(
        _ directive: Directive, _ definition: DirectiveType
    ) -> [SchemaError] {
        definition.arguments.values.filter {
            $0.isRequired && directive.argument(named: $0.name) == nil
        }.map {
            SchemaError(
                "Directive \(quoted("@\(definition.name)")) argument \(quoted($0.name)) of type "
                    + "\(quoted("\($0.type)")) is required, but it was not provided.",
                [directive.location])
        }
    }

    private static func mistyped(
        _ directive: Directive, _ definition: DirectiveType, _ checker: LiteralChecker
    ) -> [SchemaError] {
        directive.arguments.flatMap { argument -> [SchemaError] in
            guard let expected = definition.arguments[argument.name.value] else { return [] }
            return checker.problems(in: argument.value, expecting: expected.type).map {
                SchemaError($0.message, [$0.location])
            }
        }
    }
}
