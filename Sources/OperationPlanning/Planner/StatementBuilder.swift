import OrderedCollections
import SQLSyntax
import SchemaMapping

/// The statement of one edge while the fields below it are still adding columns and joins.
struct StatementBuilder {
    private struct JoinedReference: Hashable {
        let alias: TableAlias
        let keys: [KeyPair]
        let relation: QualifiedName
    }

    /// A row that is joined to each row of the statement, or to one that is joined itself.
    struct JoinedRow {
        let relation: QualifiedName
        let alias: TableAlias
        let condition: Expression
        /// Whether it is looked up for each row, which the order of the rows must not depend on.
        let isLookedUp: Bool
        /// What is read of it, in the order in which it was asked for.
        fileprivate(set) var columns: OrderedSet<BoundColumn> = []
    }

    let relation: QualifiedName
    /// The columns that tie the rows to their parents; empty at the root.
    let keys: [KeyPair]
    /// What ties them, where their own columns do not.
    let junction: Junction?
    /// Whether the rows are so few that what they refer to is looked up for each.
    let looksUpReferences: Bool
    private(set) var columns: [Expression] = []
    private(set) var joins: [JoinedRow] = []
    private var columnNumbers: [Expression: Int] = [:]
    private var joinedAliases: [JoinedReference: TableAlias] = [:]

    static let base = TableAlias.table(0)

    init(
        relation: QualifiedName, keys: [KeyPair], through junction: Junction? = nil,
        looksUpReferences: Bool = false
    ) {
        self.relation = relation
        self.keys = keys
        self.junction = junction
        self.looksUpReferences = looksUpReferences
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
    ///
    /// - Parameter isOrdering: whether the rows are ordered by it; such values come first.
    mutating func expression(
        _ value: RowValue, of alias: TableAlias, isOrdering: Bool = false
    ) -> Expression {
        switch value {
        case .column(let column):
            read([column], of: alias)
            return isLookedUp(alias) ? .column(alias, column.name) : column.expression(of: alias)
        case .through(let reference, let relation, let value):
            let target = join(reference, to: relation, from: alias, isOrdering: isOrdering)
            return expression(value, of: target, isOrdering: isOrdering)
        case .summary(let summary):
            read(summary.keys.map(\.parent), of: alias)
            return .subquery(summary.statement(of: alias))
        }
    }

    /// The alias of the row that a reference leads to; the same reference is joined once.
    mutating func join(
        _ reference: Reference, to relation: QualifiedName, from alias: TableAlias,
        isOrdering: Bool = false
    ) -> TableAlias {
        let joined = JoinedReference(alias: alias, keys: reference.keys, relation: relation)
        if let known = joinedAliases[joined] { return known }
        read(reference.keys.map(\.parent), of: alias)
        let target = TableAlias.table(joins.count + 1)
        let condition = Expression.all(reference.keys.map { $0.equality(target, of: alias) })
        joins.append(
            JoinedRow(
                relation: relation, alias: target, condition: condition,
                isLookedUp: looksUpReferences && !isOrdering))
        joinedAliases[joined] = target
        return target
    }

    /// Whether the alias stands for what was read of a row, not for the row itself.
    private func isLookedUp(_ alias: TableAlias) -> Bool {
        joins.contains { $0.alias == alias && $0.isLookedUp }
    }

    private mutating func read(_ columns: [BoundColumn], of alias: TableAlias) {
        guard let index = joins.firstIndex(where: { $0.alias == alias }) else { return }
        joins[index].columns.append(contentsOf: columns)
    }
}

extension StatementBuilder.JoinedRow {
    var join: Join { isLookedUp ? lateralJoin : plainJoin }

    /// Joined as PostgreSQL finds best, which may read the relation in any order.
    private var plainJoin: Join { Join(.left, .relation(relation, alias), on: condition) }

    /// Looked up for each row, by its key.
    ///
    ///     LEFT JOIN LATERAL (SELECT t1."name_ar" FROM … WHERE … LIMIT 1) AS t1 ON TRUE
    ///
    /// For a page of rows that is dearest first, but a generic plan does not know how few they
    /// are, and would read all rows of the office to join them: 400 µs where this takes 80 µs, for
    /// a page of 20 visits with their schools. The limit keeps the subquery from being merged with
    /// the statement; there is one row at most, as a reference leads to a key.
    private var lateralJoin: Join {
        let subquery = SelectStatement(
            columns: columns.map { column in
                SelectColumn(
                    column.expression(of: alias), as: column.function == nil ? nil : column.name)
            },
            from: .relation(relation, alias), filter: condition, limit: .integer(1))
        return Join(.left, .lateral(subquery, alias), on: .all([]))
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
                    .catalog("min"), [column.expression(of: inner)], isDistinct: false, filter: nil)
            case .max(let column):
                .aggregate(
                    .catalog("max"), [column.expression(of: inner)], isDistinct: false, filter: nil)
            }
        return SelectStatement(
            columns: [SelectColumn(expression)], from: .relation(relation, inner),
            filter: .all(
                keys.ties(inner, through: junction) { .column(alias, $0.parent.name) }),
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

extension [KeyPair] {
    /// That a row belongs to a parent: by its own columns, or by a row of the junction.
    ///
    /// A row that several rows of the junction tie to one parent belongs to it once.
    ///
    /// - Parameter value: what the parent has for a key.
    func ties(
        _ target: TableAlias, through junction: Junction?, _ value: (KeyPair) -> Expression
    ) -> [Expression] {
        let tied = junction == nil ? target : .junction
        let ties = map { key in
            Expression.comparison(.column(tied, key.target.name), .equal, value(key))
        }
        guard let junction else { return ties }
        let leads = junction.keys.map { $0.equality(target, of: .junction) }
        return [
            .exists(
                SelectStatement(
                    columns: [], from: .relation(junction.relation, .junction),
                    filter: .all(ties + leads)))
        ]
    }
}
