import GraphQLExecution
import GraphQLLanguage
import GraphQLTypeSystem
import OrderedCollections
import SchemaMapping

/// The parameters of each command of a plan: what the input fields give, null where they are
/// absent.
func bindCommands(
    _ plan: OperationPlan, _ variableValues: VariableValues, _ schema: Schema,
    _ limits: PlanningLimits
) throws(PlanningError) -> [[BoundParameter]] {
    var commands: [[BoundParameter]] = []
    for command in plan.commands {
        commands.append(try bind(command, variableValues, schema, limits))
    }
    return commands
}

private func bind(
    _ command: PlannedCommand, _ variableValues: VariableValues, _ schema: Schema,
    _ limits: PlanningLimits
) throws(PlanningError) -> [BoundParameter] {
    let mutationType = schema.mutationTypeName ?? ""
    guard let definition = schema.field(named: command.field.name.value, on: mutationType) else {
        preconditionFailure("a planned field is defined")
    }
    let values: [String: CoercedValue]
    do throws(CoercionError) {
        values = try coerceArguments(command.field, definition, variableValues, schema)
    } catch {
        throw .coercion(error)
    }
    guard let input = values[command.argumentName] else {
        preconditionFailure("the argument of a command is not null")
    }
    var parameters: [BoundParameter] = []
    for parameter in command.parameters {
        do throws(FilterProblem) {
            parameters.append(try value(parameter, of: input, command, limits))
        } catch {
            throw .filter(error, location: command.field.location)
        }
    }
    return parameters
}

private func value(
    _ parameter: CommandParameter, of input: CoercedValue, _ command: PlannedCommand,
    _ limits: PlanningLimits
) throws(FilterProblem) -> BoundParameter {
    guard case .object(let fields) = input, let value = fields[parameter.inputField],
        value != .null
    else { return .value(nil) }
    let path = ArgumentPath(command.argumentName).appending(.field(parameter.inputField))
    let isList = parameter.type == .textArray
    return .text(
        try argumentValue(
            input, FilterOperand(path), of: isList ? .text : parameter.type, isList: isList,
            valuesMax: limits.filterValuesMax))
}
