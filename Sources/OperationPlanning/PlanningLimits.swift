/// The bounds on what one operation may ask of the database.
package struct PlanningLimits: Hashable, Sendable {
    /// Rows of a page whose collection is given neither `first` nor `last`.
    package var pageSizeDefault = 20
    /// Rows of one page; larger exports go page by page, which keeps memory flat.
    package var pageSizeMax = 100
    /// Groups of rows where `first` is not given.
    package var groupsDefault = 100
    /// Groups of rows that one field may have.
    package var groupsMax = 1_000
    /// Statements of one operation.
    ///
    /// Aliases can repeat a collection at will; this bounds them.
    package var edgesMax = 64
    /// Commands of one operation: they are one transaction.
    package var commandsMax = 16
    /// Joins of one statement.
    ///
    /// PostgreSQL's planning time grows quickly with the number of joins.
    package var joinsMax = 24
    /// Columns of one statement.
    ///
    /// PostgreSQL allows 1,664 entries of a target list.
    package var columnsMax = 800
    /// Terms of one order.
    package var orderTermsMax = 16
    /// Conditions of one filter, and of nested ones with it.
    package var filterConditionsMax = 100
    /// Relations that one filter asks about: each is a subquery of its statement.
    package var filterRelationsMax = 16
    /// Values of one list in a filter.
    package var filterValuesMax = 1_000
    /// Rows that all pages of an operation may have together, were each of them full.
    package var rowsMax = 100_000

    /// Values of `__schema` or `__type`, lists and objects included.
    ///
    /// The usual introspection of a schema of a hundred types takes some 30,000.
    package var introspectionValuesMax = 500_000

    package init() {}
}
