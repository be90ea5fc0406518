import SQLSyntax
import SchemaMapping

/// The statement of one edge while the fields below it are still adding columns and joins.
struct StatementBuilder {
    struct JoinedReference: Hashable {
        let alias: TableAlias
        let keys: [KeyPair]
        let relation: QualifiedName
    }

    let relation: QualifiedName
    /// The columns that tie the rows to their parents; empty at the root.
    let keys: [KeyPair]
    private(set) var columns: [Expression] = []
    private(set) var joins: [Join] = []
    private var columnNumbers: [Expression: Int] = [:]
    private var joinedAliases: [JoinedReference: TableAlias] = [:]

    static let base = TableAlias.table(0)

    init(relation: QualifiedName, keys: [KeyPair]) {
        self.relation = relation
        self.keys = keys
    }

    /// The place of an expression in the result's rows; the parent's ordinal comes before the
    /// first.
    mutating func select(_ expression: Expression) -> Int {
        let offset = keys.isEmpty ? 0 : 1
        if let number = columnNumbers[expression] { return number + offset }
        columns.append(expression)
        columnNumbers[expression] = columns.count - 1
        return columns.count - 1 + offset
    }

    /// A value of the rows, with the joins that it takes.
    mutating func expression(_ value: RowValue, of alias: TableAlias) -> Expression {
        switch value {
        case .column(let column):
            return .column(alias, column.name)
        case .through(let reference, let relation, let value):
            return expression(value, of: join(reference, to: relation, from: alias))
        case .summary(let summary):
            return .subquery(summary.statement(of: alias))
        }
    }

    /// The alias of the row that a reference leads to; the same reference is joined once.
    mutating func join(
        _ reference: Reference, to relation: QualifiedName, from alias: TableAlias
    ) -> TableAlias {
        let joined = JoinedReference(alias: alias, keys: reference.keys, relation: relation)
        if let known = joinedAliases[joined] { return known }
        let target = TableAlias.table(joins.count + 1)
        let condition = Expression.all(reference.keys.map { $0.equality(target, of: alias) })
        joins.append(Join(.left, .relation(relation, target), on: condition))
        joinedAliases[joined] = target
        return target
    }
}

extension RowSummary {
    /// The figure for one row of the enclosing statement; null, even a count, where that row is
    /// joined and there is none.
    fileprivate func statement(of alias: TableAlias) -> SelectStatement {
        let inner = TableAlias.subquery(0)
        let expression: Expression =
            switch figure {
            case .count: .countRows
            case .min(let column):
                .aggregate(
                    .catalog("min"), [.column(inner, column.name)], isDistinct: false, filter: nil)
            case .max(let column):
                .aggregate(
                    .catalog("max"), [.column(inner, column.name)], isDistinct: false, filter: nil)
            }
        return SelectStatement(
            columns: [SelectColumn(expression)], from: .relation(relation, inner),
            filter: .all(keys.map { $0.equality(inner, of: alias) }),
            having: alias == StatementBuilder.base
                ? nil : .isNotNull(.column(alias, keys[0].parent.name)))
    }
}

extension KeyPair {
    /// That a row of the target belongs to a row of the parent.
    func equality(_ target: TableAlias, of parent: TableAlias) -> Expression {
        .comparison(.column(target, self.target.name), .equal, .column(parent, self.parent.name))
    }
}
