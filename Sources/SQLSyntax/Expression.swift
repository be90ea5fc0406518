/// A name by which a statement refers to one of its tables; numbered, so that equal plans give
/// equal text.
package struct TableAlias: Hashable, Sendable, CustomStringConvertible {
    private let text: String

    /// A relation of a statement, such as `t0`.
    package static func table(_ number: Int) -> TableAlias { TableAlias(text: "t\(number)") }

    /// The unnested keys of the parent rows.
    package static let parents = TableAlias(text: "p")

    /// The rows that a subquery gives for the parents.
    package static let rows = TableAlias(text: "r")

    /// The rows that tie a row to those of another relation.
    package static let junction = TableAlias(text: "j")

    /// A relation of a subquery within an expression, such as `s1`.
    package static func subquery(_ number: Int) -> TableAlias { TableAlias(text: "s\(number)") }

    package var description: String { text }
}

/// The types that statements name in casts, as PostgreSQL spells them.
package struct PostgresTypeName: Hashable, Sendable, CustomStringConvertible {
    package let name: Identifier
    package let isArray: Bool

    package init(_ name: Identifier, isArray: Bool = false) {
        self.name = name
        self.isArray = isArray
    }

    package var description: String { isArray ? "\(name.name)[]" : name.name }
}

/// A parameter of a statement, `$1` being number 1.
package struct Parameter: Hashable, Sendable {
    package let number: Int
    package let type: PostgresTypeName

    package init(number: Int, type: PostgresTypeName) {
        self.number = number
        self.type = type
    }
}

/// How two expressions are compared.
package enum ComparisonOperator: String, Hashable, Sendable {
    case equal = "="
    case notEqual = "<>"
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case isNotDistinctFrom = "IS NOT DISTINCT FROM"
    case isDistinctFrom = "IS DISTINCT FROM"
    /// Whether an array has all elements of another.
    case contains = "@>"
    /// Whether two arrays have an element in common.
    case overlaps = "&&"
}

/// A scalar expression of the SQL that the server emits.
///
/// There is no case for literal text: values reach a statement as parameters only.
package indirect enum Expression: Hashable, Sendable {
    case column(TableAlias, Identifier)
    /// A row of a relation as one value, as functions of rows take it.
    case wholeRow(TableAlias)
    case parameter(Parameter)
    /// A number of the planner's, never one of a request's.
    case integer(Int)
    case comparison(Expression, ComparisonOperator, Expression)
    /// An operator by its namespace, `OPERATOR("app".~~)`.
    case operation(Expression, QualifiedOperator, Expression)
    /// `= ANY (array)`.
    case isElement(Expression, of: Expression)
    /// A row constructor, compared term by term ("Row Constructor Comparison", section 9.24.5).
    case row([Expression])
    /// `TRUE` where there is no term.
    case all([Expression])
    /// `FALSE` where there is no term.
    case any([Expression])
    /// Whether a condition is false or unknown.
    case isNotTrue(Expression)
    case isNull(Expression)
    case isNotNull(Expression)
    case exists(SelectStatement)
    case notExists(SelectStatement)
    /// A subquery of one column and at most one row.
    case subquery(SelectStatement)
    /// `count(*)`.
    case countRows
    /// An aggregate function over the rows of a group, or those of them that meet a condition.
    case aggregate(QualifiedName, [Expression], isDistinct: Bool, filter: Expression?)
    /// The value below which a part of the others lies, interpolated.
    case percentile(Percentile, of: Expression)
    /// The number of a row, from 1, among those that have the same values.
    case rowNumber(partitionBy: [Expression], orderBy: [OrderTerm])
    /// The value, or 0 where it is null.
    case zeroIfNull(Expression)
    /// The first day of the period that a date lies in.
    case periodStart(Period, of: Expression)
    case call(QualifiedName, [Expression])
    case cast(Expression, PostgresTypeName)
}

/// An operator with its namespace; its name is one of those that are known here.
package struct QualifiedOperator: Hashable, Sendable, CustomStringConvertible {
    package let namespace: Identifier
    package let name: Name

    /// The names of operators that statements use by their namespace.
    package enum Name: String, Hashable, Sendable {
        /// Whether a text matches a pattern of LIKE.
        case like = "~~"
    }

    package init(namespace: Identifier, name: Name) {
        self.namespace = namespace
        self.name = name
    }

    package var description: String { "OPERATOR(\(namespace).\(name.rawValue))" }
}

/// The parts of percentiles, as PostgreSQL reads them.
package enum Percentile: String, Hashable, Sendable {
    case tenth = "0.1"
    case quarter = "0.25"
    case half = "0.5"
    case threeQuarters = "0.75"
    case nineTenths = "0.9"
}

/// The periods that `date_trunc` knows and statements use.
package enum Period: String, Hashable, Sendable {
    case day, week, month, quarter, year
}
