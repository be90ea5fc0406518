/// The SDL that every mapped schema begins with: the directives that bind it to relations, and the
/// types that collections share.
///
/// Their meaning for authors is described in `schema/README.md`.
package enum MappingDirectives {
    /// Directives that describe the mapping; clients never see them.
    package static let names: Set<String> = [
        "relation", "column", "reference", "collection", "lookup", "access", "format",
        "search", "aggregates", "command", "service", "computed",
    ]

    /// Types that only the directives' own arguments use.
    package static let privateTypeNames: Set<String> = [
        "ColumnOrder", "ScalarFormat", "ServiceClass", "JunctionRelation",
    ]

    /// The enum whose values `@access` names; declared by the domain's SDL.
    package static let roleTypeName = "Role"

    package static let sdl = """
        directive @relation(
          name: String!
          namespace: String! = "app"
          orderBy: [ColumnOrder!]! = []
          typeColumn: String
        ) on OBJECT | INTERFACE | UNION

        directive @column(name: String!) on FIELD_DEFINITION

        directive @computed(
          function: String!
          namespace: String! = "app"
        ) on FIELD_DEFINITION

        directive @reference(columns: [String!]!) on FIELD_DEFINITION

        directive @collection(
          columns: [String!]
          through: JunctionRelation
        ) on FIELD_DEFINITION

        directive @lookup(columns: [String!]!) on FIELD_DEFINITION

        directive @command(function: String!) on FIELD_DEFINITION

        directive @access(roles: [Role!]!) on OBJECT | INTERFACE | UNION | FIELD_DEFINITION

        directive @search(column: String!) on OBJECT

        directive @aggregates(roles: [Role!]!, smallestGroup: Int! = 5) on OBJECT

        directive @service(class: ServiceClass!) on ENUM_VALUE

        directive @format(as: ScalarFormat!) on SCALAR

        enum ServiceClass {
          PORTAL
          SESSION
          ANALYSIS
          REGION
        }

        enum ScalarFormat {
          UUID
          DATE
          DATE_TIME
          LOCAL_TIME
          DECIMAL
          BIG_INT
          JSON
          EMAIL_ADDRESS
          PHONE_NUMBER
          CONSECUTIVE_YEARS
          URL
        }

        input JunctionRelation {
          relation: String!
          namespace: String! = "app"
          columns: [String!]!
        }

        input ColumnOrder {
          column: String!
          direction: OrderDirection! = ASC
        }

        "Which way a collection is ordered."
        enum OrderDirection {
          "From the smallest to the largest; nulls last."
          ASC
          "From the largest to the smallest; nulls first."
          DESC
          "From the smallest to the largest, after the nulls."
          ASC_NULLS_FIRST
          "From the largest to the smallest, before the nulls."
          DESC_NULLS_LAST
        }

        "A period of the calendar by whose first day dates are grouped."
        enum DateBucket {
          DAY
          "From Monday to Sunday."
          WEEK
          MONTH
          QUARTER
          YEAR
        }

        "A rule that keeps a command from being done; nothing of the operation was done."
        type CommandError {
          "The stable name of the rule, as `SCHOOL_IS_KNOWN`."
          code: String!
          "What is wrong, in a sentence."
          message: String!
          "The facts that the sentence is about."
          parameters: [CommandErrorParameter!]!
        }

        type CommandErrorParameter {
          name: String!
          value: String!
        }

        "Where a page lies within its collection."
        type PageInfo {
          "Whether the collection goes on after this page."
          hasNextPage: Boolean!
          "Whether the collection has anything before this page."
          hasPreviousPage: Boolean!
          "The cursor of the page's first edge."
          startCursor: String
          "The cursor of the page's last edge."
          endCursor: String
        }
        """
}
