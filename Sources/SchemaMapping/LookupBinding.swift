import GraphQLLanguage
import GraphQLTypeSystem
import OrderedCollections
import SQLSyntax

extension SchemaBinder {
    /// A row by its key, or the rows of a list of keys.
    mutating func bindLookup(
        _ field: OutputField, _ directive: Directive, at coordinate: String
    ) -> RootField? {
        let typeName = field.type.namedType.value
        let columns = directive.argument(named: "columns")?.texts ?? []
        guard let relation = mappedRelation(typeName, at: coordinate, field.location) else {
            return nil
        }
        guard columns.count == field.arguments.count else {
            let problem = MappingError.Problem.lookupArguments(
                expected: columns.count, actual: field.arguments.count)
            report(problem, at: coordinate, directive.location)
            return nil
        }
        if case .list = field.type.nullable {
            return bindLookupOfMany(field, columns, relation, at: coordinate, directive.location)
        }
        var arguments: [LookupArgument] = []
        for (argument, name) in zip(field.arguments.values, columns) {
            guard let column = bindColumn(name, in: relation, at: coordinate, directive.location)
            else { continue }
            requireKey(argument, argument.type, of: column, at: coordinate)
            arguments.append(LookupArgument(name: argument.name, column: column))
        }
        return .lookup(targetType: typeName, arguments: arguments)
    }

    private mutating func bindLookupOfMany(
        _ field: OutputField, _ columns: [String], _ relation: CatalogRelation,
        at coordinate: String, _ location: SourceLocation
    ) -> RootField? {
        guard field.type.isNonNull, case .list(let row, _) = field.type.nullable,
            case .named(let target) = row, columns.count == 1,
            let argument = field.arguments.values.first, argument.type.isNonNull,
            case .list(let key, _) = argument.type.nullable, key.isNonNull
        else {
            report(.lookupOfMany, at: coordinate, field.location)
            return nil
        }
        guard let column = bindColumn(columns[0], in: relation, at: coordinate, location)
        else { return nil }
        requireKey(argument, key, of: column, at: coordinate)
        return .lookupOfMany(
            targetType: target.value, argument: LookupArgument(name: argument.name, column: column))
    }

    private mutating func requireKey(
        _ argument: InputField, _ type: TypeReference, of column: BoundColumn, at coordinate: String
    ) {
        guard !isKey(type, of: column.type) else { return }
        report(
            .unsupportedKey(
                column: column.name.name, typeName: column.type.rawValue,
                argumentType: argument.type.description),
            at: coordinate, argument.location)
    }

    /// Whether arguments of a type are texts that keys of a column are made of.
    private func isKey(_ type: TypeReference, of column: ColumnType) -> Bool {
        switch LeafEncoding(type.nullable, of: column, in: schema) {
        case .identifier, .string, .text: true
        default: false
        }
    }
}
