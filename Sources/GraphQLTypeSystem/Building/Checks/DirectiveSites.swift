import GraphQLLanguage

/// A place of SDL that carries directives.
struct DirectiveSite {
    let directives: [Directive]
    /// The *DirectiveLocation* of the place, such as `FIELD_DEFINITION`.
    let location: String
    /// The type, or `schema`, whose definition and extensions share one set of directives; `nil`
    /// for lesser places.
    var owner: String?
}

extension Document {
    /// Every place of SDL that may carry directives, in document order.
    var directiveSites: [DirectiveSite] {
        definitions.flatMap { definition -> [DirectiveSite] in
            switch definition {
            case .operation, .fragment: []
            case .typeSystem(let definition): definition.directiveSites
            case .typeSystemExtension(let addition): addition.definition.directiveSites
            }
        }
    }
}

extension TypeSystemDefinition {
    fileprivate var directiveSites: [DirectiveSite] {
        switch self {
        case .schema(let schema):
            [DirectiveSite(directives: schema.directives, location: "SCHEMA", owner: "schema")]
        case .scalar(let type):
            [site(type.directives, "SCALAR")]
        case .object(let type):
            [site(type.directives, "OBJECT")] + type.fields.flatMap(\.directiveSites)
        case .interface(let type):
            [site(type.directives, "INTERFACE")] + type.fields.flatMap(\.directiveSites)
        case .union(let type):
            [site(type.directives, "UNION")]
        case .enum(let type):
            [site(type.directives, "ENUM")]
                + type.values.map {
                    DirectiveSite(directives: $0.directives, location: "ENUM_VALUE")
                }
        case .inputObject(let type):
            [site(type.directives, "INPUT_OBJECT")]
                + type.fields.map {
                    DirectiveSite(directives: $0.directives, location: "INPUT_FIELD_DEFINITION")
                }
        case .directive(let directive):
            directive.arguments.map(\.argumentSite)
        }
    }

    private func site(_ directives: [Directive], _ location: String) -> DirectiveSite {
        DirectiveSite(
            directives: directives, location: location, owner: name.map { "type \($0.value)" })
    }
}

extension FieldDefinition {
    fileprivate var directiveSites: [DirectiveSite] {
        arguments.map(\.argumentSite) + [
            DirectiveSite(directives: directives, location: "FIELD_DEFINITION")
        ]
    }
}

extension InputValueDefinition {
    fileprivate var argumentSite: DirectiveSite {
        DirectiveSite(directives: directives, location: "ARGUMENT_DEFINITION")
    }
}
