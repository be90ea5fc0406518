import SQLSyntax

/// A term of a collection's order and the cursor's value for it.
struct KeysetTerm {
    let column: Expression
    let order: OrderKey
    let value: Expression
}

/// The condition that a row comes after a cursor in the order of the terms.
///
/// Where all terms run one way and none can be null, a row comparison says it, which an index
/// answers directly; otherwise one alternative a term: equal in all terms before it, and after the
/// cursor in this one.
func keysetCondition(_ terms: [KeysetTerm]) -> Expression {
    precondition(!terms.isEmpty, "a keyset has at least the primary key")
    let direction = terms[0].order.direction
    if terms.allSatisfy({ $0.order.direction == direction && !$0.order.value.isNullable }) {
        let comparison: ComparisonOperator = direction == .ascending ? .greater : .less
        return .comparison(.row(terms.map(\.column)), comparison, .row(terms.map(\.value)))
    }
    let alternatives = terms.indices.map { index in
        Expression.all(terms[..<index].map(\.isEqual) + [terms[index].isAfter])
    }
    return .any(alternatives)
}

extension KeysetTerm {
    fileprivate var isEqual: Expression {
        .comparison(column, order.value.isNullable ? .isNotDistinctFrom : .equal, value)
    }

    fileprivate var isAfter: Expression {
        let isBeyond = Expression.comparison(
            column, order.direction == .ascending ? .greater : .less, value)
        guard order.value.isNullable else { return isBeyond }
        return switch order.nulls {
        case .last: .any([isBeyond, .all([.isNull(column), .isNotNull(value)])])
        case .first: .any([isBeyond, .all([.isNotNull(column), .isNull(value)])])
        }
    }
}
