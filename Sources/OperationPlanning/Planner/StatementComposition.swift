import SQLSyntax
import SchemaMapping

/// A statement and what its parameters are, in the order of their numbers.
struct ComposedStatement {
    var statement: SelectStatement
    var parameters: [ParameterSource]
}

/// The bounds of a page: its order, which cursors it has, and what its rows must meet.
struct PageShape {
    var order: [OrderKey] = []
    var isReversed = false
    var hasAfter = false
    var hasBefore = false
    var filter: RowCondition?
}

/// A column that a lookup compares, and what with.
struct LookupCondition {
    let column: BoundColumn
    let source: ParameterSource
}

/// How the rows of an edge are put into groups.
struct Grouping {
    /// The expressions whose values the rows of a group have in common.
    var keys: [Expression] = []
    var keyDirection = OrderTerm.Direction.ascending
    var having: RowCondition?
    /// The fewest rows that a group is shown of.
    var rowsMin: Int?
    var order: [(expression: Expression, direction: OrderTerm.Direction)] = []
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
    private var builder: StatementBuilder
    private var subqueryCount = 0

    private init(_ builder: StatementBuilder) {
        self.builder = builder
        parameters = builder.keys.indices.map { .parentKeys($0) }
    }

    static func rows(_ builder: StatementBuilder, page: PageShape) -> ComposedStatement {
        var composer = StatementComposer(builder)
        let order = page.isReversed ? page.order.map(\.reversed) : page.order
        let orderBy = order.map { composer.orderTerm($0) }
        let keysets = composer.keysets(page)
        let filter = composer.filter(keysets, page.filter)
        var inner = composer.base(filter)
        inner.orderBy = orderBy
        inner.limit = composer.parameter(.limit, PostgresTypeName(.int8))
        return composer.perParent(inner)
    }

    /// The figures that were selected, of all rows of a parent.
    static func summary(_ builder: StatementBuilder, page: PageShape) -> ComposedStatement {
        var composer = StatementComposer(builder)
        let filter = composer.filter([], page.filter)
        return composer.perParent(composer.base(filter))
    }

    /// The keys and figures that were selected, of each group of a parent's rows.
    static func groups(
        _ builder: StatementBuilder, page: PageShape, grouping: Grouping
    ) -> ComposedStatement {
        var composer = StatementComposer(builder)
        let filter = composer.filter([], page.filter)
        var inner = composer.base(filter)
        inner.groupBy = grouping.keys
        inner.having = composer.having(grouping)
        let order = grouping.order.map { OrderTerm($0.expression, $0.direction) }
        inner.orderBy = order + grouping.keys.map { OrderTerm($0, grouping.keyDirection) }
        inner.limit = composer.parameter(.limit, PostgresTypeName(.int8))
        return composer.perParent(inner)
    }

    private mutating func having(_ grouping: Grouping) -> Expression? {
        var terms: [Expression] = []
        if let condition = grouping.having {
            terms.append(expression(condition, of: StatementBuilder.base))
        }
        if let rowsMin = grouping.rowsMin {
            let bound = parameter(.constant(Int64(rowsMin)), PostgresTypeName(.int8))
            terms.append(.comparison(.countRows, .greaterOrEqual, bound))
        }
        return terms.isEmpty ? nil : .all(terms)
    }

    static func lookup(
        _ builder: StatementBuilder, conditions: [LookupCondition]
    ) -> ComposedStatement {
        var composer = StatementComposer(builder)
        let conditions = conditions.map { condition in
            Expression.comparison(
                .column(StatementBuilder.base, condition.column.name), .equal,
                composer.parameter(condition.source, PostgresTypeName(condition.column.type)))
        }
        var statement = composer.base(.all(conditions))
        statement.limit = composer.parameter(.limit, PostgresTypeName(.int8))
        return ComposedStatement(statement: statement, parameters: composer.parameters)
    }

    /// `SELECT columns FROM relation AS t0 joins WHERE filter`, with what was selected so far.
    private func base(_ filter: Expression?) -> SelectStatement {
        SelectStatement(
            columns: zip(builder.columns, columnNames).map { SelectColumn($0, as: $1) },
            from: .relation(builder.relation, StatementBuilder.base), joins: builder.joins,
            filter: filter)
    }

    private var columnNames: [Identifier] {
        builder.columns.indices.map { .numbered("c", $0) }
    }

    private mutating func parameter(
        _ source: ParameterSource, _ type: PostgresTypeName
    ) -> Expression {
        parameters.append(source)
        return .parameter(Parameter(number: parameters.count, type: type))
    }

    /// That the rows belong to their parent, come within the cursors, and meet the filter.
    private mutating func filter(
        _ keysets: [Expression], _ condition: RowCondition?
    ) -> Expression? {
        var terms = builder.keys.enumerated().map { index, key in
            Expression.comparison(
                .column(StatementBuilder.base, key.target.name), .equal,
                .column(.parents, .numbered("k", index)))
        }
        terms += keysets
        switch condition {
        case .all(let conditions)?:
            terms += conditions.map { expression($0, of: StatementBuilder.base) }
        case let condition?: terms.append(expression(condition, of: StatementBuilder.base))
        case nil: break
        }
        return terms.isEmpty ? nil : .all(terms)
    }

    private mutating func keysets(_ page: PageShape) -> [Expression] {
        var conditions: [Expression] = []
        if page.hasAfter { conditions.append(keyset(page.order, "after")) }
        if page.hasBefore { conditions.append(keyset(page.order.map(\.reversed), "before")) }
        return conditions
    }

    private mutating func keyset(_ order: [OrderKey], _ argument: String) -> Expression {
        var terms: [KeysetTerm] = []
        for (index, key) in order.enumerated() {
            let value = parameter(
                .cursor(argument: argument, term: index), PostgresTypeName(key.value.type))
            terms.append(
                KeysetTerm(
                    column: builder.expression(key.value, of: StatementBuilder.base), order: key,
                    value: value))
        }
        return keysetCondition(terms)
    }

    private mutating func orderTerm(_ key: OrderKey) -> OrderTerm {
        OrderTerm(
            builder.expression(key.value, of: StatementBuilder.base), key.direction,
            nulls: key.statedNulls)
    }

    /// Runs a statement once a parent, or as it is at the root.
    private func perParent(_ inner: SelectStatement) -> ComposedStatement {
        guard !builder.keys.isEmpty else {
            return ComposedStatement(statement: inner, parameters: parameters)
        }
        let ordinal = Identifier.fixed("n")
        let arrays = builder.keys.enumerated().map { index, key in
            Parameter(
                number: index + 1, type: PostgresTypeName(key.parent.type, isArray: true))
        }
        let outer = SelectStatement(
            columns: [SelectColumn(.column(.parents, ordinal))]
                + columnNames.map { SelectColumn(.column(.rows, $0)) },
            from: .unnest(
                arrays, alias: .parents, columns: arrays.indices.map { .numbered("k", $0) },
                ordinality: ordinal),
            joins: [Join(.cross, .lateral(inner, .rows))])
        return ComposedStatement(statement: outer, parameters: parameters)
    }
}

extension StatementComposer {
    /// A condition on the row of an alias, in SQL.
    private mutating func expression(
        _ condition: RowCondition, of alias: TableAlias
    ) -> Expression {
        switch condition {
        case .all(let conditions): return .all(conditions.map { expression($0, of: alias) })
        case .any(let conditions): return .any(conditions.map { expression($0, of: alias) })
        case .not(let condition): return negation(condition, of: alias)
        case .isNull(let subject): return .isNull(subject.expression(of: alias))
        case .comparison(let subject, let comparison, let operand):
            return .comparison(
                subject.expression(of: alias), comparison, value(operand, subject.type))
        case .isElement(let subject, let operand):
            return .isElement(
                subject.expression(of: alias), of: value(operand, subject.type, isList: true))
        case .startsWith(let subject, let operand):
            return .call(
                .catalog("starts_with"),
                [subject.expression(of: alias), value(operand, subject.type)])
        case .matchesSearch(let column, let operand):
            return .operation(
                .column(alias, column.name), .searchLike,
                .call(.searchPattern, [value(operand, .text)]))
        case .exists(let relation, let keys, let condition):
            return .exists(subquery(relation, keys, condition, of: alias))
        }
    }

    private mutating func negation(
        _ condition: RowCondition, of alias: TableAlias
    ) -> Expression {
        switch condition {
        case .not(let condition): return expression(condition, of: alias)
        case .isNull(let subject): return .isNotNull(subject.expression(of: alias))
        case .exists(let relation, let keys, let condition):
            return .notExists(subquery(relation, keys, condition, of: alias))
        default: return .isNotTrue(expression(condition, of: alias))
        }
    }

    private mutating func subquery(
        _ relation: QualifiedName, _ keys: [KeyPair], _ condition: RowCondition,
        of alias: TableAlias
    ) -> SelectStatement {
        subqueryCount += 1
        let inner = TableAlias.subquery(subqueryCount)
        var terms = keys.map { $0.equality(inner, of: alias) }
        if condition != .all([]) { terms.append(expression(condition, of: inner)) }
        return SelectStatement(
            columns: [], from: .relation(relation, inner), filter: .all(terms))
    }

    private mutating func value(
        _ operand: FilterOperand, _ type: ColumnType, isList: Bool = false
    ) -> Expression {
        let isList = isList || type == .textArray
        let item = type == .textArray ? ColumnType.text : type
        // An Int may be too large for int2, but not for a comparison with one.
        let cast = item == .int2 ? ColumnType.int4 : item
        return parameter(
            .filter(operand, type: item, isList: isList), PostgresTypeName(cast, isArray: isList))
    }
}

extension QualifiedName {
    /// Folds the words of a search and makes a pattern of LIKE of them; defined in `db/`.
    fileprivate static let searchPattern = QualifiedName(
        namespace: .fixed("app"), name: .fixed("search_pattern"))
}

extension QualifiedOperator {
    /// LIKE as an operator that row-level security lets an index serve; defined in `db/`.
    fileprivate static let searchLike = QualifiedOperator(namespace: .fixed("app"), name: .like)
}
