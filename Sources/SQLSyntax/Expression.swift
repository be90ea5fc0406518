/// A name by which a statement refers to one of its tables; numbered, so that equal plans give
/// equal text.
package struct TableAlias: Hashable, Sendable, CustomStringConvertible {
    private let text: String

    /// A relation of a statement, such as `t0`.
    package static func table(_ number: Int) -> TableAlias { TableAlias(text: "t\(number)") }

    /// The unnested keys of the parent rows.
    package static let parents = TableAlias(text: "p")

    /// The rows that a lateral subquery gives for one parent.
    package static let rows = TableAlias(text: "r")

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
    case less = "<"
    case greater = ">"
    case isNotDistinctFrom = "IS NOT DISTINCT FROM"
}

/// A scalar expression of the SQL that the server emits.
///
/// There is no case for literal text: values reach a statement as parameters only.
package indirect enum Expression: Hashable, Sendable {
    case column(TableAlias, Identifier)
    case parameter(Parameter)
    case comparison(Expression, ComparisonOperator, Expression)
    /// A row constructor, compared term by term ("Row Constructor Comparison", section 9.24.5).
    case row([Expression])
    case all([Expression])
    case any([Expression])
    case isNull(Expression)
    case isNotNull(Expression)
    /// `count(*)`.
    case countRows
    case call(QualifiedName, [Expression])
}
