package import GraphQLLanguage

/// Turns each field written as a list with `@collection` into a Relay connection.
///
/// `schools: [School!]! @collection` becomes `schools(first:, after:, last:, before:, filter:,
/// orderBy:): SchoolConnection!`. Once a node type, the types of its connection are added, and of
/// what may be asked of its rows: `SchoolFilter`, `SchoolOrder`, and the figures of
/// `SchoolAggregate`. Source of connections: the GraphQL Cursor Connections specification.
package struct CollectionExpansion {
    let types: ExpandedTypes
    private var nodeTypes: [Name] = []

    private init(_ document: Document) {
        types = ExpandedTypes(document)
    }

    /// The document with its collections expanded; all else stays as it is.
    package static func expand(_ document: Document) -> Document {
        var expansion = CollectionExpansion(document)
        var definitions = document.definitions.map { expansion.expand($0) }
        definitions += expansion.connections.map { .typeSystem($0) }
        definitions += expansion.questions.map { .typeSystem($0) }
        return Document(definitions: definitions)
    }

    private mutating func expand(_ definition: Definition) -> Definition {
        switch definition {
        case .typeSystem(.object(var object)):
            object.fields = object.fields.map { expand($0) }
            return .typeSystem(.object(object))
        case .typeSystem(.interface(var interface)):
            interface.fields = interface.fields.map { expand($0) }
            return .typeSystem(.interface(interface))
        case .typeSystemExtension(.interface(var interface)):
            interface.fields = interface.fields.map { expand($0) }
            return .typeSystemExtension(.interface(interface))
        case .typeSystemExtension(.object(var object)):
            object.fields = object.fields.map { expand($0) }
            return .typeSystemExtension(.object(object))
        default:
            return definition
        }
    }

    private mutating func expand(_ field: FieldDefinition) -> FieldDefinition {
        guard let node = field.collectionNode else { return sized(field) }
        if !nodeTypes.contains(node) { nodeTypes.append(node) }
        let sdl = GeneratedSDL(location: node.location)
        var expanded = field
        expanded.type = sdl.type("\(node.value)Connection!")
        expanded.arguments += pageArguments(node, sdl)
        if !field.directives.contains(where: { $0.name.value == "listSize" }) {
            expanded.directives.append(
                sdl.listSize(
                    CostDirectives.pageSize, slicedBy: ["first", "last"],
                    sizes: ["edges", "nodes"]))
        }
        return expanded
    }

    /// A lookup of many rows has as many as its argument has keys.
    private func sized(_ field: FieldDefinition) -> FieldDefinition {
        guard case .list = field.type.nullable,
            field.directives.contains(where: { $0.name.value == "lookup" }),
            !field.directives.contains(where: { $0.name.value == "listSize" }),
            let keys = field.arguments.first
        else { return field }
        let sdl = GeneratedSDL(location: field.location)
        var sized = field
        sized.directives.append(sdl.listSize(nil, slicedBy: [keys.name.value]))
        return sized
    }

    private func pageArguments(_ node: Name, _ sdl: GeneratedSDL) -> [InputValueDefinition] {
        var arguments = [
            sdl.value("first", "Int", "How many rows from the start."),
            sdl.value("after", "String", "Only rows after this cursor."),
            sdl.value("last", "Int", "How many rows from the end."),
            sdl.value("before", "String", "Only rows before this cursor."),
        ]
        if types.objects[node.value] != nil {
            arguments.append(
                sdl.value("filter", "\(node.value)Filter", "Only rows that meet this condition."))
        }
        // Nothing of a union's rows has a name.
        if !types.unions.contains(node.value) {
            arguments.append(
                sdl.value(
                    "orderBy", "[\(node.value)Order!]",
                    "The order of the rows, most significant first."))
        }
        return arguments
    }

    /// The types of each node's connection.
    private var connections: [TypeSystemDefinition] {
        nodeTypes.flatMap { node in
            [connection(node.value, at: node.location), edge(node.value, at: node.location)]
        }
    }

    private func connection(_ node: String, at location: SourceLocation) -> TypeSystemDefinition {
        let sdl = GeneratedSDL(location: location)
        return sdl.object(
            "\(node)Connection", "A page of a collection of \(node).",
            [
                sdl.field(
                    "edges", "[\(node)Edge!]!", "The rows of this page, each with its cursor."),
                sdl.field("nodes", "[\(node)!]!", "The rows of this page."),
                sdl.field(
                    "pageInfo", "PageInfo!", "Where this page lies within the collection."),
                sdl.field(
                    "totalCount", "Int!",
                    "How many rows the whole collection has; counted only when selected.",
                    directives: [sdl.cost(CostDirectives.countWeight)]),
            ] + figures(of: node, sdl))
    }

    /// The fields that say something of all rows of a collection that meet its filter.
    private func figures(of node: String, _ sdl: GeneratedSDL) -> [FieldDefinition] {
        guard let object = types.objects[node] else { return [] }
        let isWithheld = object.directives.contains { $0.name.value == "aggregates" }
        return [
            sdl.field(
                "aggregate", "\(node)Aggregate\(isWithheld ? "" : "!")",
                "Figures of all rows that meet the filter, whatever the page."
                    + (isWithheld ? " Null where they are too few to show you." : ""),
                directives: [sdl.cost(CostDirectives.figureWeight)]),
            sdl.field(
                "groups", "[\(node)Group!]!",
                "Figures of the rows that meet the filter, by the key that is selected."
                    + (isWithheld ? " Groups that are too small to show you are left out." : ""),
                arguments: [
                    sdl.value("having", "\(node)GroupFilter", "Only groups that meet this."),
                    sdl.value(
                        "orderBy", "[\(node)GroupOrder!]",
                        "The order of the groups, most significant first; then by their key."),
                    sdl.value("first", "Int", "How many groups from the start."),
                ],
                directives: [
                    sdl.cost(CostDirectives.figureWeight),
                    sdl.listSize(CostDirectives.groupCount, slicedBy: ["first"]),
                ]),
        ]
    }

    private func edge(_ node: String, at location: SourceLocation) -> TypeSystemDefinition {
        let sdl = GeneratedSDL(location: location)
        return sdl.object(
            "\(node)Edge", "A row of a page and its cursor.",
            [
                sdl.field("cursor", "String!", "Marks this row for `after` and `before`."),
                sdl.field("node", "\(node)!", "The row."),
            ])
    }

    /// The types of what may be asked of the nodes' rows, and of the rows that these lead to.
    private var questions: [TypeSystemDefinition] {
        let asked = types.reached(from: nodeTypes.map(\.value))
        let collected = types.collected(by: asked)
        let nodes = nodeTypes.map(\.value).filter { types.objects[$0] != nil }
        return asked.map(types.order) + asked.map(types.filter)
            + collected.flatMap { [types.collectionFilter($0), types.summaryOrder($0)] }
            + types.leafFilters(of: asked) + nodes.flatMap(types.figures)
            + asked.map(types.groupKey)
    }
}

extension FieldDefinition {
    /// The type of the rows of a field that is written as a list with `@collection`.
    var collectionNode: Name? {
        guard directives.contains(where: { $0.name.value == "collection" }),
            case .list(let item, _) = type.nullable
        else { return nil }
        return item.namedType
    }
}
