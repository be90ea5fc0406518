import GraphQLExecution
import GraphQLLanguage
import SQLSyntax
import SchemaMapping

extension Planner {
    /// The fields of a row's object: columns, joined references, and further edges.
    mutating func object(
        _ type: RelationType, _ selectionSets: [SelectionSet], at position: RowPosition
    ) throws(PlanningError) -> ObjectShape {
        var fields: [ResponseField] = []
        for field in collect(selectionSets, of: type.typeName) {
            fields.append(
                try response(field, on: type.typeName) { (planner) throws(PlanningError) in
                    try planner.content(field, of: type, at: position)
                })
        }
        return ObjectShape(typeName: type.typeName, fields: fields)
    }

    mutating func content(
        _ field: CollectedField, of type: RelationType, at position: RowPosition
    ) throws(PlanningError) -> ResponseField.Content {
        switch type.fields[field.name] {
        case .column(let leaf):
            return .leaf(column: try select(.column(leaf.column), at: position, field), leaf)
        case .reference(let reference):
            return try options.sharesStatements
                ? self.reference(field, reference, on: type.typeName, at: position)
                : separateReference(field, reference, on: type.typeName, at: position)
        case .collection(let collection):
            return .connection(
                try connection(field, collection, on: type.typeName, from: position))
        case nil:
            preconditionFailure("a validated field is mapped, or the server would not start")
        }
    }

    /// The place of a value in the rows of the position's edge.
    mutating func select(
        _ value: RowValue, at position: RowPosition, _ field: CollectedField
    ) throws(PlanningError) -> Int {
        let expression = edges[position.edge].builder.expression(value, of: position.alias)
        return try select(expression, of: position.edge, field)
    }

    mutating func select(
        _ expression: Expression, of edge: Int, _ field: CollectedField
    ) throws(PlanningError) -> Int {
        let number = edges[edge].builder.select(expression)
        guard edges[edge].builder.columns.count <= limits.columnsMax else {
            throw .limitExceeded(
                .columns(max: limits.columnsMax), location: field.first.location)
        }
        return number
    }

    private mutating func reference(
        _ field: CollectedField, _ reference: Reference, on typeName: String,
        at position: RowPosition
    ) throws(PlanningError) -> ResponseField.Content {
        let target = relationType(reference.targetType)
        let joined = try join(reference, to: target, at: position, field)
        let presence = try select(
            .column(reference.keys[0].target), at: joined, field)
        return .reference(
            try row(target, field, on: typeName, at: joined), presenceColumn: presence)
    }

    /// A reference as a statement of its own, for the rows that have it.
    private mutating func separateReference(
        _ field: CollectedField, _ reference: Reference, on typeName: String,
        at position: RowPosition
    ) throws(PlanningError) -> ResponseField.Content {
        let target = relationType(reference.targetType)
        let edge = try referenceEdge(reference, target, field, on: typeName, at: position)
        let row = RowPosition(edge: edge, alias: StatementBuilder.base)
        return .lookup(try self.row(target, field, on: typeName, at: row), edge: edge)
    }

    /// The statement of the rows that a reference leads to.
    mutating func referenceEdge(
        _ reference: Reference, _ target: RelationType, _ field: CollectedField,
        on typeName: String, at position: RowPosition
    ) throws(PlanningError) -> Int {
        let page = PageRequest(
            field: field.first, typeName: typeName, groupsField: nil, order: [],
            isReversed: false, fetchesOneMore: false, kind: .reference)
        return try appendEdge(
            EdgeDraft(
                content: .rows, parent: position.edge,
                parentKeys: try parentKeys(reference.keys, at: position, field),
                builder: StatementBuilder(
                    relation: target.relation, keys: reference.keys,
                    looksUpReferences: options.style == .lateral),
                page: page, shape: PageShape(), fallbackColumn: target.primaryKey[0],
                path: path), field)
    }

    mutating func join(
        _ reference: Reference, to target: RelationType, at position: RowPosition,
        _ field: CollectedField
    ) throws(PlanningError) -> RowPosition {
        let alias = edges[position.edge].builder.join(
            reference, to: target.relation, from: position.alias)
        try requireJoins(edges[position.edge].builder, field)
        return RowPosition(edge: position.edge, alias: alias)
    }

    func requireJoins(
        _ builder: StatementBuilder, _ field: CollectedField
    ) throws(PlanningError) {
        guard builder.joins.count <= limits.joinsMax else {
            throw .limitExceeded(.joins(max: limits.joinsMax), location: field.first.location)
        }
    }

    mutating func lookup(
        _ field: CollectedField, _ targetType: String, _ arguments: [LookupArgument]
    ) throws(PlanningError) -> ResponseField.Content {
        let conditions = arguments.map { argument in
            LookupCondition(
                column: argument.column,
                source: .key(argument: argument.name, type: argument.column.type))
        }
        return try lookup(
            field, on: operation.rootTypeName, targetType, where: conditions)
    }

    /// The only row that meets some conditions.
    mutating func lookup(
        _ field: CollectedField, on typeName: String, _ targetType: String,
        where conditions: [LookupCondition]
    ) throws(PlanningError) -> ResponseField.Content {
        let target = relationType(targetType)
        let page = PageRequest(
            field: field.first, typeName: typeName, groupsField: nil, order: [],
            isReversed: false, fetchesOneMore: false, kind: .lookup)
        let edge = try appendEdge(
            EdgeDraft(
                content: .rows, parent: nil, parentKeys: [],
                builder: StatementBuilder(relation: target.relation, keys: []), page: page,
                shape: PageShape(), lookup: conditions, fallbackColumn: target.primaryKey[0],
                path: path), field)
        let position = RowPosition(edge: edge, alias: StatementBuilder.base)
        return .lookup(try row(target, field, on: typeName, at: position), edge: edge)
    }

    func relationType(_ name: String) -> RelationType {
        guard let type = mapping.relationTypes[name] else {
            preconditionFailure("the target of a bound edge is mapped")
        }
        return type
    }

    mutating func appendEdge(
        _ draft: EdgeDraft, _ field: CollectedField
    ) throws(PlanningError) -> Int {
        edges.append(draft)
        guard edges.count <= limits.edgesMax else {
            throw .limitExceeded(.edges(max: limits.edgesMax), location: field.first.location)
        }
        return edges.count - 1
    }
}
