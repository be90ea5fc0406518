import GraphQLExecution
import GraphQLLanguage
import GraphQLTypeSystem
import OrderedCollections
import SQLSyntax
import SchemaMapping

extension Planner {
    /// A collection: the edge of its rows and that of its figures, each only where something
    /// selected needs it.
    mutating func connection(
        _ field: CollectedField, _ collection: Collection, on typeName: String,
        from position: RowPosition?
    ) throws(PlanningError) -> ConnectionShape {
        let selected = collect(field.selectionSets, of: collection.connectionType)
        let asked = AskedCollection(
            field: field, collection: collection, typeName: typeName, parent: position?.edge,
            parentKeys: try position.map { (position) throws(PlanningError) in
                try parentKeys(collection.keys, at: position, field)
            } ?? [])
        var edges = ConnectionEdges()
        if options.sharesStatements { edges = try appendEdges(asked, for: selected) }
        var fields: [ConnectionField] = []
        for child in selected {
            if !options.sharesStatements { edges = try appendEdges(asked, for: [child]) }
            if child.name == "groups" {
                edges.groups = try appendFigures(asked, child, named: child.responseName)
            }
            fields.append(try connectionField(child, collection, edges))
        }
        return ConnectionShape(fields: fields)
    }

    /// A field that asks for a collection, and the rows that it is asked of.
    struct AskedCollection {
        let field: CollectedField
        let collection: Collection
        let typeName: String
        let parent: Int?
        let parentKeys: [ParentKey]
    }

    /// The edges of one connection, where it has them.
    struct ConnectionEdges {
        var rows: Int?
        var summary: Int?
        var groups: Int?
    }

    /// The edges of rows and of figures that some fields of a connection read together.
    private mutating func appendEdges(
        _ asked: AskedCollection, for selected: [CollectedField]
    ) throws(PlanningError) -> ConnectionEdges {
        let names = Set(selected.map(\.name))
        var edges = ConnectionEdges()
        if !names.isDisjoint(with: ["nodes", "edges", "pageInfo"]) {
            edges.rows = try appendRows(asked, selected)
        }
        if !names.isDisjoint(with: ["totalCount", "aggregate"]) {
            let name = names.contains("aggregate") ? "aggregate" : "totalCount"
            edges.summary = try appendFigures(asked, nil, named: name)
        }
        return edges
    }

    /// The columns of a row that tie the rows of an edge to it.
    mutating func parentKeys(
        _ pairs: [KeyPair], at position: RowPosition, _ field: CollectedField
    ) throws(PlanningError) -> [ParentKey] {
        var keys: [ParentKey] = []
        for pair in pairs {
            let column = try select(.column(pair.parent), at: position, field)
            keys.append(ParentKey(column: column, type: pair.parent.type))
        }
        return keys
    }

    private mutating func appendRows(
        _ asked: AskedCollection, _ selected: [CollectedField]
    ) throws(PlanningError) -> Int {
        let field = asked.field
        let target = relationType(asked.collection.targetType)
        let arguments = try pageArguments(field, on: asked.typeName)
        let shape = PageShape(
            order: try order(arguments, asked.collection, target, field),
            isReversed: arguments.isReversed, hasAfter: arguments.after != nil,
            hasBefore: arguments.before != nil, filter: try filter(arguments, target, field))
        let page = PageRequest(
            field: field.first, typeName: asked.typeName, groupsField: nil, order: shape.order,
            isReversed: shape.isReversed,
            fetchesOneMore: needsOneMore(selected, isReversed: shape.isReversed),
            kind: .collection)
        var builder = StatementBuilder(
            relation: target.relation, keys: asked.collection.keys,
            through: asked.collection.junction,
            looksUpReferences: options.style == .lateral)
        for key in shape.order {
            _ = builder.expression(key.value, of: StatementBuilder.base, isOrdering: true)
        }
        try requireJoins(builder, field)
        return try appendEdge(
            EdgeDraft(
                content: .rows, parent: asked.parent, parentKeys: asked.parentKeys,
                builder: builder, page: page, shape: shape,
                fallbackColumn: target.primaryKey[0], path: path), field)
    }

    /// The edge of the figures of all rows, or of groups of them.
    private mutating func appendFigures(
        _ asked: AskedCollection, _ groups: CollectedField?, named name: String
    ) throws(PlanningError) -> Int {
        let target = relationType(asked.collection.targetType)
        let page = PageRequest(
            field: asked.field.first, typeName: asked.typeName, groupsField: groups?.first,
            order: [], isReversed: false, fetchesOneMore: false, kind: .collection)
        let arguments = try pageArguments(asked.field, on: asked.typeName)
        let shape = PageShape(filter: try filter(arguments, target, asked.field))
        return try appendEdge(
            EdgeDraft(
                content: groups == nil ? .summary : .groups, parent: asked.parent,
                parentKeys: asked.parentKeys,
                builder: StatementBuilder(
                    relation: target.relation, keys: asked.collection.keys,
                    through: asked.collection.junction),
                page: page, shape: shape, fallbackColumn: target.primaryKey[0],
                path: path + [name]), asked.field)
    }

    private func pageArguments(
        _ field: CollectedField, on typeName: String
    ) throws(PlanningError) -> PageArguments {
        guard let definition = mapping.schema.types[typeName]?.fields?[field.name] else {
            preconditionFailure("a validated field is defined")
        }
        return try PageArguments(
            field.first, definition: definition, variableValues: variableValues,
            schema: mapping.schema, limits: limits)
    }

    private func filter(
        _ arguments: PageArguments, _ target: RelationType, _ field: CollectedField
    ) throws(PlanningError) -> RowCondition? {
        let types = openTypesCondition(on: target)
        guard let filter = arguments.filter else { return types }
        var planner = FilterPlanner(mapping, limits: limits)
        do throws(FilterProblem) {
            let asked = try planner.condition(filter, on: target, at: ArgumentPath("filter"))
            guard let types else { return asked }
            return .all([types] + (asked.map { [$0] } ?? []))
        } catch {
            throw .filter(error, location: field.first.location)
        }
    }

    private func needsOneMore(_ selected: [CollectedField], isReversed: Bool) -> Bool {
        let wanted = isReversed ? "hasPreviousPage" : "hasNextPage"
        return selected.contains { field in
            field.name == "pageInfo"
                && collect(field.selectionSets, of: "PageInfo").contains { $0.name == wanted }
        }
    }

    // MARK: Fields of the connection

    private mutating func connectionField(
        _ field: CollectedField, _ collection: Collection, _ edges: ConnectionEdges
    ) throws(PlanningError) -> ConnectionField {
        path.append(field.responseName)
        defer { path.removeLast() }
        return ConnectionField(
            responseName: field.responseName,
            content: try connectionContent(field, collection, edges))
    }

    private mutating func connectionContent(
        _ field: CollectedField, _ collection: Collection, _ edges: ConnectionEdges
    ) throws(PlanningError) -> ConnectionField.Content {
        if field.name == "__typename" {
            return .typeName(encodedString(collection.connectionType))
        }
        let node = collection.targetType
        switch (field.name, edges.summary, edges.groups) {
        case ("totalCount", let edge?, _):
            return .totalCount(column: try select(.count, of: edge, field), edge: edge)
        case ("aggregate", let edge?, _): return try aggregate(field, of: node, edge: edge)
        case ("groups", _, let edge?): return try groups(field, of: node, edge: edge)
        default: break
        }
        guard let rows = edges.rows else {
            preconditionFailure("a field that shows rows has an edge")
        }
        let position = RowPosition(edge: rows, alias: StatementBuilder.base)
        switch field.name {
        case "nodes":
            let target = relationType(collection.targetType)
            return .nodes(
                try row(target, field, on: collection.connectionType, at: position), edge: rows)
        case "edges":
            return .edges(try edgeFields(field, collection, at: position), edge: rows)
        default:
            return .pageInfo(try pageInfoFields(field, at: position), edge: rows)
        }
    }

    private mutating func edgeFields(
        _ field: CollectedField, _ collection: Collection, at position: RowPosition
    ) throws(PlanningError) -> [EdgeField] {
        let edgeType = mapping.connectionTypes[collection.connectionType]?.edgeType ?? ""
        var fields: [EdgeField] = []
        for child in collect(field.selectionSets, of: edgeType) {
            path.append(child.responseName)
            defer { path.removeLast() }
            let content: EdgeField.Content
            switch child.name {
            case "node":
                let target = relationType(collection.targetType)
                content = .node(try row(target, child, on: edgeType, at: position))
            case "cursor":
                content = .cursor(try cursorColumns(child, at: position))
            default:
                content = .typeName(encodedString(edgeType))
            }
            fields.append(
                EdgeField(
                    responseName: child.responseName,
                    encodedName: encodedName(child.responseName), content: content))
        }
        return fields
    }

    private mutating func pageInfoFields(
        _ field: CollectedField, at position: RowPosition
    ) throws(PlanningError) -> [PageInfoField] {
        var fields: [PageInfoField] = []
        for child in collect(field.selectionSets, of: "PageInfo") {
            let content: PageInfoField.Content =
                switch child.name {
                case "hasNextPage": .hasNextPage
                case "hasPreviousPage": .hasPreviousPage
                case "startCursor": .startCursor(try cursorColumns(child, at: position))
                case "endCursor": .endCursor(try cursorColumns(child, at: position))
                default: .typeName(encodedString("PageInfo"))
                }
            fields.append(
                PageInfoField(encodedName: encodedName(child.responseName), content: content))
        }
        return fields
    }

    private mutating func cursorColumns(
        _ field: CollectedField, at position: RowPosition
    ) throws(PlanningError) -> CursorColumns {
        var columns: [Int] = []
        for term in edges[position.edge].shape.order {
            columns.append(try select(term.value, at: position, field))
        }
        return CursorColumns(columns: columns, scope: edges[position.edge].page.cursorScope)
    }
}
