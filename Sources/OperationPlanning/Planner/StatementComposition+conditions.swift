import SQLSyntax
import SchemaMapping

extension StatementComposer {
    /// A condition on the row of an alias, in SQL.
    mutating func expression(
        _ condition: RowCondition, of alias: TableAlias
    ) -> Expression {
        switch condition {
        case .all(let conditions): return .all(conditions.map { expression($0, of: alias) })
        case .any(let conditions): return .any(conditions.map { expression($0, of: alias) })
        case .not(let condition): return negation(condition, of: alias)
        case .isNull(let subject): return .isNull(self.subject(subject, of: alias))
        case .comparison(let subject, let comparison, let operand):
            return .comparison(
                self.subject(subject, of: alias), comparison, value(operand, subject.type))
        case .isElement(let subject, let operand):
            return .isElement(
                self.subject(subject, of: alias), of: value(operand, subject.type, isList: true))
        case .startsWith(let subject, let operand):
            return .call(
                .catalog("starts_with"),
                [self.subject(subject, of: alias), value(operand, subject.type)])
        case .matchesSearch(let column, let operand):
            return .operation(
                .column(alias, column.name), .searchLike,
                .call(.searchPattern, [value(operand, .text)]))
        case .isOfType(let column, let names):
            return .isElement(
                .column(alias, column.name),
                of: parameter(.typeNames(names), PostgresTypeName(.text, isArray: true)))
        case .exists(let relation, let keys, let junction, let condition):
            return .exists(subquery(relation, keys, junction, condition, of: alias))
        }
    }

    /// Figures that a subquery has for each parent are read from its columns.
    mutating func subject(_ subject: ConditionSubject, of alias: TableAlias) -> Expression {
        if alias == .rows, case .figure(let figure) = subject { return figureOfParent(figure) }
        return subject.expression(of: alias)
    }

    private mutating func negation(
        _ condition: RowCondition, of alias: TableAlias
    ) -> Expression {
        switch condition {
        case .not(let condition): return expression(condition, of: alias)
        case .isNull(let subject): return .isNotNull(self.subject(subject, of: alias))
        case .exists(let relation, let keys, let junction, let condition):
            return .notExists(subquery(relation, keys, junction, condition, of: alias))
        default: return .isNotTrue(expression(condition, of: alias))
        }
    }

    /// The rows that belong to a row, of which a condition only asks whether there is one.
    ///
    /// A junction comes first: it has few rows for one row, and leads to the others by their key.
    private mutating func subquery(
        _ relation: QualifiedName, _ keys: [KeyPair], _ junction: Junction?,
        _ condition: RowCondition, of alias: TableAlias
    ) -> SelectStatement {
        subqueryCount += 1
        let inner = TableAlias.subquery(subqueryCount)
        let tied = junction == nil ? inner : .junction
        var terms = keys.map { $0.equality(tied, of: alias) }
        if condition != .all([]) { terms.append(expression(condition, of: inner)) }
        guard let junction else {
            return SelectStatement(
                columns: [], from: .relation(relation, inner), filter: .all(terms))
        }
        let leads = junction.keys.map { $0.equality(inner, of: .junction) }
        return SelectStatement(
            columns: [], from: .relation(junction.relation, .junction),
            joins: [Join(.inner, .relation(relation, inner), on: .all(leads))],
            filter: .all(terms))
    }

    private mutating func value(
        _ operand: FilterOperand, _ type: ColumnType, isList: Bool = false
    ) -> Expression {
        let isList = isList || type == .textArray
        let item = type == .textArray ? ColumnType.text : type
        // An Int may be too large for int2, but not for a comparison with one.
        let cast = item == .int2 ? ColumnType.int4 : item
        return parameter(
            .filter(operand, type: item, isList: isList), PostgresTypeName(cast, isArray: isList))
    }
}

extension QualifiedName {
    /// Folds the words of a search and makes a pattern of LIKE of them; defined in `db/`.
    fileprivate static let searchPattern = QualifiedName(
        namespace: .fixed("app"), name: .fixed("search_pattern"))
}

extension QualifiedOperator {
    /// LIKE as an operator that row-level security lets an index serve; defined in `db/`.
    fileprivate static let searchLike = QualifiedOperator(namespace: .fixed("app"), name: .like)
}
