package import SQLSyntax
package import SchemaMapping

/// What is computed of many rows.
package enum Figure: Hashable, Sendable {
    case count
    /// Of the values of the columns together; rows where one is null do not count.
    case countDistinct([BoundColumn])
    /// As a `float8` where the schema has no larger integer.
    case sum(BoundColumn, isFloat: Bool)
    case average(BoundColumn)
    case deviation(BoundColumn)
    case percentile(Percentile, BoundColumn)
    case min(BoundColumn)
    case max(BoundColumn)

    package var type: ColumnType {
        switch self {
        case .count, .countDistinct: .int8
        case .sum(let column, let isFloat): isFloat ? .float8 : column.type.sumType
        case .average, .deviation, .percentile: .float8
        case .min(let column), .max(let column): column.type
        }
    }

    package var isNullable: Bool {
        switch self {
        case .count, .countDistinct: false
        default: true
        }
    }

    /// The figure of rows of an alias, in SQL.
    func expression(of alias: TableAlias) -> Expression {
        switch self {
        case .count: .countRows
        case .countDistinct(let columns): Self.distinct(columns, alias)
        case .sum(let column, let isFloat):
            Self.call("sum", column, alias, isFloat ? .float8 : nil)
        case .average(let column): Self.call("avg", column, alias, .float8)
        case .deviation(let column): Self.call("stddev_samp", column, alias, .float8)
        case .percentile(let part, let column):
            .percentile(part, of: .cast(column.expression(of: alias), PostgresTypeName(.float8)))
        case .min(let column): Self.call("min", column, alias, nil)
        case .max(let column): Self.call("max", column, alias, nil)
        }
    }

    private static func call(
        _ function: String, _ column: BoundColumn, _ alias: TableAlias, _ type: ColumnType?
    ) -> Expression {
        let call = Expression.aggregate(
            .catalog(function), [column.expression(of: alias)], isDistinct: false, filter: nil)
        return type.map { .cast(call, PostgresTypeName($0)) } ?? call
    }

    /// Several columns are counted as rows, of which PostgreSQL counts those of nulls as well.
    private static func distinct(_ columns: [BoundColumn], _ alias: TableAlias) -> Expression {
        let values = columns.map { $0.expression(of: alias) }
        let nullable = columns.filter(\.isNullable)
        let areGiven = Expression.all(nullable.map { .isNotNull($0.expression(of: alias)) })
        return .aggregate(
            .catalog("count"), values.count == 1 ? values : [.row(values)], isDistinct: true,
            filter: values.count == 1 || nullable.isEmpty ? nil : areGiven)
    }
}

extension BoundColumn {
    /// The value in a row of the column's relation, which the alias stands for itself.
    func expression(of alias: TableAlias) -> Expression {
        function.map { .call($0, [.wholeRow(alias)]) } ?? .column(alias, name)
    }
}

extension ColumnType {
    /// The type of PostgreSQL's sum of such values.
    fileprivate var sumType: ColumnType {
        switch self {
        case .int2, .int4: .int8
        case .int8: .numeric
        default: self
        }
    }
}

/// What a condition is about.
package enum ConditionSubject: Hashable, Sendable {
    case column(BoundColumn)
    /// A figure of a group's rows.
    case figure(Figure)

    package var type: ColumnType {
        switch self {
        case .column(let column): column.type
        case .figure(let figure): figure.type
        }
    }

    package var isNullable: Bool {
        switch self {
        case .column(let column): column.isNullable
        case .figure(let figure): figure.isNullable
        }
    }

    func expression(of alias: TableAlias) -> Expression {
        switch self {
        case .column(let column): column.expression(of: alias)
        case .figure(let figure): figure.expression(of: alias)
        }
    }
}
