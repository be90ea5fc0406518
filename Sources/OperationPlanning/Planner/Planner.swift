package import AccessControl
package import GraphQLExecution
import GraphQLLanguage
import GraphQLTypeSystem
import OrderedCollections
import SQLSyntax
import SchemaMapping

/// Compiles an authorized operation to statements and a response.
///
/// References are joined into the statement of the rows that they start from, unless the options
/// keep statements apart; every list edge is a statement of its own. The plan depends on the
/// variables only through `@skip` and `@include`, on `orderBy`, and on which of the page arguments
/// are given: see `PlanShape`.
package func plan(
    _ authorized: AuthorizedOperation, variableValues: VariableValues,
    limits: PlanningLimits = PlanningLimits(), options: PlanningOptions = PlanningOptions()
) throws(PlanningError) -> OperationPlan {
    var planner = Planner(
        authorized, variableValues: variableValues, limits: limits, options: options)
    return try planner.plan()
}

struct Planner {
    let operation: ExecutableOperation
    let access: RoleAccess
    let mapping: SchemaMapping
    let variableValues: VariableValues
    let limits: PlanningLimits
    let options: PlanningOptions
    var commands: [PlannedCommand] = []
    var edges: [EdgeDraft] = []
    var path: [String] = []

    /// An edge whose statement is still open.
    struct EdgeDraft {
        var content: Edge.Content
        var parent: Int?
        var parentKeys: [ParentKey]
        var builder: StatementBuilder
        var page: PageRequest
        var shape: PageShape
        var lookup: [LookupCondition] = []
        var grouping = Grouping()
        /// Selected where nothing else is, as for `pageInfo { hasNextPage }` alone.
        var fallbackColumn: BoundColumn
        var path: [String]
    }

    /// The row that an object is read from.
    struct RowPosition {
        let edge: Int
        let alias: TableAlias
    }

    init(
        _ authorized: AuthorizedOperation, variableValues: VariableValues, limits: PlanningLimits,
        options: PlanningOptions
    ) {
        operation = authorized.operation
        access = authorized.access
        mapping = authorized.mapping
        self.variableValues = variableValues
        self.limits = limits
        self.options = options
    }

    mutating func plan() throws(PlanningError) -> OperationPlan {
        let root = try rootShape()
        let finished = edges.map(finish)
        return OperationPlan(
            commands: commands, edges: finished, levels: levels(finished), root: root)
    }

    private mutating func rootShape() throws(PlanningError) -> ObjectShape {
        let typeName = operation.rootTypeName
        var fields: [ResponseField] = []
        for field in collect([operation.operation.selectionSet], of: typeName) {
            fields.append(
                try response(field, on: typeName) { (planner) throws(PlanningError) in
                    try planner.rootContent(field)
                })
        }
        return ObjectShape(typeName: typeName, fields: fields)
    }

    private mutating func rootContent(
        _ field: CollectedField
    ) throws(PlanningError) -> ResponseField.Content {
        if field.name == OutputField.schema.name || field.name == OutputField.type.name {
            return .introspection(try introspection(field))
        }
        if let bound = mapping.commands[field.name], operation.type == .mutation {
            return try command(field, bound)
        }
        switch mapping.rootFields[field.name] {
        case .collection(let collection):
            return .connection(
                try connection(field, collection, on: operation.rootTypeName, from: nil))
        case .lookup(let targetType, let arguments):
            return try lookup(field, targetType, arguments)
        case .lookupOfMany(let targetType, let argument):
            return try lookupOfMany(field, targetType, argument)
        case nil:
            preconditionFailure("a validated root field is mapped, or the server would not start")
        }
    }

    /// `__schema` and `__type`, answered here from what the roles may see.
    private func introspection(
        _ field: CollectedField
    ) throws(PlanningError) -> ExecutionResult {
        do throws(ExecutionLimitExceeded) {
            return try executeField(
                field, of: IntrospectionRoot(mapping.schema, visibility: access.visibility),
                in: operation, variableValues: variableValues,
                limits: ExecutionLimits(valuesMax: limits.introspectionValuesMax))
        } catch {
            let problem = PlanningError.LimitProblem.introspection(max: error.valuesMax)
            throw .limitExceeded(problem, location: error.location)
        }
    }

    func collect(_ selectionSets: [SelectionSet], of typeName: String) -> [CollectedField] {
        var consulted: Set<String> = []
        return collectFields(
            of: typeName, in: selectionSets, operation: operation, variableValues: variableValues,
            consultedVariables: &consulted)
    }

    /// A field of an object's response; `__typename` is answered here for every type.
    mutating func response(
        _ field: CollectedField, on typeName: String,
        _ content: (inout Planner) throws(PlanningError) -> ResponseField.Content
    ) throws(PlanningError) -> ResponseField {
        path.append(field.responseName)
        defer { path.removeLast() }
        let definition = mapping.schema.field(named: field.name, on: typeName)
        return ResponseField(
            responseName: field.responseName, coordinate: "\(typeName).\(field.name)",
            locations: field.fields.map(\.location),
            isNonNull: definition?.type.isNonNull ?? true,
            content: field.name == "__typename"
                ? .typeName(encodedString(typeName)) : try content(&self))
    }

    private func finish(_ draft: EdgeDraft) -> Edge {
        var builder = draft.builder
        if builder.columns.isEmpty, draft.content == .rows {
            _ = builder.select(.column(StatementBuilder.base, draft.fallbackColumn.name))
        }
        if builder.columns.isEmpty {
            _ = builder.select(.countRows)
        }
        let composer = StatementComposer(
            builder, style: options.style, pageRowsMax: limits.pageSizeMax + 1)
        let composed =
            switch (draft.content, draft.page.kind) {
            case (.summary, _): composer.summary(draft.shape)
            case (.groups, _): composer.groups(draft.shape, draft.grouping)
            case (.rows, .collection), (.rows, .reference), (.rows, .lookupOfMany):
                composer.rows(draft.shape)
            case (.rows, .lookup): composer.lookup(draft.lookup)
            }
        return Edge(
            content: draft.content, parent: draft.parent, parentKeys: draft.parentKeys,
            sql: Renderer.render(composed.statement),
            parameters: composed.parameters.map(draft.source),
            page: draft.page, path: draft.path)
    }

    private func levels(_ edges: [Edge]) -> [[Int]] {
        var levels: [[Int]] = []
        var depths: [Int] = []
        for (index, edge) in edges.enumerated() {
            let depth = edge.parent.map { depths[$0] + 1 } ?? 0
            depths.append(depth)
            if depth == levels.count { levels.append([]) }
            levels[depth].append(index)
        }
        return levels
    }
}
