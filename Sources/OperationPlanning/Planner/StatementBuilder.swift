import SQLSyntax
import SchemaMapping

/// The statement of one edge while the fields below it are still adding columns and joins.
struct StatementBuilder {
    struct SelectedColumn: Hashable {
        let alias: TableAlias
        let column: Identifier
    }

    struct JoinedReference: Hashable {
        let alias: TableAlias
        let keys: [KeyPair]
        let relation: QualifiedName
    }

    let relation: QualifiedName
    /// The columns that tie the rows to their parents; empty at the root.
    let keys: [KeyPair]
    private(set) var columns: [SelectedColumn] = []
    private(set) var joins: [Join] = []
    private var columnNumbers: [SelectedColumn: Int] = [:]
    private var joinedAliases: [JoinedReference: TableAlias] = [:]

    static let base = TableAlias.table(0)

    init(relation: QualifiedName, keys: [KeyPair]) {
        self.relation = relation
        self.keys = keys
    }

    /// The place of a column in the result's rows; the parent's ordinal comes before the first.
    mutating func select(_ column: BoundColumn, of alias: TableAlias) -> Int {
        let selected = SelectedColumn(alias: alias, column: column.name)
        let offset = keys.isEmpty ? 0 : 1
        if let number = columnNumbers[selected] { return number + offset }
        columns.append(selected)
        columnNumbers[selected] = columns.count - 1
        return columns.count - 1 + offset
    }

    /// The alias of the row that a reference leads to; the same reference is joined once.
    mutating func join(
        _ reference: Reference, to relation: QualifiedName, from alias: TableAlias
    ) -> TableAlias {
        let joined = JoinedReference(alias: alias, keys: reference.keys, relation: relation)
        if let known = joinedAliases[joined] { return known }
        let target = TableAlias.table(joins.count + 1)
        let condition = Expression.all(
            reference.keys.map {
                .comparison(
                    .column(target, $0.target.name), .equal, .column(alias, $0.parent.name))
            })
        joins.append(Join(.left, .relation(relation, target), on: condition))
        joinedAliases[joined] = target
        return target
    }
}
