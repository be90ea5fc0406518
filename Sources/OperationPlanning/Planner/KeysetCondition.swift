import SQLSyntax
import SchemaMapping

/// A term of a collection's order and the cursor's value for it.
struct KeysetTerm {
    let column: Expression
    let isNullable: Bool
    let direction: OrderTerm.Direction
    let value: Expression
}

/// The condition that a row comes after a cursor in the order of the terms.
///
/// Nulls order as PostgreSQL has it by default: after everything else when ascending, before
/// everything else when descending. Where all terms run one way and none can be null, a row
/// comparison says it, which an index answers directly; otherwise one alternative a term: equal in
/// all terms before it, and after the cursor in this one.
func keysetCondition(_ terms: [KeysetTerm]) -> Expression {
    precondition(!terms.isEmpty, "a keyset has at least the primary key")
    let direction = terms[0].direction
    if terms.allSatisfy({ $0.direction == direction && !$0.isNullable }) {
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
        .comparison(column, isNullable ? .isNotDistinctFrom : .equal, value)
    }

    fileprivate var isAfter: Expression {
        switch (direction, isNullable) {
        case (.ascending, false): .comparison(column, .greater, value)
        case (.descending, false): .comparison(column, .less, value)
        case (.ascending, true):
            .any([
                .comparison(column, .greater, value),
                .all([.isNull(column), .isNotNull(value)]),
            ])
        case (.descending, true):
            .any([
                .comparison(column, .less, value),
                .all([.isNotNull(column), .isNull(value)]),
            ])
        }
    }
}
