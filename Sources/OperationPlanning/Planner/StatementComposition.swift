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
///     SELECT r."c0"
///     FROM (SELECT t0."name_ar" AS "c0" FROM "app"."community" AS t0 ORDER BY … LIMIT 101) AS r
///     LIMIT $1::int8
///
/// Below it, one statement for the rows of all parents, who are told apart by their ordinal `n`;
/// how, is a matter of the style: see `lateral` and `window`.
struct StatementComposer {
    /// What has been composed so far; its first parameters are the parents' keys.
    private(set) var parameters: [ParameterSource] = []
    var builder: StatementBuilder
    private let style: StatementStyle
    private let pageRowsMax: Int
    var subqueryCount = 0

    /// - Parameter pageRowsMax: the most rows that a page is fetched with.
    init(_ builder: StatementBuilder, style: StatementStyle, pageRowsMax: Int) {
        self.builder = builder
        self.style = style
        self.pageRowsMax = pageRowsMax
        parameters = builder.keys.indices.map { .parentKeys($0) }
    }

    /// The rows of a page.
    func rows(_ page: PageShape) -> ComposedStatement {
        var composer = self
        let order = page.isReversed ? page.order.map(\.reversed) : page.order
        let orderBy = order.map { composer.orderTerm($0) }
        let keysets = composer.keysets(page)
        let filter = composer.filter(keysets, page.filter)
        var select = composer.base(filter)
        select.orderBy = orderBy
        guard builder.keys.isEmpty else {
            select.limit = composer.parameter(.limit, PostgresTypeName(.int8))
            return composer.rowsPerParent(select)
        }
        select.limit = .integer(pageRowsMax)
        return composer.firstRows(of: select)
    }

    /// As many rows as the page has, of the most that a page may have.
    ///
    ///     SELECT r."c0" FROM (SELECT … ORDER BY … LIMIT 101) AS r LIMIT $1::int8
    ///
    /// A generic plan takes a limit that it does not know for a tenth of the rows, and would rather
    /// sort all rows of an office than read the first ones in their order; the other limit tells
    /// it that they are few.
    private mutating func firstRows(of select: SelectStatement) -> ComposedStatement {
        let limit = parameter(.limit, PostgresTypeName(.int8))
        return composed(
            SelectStatement(
                columns: columnNames.map { SelectColumn(.column(.rows, $0)) },
                from: .subquery(select, .rows), limit: limit))
    }

    /// The figures that were selected, of all rows of a parent.
    func summary(_ page: PageShape) -> ComposedStatement {
        var composer = self
        let filter = composer.filter([], page.filter)
        return composer.figuresPerParent(filter, Grouping())
    }

    /// The keys and figures that were selected, of each group of a parent's rows.
    func groups(_ page: PageShape, _ grouping: Grouping) -> ComposedStatement {
        var composer = self
        let filter = composer.filter([], page.filter)
        guard !grouping.keys.isEmpty else { return composer.figuresPerParent(filter, grouping) }
        var select = composer.base(filter)
        select.groupBy = grouping.keys
        select.having = composer.having(grouping, of: StatementBuilder.base)
        let order = grouping.order.map { OrderTerm($0.expression, $0.direction) }
        select.orderBy = order + grouping.keys.map { OrderTerm($0, grouping.keyDirection) }
        select.limit = composer.parameter(.limit, PostgresTypeName(.int8))
        return composer.rowsPerParent(select)
    }

    /// The row that meets some conditions.
    func lookup(_ conditions: [LookupCondition]) -> ComposedStatement {
        var composer = self
        let conditions = conditions.map { condition in
            Expression.comparison(
                .column(StatementBuilder.base, condition.column.name), .equal,
                composer.parameter(condition.source, PostgresTypeName(condition.column.type)))
        }
        var statement = composer.base(.all(conditions))
        statement.limit = composer.parameter(.limit, PostgresTypeName(.int8))
        return ComposedStatement(statement: statement, parameters: composer.parameters)
    }

    // MARK: Parts

    /// `SELECT columns FROM relation AS t0 joins WHERE filter`, with what was selected so far.
    private func base(_ filter: Expression?) -> SelectStatement {
        SelectStatement(
            columns: zip(builder.columns, columnNames).map { SelectColumn($0, as: $1) },
            from: .relation(builder.relation, StatementBuilder.base),
            joins: (style == .window ? windowJunction : []) + builder.joins.map(\.join),
            filter: filter)
    }

    var columnNames: [Identifier] {
        builder.columns.indices.map { .numbered("c", $0) }
    }

    mutating func parameter(_ source: ParameterSource, _ type: PostgresTypeName) -> Expression {
        parameters.append(source)
        return .parameter(Parameter(number: parameters.count, type: type))
    }

    /// That the rows belong to their parent, come within the cursors, and meet the filter.
    private mutating func filter(
        _ keysets: [Expression], _ condition: RowCondition?
    ) -> Expression? {
        var terms =
            switch style {
            case .lateral: lateralParentConditions
            case .window: windowParentConditions
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

    /// Which groups are shown; the alias has the rows of a group, or the figures of a parent.
    private mutating func having(_ grouping: Grouping, of alias: TableAlias) -> Expression? {
        var terms: [Expression] = []
        if let condition = grouping.having { terms.append(expression(condition, of: alias)) }
        if let rowsMin = grouping.rowsMin {
            let count = subject(.figure(.count), of: alias)
            let bound = parameter(.constant(Int64(rowsMin)), PostgresTypeName(.int8))
            terms.append(.comparison(count, .greaterOrEqual, bound))
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

    // MARK: Parents

    /// The rows of a statement for each parent, or as they are at the root.
    private func rowsPerParent(_ select: SelectStatement) -> ComposedStatement {
        guard !builder.keys.isEmpty else { return composed(select) }
        return switch style {
        case .lateral: composed(lateral(select))
        case .window: composed(window(select))
        }
    }

    /// One row of figures for each parent, also for one that has no rows.
    ///
    /// Groups without a key are such a row, which their conditions may leave out.
    private mutating func figuresPerParent(
        _ filter: Expression?, _ grouping: Grouping
    ) -> ComposedStatement {
        guard style == .window, !builder.keys.isEmpty else {
            let having = having(grouping, of: StatementBuilder.base)
            var select = base(filter)
            select.having = having
            return rowsPerParent(select)
        }
        let shown = having(grouping, of: .rows)
        return composed(windowFigures(base(filter), where: shown))
    }

    private func composed(_ statement: SelectStatement) -> ComposedStatement {
        ComposedStatement(statement: statement, parameters: parameters)
    }

    /// The parents' keys, one row a parent with its ordinal.
    var parents: FromItem {
        .unnest(
            parentArrays, alias: .parents,
            columns: parentArrays.indices.map { .numbered("k", $0) }, ordinality: .fixed("n"))
    }

    var parentArrays: [Parameter] {
        builder.keys.enumerated().map { index, key in
            Parameter(
                number: index + 1, type: PostgresTypeName(key.parent.type, isArray: true))
        }
    }
}
