import AccessControl
import GraphQLExecution
import GraphQLLanguage
import GraphQLTypeSystem
import OrderedCollections
import SQLSyntax
import SchemaMapping

extension Planner {
    /// The figures of all rows of a collection.
    mutating func aggregate(
        _ field: CollectedField, of node: String, edge: Int
    ) throws(PlanningError) -> ConnectionField.Content {
        let rowsMin = access.smallestGroup(of: node)
        let countColumn = rowsMin == nil ? nil : try select(.count, of: edge, field)
        let shape = try figures(
            field.selectionSets, on: "\(node)Aggregate", of: node, edge: edge)
        return .aggregate(shape, rowsMin: rowsMin, countColumn: countColumn, edge: edge)
    }

    /// The figures of each group of rows; the key's selected fields make the groups.
    mutating func groups(
        _ field: CollectedField, of node: String, edge: Int
    ) throws(PlanningError) -> ConnectionField.Content {
        let shape = try figures(field.selectionSets, on: "\(node)Group", of: node, edge: edge)
        edges[edge].grouping.rowsMin = access.smallestGroup(of: node)
        try group(field, of: node, edge: edge)
        return .groups(shape, edge: edge)
    }

    private mutating func figures(
        _ selectionSets: [SelectionSet], on typeName: String, of node: String, edge: Int
    ) throws(PlanningError) -> ObjectShape {
        var fields: [ResponseField] = []
        for field in collect(selectionSets, of: typeName) {
            fields.append(
                try response(field, on: typeName) { (planner) throws(PlanningError) in
                    switch field.name {
                    case "count": try planner.leaf(.count, field, on: typeName, edge: edge)
                    case "key": try planner.key(field, of: node, edge: edge)
                    default: try planner.values(field, on: typeName, of: node, edge: edge)
                    }
                })
        }
        return ObjectShape(typeName: typeName, fields: fields)
    }

    /// One kind of figure, of each field that is selected.
    private mutating func values(
        _ word: CollectedField, on typeName: String, of node: String, edge: Int
    ) throws(PlanningError) -> ResponseField.Content {
        let valuesType = typeOfField(word.name, on: typeName)
        var fields: [ResponseField] = []
        for field in collect(word.selectionSets, of: valuesType) {
            fields.append(
                try response(field, on: valuesType) { (planner) throws(PlanningError) in
                    let figure = planner.figure(word.name, field.name, of: node, in: valuesType)
                    return try planner.leaf(figure, field, on: valuesType, edge: edge)
                })
        }
        return .sameRow(ObjectShape(typeName: valuesType, fields: fields))
    }

    private func typeOfField(_ name: String, on typeName: String) -> String {
        mapping.schema.field(named: name, on: typeName)?.type.namedType.value ?? ""
    }

    /// The figure that a word such as `sum` says of a field.
    private func figure(
        _ word: String, _ fieldName: String, of node: String, in valuesType: String
    ) -> Figure {
        guard let word = FigureWord(rawValue: word) else {
            preconditionFailure("a figure is one of those that expansion made")
        }
        switch relationType(node).fields[fieldName] {
        case .reference(let reference): return .countDistinct(reference.keys.map(\.parent))
        case .column(let leaf):
            let isFloat = typeOfField(fieldName, on: valuesType) == "Float"
            return figure(word, leaf.column, isFloat: isFloat)
        case .collection, nil: preconditionFailure("figures are of columns and references")
        }
    }

    private func figure(_ word: FigureWord, _ column: BoundColumn, isFloat: Bool) -> Figure {
        switch word {
        case .countDistinct: .countDistinct([column])
        case .sum: .sum(column, isFloat: isFloat)
        case .avg: .average(column)
        case .stddev: .deviation(column)
        case .median: .percentile(.half, column)
        case .percentile10: .percentile(.tenth, column)
        case .percentile25: .percentile(.quarter, column)
        case .percentile75: .percentile(.threeQuarters, column)
        case .percentile90: .percentile(.nineTenths, column)
        case .min: .min(column)
        case .max: .max(column)
        }
    }

    private mutating func leaf(
        _ figure: Figure, _ field: CollectedField, on typeName: String, edge: Int
    ) throws(PlanningError) -> ResponseField.Content {
        let column = BoundColumn(
            name: .fixed("figure"), type: figure.type, isNullable: figure.isNullable)
        guard let type = mapping.schema.field(named: field.name, on: typeName)?.type,
            let encoding = LeafEncoding(type.nullable, of: column.type, in: mapping.schema)
        else { preconditionFailure("expansion gives a figure a type that fits") }
        return .leaf(
            column: try select(figure, of: edge, field),
            BoundLeaf(column: column, encoding: encoding))
    }

    mutating func select(
        _ figure: Figure, of edge: Int, _ field: CollectedField
    ) throws(PlanningError) -> Int {
        try select(figure.expression(of: StatementBuilder.base), of: edge, field)
    }

    // MARK: Keys

    private mutating func key(
        _ field: CollectedField, of node: String, edge: Int
    ) throws(PlanningError) -> ResponseField.Content {
        let position = RowPosition(edge: edge, alias: StatementBuilder.base)
        return .sameRow(try keyShape(field.selectionSets, of: relationType(node), at: position))
    }

    private mutating func keyShape(
        _ selectionSets: [SelectionSet], of type: RelationType, at position: RowPosition
    ) throws(PlanningError) -> ObjectShape {
        let typeName = "\(type.typeName)GroupKey"
        var fields: [ResponseField] = []
        for field in collect(selectionSets, of: typeName) {
            fields.append(
                try response(field, on: typeName) { (planner) throws(PlanningError) in
                    try planner.keyContent(field, of: type, at: position)
                })
        }
        return ObjectShape(typeName: typeName, fields: fields)
    }

    private mutating func keyContent(
        _ field: CollectedField, of type: RelationType, at position: RowPosition
    ) throws(PlanningError) -> ResponseField.Content {
        switch type.fields[field.name] {
        case .column(let leaf):
            let column = edges[position.edge].builder.expression(
                .column(leaf.column), of: position.alias)
            let period = try bucket(field, on: "\(type.typeName)GroupKey")
            let key = period.map { .periodStart($0, of: column) } ?? column
            if !edges[position.edge].grouping.keys.contains(key) {
                edges[position.edge].grouping.keys.append(key)
            }
            return .leaf(column: try select(key, of: position.edge, field), leaf)
        case .reference(let reference):
            let target = relationType(reference.targetType)
            let joined = try join(reference, to: target, at: position, field)
            return .sameRow(try keyShape(field.selectionSets, of: target, at: joined))
        case .collection, nil: preconditionFailure("keys are columns and references")
        }
    }

    private func bucket(
        _ field: CollectedField, on typeName: String
    ) throws(PlanningError) -> Period? {
        guard let definition = mapping.schema.field(named: field.name, on: typeName) else {
            preconditionFailure("a validated field is defined")
        }
        do throws(CoercionError) {
            let values = try coerceArguments(
                field.first, definition, variableValues, mapping.schema)
            guard case .enumValue(let name)? = values["bucket"] else { return nil }
            return Period(rawValue: name.lowercased())
        } catch {
            throw .coercion(error)
        }
    }

    // MARK: Groups

    /// What the arguments of `groups` say: which groups, and in which order.
    private mutating func group(
        _ field: CollectedField, of node: String, edge: Int
    ) throws(PlanningError) {
        let arguments = try GroupArguments(
            field.first, on: "\(node)Connection", variableValues, mapping.schema, limits)
        if let having = arguments.having {
            edges[edge].grouping.having = try havingCondition(having, of: node, field)
        }
        for (index, item) in arguments.order.enumerated() {
            guard let (word, value) = item.onlyMember else { throw emptyOrder(index, field) }
            if word == "key" {
                guard let order = value.orderDirection else { throw emptyOrder(index, field) }
                edges[edge].grouping.keyDirection = order.direction
                continue
            }
            guard let (figure, order) = groupOrder(word, value, of: node) else {
                throw emptyOrder(index, field)
            }
            edges[edge].grouping.order.append(
                (figure.expression(of: StatementBuilder.base), order))
        }
    }

    private func emptyOrder(_ index: Int, _ field: CollectedField) -> PlanningError {
        .pageArguments(.emptyOrder(index: index), field: field.name, location: field.first.location)
    }

    private func groupOrder(
        _ word: String, _ value: CoercedValue, of node: String
    ) -> (Figure, OrderTerm.Direction)? {
        if word == "count" { return value.orderDirection.map { (.count, $0.direction) } }
        guard let (name, direction) = value.onlyMember else { return nil }
        let valuesType = typeOfField(word, on: "\(node)Group")
        return direction.orderDirection.map {
            (figure(word, name, of: node, in: valuesType), $0.direction)
        }
    }

    private func havingCondition(
        _ having: CoercedValue, of node: String, _ field: CollectedField
    ) throws(PlanningError) -> RowCondition {
        do throws(FilterProblem) {
            return .all(try havingConditions(having, of: node))
        } catch {
            throw .filter(error, location: field.first.location)
        }
    }

    private func havingConditions(
        _ having: CoercedValue, of node: String
    ) throws(FilterProblem) -> [RowCondition] {
        let planner = FilterPlanner(mapping, limits: limits)
        let path = ArgumentPath("having")
        var conditions: [RowCondition] = []
        for (word, value) in having.members {
            let path = path.appending(.field(word))
            if word == "count" {
                conditions += try planner.leafCondition(value, .figure(.count), at: path).list
                continue
            }
            guard case .object(let fields) = value else { throw .null(path) }
            let valuesType = typeOfField(word, on: "\(node)Group")
            for (name, value) in fields {
                let figure = figure(word, name, of: node, in: valuesType)
                conditions += try planner.leafCondition(
                    value, .figure(figure), at: path.appending(.field(name))
                ).list
            }
        }
        return conditions
    }
}

extension RowCondition? {
    fileprivate var list: [RowCondition] { map { [$0] } ?? [] }
}

extension CoercedValue {
    fileprivate var members: OrderedDictionary<String, CoercedValue> {
        if case .object(let members) = self { members } else { [:] }
    }
}
