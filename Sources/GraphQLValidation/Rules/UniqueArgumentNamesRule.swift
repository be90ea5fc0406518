import GraphQLLanguage
import GraphQLTypeSystem
import OrderedCollections

/// The arguments of a field or directive have different names (spec §5.4.2).
package enum UniqueArgumentNamesRule: ValidationRule {
    package static func check(
        _ index: DocumentIndex, _ errors: inout ErrorCollector
    ) throws(ValidationAborted) {
        for use in index.fields where use.field.arguments.count > 1 {
            try check(use.field.arguments, &errors)
        }
        for directive in index.directiveSites.flatMap(\.directives) {
            try check(directive.arguments, &errors)
        }
    }

    private static func check(
        _ arguments: [Argument], _ errors: inout ErrorCollector
    ) throws(ValidationAborted) {
        for group in repeatedGroups(of: arguments.map(\.name)) {
            try errors.report(
                "There can be only one argument named \(quoted(group[0].value)).",
                at: group.map(\.location))
        }
    }
}
