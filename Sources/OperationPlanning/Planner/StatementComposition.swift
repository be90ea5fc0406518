import SQLSyntax
import SchemaMapping

/// A statement and what its parameters are, in the order of their numbers.
struct ComposedStatement {
    var statement: SelectStatement
    var parameters: [ParameterSource]
}

/// The bounds of a page: which cursors it has, and its order.
struct PageShape {
    var order: [BoundOrder]
    var isReversed: Bool
    var hasAfter: Bool
    var hasBefore: Bool
}

/// Composes the statements of edges: plain columns, no JSON.
///
/// At the root:
///
///     SELECT t0."name_ar" AS c0 FROM "app"."community" AS t0 ORDER BY … LIMIT $1::int8
///
/// Below it, one statement for the rows of all parents, who are told apart by their ordinal `n`:
///
///     SELECT p."n", r."c0"
///     FROM unnest($1::int4[], $2::uuid[]) WITH ORDINALITY AS p ("k0", "k1", "n")
///     CROSS JOIN LATERAL (SELECT … FROM "app"."school" AS t0 WHERE … LIMIT $3::int8) AS r
struct StatementComposer {
    private var parameters: [ParameterSource] = []

    static func rows(_ builder: StatementBuilder, page: PageShape) -> ComposedStatement {
        var composer = StatementComposer()
        let names = composer.columnNames(builder)
        var inner = composer.base(builder)
        inner.columns = zip(builder.columns, names).map { selected, name in
            SelectColumn(.column(selected.alias, selected.column), as: name)
        }
        inner.joins = builder.joins
        inner.filter = composer.conjunction(inner.filter, composer.keysets(page))
        inner.orderBy = page.order.map { composer.orderTerm($0, isReversed: page.isReversed) }
        inner.limit = composer.parameter(.limit, name(.int8))
        return composer.perParent(inner, builder, columns: names)
    }

    static func count(_ builder: StatementBuilder) -> ComposedStatement {
        var composer = StatementComposer()
        var inner = composer.base(builder)
        let total = numbered("c", 0)
        inner.columns = [SelectColumn(.countRows, as: total)]
        return composer.perParent(inner, builder, columns: [total])
    }

    static func lookup(
        _ builder: StatementBuilder, arguments: [LookupArgument]
    ) -> ComposedStatement {
        var composer = StatementComposer()
        let names = composer.columnNames(builder)
        var statement = composer.base(builder)
        let conditions = arguments.map { argument in
            Expression.comparison(
                .column(StatementBuilder.base, argument.column.name), .equal,
                composer.parameter(
                    .key(argument: argument.name, type: argument.column.type),
                    name(argument.column.type)))
        }
        statement.columns = zip(builder.columns, names).map { selected, name in
            SelectColumn(.column(selected.alias, selected.column), as: name)
        }
        statement.joins = builder.joins
        statement.filter = .all(conditions)
        statement.limit = composer.parameter(.limit, name(.int8))
        return ComposedStatement(statement: statement, parameters: composer.parameters)
    }

    private func columnNames(_ builder: StatementBuilder) -> [Identifier] {
        builder.columns.indices.map { numbered("c", $0) }
    }

    /// `FROM relation WHERE keys`, with the parents' keys as the first parameters.
    private mutating func base(_ builder: StatementBuilder) -> SelectStatement {
        parameters = builder.keys.indices.map { .parentKeys($0) }
        let conditions = builder.keys.indices.map { index in
            Expression.comparison(
                .column(StatementBuilder.base, builder.keys[index].target.name), .equal,
                .column(.parents, numbered("k", index)))
        }
        return SelectStatement(
            columns: [], from: .relation(builder.relation, StatementBuilder.base),
            filter: conditions.isEmpty ? nil : .all(conditions))
    }

    private mutating func parameter(
        _ source: ParameterSource, _ type: PostgresTypeName
    ) -> Expression {
        parameters.append(source)
        return .parameter(Parameter(number: parameters.count, type: type))
    }

    private func conjunction(_ filter: Expression?, _ terms: [Expression]) -> Expression? {
        guard !terms.isEmpty else { return filter }
        if case .all(let keys)? = filter { return .all(keys + terms) }
        return .all(terms)
    }

    private mutating func keysets(_ page: PageShape) -> [Expression] {
        var conditions: [Expression] = []
        if page.hasAfter { conditions.append(keyset(page.order, "after", isReversed: false)) }
        if page.hasBefore { conditions.append(keyset(page.order, "before", isReversed: true)) }
        return conditions
    }

    private mutating func keyset(
        _ order: [BoundOrder], _ argument: String, isReversed: Bool
    ) -> Expression {
        var terms: [KeysetTerm] = []
        for (index, term) in order.enumerated() {
            let value = parameter(.cursor(argument: argument, term: index), name(term.column.type))
            terms.append(
                KeysetTerm(
                    column: .column(StatementBuilder.base, term.column.name),
                    isNullable: term.column.isNullable,
                    direction: isReversed ? term.direction.reversed : term.direction,
                    value: value))
        }
        return keysetCondition(terms)
    }

    private func orderTerm(_ order: BoundOrder, isReversed: Bool) -> OrderTerm {
        OrderTerm(
            .column(StatementBuilder.base, order.column.name),
            isReversed ? order.direction.reversed : order.direction)
    }

    /// Runs a statement once a parent, or as it is at the root.
    private func perParent(
        _ inner: SelectStatement, _ builder: StatementBuilder, columns: [Identifier]
    ) -> ComposedStatement {
        guard !builder.keys.isEmpty else {
            return ComposedStatement(statement: inner, parameters: parameters)
        }
        let ordinal = fixed("n")
        let arrays = builder.keys.enumerated().map { index, key in
            Parameter(number: index + 1, type: name(key.parent.type, isArray: true))
        }
        let outer = SelectStatement(
            columns: [SelectColumn(.column(.parents, ordinal))]
                + columns.map { SelectColumn(.column(.rows, $0)) },
            from: .unnest(
                arrays, alias: .parents, columns: arrays.indices.map { numbered("k", $0) },
                ordinality: ordinal),
            joins: [Join(.cross, .lateral(inner, .rows))])
        return ComposedStatement(statement: outer, parameters: parameters)
    }
}

private func fixed(_ name: String) -> Identifier {
    do throws(IdentifierError) {
        return try Identifier(validating: name)
    } catch {
        preconditionFailure("\(name) is a name of this file: \(error)")
    }
}

private func numbered(_ prefix: String, _ number: Int) -> Identifier { fixed("\(prefix)\(number)") }

private func name(_ type: ColumnType, isArray: Bool = false) -> PostgresTypeName {
    switch type {
    case .textArray: PostgresTypeName(fixed("text"), isArray: true)
    default: PostgresTypeName(fixed(type.rawValue), isArray: isArray)
    }
}
