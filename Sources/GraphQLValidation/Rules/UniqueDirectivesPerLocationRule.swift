import GraphQLLanguage
import GraphQLTypeSystem
import OrderedCollections

/// A directive stands once at a place unless it is repeatable (spec §5.7.3).
package enum UniqueDirectivesPerLocationRule: ValidationRule {
    package static func check(
        _ index: DocumentIndex, _ errors: inout ErrorCollector
    ) throws(ValidationAborted) {
        for site in index.directiveSites {
            let unique = site.directives.filter {
                index.schema.directives[$0.name.value]?.isRepeatable == false
            }
            var firsts: [String: Int] = [:]
            for (position, directive) in unique.enumerated() {
                guard let first = firsts[directive.name.value] else {
                    firsts[directive.name.value] = position
                    continue
                }
                try errors.report(
                    "The directive \(quoted("@\(directive.name.value)")) can only be used once at "
                        + "this location.",
                    at: [unique[first].location, directive.location])
            }
        }
    }
}
