package import SQLSyntax
package import SchemaMapping

/// A value that each row of a collection has and that rows can be ordered by.
package indirect enum RowValue: Hashable, Sendable {
    case column(BoundColumn)
    /// A value of the row that a reference leads to; null where there is none to be seen.
    case through(Reference, relation: QualifiedName, RowValue)
    /// A figure of the rows that refer to the row.
    case summary(RowSummary)

    package var type: ColumnType {
        switch self {
        case .column(let column): column.type
        case .through(_, _, let value): value.type
        case .summary(let summary): summary.type
        }
    }

    package var isNullable: Bool {
        switch self {
        case .column(let column): column.isNullable
        case .through: true
        case .summary(let summary): summary.isNullable
        }
    }
}

/// A figure of the rows that refer to a row, such as how many visits a school has.
package struct RowSummary: Hashable, Sendable {
    package let relation: QualifiedName
    package let keys: [KeyPair]
    package let junction: Junction?
    package let figure: Figure

    /// - Parameter collection: what the rows are to the row.
    package init(relation: QualifiedName, _ collection: Collection, figure: Figure) {
        self.relation = relation
        keys = collection.keys
        junction = collection.junction
        self.figure = figure
    }

    /// What is computed of the rows.
    package enum Figure: Hashable, Sendable {
        case count
        case min(BoundColumn)
        case max(BoundColumn)
    }

    fileprivate var type: ColumnType {
        switch figure {
        case .count: .int8
        case .min(let column), .max(let column): column.type
        }
    }

    fileprivate var isNullable: Bool { figure != .count }
}

/// A term of a collection's order.
package struct OrderKey: Hashable, Sendable {
    package let value: RowValue
    package let direction: OrderTerm.Direction
    /// Where nulls stand; PostgreSQL has them last when ascending, and first when descending.
    package let nulls: OrderTerm.Nulls

    package init(
        _ value: RowValue, _ direction: OrderTerm.Direction, nulls: OrderTerm.Nulls? = nil
    ) {
        self.value = value
        self.direction = direction
        self.nulls = nulls ?? direction.nulls
    }

    /// The same order from its end.
    package var reversed: OrderKey {
        OrderKey(value, direction.reversed, nulls: nulls.reversed)
    }

    /// What an `ORDER BY` must say of nulls; nothing where there are none or they stand where
    /// PostgreSQL has them, so that a plain index serves the order.
    var statedNulls: OrderTerm.Nulls? {
        value.isNullable && nulls != direction.nulls ? nulls : nil
    }
}

extension OrderTerm.Direction {
    fileprivate var nulls: OrderTerm.Nulls { self == .ascending ? .last : .first }
}

extension OrderKey: CustomStringConvertible {
    /// The same text for the same order in every process.
    package var description: String {
        let nulls = statedNulls.map { " \($0.rawValue)" } ?? ""
        return "\(value) \(direction.rawValue)\(nulls)"
    }
}

extension RowValue: CustomStringConvertible {
    package var description: String {
        switch self {
        case .column(let column): column.name.description
        case .through(let reference, let relation, let value):
            "\(relation)(\(reference.keys.map(\.description).joined(separator: ","))).\(value)"
        case .summary(let summary): summary.description
        }
    }
}

extension RowSummary: CustomStringConvertible {
    package var description: String {
        let figure =
            switch figure {
            case .count: "count"
            case .min(let column): "min(\(column.name))"
            case .max(let column): "max(\(column.name))"
            }
        let through = junction.map { " through \($0)" } ?? ""
        return
            "\(figure) of \(relation)(\(keys.map(\.description).joined(separator: ",")))\(through)"
    }
}

extension Junction: CustomStringConvertible {
    package var description: String {
        "\(relation)(\(keys.map(\.description).joined(separator: ",")))"
    }
}

extension KeyPair: CustomStringConvertible {
    /// The two columns, as `"zone_id"="id"`.
    package var description: String { "\(parent.name)=\(target.name)" }
}
