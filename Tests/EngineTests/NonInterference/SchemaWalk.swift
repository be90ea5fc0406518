import AccessControl
import GraphQLLanguage
import GraphQLTypeSystem
import OrderedCollections
import PostgresClient
import SQLSyntax
import SchemaMapping
import TestSupport

/// What somebody may ask, by the schema and their roles alone, so that a new field is covered by
/// itself.
struct SchemaWalk {
    /// A field of an object that leads to rows.
    struct Edge {
        let field: OutputField
        let target: String
        let isCollection: Bool
    }

    let mapping: SchemaMapping
    let access: RoleAccess
    let visibility: SchemaVisibility
    /// The types whose rows are altered in one twin.
    let secretTypes: Set<String>

    var schema: Schema { mapping.schema }

    init(_ fixture: SelectionFixture, _ person: String, altered tables: [String]) throws {
        let mapping = fixture.engine.mapping
        let roles = try fixture.administration().query(
            "SELECT unnest(roles) FROM access.begin_request($1::uuid, $2)",
            [person, SelectionFixture.office])
        self.mapping = mapping
        access = RoleAccess(mapping, roles: Set(roles.compactMap { $0[0] }))
        visibility = access.visibility
        secretTypes = Set(
            mapping.relationTypes.values.filter { type in
                mapping.abstractTypes[type.typeName] == nil
                    && tables.contains(type.relation.name.name)
            }.map(\.typeName))
    }

    // MARK: Objects

    private func visibleFields(of type: String) -> [OutputField] {
        let fields = (schema.type(named: type)?.fields?.values).map(Array.init) ?? []
        return fields.filter { visibility.isVisible(.member(type: type, name: $0.name)) }
    }

    /// The fields of the query type that are pages of rows.
    var collections: [Edge] {
        edges(of: schema.queryTypeName).filter(\.isCollection)
    }

    /// The fields of the query type that find rows by a key.
    var lookups: [OutputField] {
        visibleFields(of: schema.queryTypeName).filter { field in
            switch mapping.rootFields[field.name] {
            case .lookup, .lookupOfMany: true
            case .collection, nil: false
            }
        }
    }

    func edges(of type: String) -> [Edge] {
        visibleFields(of: type).compactMap { field in
            let target = field.type.namedType.value
            if let connection = mapping.connectionTypes[target] {
                let node = connection.nodeType
                return visibility.isVisible(.type(node))
                    ? Edge(field: field, target: node, isCollection: true) : nil
            }
            guard mapping.relationTypes[target] != nil, field.arguments.isEmpty else { return nil }
            return Edge(field: field, target: target, isCollection: false)
        }
    }

    /// The fields of a type that are values, as one selection.
    func leaves(of type: String) -> String {
        let names = visibleFields(of: type).filter { field in
            schema.type(named: field.type.namedType.value)?.isLeafType == true
        }.map(\.name)
        return (["__typename"] + names).joined(separator: " ")
    }

    /// The values of a type and of the objects in it that are no rows, such as figures.
    func values(of type: String) -> String {
        let nested = visibleFields(of: type).compactMap { field -> String? in
            let target = field.type.namedType.value
            guard schema.type(named: target)?.isCompositeType == true else { return nil }
            return "\(field.name) { \(values(of: target)) }"
        }
        return ([leaves(of: type)] + nested).joined(separator: " ")
    }

    /// The object types that may be asked for where a field has an abstract type.
    func possibleTypes(of type: String) -> [String] {
        schema.possibleTypes(of: type).filter {
            visibility.isVisible(.type($0)) && (access.openTypes(of: type)?.contains($0) ?? true)
        }
    }

    // MARK: Inputs

    /// The fields of an input type that the person may give.
    func inputs(of type: String) -> [InputField] {
        guard case .inputObject(let input)? = schema.types[type] else { return [] }
        return input.fields.values.filter {
            visibility.isVisible(.member(type: type, name: $0.name))
                && visibility.isVisible(.type($0.type.namedType.value))
        }
    }

    func values(ofEnum type: String) -> [String] {
        guard case .enum(let type)? = schema.types[type] else { return [] }
        return Array(type.values.keys)
    }

    /// Literals of an order: each way down to a direction, in each direction.
    func orders(_ inputType: String, depth: Int) -> [String] {
        inputs(of: inputType).flatMap { field -> [String] in
            let type = field.type.namedType.value
            let directions = values(ofEnum: type)
            if !directions.isEmpty { return directions.map { "{ \(field.name): \($0) }" } }
            guard depth > 0 else { return [] }
            return orders(type, depth: depth - 1).map { "{ \(field.name): \($0) }" }
        }
    }
}
