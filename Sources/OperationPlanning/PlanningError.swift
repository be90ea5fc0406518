package import GraphQLExecution
package import GraphQLLanguage

/// Why an operation cannot be planned or its plan not be bound to values; always the client's to
/// mend.
package enum PlanningError: Error, Sendable {
    /// An argument's value cannot be coerced to its type.
    case coercion(CoercionError)
    case pageArguments(PageProblem, field: String, location: SourceLocation)
    case malformedKey(argument: String, location: SourceLocation)
    case filter(FilterProblem, location: SourceLocation)
    case limitExceeded(LimitProblem, location: SourceLocation)

    /// What is wrong with the page that a collection is asked for.
    package enum PageProblem: Hashable, Sendable {
        case bothDirections
        case negativeSize(argument: String, Int)
        case sizeTooLarge(argument: String, Int, max: Int)
        case foreignCursor(argument: String)
        case emptyOrder(index: Int)
        /// Not exactly one of these was given.
        case oneSlicingArgument([String])
    }

    /// Which bound an operation exceeds.
    package enum LimitProblem: Hashable, Sendable {
        case edges(max: Int)
        case joins(max: Int)
        case columns(max: Int)
        case rows(Int, max: Int)
        case groups(Int, max: Int)
        case orderTerms(max: Int)
        case commands(max: Int)
        case introspection(max: Int)
        case cost(CostProblem)
    }

    package var location: SourceLocation {
        switch self {
        case .coercion(let error): error.location
        case .pageArguments(_, _, let location): location
        case .malformedKey(_, let location): location
        case .filter(_, let location): location
        case .limitExceeded(_, let location): location
        }
    }

    /// What is wrong and how to mend it, in words that a client may read.
    package var message: String {
        switch self {
        case .coercion(let error): error.message
        case .pageArguments(let problem, let field, _): problem.message(field: field)
        case .malformedKey(let argument, _):
            "The value of \"\(argument)\" is not an ID of this schema."
        case .filter(let problem, _): problem.message
        case .limitExceeded(let problem, _): problem.message
        }
    }
}

extension PlanningError.PageProblem {
    fileprivate func message(field: String) -> String {
        switch self {
        case .bothDirections:
            "\"\(field)\" takes either \"first\" or \"last\", not both."
        case .negativeSize(let argument, let size):
            "\"\(argument)\" of \"\(field)\" must not be negative, but is \(size)."
        case .sizeTooLarge(let argument, let size, let max):
            "\"\(argument)\" of \"\(field)\" is \(size), more than the largest page of \(max);"
                + " ask for the rest with \"\(argument == "first" ? "after" : "before")\"."
        case .foreignCursor(let argument):
            "The cursor given to \"\(argument)\" does not belong to \"\(field)\" in this order;"
                + " use a cursor of the same collection and the same \"orderBy\"."
        case .emptyOrder(let index):
            "\"orderBy[\(index)]\" of \"\(field)\" must give a direction, not null."
        case .oneSlicingArgument(let names):
            "\"\(field)\" must be given exactly one of"
                + " \(names.map { "\"\($0)\"" }.joined(separator: ", "))."
        }
    }
}

extension PlanningError.LimitProblem {
    fileprivate var message: String {
        switch self {
        case .edges(let max):
            "The operation asks for more than \(max) collections; split it into several."
        case .joins(let max):
            "The operation follows more than \(max) references from one collection;"
                + " split it into several."
        case .columns(let max):
            "The operation selects more than \(max) columns of one collection;"
                + " split it into several."
        case .rows(let rows, let max):
            "The operation may return up to \(rows) rows, more than \(max);"
                + " ask for smaller pages with \"first\"."
        case .groups(let groups, let max):
            "\"first\" of \"groups\" is \(groups), more than \(max); group by less."
        case .commands(let max):
            "The operation has more than \(max) commands; send several operations."
        case .orderTerms(let max):
            "\"orderBy\" has more than \(max) terms; order by fewer."
        case .introspection(let max):
            "The operation asks for more than \(max) values of introspection;"
                + " select less or nest less deeply."
        case .cost(let problem): problem.message
        }
    }
}
