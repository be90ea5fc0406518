import GraphQLLanguage
import OrderedCollections

/// Directives on SDL are defined, allowed at their places and not repeated unless repeatable (spec
/// §5.7).
enum DirectiveUseCheck {
    @Sendable static func check(_ definitions: MergedDefinitions, _ schema: Schema) -> [SchemaError]
    {
        let sites = definitions.document.directiveSites
        return sites.flatMap { site in
            site.directives.compactMap { misplaced($0, at: site.location, schema) }
        } + repeated(sites, schema)
    }

    private static func misplaced(
        _ directive: Directive, at location: String, _ schema: Schema
    ) -> SchemaError? {
        let name = quoted("@\(directive.name.value)")
        guard let definition = schema.directives[directive.name.value] else {
            return SchemaError("Unknown directive \(name).", [directive.location])
        }
        if definition.locations.contains(location) { return nil }
        return SchemaError(
            "Directive \(name) may not be used on \(location).",
            [directive.location])
    }

    private static func repeated(_ sites: [DirectiveSite], _ schema: Schema) -> [SchemaError] {
        var firstOfOwner: [String: [String: Directive]] = [:]
        var errors: [SchemaError] = []
        for site in sites {
            var first = site.owner.flatMap { firstOfOwner[$0] } ?? [:]
            for directive in site.directives {
                let name = directive.name.value
                guard schema.directives[name]?.isRepeatable == false else { continue }
                if let earlier = first[name] {
                    errors.append(repetition(of: earlier, by: directive))
                } else {
                    first[name] = directive
                }
            }
            if let owner = site.owner { firstOfOwner[owner] = first }
        }
        return errors
    }

    private static func repetition(of earlier: Directive, by directive: Directive) -> SchemaError {
        SchemaError(
            "The directive \(quoted("@\(directive.name.value)")) can only be used once at this "
                + "location.",
            [earlier.location, directive.location])
    }
}
