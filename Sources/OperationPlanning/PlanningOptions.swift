/// By which statements an operation is answered; the answer is the same for all of them.
package struct PlanningOptions: Hashable, Sendable {
    package var style = StatementStyle.lateral
    /// Whether what can come with the rows of another field does: references are joined, and the
    /// fields of a connection read the same rows and figures.
    ///
    /// Off, each reference and each field of a connection is a plain statement of its own. Tests
    /// turn it off to see that sharing changes no answer.
    package var sharesStatements = true

    package init(style: StatementStyle = .lateral, sharesStatements: Bool = true) {
        self.style = style
        self.sharesStatements = sharesStatements
    }
}

/// How a statement keeps the rows of one parent apart from those of another.
package enum StatementStyle: String, CaseIterable, Sendable {
    /// A subquery that runs once a parent and stops at the limit: the least work where all rows are
    /// on one server.
    case lateral
    /// One subquery for all parents, whose rows are numbered within each: for tables that are
    /// sharded by the office, over which there is no lateral subquery with a limit.
    case window
}
