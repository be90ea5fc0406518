package import GraphQLLanguage
package import SchemaMapping

/// What an operation does in the database and how the rows become its response.
///
/// Holds edges, keys and bounds, but no office, no person and no value of a variable: those reach
/// the database as parameters, so that a cached plan cannot carry one office's data to another.
package struct OperationPlan: Sendable {
    /// What a mutation calls, in the order of its fields, before any edge runs; empty for a query.
    package let commands: [PlannedCommand]
    /// One statement each; every edge comes after its parent.
    package let edges: [Edge]
    /// Indices of edges by depth: all edges of a level are sent together.
    package let levels: [[Int]]
    /// The response of the operation.
    package let root: ObjectShape

    /// Whether the answer is known without asking the database.
    package var needsNoDatabase: Bool { edges.isEmpty && commands.isEmpty }

    /// Whether a statement counts or sums the rows of a whole collection.
    package var hasFiguresAtRoot: Bool {
        edges.contains { $0.parent == nil && $0.content != .rows }
    }

    /// Whether a page is asked for by a cursor.
    package var takesCursors: Bool {
        edges.contains { edge in
            edge.parameters.contains { if case .cursor = $0 { true } else { false } }
        }
    }
}

/// One statement: a root collection, a list edge from its parents' rows, or figures of either.
package struct Edge: Sendable {
    /// What the statement returns for a parent.
    package enum Content: Hashable, Sendable {
        case rows
        /// One row of figures.
        case summary
        /// A row of figures for each group of rows.
        case groups
    }

    package let content: Content
    /// The index of the edge whose rows are the parents; `nil` at the root.
    package let parent: Int?
    /// Columns of the parents' rows that are sent as arrays, in step with the statement's first
    /// parameters.
    package let parentKeys: [ParentKey]
    package let sql: String
    /// What each parameter is, in the order of their numbers.
    package let parameters: [ParameterSource]
    /// The field that this edge answers; gives the page its size and bounds.
    package let page: PageRequest
    /// Where the field stands in the response, for drawings of the plan.
    package let path: [String]

    /// The place of the parent's ordinal among the result's columns; `nil` at the root, where only
    /// the keys of a list count as parents.
    package var ordinalColumn: Int? { parent == nil && page.kind != .lookupOfMany ? nil : 0 }
}

/// A call of a command's function, which returns the key of a row.
package struct PlannedCommand: Sendable {
    package let sql: String
    package let parameters: [CommandParameter]
    package let argumentName: String
    /// The field that calls it, and where it stands in the response.
    package let field: Field
    package let path: [String]
}

/// A column of the parents' rows whose values are sent to a child statement as an array.
package struct ParentKey: Hashable, Sendable {
    package let column: Int
    package let type: ColumnType
}

/// Where the value of a statement's parameter comes from.
package enum ParameterSource: Hashable, Sendable {
    /// The array of one column of the parents' rows; the index is into `Edge.parentKeys`.
    case parentKeys(Int)
    /// A term of the cursor that `after` or `before` gives.
    case cursor(argument: String, term: Int)
    /// A value of the field's filter.
    case filter(FilterOperand, type: ColumnType, isList: Bool)
    /// A number that the plan itself has.
    case constant(Int64)
    /// How many rows to fetch for a parent.
    case limit
    /// A column of the row that a command returned; the index is into `OperationPlan.commands`.
    case commandResult(Int, column: Int)
    /// The value of a lookup's argument.
    case key(argument: String, type: ColumnType)
    /// The array of the keys that a lookup's argument gives.
    case keys(argument: String, type: ColumnType)
    /// The names of the object types whose rows the caller may see.
    case typeNames([String])
}

/// A field that asks for a page: the arguments as written, and the shape that planning gave them.
package struct PageRequest: Sendable {
    package let field: Field
    package let typeName: String
    /// The field of the connection that asks for groups, where the edge answers it.
    package let groupsField: Field?
    package let order: [OrderKey]
    /// Whether the page counts from the end (`last`), so that rows come in reverse.
    package let isReversed: Bool
    /// Whether one row more is fetched to learn if there is another page.
    package let fetchesOneMore: Bool
    package let kind: Kind

    /// How many rows the field may have.
    package enum Kind: Hashable, Sendable {
        case collection
        /// One row by its key.
        case lookup
        /// One row by each key of a list.
        case lookupOfMany
        /// The row that a parent's row refers to.
        case reference
    }

    /// What cursors of this collection are sealed with; those of another are refused.
    package var cursorScope: CursorScope { CursorScope(typeName: typeName, order: order) }
}
