import GraphQLLanguage
import GraphQLTypeSystem

extension OutputField {
    func directive(_ name: String) -> Directive? {
        directives.first { $0.name.value == name }
    }
}

extension TypeDefinition {
    /// The directives of a type that may be bound to a relation.
    var mappingDirectives: [Directive] {
        switch self {
        case .object(let type): type.directives
        case .interface(let type): type.directives
        case .union(let type): type.directives
        case .scalar, .enum, .inputObject: []
        }
    }

    var relationDirective: Directive? {
        mappingDirectives.first { $0.name.value == "relation" }
    }
}

extension [Directive] {
    /// The roles that `@access` names, or `nil` where there is no `@access`.
    var accessRoles: Set<String>? {
        first { $0.name.value == "access" }
            .map { Set($0.argument(named: "roles")?.texts ?? []) }
    }
}

extension Value {
    /// The text of a string or the name of an enum value.
    var text: String? {
        switch kind {
        case .string(let string): string.value
        case .enum(let name): name
        default: nil
        }
    }

    /// The items of a list; a single value stands for a list of itself (spec §3.11, input
    /// coercion).
    var items: [Value] {
        if case .list(let items) = kind { items } else { [self] }
    }

    var texts: [String] { items.compactMap(\.text) }

    func member(_ name: String) -> Value? {
        guard case .object(let fields) = kind else { return nil }
        return fields.first { $0.name.value == name }?.value
    }
}

extension String {
    /// `visitedOn` as `visited_on`.
    var snakeCased: String {
        var result = ""
        for character in utf8 {
            if (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(character) {
                result += "_"
                result.unicodeScalars.append(Unicode.Scalar(character | 0x20))
            } else {
                result.unicodeScalars.append(Unicode.Scalar(character))
            }
        }
        return result
    }
}
