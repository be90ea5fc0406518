import OrderedCollections
import SQLSyntax
import SchemaMapping

extension StatementComposer {
    private static let rowNumber = Identifier.fixed("i")

    /// Numbers the rows of all parents within each, and takes the first of them.
    ///
    ///     SELECT p."n", r."c0"
    ///     FROM unnest($1::int4[], $2::uuid[]) WITH ORDINALITY AS p ("k0", "k1", "n")
    ///     JOIN (
    ///         SELECT …, t0."office_id" AS "k0", t0."community_id" AS "k1",
    ///             row_number() OVER (PARTITION BY t0."office_id", t0."community_id" ORDER BY …)
    ///             AS "i"
    ///         FROM "app"."school" AS t0
    ///         WHERE t0."office_id" = ANY ($1::int4[]) AND t0."community_id" = ANY ($2::uuid[])
    ///     ) AS r ON (r."k0" = p."k0" AND r."k1" = p."k1")
    ///     WHERE r."i" <= $3::int8
    ///     ORDER BY p."n" ASC, r."i" ASC
    ///
    /// The subquery refers to nothing around it and keeps to the office by its own condition, so
    /// that each shard answers its part. The keys of different parents may mix in it; the join
    /// keeps only those that belong together.
    func window(_ select: SelectStatement) -> SelectStatement {
        var numbered = select
        numbered.columns += keyColumns
        numbered.columns.append(
            SelectColumn(
                .rowNumber(partitionBy: targetKeys, orderBy: select.orderBy), as: Self.rowNumber))
        if !select.groupBy.isEmpty { numbered.groupBy = targetKeys + select.groupBy }
        numbered.orderBy = []
        numbered.limit = nil
        let number = Expression.column(.rows, Self.rowNumber)
        var outer = perParent(.inner, numbered, columnNames.map { .column(.rows, $0) })
        outer.filter = select.limit.map { .comparison(number, .lessOrEqual, $0) }
        outer.orderBy.append(OrderTerm(number, .ascending))
        return outer
    }

    /// Makes figures of the rows of each parent, in one pass over the rows of all.
    ///
    /// A parent without rows is not in the subquery: the outer join gives it the figures of
    /// nothing, which are null, and of counts 0.
    func windowFigures(_ select: SelectStatement, where shown: Expression?) -> SelectStatement {
        var grouped = select
        grouped.columns += keyColumns
        grouped.groupBy = targetKeys
        let columns = zip(builder.columns, columnNames).map { figure, name in
            figure.isCount
                ? Expression.zeroIfNull(.column(.rows, name)) : .column(.rows, name)
        }
        var outer = perParent(.left, grouped, columns)
        outer.filter = shown
        return outer
    }

    /// A figure that the subquery has for a parent, where its rows are figures.
    mutating func figureOfParent(_ figure: Figure) -> Expression {
        let expression = figure.expression(of: StatementBuilder.base)
        _ = builder.select(expression)
        let index = builder.columns.firstIndex(of: expression) ?? 0
        let column = Expression.column(.rows, .numbered("c", index))
        return figure.isNullable ? column : .zeroIfNull(column)
    }

    /// That a row belongs to any of the parents, where its own columns say so.
    var windowParentConditions: [Expression] { builder.junction == nil ? isOfAnyParent : [] }

    private var isOfAnyParent: [Expression] {
        zip(targetKeys, parentArrays).map { .isElement($0, of: .parameter($1)) }
    }

    private func perParent(
        _ kind: Join.Kind, _ subquery: SelectStatement, _ columns: [Expression]
    ) -> SelectStatement {
        let ordinal = Expression.column(.parents, .fixed("n"))
        let isOfParent = builder.keys.indices.map { index in
            let name = Identifier.numbered("k", index)
            return Expression.comparison(.column(.rows, name), .equal, .column(.parents, name))
        }
        return SelectStatement(
            columns: ([ordinal] + columns).map { SelectColumn($0) }, from: parents,
            joins: [Join(kind, .subquery(subquery, .rows), on: .all(isOfParent))],
            orderBy: [OrderTerm(ordinal, .ascending)])
    }

    /// What ties the junction's rows to the rows of the subquery, each parent and row once.
    ///
    ///     JOIN (
    ///         SELECT DISTINCT j."office_id", j."community_id", j."person_id"
    ///         FROM "app"."assignment" AS j
    ///         WHERE j."office_id" = ANY ($1::int4[]) AND j."community_id" = ANY ($2::uuid[])
    ///     ) AS j ON j."person_id" = t0."id"
    var windowJunction: [Join] {
        guard let junction = builder.junction else { return [] }
        let names = (builder.keys.map(\.target) + junction.keys.map(\.parent)).map(\.name)
        let pairs = SelectStatement(
            isDistinct: true,
            columns: OrderedSet(names).map { SelectColumn(.column(.junction, $0)) },
            from: .relation(junction.relation, .junction), filter: .all(isOfAnyParent))
        let leads = junction.keys.map { $0.equality(StatementBuilder.base, of: .junction) }
        return [Join(.inner, .subquery(pairs, .junction), on: .all(leads))]
    }

    private var targetKeys: [Expression] {
        let alias = builder.junction == nil ? StatementBuilder.base : .junction
        return builder.keys.map { .column(alias, $0.target.name) }
    }

    private var keyColumns: [SelectColumn] {
        targetKeys.enumerated().map { SelectColumn($1, as: .numbered("k", $0)) }
    }
}

extension Expression {
    /// Whether it counts rows, so that it is 0 where there are none.
    fileprivate var isCount: Bool {
        switch self {
        case .countRows: true
        case .aggregate(let function, _, _, _): function == .catalog("count")
        default: false
        }
    }
}
