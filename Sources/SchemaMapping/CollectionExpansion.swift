package import GraphQLLanguage
import GraphQLTypeSystem

/// Turns each field written as a list with `@collection` into a Relay connection.
///
/// `schools: [School!]! @collection` becomes `schools(first:, after:, last:, before:, orderBy:):
/// SchoolConnection!`, and the types `SchoolConnection`, `SchoolEdge` and `SchoolOrder` are added
/// once a node type. Source: the GraphQL Cursor Connections specification.
package struct CollectionExpansion {
    private let objectTypes: [String: ObjectTypeDefinition]
    /// The leaf types whose columns have an order.
    private let orderableTypeNames: Set<String>
    private var nodeTypes: [Name] = []

    private init(_ document: Document) {
        var objects: [String: ObjectTypeDefinition] = [:]
        var leaves: Set<String> = ["ID", "String", "Int", "Float", "Boolean"]
        for case .typeSystem(let definition) in document.definitions {
            switch definition {
            case .object(let object): objects[object.name.value] = object
            case .scalar(let scalar): leaves.insert(scalar.name.value)
            case .enum(let type): leaves.insert(type.name.value)
            case .schema, .interface, .union, .inputObject, .directive: break
            }
        }
        objectTypes = objects
        orderableTypeNames = leaves.subtracting(document.definitions.compactMap(\.jsonScalarName))
    }

    /// The document with its collections expanded; all else stays as it is.
    package static func expand(_ document: Document) -> Document {
        var expansion = CollectionExpansion(document)
        var definitions = document.definitions.map { expansion.expand($0) }
        for node in expansion.nodeTypes {
            definitions += expansion.types(for: node).map { .typeSystem($0) }
        }
        return Document(definitions: definitions)
    }

    private mutating func expand(_ definition: Definition) -> Definition {
        switch definition {
        case .typeSystem(.object(var object)):
            object.fields = object.fields.map { expand($0) }
            return .typeSystem(.object(object))
        case .typeSystemExtension(.object(var object)):
            object.fields = object.fields.map { expand($0) }
            return .typeSystemExtension(.object(object))
        default:
            return definition
        }
    }

    private mutating func expand(_ field: FieldDefinition) -> FieldDefinition {
        guard field.directives.contains(where: { $0.name.value == "collection" }),
            case .list(let item, _) = field.type.nullable
        else { return field }
        let node = item.namedType
        if !nodeTypes.contains(node) { nodeTypes.append(node) }
        var expanded = field
        expanded.type = .nonNull(.named(node.appending("Connection")))
        expanded.arguments += Self.pageArguments(node)
        return expanded
    }

    private static func pageArguments(_ node: Name) -> [InputValueDefinition] {
        let order: TypeReference = .list(
            .nonNull(.named(node.appending("Order"))), location: node.location)
        return [
            argument(
                "first", .named(node.replaced(by: "Int")), "How many rows from the start.", node),
            argument(
                "after", .named(node.replaced(by: "String")), "Only rows after this cursor.", node),
            argument("last", .named(node.replaced(by: "Int")), "How many rows from the end.", node),
            argument(
                "before", .named(node.replaced(by: "String")), "Only rows before this cursor.", node
            ),
            argument("orderBy", order, "The order of the rows, most significant first.", node),
        ]
    }

    private static func argument(
        _ name: String, _ type: TypeReference, _ description: String, _ node: Name
    ) -> InputValueDefinition {
        InputValueDefinition(
            description: text(description, node), name: node.replaced(by: name), type: type,
            defaultValue: nil, directives: [], location: node.location)
    }

    private static func text(_ value: String, _ node: Name) -> StringValue {
        StringValue(value: value, isBlock: false, location: node.location)
    }

    private func types(for node: Name) -> [TypeSystemDefinition] {
        var types: [TypeSystemDefinition] = [connectionType(node), edgeType(node)]
        if let object = objectTypes[node.value] { types.append(orderType(node, of: object)) }
        return types
    }

    private func connectionType(_ node: Name) -> TypeSystemDefinition {
        let edges: TypeReference = .nonNull(
            .list(.nonNull(.named(node.appending("Edge"))), location: node.location))
        let nodes: TypeReference = .nonNull(.list(.nonNull(.named(node)), location: node.location))
        return object(
            node.appending("Connection"), "A page of a collection of \(node.value).",
            [
                field("edges", edges, "The rows of this page, each with its cursor.", node),
                field("nodes", nodes, "The rows of this page.", node),
                field(
                    "pageInfo", .nonNull(.named(node.replaced(by: "PageInfo"))),
                    "Where this page lies within the collection.", node),
                field(
                    "totalCount", .nonNull(.named(node.replaced(by: "Int"))),
                    "How many rows the whole collection has; counted only when selected.", node),
            ])
    }

    private func edgeType(_ node: Name) -> TypeSystemDefinition {
        object(
            node.appending("Edge"), "A row of a page and its cursor.",
            [
                field(
                    "cursor", .nonNull(.named(node.replaced(by: "String"))),
                    "Marks this row for `after` and `before`.", node),
                field("node", .nonNull(.named(node)), "The row.", node),
            ])
    }

    private func object(
        _ name: Name, _ description: String, _ fields: [FieldDefinition]
    ) -> TypeSystemDefinition {
        .object(
            ObjectTypeDefinition(
                description: Self.text(description, name), name: name, interfaces: [],
                directives: [], fields: fields, location: name.location))
    }

    private func field(
        _ name: String, _ type: TypeReference, _ description: String, _ node: Name
    ) -> FieldDefinition {
        FieldDefinition(
            description: Self.text(description, node), name: node.replaced(by: name),
            arguments: [], type: type, directives: [], location: node.location)
    }

    /// `input SchoolOrder @oneOf { … }`: one nullable direction a leaf field.
    private func orderType(_ node: Name, of object: ObjectTypeDefinition) -> TypeSystemDefinition {
        let direction: TypeReference = .named(node.replaced(by: "OrderDirection"))
        let fields = object.fields.filter(isOrderable).map { field in
            InputValueDefinition(
                description: nil, name: field.name, type: direction, defaultValue: nil,
                directives: [], location: field.location)
        }
        let oneOf = Directive(
            name: node.replaced(by: "oneOf"), arguments: [], location: node.location)
        return .inputObject(
            InputObjectTypeDefinition(
                description: Self.text("The field that \(node.value) rows are ordered by.", node),
                name: node.appending("Order"), directives: [oneOf], fields: fields,
                location: node.location))
    }

    private func isOrderable(_ field: FieldDefinition) -> Bool {
        guard case .named(let type) = field.type.nullable else { return false }
        return field.arguments.isEmpty && orderableTypeNames.contains(type.value)
    }
}

extension Definition {
    /// The name of a scalar to which this gives the format of JSON.
    fileprivate var jsonScalarName: String? {
        switch self {
        case .typeSystem(.scalar(let scalar)), .typeSystemExtension(.scalar(let scalar)):
            let use = scalar.directives.first { $0.name.value == "format" }
            let format = use?.argument(named: "as")?.text
            return format == ScalarFormat.json.rawValue ? scalar.name.value : nil
        default: return nil
        }
    }
}

extension Name {
    fileprivate func appending(_ suffix: String) -> Name {
        Name(value: value + suffix, location: location)
    }

    fileprivate func replaced(by other: String) -> Name {
        Name(value: other, location: location)
    }
}
