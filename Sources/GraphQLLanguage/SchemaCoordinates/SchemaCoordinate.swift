/// A *SchemaCoordinate* (spec §3.14): the one name of an element of a schema.
package enum SchemaCoordinate: Hashable, Sendable, CustomStringConvertible {
    case type(String)
    /// A field, an input field or an enum value of a type.
    case member(type: String, name: String)
    case argument(type: String, field: String, name: String)
    case directive(String)
    case directiveArgument(directive: String, name: String)

    /// As the specification writes it, such as `Query.school(id:)`.
    package var description: String {
        switch self {
        case .type(let name): name
        case .member(let type, let name): "\(type).\(name)"
        case .argument(let type, let field, let name): "\(type).\(field)(\(name):)"
        case .directive(let name): "@\(name)"
        case .directiveArgument(let directive, let name): "@\(directive)(\(name):)"
        }
    }
}
