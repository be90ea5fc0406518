import SchemaMapping

/// The bounds on what one operation may ask of the database.
package struct PlanningLimits: Hashable, Sendable {
    /// Rows of a page whose collection is given neither `first` nor `last`.
    package var pageSizeDefault = CostDirectives.pageSize
    /// Rows of one page; larger exports go page by page, which keeps memory flat.
    package var pageSizeMax = 100
    /// Groups of rows where `first` is not given.
    package var groupsDefault = CostDirectives.groupCount
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
    /// Keys of one list by which rows are looked up, as those of `nodes`.
    package var nodesMax = 100
    /// Rows that all pages of an operation may have together, were each of them full.
    package var rowsMax = 100_000
    /// What the fields of an operation may cost together, each as often as it is asked for.
    ///
    /// A cost of 1 is a row that is joined or a page that is looked up by an index, some ten to
    /// twenty microseconds of PostgreSQL. So much is about a second, half of what a statement of a
    /// portal may take. The largest two levels of pages, 10,000 rows, still may have four
    /// references each.
    package var fieldCostMax = 50_000
    /// What the values that an operation may return cost together.
    ///
    /// An object takes about a hundred bytes of JSON: so many are what a response may have at most.
    /// It lets pass all that `rowsMax` does where rows are asked for as `nodes` and are plain.
    package var typeCostMax = 150_000

    /// Values of `__schema` or `__type`, lists and objects included.
    ///
    /// The usual introspection of a schema of a hundred types takes some 30,000.
    package var introspectionValuesMax = 500_000

    package init() {}
}
