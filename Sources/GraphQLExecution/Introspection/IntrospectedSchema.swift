import GraphQLLanguage
package import GraphQLTypeSystem
import JSONBytes
package import OrderedCollections

/// The query root as introspection sees it: `__schema` and `__type` (spec §4.2).
///
/// It answers from the schema in memory, and shows only the elements that `visibility` lets the
/// caller see.
package struct IntrospectionRoot: ResolvedObject {
    private let view: IntrospectionView

    package init(_ schema: Schema, visibility: SchemaVisibility = .everything) {
        view = IntrospectionView(schema: schema, visibility: visibility)
    }

    package var typeName: String { view.schema.queryTypeName }

    package func value(
        of field: String, arguments: OrderedDictionary<String, CoercedValue>
    ) -> ResolvedValue {
        switch field {
        case OutputField.schema.name:
            return .object(IntrospectedSchema(view: view))
        case OutputField.type.name:
            guard case .string(let name)? = arguments["name"] else { return .null }
            return view.type(named: name).map { .object($0) } ?? .null
        default:
            preconditionFailure("introspection has no root field \(field)")
        }
    }
}

/// A schema with the eyes of one caller.
struct IntrospectionView: Sendable {
    let schema: Schema
    let visibility: SchemaVisibility

    func isVisible(_ coordinate: SchemaCoordinate) -> Bool {
        visibility.isVisible(coordinate)
    }

    /// The named types that the caller may see, in the schema's order.
    var types: [IntrospectedType] {
        schema.types.keys.compactMap { type(named: $0) }
    }

    func type(named name: String) -> IntrospectedType? {
        guard let type = schema.type(named: name), isVisible(.type(name)) else { return nil }
        return IntrospectedType(form: .named(type), view: self)
    }
}

/// `__Schema`.
struct IntrospectedSchema: ResolvedObject {
    let view: IntrospectionView

    var typeName: String { "__Schema" }

    func value(
        of field: String, arguments: OrderedDictionary<String, CoercedValue>
    ) -> ResolvedValue {
        let schema = view.schema
        return switch field {
        case "description": ResolvedValue(schema.description)
        case "types": ResolvedValue(objects: view.types)
        case "queryType": rootType(schema.queryTypeName)
        case "mutationType": rootType(schema.mutationTypeName)
        case "subscriptionType": rootType(schema.subscriptionTypeName)
        case "directives": ResolvedValue(objects: directives)
        default: preconditionFailure("__Schema has no field \(field)")
        }
    }

    private func rootType(_ name: String?) -> ResolvedValue {
        name.flatMap { view.type(named: $0) }.map { .object($0) } ?? .null
    }

    private var directives: [IntrospectedDirective] {
        view.schema.directives.values.filter { view.isVisible(.directive($0.name)) }
            .map { IntrospectedDirective(directive: $0, view: view) }
    }
}

/// `__Directive`.
struct IntrospectedDirective: ResolvedObject {
    let directive: DirectiveType
    let view: IntrospectionView

    var typeName: String { "__Directive" }

    func value(
        of field: String, arguments: OrderedDictionary<String, CoercedValue>
    ) -> ResolvedValue {
        switch field {
        case "name": ResolvedValue(directive.name)
        case "description": ResolvedValue(directive.description)
        case "isRepeatable": ResolvedValue(directive.isRepeatable)
        case "locations": .list(directive.locations.map { ResolvedValue($0) })
        case "args":
            ResolvedValue(
                objects: inputValues(directive.arguments, arguments, view) {
                    .directiveArgument(directive: directive.name, name: $0)
                })
        default: preconditionFailure("__Directive has no field \(field)")
        }
    }
}
