import GraphQLExecution
import GraphQLLanguage
import GraphQLTypeSystem
import SQLSyntax
import SchemaMapping

extension Planner {
    /// A field of the mutation type: the call of its function, and the row read back by the key
    /// that it returns.
    mutating func command(
        _ field: CollectedField, _ command: Command
    ) throws(PlanningError) -> ResponseField.Content {
        let number = commands.count
        commands.append(
            PlannedCommand(
                sql: Renderer.render(Self.call(command)), parameters: command.parameters,
                argumentName: command.argumentName, field: field.first, path: path))
        guard commands.count <= limits.commandsMax else {
            throw .limitExceeded(
                .commands(max: limits.commandsMax), location: field.first.location)
        }
        var fields: [ResponseField] = []
        for child in collect(field.selectionSets, of: command.payloadType) {
            fields.append(
                try response(child, on: command.payloadType) { (planner) throws(PlanningError) in
                    child.name == "errors"
                        ? .commandErrors(planner.errorFields(child), command: number)
                        : try planner.result(child, of: command, number)
                })
        }
        return .payload(
            ObjectShape(typeName: command.payloadType, fields: fields), command: number)
    }

    private mutating func result(
        _ field: CollectedField, of command: Command, _ number: Int
    ) throws(PlanningError) -> ResponseField.Content {
        let conditions = command.key.enumerated().map { index, column in
            LookupCondition(column: column, source: .commandResult(number, column: index))
        }
        return try lookup(
            field, on: command.payloadType, command.resultType, where: conditions)
    }

    /// `SELECT r."office_id", r."id" FROM "api"."record_visit"($1::uuid, …) AS r`.
    private static func call(_ command: Command) -> SelectStatement {
        let arguments = command.parameters.enumerated().map { index, parameter in
            Expression.parameter(
                Parameter(number: index + 1, type: PostgresTypeName(parameter.type)))
        }
        return SelectStatement(
            columns: command.key.map { SelectColumn(.column(.rows, $0.name)) },
            from: .function(command.function, arguments, .rows))
    }

    private func errorFields(_ field: CollectedField) -> [CommandErrorField] {
        collect(field.selectionSets, of: "CommandError").map { child in
            let content: CommandErrorField.Content =
                switch child.name {
                case "code": .code
                case "message": .message
                case "parameters": .parameters(parameterFields(child))
                default: .typeName(encodedString("CommandError"))
                }
            return CommandErrorField(
                encodedName: encodedName(child.responseName), content: content)
        }
    }

    private func parameterFields(_ field: CollectedField) -> [CommandErrorField] {
        collect(field.selectionSets, of: "CommandErrorParameter").map { child in
            let content: CommandErrorField.Content =
                switch child.name {
                case "name": .name
                case "value": .value
                default: .typeName(encodedString("CommandErrorParameter"))
                }
            return CommandErrorField(
                encodedName: encodedName(child.responseName), content: content)
        }
    }
}
