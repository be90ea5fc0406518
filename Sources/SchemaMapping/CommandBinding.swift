import GraphQLLanguage
import GraphQLTypeSystem
import OrderedCollections
import SQLSyntax

/// Binds the fields of the mutation type to functions of the namespace `api`.
extension SchemaBinder {
    mutating func bindCommands() -> [String: Command] {
        guard let name = schema.mutationTypeName, case .object(let mutation)? = schema.types[name]
        else { return [:] }
        var commands: [String: Command] = [:]
        for field in mutation.fields.values {
            let coordinate = "\(name).\(field.name)"
            if field.directives.accessRoles == nil {
                report(.missingAccess, at: coordinate, field.location)
            }
            guard let directive = field.directive("command") else {
                report(.missingCommand, at: coordinate, field.location)
                continue
            }
            commands[field.name] = bindCommand(field, directive, at: coordinate)
        }
        return commands
    }

    private mutating func bindCommand(
        _ field: OutputField, _ directive: Directive, at coordinate: String
    ) -> Command? {
        let name = directive.argument(named: "function")?.text ?? ""
        guard let function = catalog.commands[name],
            let namespace = identifier(
                CatalogFunction.namespace, at: coordinate, directive.location),
            let identifier = identifier(name, at: coordinate, directive.location)
        else {
            report(
                .unknownFunction("\(CatalogFunction.namespace).\(name)"), at: coordinate,
                directive.location)
            return nil
        }
        guard let argument = field.arguments.values.first, field.arguments.count == 1,
            argument.type.isNonNull,
            case .inputObject(let input)? = schema.inputType(of: argument.type)
        else {
            report(.commandArguments, at: coordinate, field.location)
            return nil
        }
        let parameters = bindParameters(function, input, at: coordinate, directive.location)
        return bindPayload(field, function, at: coordinate).map { payload in
            Command(
                function: QualifiedName(namespace: namespace, name: identifier),
                argumentName: argument.name, parameters: parameters,
                payloadType: field.type.namedType.value, resultField: payload.field,
                resultType: payload.type, key: payload.key)
        }
    }

    private mutating func bindParameters(
        _ function: CatalogFunction, _ input: InputObjectType, at coordinate: String,
        _ location: SourceLocation
    ) -> [CommandParameter] {
        var unused = Set(input.fields.keys)
        var parameters: [CommandParameter] = []
        for parameter in function.parameters {
            let field = input.fields.values.first { $0.name.snakeCased == parameter.name }
            guard let field, let type = ColumnType(rawValue: parameter.typeName),
                LeafEncoding(field.type.nullable, of: type, in: schema) != nil
            else {
                report(
                    .commandInput(parameter: parameter.name, function: function.name),
                    at: coordinate, location)
                continue
            }
            unused.remove(field.name)
            parameters.append(CommandParameter(inputField: field.name, type: type))
        }
        for name in unused.sorted() {
            report(
                .commandParameter(field: name, function: function.name),
                at: "\(input.name).\(name)", input.location)
        }
        return parameters
    }

    private struct Payload {
        let field: String
        let type: String
        let key: [BoundColumn]
    }

    private mutating func bindPayload(
        _ field: OutputField, _ function: CatalogFunction, at coordinate: String
    ) -> Payload? {
        let name = field.type.namedType.value
        guard case .object(let payload)? = schema.types[name],
            payload.fields["errors"]?.type.description == "[CommandError!]!",
            payload.fields.count == 2,
            let result = payload.fields.values.first(where: { $0.name != "errors" }),
            !result.type.isNonNull,
            case .object(let target)? = schema.types[result.type.namedType.value],
            let relation = relation(of: target, reporting: false)
        else {
            report(.commandPayload(name), at: coordinate, field.location)
            return nil
        }
        let returned = Set(function.results.map(\.name))
        for column in relation.primaryKey where !returned.contains(column) {
            report(
                .commandResult(column: column, function: function.name), at: coordinate,
                field.location)
        }
        let key = function.results.filter { relation.primaryKey.contains($0.name) }
            .compactMap { bindColumn($0.name, in: relation, at: coordinate, field.location) }
        return Payload(field: result.name, type: target.name, key: key)
    }
}
