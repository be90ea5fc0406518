/// A `SELECT` as the planner composes it.
package struct SelectStatement: Hashable, Sendable {
    package var isDistinct: Bool
    package var columns: [SelectColumn]
    package var from: FromItem
    package var joins: [Join]
    package var filter: Expression?
    package var groupBy: [Expression]
    package var having: Expression?
    package var orderBy: [OrderTerm]
    package var limit: Expression?

    package init(
        isDistinct: Bool = false, columns: [SelectColumn], from: FromItem, joins: [Join] = [],
        filter: Expression? = nil,
        groupBy: [Expression] = [], having: Expression? = nil, orderBy: [OrderTerm] = [],
        limit: Expression? = nil
    ) {
        self.isDistinct = isDistinct
        self.columns = columns
        self.from = from
        self.joins = joins
        self.filter = filter
        self.groupBy = groupBy
        self.having = having
        self.orderBy = orderBy
        self.limit = limit
    }
}

/// An item of the select list, with the name that an enclosing statement knows it by.
package struct SelectColumn: Hashable, Sendable {
    package var expression: Expression
    package var alias: Identifier?

    package init(_ expression: Expression, as alias: Identifier? = nil) {
        self.expression = expression
        self.alias = alias
    }
}

/// What a statement selects from.
package indirect enum FromItem: Hashable, Sendable {
    case relation(QualifiedName, TableAlias)
    /// `unnest($1, $2) WITH ORDINALITY AS p (k0, k1, n)`: one row a position of the arrays.
    case unnest([Parameter], alias: TableAlias, columns: [Identifier], ordinality: Identifier)
    /// `LATERAL (…) AS r`: the subquery may refer to the items before it.
    case lateral(SelectStatement, TableAlias)
    /// `(…) AS r`: the subquery stands by itself.
    case subquery(SelectStatement, TableAlias)
    /// A function that returns rows, `"access"."begin_request"($1, $2)`.
    case function(QualifiedName, [Expression], TableAlias)
}

/// A further item of the `FROM` clause.
package struct Join: Hashable, Sendable {
    /// Which rows of the item are kept.
    package enum Kind: String, Hashable, Sendable {
        case inner = "JOIN"
        case left = "LEFT JOIN"
        case cross = "CROSS JOIN"
    }

    package var kind: Kind
    package var item: FromItem
    /// The join condition; `nil` for a cross join.
    package var condition: Expression?

    package init(_ kind: Kind, _ item: FromItem, on condition: Expression? = nil) {
        self.kind = kind
        self.item = item
        self.condition = condition
    }
}

/// A term of an `ORDER BY` clause.
package struct OrderTerm: Hashable, Sendable {
    /// Which way the values run.
    package enum Direction: String, Hashable, Sendable {
        case ascending = "ASC"
        case descending = "DESC"

        package var reversed: Direction { self == .ascending ? .descending : .ascending }
    }

    /// Where nulls stand among the values.
    package enum Nulls: String, Hashable, Sendable {
        case first = "NULLS FIRST"
        case last = "NULLS LAST"

        package var reversed: Nulls { self == .first ? .last : .first }
    }

    package var expression: Expression
    package var direction: Direction
    /// Where nulls go; `nil` for a column that has none, so that a plain index serves the order.
    package var nulls: Nulls?

    package init(_ expression: Expression, _ direction: Direction, nulls: Nulls? = nil) {
        self.expression = expression
        self.direction = direction
        self.nulls = nulls
    }
}
