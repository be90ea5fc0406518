package import SQLSyntax
package import SchemaMapping

/// A condition on a row, or on a group of rows: what a filter asks, without its values.
///
/// It holds or it does not: where SQL would say "unknown", it does not hold, and its negation does.
package indirect enum RowCondition: Hashable, Sendable {
    case all([RowCondition])
    case any([RowCondition])
    case not(RowCondition)
    case isNull(ConditionSubject)
    case comparison(ConditionSubject, ComparisonOperator, FilterOperand)
    /// The subject is one of the operand's values.
    case isElement(ConditionSubject, FilterOperand)
    case startsWith(ConditionSubject, FilterOperand)
    /// The column of folded text has the operand's words.
    case matchesSearch(BoundColumn, FilterOperand)
    /// The column has the name of one of some types.
    case isOfType(BoundColumn, [String])
    /// There is a row of a relation, tied to this one by keys, that meets a condition.
    ///
    /// Each pair's `parent` is a column of this row.
    case exists(QualifiedName, [KeyPair], through: Junction?, RowCondition)
}

/// Where the value that a condition compares with stands among a field's arguments.
package struct FilterOperand: Hashable, Sendable {
    package let path: ArgumentPath
    package let bound: PeriodBound?

    package init(_ path: ArgumentPath, bound: PeriodBound? = nil) {
        self.path = path
        self.bound = bound
    }
}

/// A way from the arguments of a field to a value in them.
package struct ArgumentPath: Hashable, Sendable, CustomStringConvertible {
    /// A step of the way.
    package enum Step: Hashable, Sendable {
        case field(String)
        case index(Int)
    }

    package let argument: String
    package private(set) var steps: [Step] = []

    package init(_ argument: String) {
        self.argument = argument
    }

    package func appending(_ step: Step) -> ArgumentPath {
        var path = self
        path.steps.append(step)
        return path
    }

    /// As `filter.and[0].cycle`.
    package var description: String {
        steps.reduce(into: argument) { text, step in
            switch step {
            case .field(let name): text += ".\(name)"
            case .index(let index): text += "[\(index)]"
            }
        }
    }
}
