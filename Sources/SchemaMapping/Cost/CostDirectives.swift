/// The directives that say what fields cost, by the draft "GraphQL Cost Directives"
/// (<https://ibm.github.io/graphql-specs/cost-spec.html>).
///
/// Unlike those of the mapping they are for clients as well: by them a client knows what an
/// operation costs before it sends it. Their meaning for authors is in `schema/README.md`.
package enum CostDirectives {
    package static let sdl = """
        "What an element adds to the cost of an operation, as a decimal number."
        directive @cost(weight: String!) on ARGUMENT_DEFINITION | ENUM | FIELD_DEFINITION | \
        INPUT_FIELD_DEFINITION | OBJECT | SCALAR

        "How many items a field has, for the cost of an operation."
        directive @listSize(
          "The size where no slicing argument is given."
          assumedSize: Int
          "The arguments that say how many items there are at most."
          slicingArguments: [String!]
          "The lists below the field that have the size, where the field itself is no list."
          sizedFields: [String!]
          "Whether exactly one of the slicing arguments must be given."
          requireOneSlicingArgument: Boolean = true
        ) on FIELD_DEFINITION
        """

    /// The sizes that generated fields have where the client says none.
    package static let pageSize = 20
    package static let groupCount = 100

    /// What figures cost beside a row's field, which costs 1 at most: they read any number of rows.
    ///
    /// A count goes through an index; what `aggregate` and `groups` compute has to see, and may
    /// have to sort, the rows themselves.
    static let countWeight = "10"
    static let figureWeight = "20"
}
