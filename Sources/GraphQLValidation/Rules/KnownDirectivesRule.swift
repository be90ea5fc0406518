import GraphQLLanguage
import GraphQLTypeSystem
import OrderedCollections

/// Directives exist and are allowed where they stand (spec §5.7.1, §5.7.2).
package enum KnownDirectivesRule: ValidationRule {
    package static func check(
        _ index: DocumentIndex, _ errors: inout ErrorCollector
    ) throws(ValidationAborted) {
        for site in index.directiveSites {
            for directive in site.directives {
                let name = quoted("@\(directive.name.value)")
                guard let definition = index.schema.directives[directive.name.value] else {
                    try errors.report("Unknown directive \(name).", at: [directive.location])
                    continue
                }
                if definition.locations.contains(site.location) { continue }
                try errors.report(
                    "Directive \(name) may not be used on \(site.location).",
                    at: [directive.location])
            }
        }
    }
}
