package import GraphQLExecution
import GraphQLLanguage
package import GraphQLTypeSystem
import OrderedCollections
import SchemaMapping

/// A plan with the values of one request.
package struct BoundPlan: Sendable {
    package let plan: OperationPlan
    /// The parameters of each command, in step with `plan.commands`.
    package let commands: [[BoundParameter]]
    /// In step with `plan.edges`.
    package let edges: [BoundEdge]
}

/// The values of one edge.
package struct BoundEdge: Sendable {
    /// Rows of a page.
    package let pageSize: Int
    /// Whether the page was asked for with a cursor on the side that it does not count from.
    package let hasRowsBefore: Bool
    package let hasRowsAfter: Bool
    package let parameters: [BoundParameter]
    /// The keys of a list that rows are looked up by; otherwise one, for the root.
    package var parentCount = 1
}

/// The value of a statement's parameter.
package enum BoundParameter: Hashable, Sendable {
    /// A value in PostgreSQL's binary format; `nil` is null.
    case value([UInt8]?)
    /// A value in PostgreSQL's text format.
    case text(String)
    /// The array of a parents' column, known once the parents' rows are; the index is into
    /// `Edge.parentKeys`.
    case parentKeys(Int)
    /// What a command returned, known once it has run.
    case commandResult(Int, column: Int)
}

/// Gives a plan the values of a request's variables, and checks the bounds that depend on them.
///
/// Without a seal cursors are not opened and their values are null: nothing can be read then, as
/// where a plan is only explained.
/// - Throws: `PlanningError` for pages that are too large, cursors of another collection, and keys
///   that are none.
package func bind(
    _ plan: OperationPlan, variableValues: VariableValues, schema: Schema, seal: CursorSeal?,
    limits: PlanningLimits = PlanningLimits()
) throws(PlanningError) -> BoundPlan {
    var edges: [BoundEdge] = []
    var rowsOfEdge: [Int] = []
    var rowsOfAll = 0
    for edge in plan.edges {
        let bound = try bind(edge, variableValues, schema, seal, limits)
        edges.append(bound)
        // Parents come first, and no product overflows: each is held to the bound below.
        let parents = edge.parent.map { rowsOfEdge[$0] } ?? bound.parentCount
        let rows = parents * bound.pageSize
        rowsOfEdge.append(rows)
        rowsOfAll += rows
        guard rowsOfAll <= limits.rowsMax else {
            throw .limitExceeded(
                .rows(rowsOfAll, max: limits.rowsMax), location: edge.page.field.location)
        }
    }
    return BoundPlan(
        plan: plan, commands: try bindCommands(plan, variableValues, schema, limits), edges: edges)
}

private func bind(
    _ edge: Edge, _ variableValues: VariableValues, _ schema: Schema, _ seal: CursorSeal?,
    _ limits: PlanningLimits
) throws(PlanningError) -> BoundEdge {
    guard let definition = schema.types[edge.page.typeName]?.fields?[edge.page.field.name.value]
    else { preconditionFailure("a planned field is defined") }
    switch edge.page.kind {
    case .lookup:
        return try bindLookup(edge, definition, variableValues, schema)
    case .lookupOfMany:
        return try bindLookupOfMany(edge, definition, variableValues, schema, limits)
    case .reference:
        return bindReference(edge)
    case .collection:
        let arguments = try PageArguments(
            edge.page.field, definition: definition, variableValues: variableValues,
            schema: schema, limits: limits)
        let groups = try edge.page.groupsField.map { (field) throws(PlanningError) in
            try GroupArguments(
                field, on: definition.type.namedType.value, variableValues, schema, limits)
        }
        return try bindPage(edge, arguments, groups, seal, limits)
    }
}

private func bindPage(
    _ edge: Edge, _ arguments: PageArguments, _ groups: GroupArguments?, _ seal: CursorSeal?,
    _ limits: PlanningLimits
) throws(PlanningError) -> BoundEdge {
    let after = try cursor(arguments.after, "after", edge, seal)
    let before = try cursor(arguments.before, "before", edge, seal)
    let pageSize = edge.content == .summary ? 1 : groups?.size ?? arguments.size
    let limit = pageSize + (edge.page.fetchesOneMore ? 1 : 0)
    var parameters: [BoundParameter] = []
    for source in edge.parameters {
        switch source {
        case .parentKeys(let index): parameters.append(.parentKeys(index))
        case .limit: parameters.append(.value(binary(Int64(limit))))
        case .cursor("after", let term): parameters.append(.value(after?[term]))
        case .cursor(_, let term): parameters.append(.value(before?[term]))
        case .filter(let operand, let type, let isList):
            parameters.append(
                try filterParameter(
                    operand.path.argument == "having" ? groups?.having : arguments.filter,
                    operand, type, isList, edge, limits))
        case .constant(let number): parameters.append(.value(binary(number)))
        case .typeNames(let names): parameters.append(.text(arrayLiteral(names)))
        case .key, .keys, .commandResult: preconditionFailure("only a lookup has keys")
        }
    }
    return BoundEdge(
        pageSize: pageSize, hasRowsBefore: after != nil, hasRowsAfter: before != nil,
        parameters: parameters)
}

private func filterParameter(
    _ filter: CoercedValue?, _ operand: FilterOperand, _ type: ColumnType, _ isList: Bool,
    _ edge: Edge, _ limits: PlanningLimits
) throws(PlanningError) -> BoundParameter {
    do throws(FilterProblem) {
        return .text(
            try argumentValue(
                filter, operand, of: type, isList: isList,
                valuesMax: limits.filterValuesMax))
    } catch {
        throw .filter(error, location: (edge.page.groupsField ?? edge.page.field).location)
    }
}

private func cursor(
    _ text: String?, _ argument: String, _ edge: Edge, _ seal: CursorSeal?
) throws(PlanningError) -> [[UInt8]?]? {
    guard let text, edge.content == .rows else { return nil }
    guard let seal else { return edge.page.order.map { _ in nil } }
    guard
        let values = seal.open(
            text, types: edge.page.order.map(\.value.type), scope: edge.page.cursorScope)
    else {
        throw .pageArguments(
            .foreignCursor(argument: argument), field: edge.page.field.name.value,
            location: edge.page.field.location)
    }
    return values
}

private func bindLookup(
    _ edge: Edge, _ definition: OutputField, _ variableValues: VariableValues, _ schema: Schema
) throws(PlanningError) -> BoundEdge {
    let values = try lookupArguments(edge, definition, variableValues, schema)
    var parameters: [BoundParameter] = []
    for source in edge.parameters {
        switch source {
        case .commandResult(let command, let column):
            parameters.append(.commandResult(command, column: column))
        case .key(let argument, let type):
            guard let key = values[argument]?.string.flatMap({ binaryKey($0, of: type) }) else {
                throw .malformedKey(argument: argument, location: edge.page.field.location)
            }
            parameters.append(.value(key))
        case .limit: parameters.append(.value(binary(Int64(1))))
        default: preconditionFailure("a lookup has keys and a limit")
        }
    }
    return BoundEdge(
        pageSize: 1, hasRowsBefore: false, hasRowsAfter: false, parameters: parameters)
}

private func lookupArguments(
    _ edge: Edge, _ definition: OutputField, _ variableValues: VariableValues, _ schema: Schema
) throws(PlanningError) -> [String: CoercedValue] {
    do throws(CoercionError) {
        return try coerceArguments(edge.page.field, definition, variableValues, schema)
    } catch {
        throw .coercion(error)
    }
}

private func bindLookupOfMany(
    _ edge: Edge, _ definition: OutputField, _ variableValues: VariableValues, _ schema: Schema,
    _ limits: PlanningLimits
) throws(PlanningError) -> BoundEdge {
    let values = try lookupArguments(edge, definition, variableValues, schema)
    var parameters: [BoundParameter] = []
    var keyCount = 0
    for source in edge.parameters {
        guard case .keys(let argument, let type) = source else {
            guard case .limit = source else { preconditionFailure("a lookup has keys and a limit") }
            parameters.append(.value(binary(Int64(1))))
            continue
        }
        if case .list(let keys)? = values[argument] { keyCount = keys.count }
        do throws(FilterProblem) {
            let text = try argumentValue(
                values[argument], FilterOperand(ArgumentPath(argument)), of: type, isList: true,
                valuesMax: limits.nodesMax)
            parameters.append(.text(text))
        } catch {
            let given = edge.page.field.arguments.first { $0.name.value == argument }
            throw .filter(error, location: given?.value.location ?? edge.page.field.location)
        }
    }
    return BoundEdge(
        pageSize: 1, hasRowsBefore: false, hasRowsAfter: false, parameters: parameters,
        parentCount: keyCount)
}

private func bindReference(_ edge: Edge) -> BoundEdge {
    let parameters = edge.parameters.map { source in
        if case .parentKeys(let index) = source { return BoundParameter.parentKeys(index) }
        return .value(binary(Int64(1)))
    }
    return BoundEdge(
        pageSize: 1, hasRowsBefore: false, hasRowsAfter: false, parameters: parameters)
}
