package import GraphQLExecution
import GraphQLLanguage
import GraphQLTypeSystem
import OrderedCollections
package import SchemaMapping

/// What an operation costs, by the weights and sizes of its schema.
///
/// Introspection costs nothing here: it is answered from memory, within a bound of its own.
/// - Throws: `PlanningError` where a field is not given the one slicing argument that it requires.
package func planCost(
    _ operation: ExecutableOperation, mapping: SchemaMapping, variableValues: VariableValues,
    limits: PlanningLimits = PlanningLimits()
) throws(PlanningError) -> PlannedCost {
    var planner = CostPlanner(
        operation: operation, mapping: mapping, variableValues: variableValues, limits: limits)
    try planner.visit(
        [operation.operation.selectionSet], of: operation.rootTypeName, below: .root, sized: [:])
    return PlannedCost(
        rootWeight: mapping.schema.costWeight(ofType: operation.rootTypeName),
        nodes: planner.nodes, limits: limits)
}

private struct CostPlanner {
    let operation: ExecutableOperation
    let mapping: SchemaMapping
    let variableValues: VariableValues
    let limits: PlanningLimits
    private(set) var nodes: [PlannedCost.Node] = []

    private var schema: Schema { mapping.schema }

    init(
        operation: ExecutableOperation, mapping: SchemaMapping, variableValues: VariableValues,
        limits: PlanningLimits
    ) {
        self.operation = operation
        self.mapping = mapping
        self.variableValues = variableValues
        self.limits = limits
    }

    /// What a selection is of.
    struct Place {
        let parent: Int?
        let possibleType: String?

        static let root = Place(parent: nil, possibleType: nil)
    }

    /// - Parameter sized: The sizes of fields that the field above says.
    mutating func visit(
        _ selectionSets: [SelectionSet], of typeName: String, below place: Place,
        sized: [String: PlannedSize]
    ) throws(PlanningError) {
        var consulted: Set<String> = []
        let fields = collectFields(
            of: typeName, in: selectionSets, operation: operation,
            variableValues: variableValues, consultedVariables: &consulted)
        for field in fields {
            guard let definition = schema.field(named: field.name, on: typeName),
                !definition.isMetaField
            else { continue }
            try visit(field, definition, of: typeName, below: place, sized[field.name])
        }
    }

    private mutating func visit(
        _ field: CollectedField, _ definition: OutputField, of typeName: String, below place: Place,
        _ sized: PlannedSize?
    ) throws(PlanningError) {
        let valueType = definition.type.namedType.value
        let weight = try definition.costWeight(in: schema) + argumentCost(field, definition)
        let typeWeight = schema.costWeight(ofType: valueType)
        guard weight > 0 || typeWeight > 0 || !field.selectionSets.isEmpty else { return }
        let number = nodes.count
        let listSize = definition.listSize
        let own = try listSize.map { (listSize) throws(PlanningError) in
            try size(listSize, of: field, definition, on: typeName, number: number)
        }
        let isSizedBelow = listSize?.sizedFields.isEmpty == false
        nodes.append(
            PlannedCost.Node(
                parent: place.parent, possibleType: place.possibleType,
                responseName: field.responseName,
                location: field.first.location, weight: weight, typeWeight: typeWeight,
                size: isSizedBelow ? sized : own ?? sized))
        guard !field.selectionSets.isEmpty else { return }
        var sizedBelow: [String: PlannedSize] = [:]
        for name in listSize?.sizedFields ?? [] { sizedBelow[name] = own }
        guard schema.types[valueType]?.isAbstractType == true else {
            let place = Place(parent: number, possibleType: nil)
            return try visit(field.selectionSets, of: valueType, below: place, sized: sizedBelow)
        }
        for type in schema.possibleTypes(of: valueType) {
            let place = Place(parent: number, possibleType: type)
            try visit(field.selectionSets, of: type, below: place, sized: sizedBelow)
        }
    }

    // MARK: Sizes

    private func size(
        _ listSize: ListSize, of field: CollectedField, _ definition: OutputField,
        on typeName: String, number: Int
    ) throws(PlanningError) -> PlannedSize {
        let given = listSize.slicingArguments.filter { argument in
            !isAbsent(argument, of: field, definition)
        }
        if listSize.requiresOneSlicingArgument, !listSize.slicingArguments.isEmpty,
            given.count != 1
        {
            throw .pageArguments(
                .oneSlicingArgument(listSize.slicingArguments), field: field.name,
                location: field.first.location)
        }
        let values = given.compactMap { value(of: $0, field, definition) }
        let literals = values.compactMap { if case .literal(let size) = $0 { size } else { nil } }
        let variables = values.compactMap {
            if case .variable(let name) = $0 { name } else { nil }
        }
        let known = values.isEmpty ? Double(listSize.assumedSize ?? 1) : literals.max()
        let sliced = largestSlice(of: definition, on: typeName)
        return PlannedSize(
            known: known, variables: variables,
            largest: max(known ?? 0, variables.isEmpty ? 0 : sliced),
            slicing: (given.first ?? listSize.slicingArguments.first).map {
                PlannedSize.Slicing(node: number, argument: $0)
            })
    }

    private enum SliceValue {
        case literal(Double)
        case variable(String)
    }

    /// A variable stays one, as plans are shared by its values.
    private func value(
        of argument: String, _ field: CollectedField, _ definition: OutputField
    ) -> SliceValue? {
        let given = field.first.arguments.first { $0.name.value == argument }?.value
        switch given?.kind {
        case .variable(let name)? where variableValues[name] != nil: return .variable(name)
        case .int(let text)?: return .literal(max(0, Double(text) ?? 0))
        case .list(let items)?: return .literal(Double(items.count))
        case nil, .variable?: break
        // A single value stands for a list of itself.
        default: return .literal(1)
        }
        switch definition.arguments[argument]?.defaultValue?.kind {
        case .int(let text)?: return .literal(max(0, Double(text) ?? 0))
        case .list(let items)?: return .literal(Double(items.count))
        default: return nil
        }
    }

    private func isAbsent(
        _ argument: String, of field: CollectedField, _ definition: OutputField
    ) -> Bool {
        let given = field.first.arguments.first { $0.name.value == argument }?.value
        switch given?.kind {
        case .variable(let name)? where variableValues[name] != nil:
            return variableValues[name] == .null
        case .null?: return true
        case nil, .variable?:
            let byDefault = definition.arguments[argument]?.defaultValue?.kind
            return byDefault == nil || byDefault == .null
        default: return false
        }
    }

    /// The largest size that binding lets a variable say.
    private func largestSlice(of definition: OutputField, on typeName: String) -> Double {
        if mapping.connectionTypes[definition.type.namedType.value] != nil {
            return Double(limits.pageSizeMax)
        }
        if typeName == schema.queryTypeName,
            case .lookupOfMany? = mapping.rootFields[definition.name]
        {
            return Double(limits.nodesMax)
        }
        let isGroups = mapping.connectionTypes[typeName] != nil && definition.name == "groups"
        return isGroups ? Double(limits.groupsMax) : .infinity
    }

    // MARK: Arguments

    private func argumentCost(
        _ field: CollectedField, _ definition: OutputField
    ) throws(PlanningError) -> Double {
        if definition.arguments.isEmpty { return 0 }
        let values: OrderedDictionary<String, CoercedValue>
        do throws(CoercionError) {
            values = try coerceArgumentValues(
                definition.arguments, field.first.arguments, variableValues: variableValues,
                schema: schema, at: field.first.location)
        } catch {
            throw .coercion(error)
        }
        return cost(values, definition.arguments)
    }

    private func cost(
        _ values: OrderedDictionary<String, CoercedValue>,
        _ definitions: OrderedDictionary<String, InputField>
    ) -> Double {
        var cost = 0.0
        for (name, value) in values where value != .null {
            guard let input = definitions[name] else { continue }
            cost += input.costWeight(in: schema) + self.cost(within: value, of: input.type)
        }
        return cost
    }

    /// What is given within input objects; the items of a list count each.
    private func cost(within value: CoercedValue, of type: TypeReference) -> Double {
        switch (value, schema.types[type.namedType.value]) {
        case (.list(let items), _):
            items.reduce(0) { $0 + cost(within: $1, of: type) }
        case (.object(let fields), .inputObject(let input)): cost(fields, input.fields)
        default: 0
        }
    }
}
