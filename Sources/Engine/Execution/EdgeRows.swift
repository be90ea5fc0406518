import OperationPlanning
import PostgresClient
import SchemaMapping

/// The rows of one edge, told apart by parent.
struct EdgeRows: Sendable {
    /// The rows of one parent that are shown, in the order that the database returned them.
    struct Page: Sendable {
        var firstRow: Int
        var count: Int
        /// Whether the database had one row more than the page holds.
        var hasMore: Bool
        /// The ordinal, from zero, of the page's first row among all rows that are shown.
        var firstOrdinal: Int
    }

    /// `nil` before the statement has run, or where it did not need to.
    let result: PostgresResult?
    /// One page a parent, in the parents' order.
    let pages: [Page]
    /// Rows shown in all pages together: the parents of the next level.
    let ordinalCount: Int

    static let none = EdgeRows(result: nil, pages: [], ordinalCount: 0)

    /// No rows of any edge of a plan.
    static func none(of plan: OperationPlan) -> [EdgeRows] { plan.edges.map { _ in .none } }

    private init(result: PostgresResult?, pages: [Page], ordinalCount: Int) {
        self.result = result
        self.pages = pages
        self.ordinalCount = ordinalCount
    }

    /// Sorts a result's rows into pages.
    ///
    /// Below the root each row begins with its parent's ordinal, from 1. Rows of one parent come
    /// together and parents in order, as a lateral join's nested loop gives them and the order of
    /// a windowed statement says; `nil` where they do not.
    init?(_ result: PostgresResult, of edge: Edge, pageSize: Int, parents: Int) {
        var pages: [Page] = []
        pages.reserveCapacity(parents)
        let ordinalColumn = edge.ordinalColumn
        var row = 0
        var ordinal = 0
        for parent in 0..<parents {
            let firstRow = row
            while row < result.rowCount, result.parent(ofRow: row, ordinalColumn) == parent {
                row += 1
            }
            let count = min(row - firstRow, pageSize)
            pages.append(
                Page(
                    firstRow: firstRow, count: count, hasMore: row - firstRow > count,
                    firstOrdinal: ordinal))
            ordinal += count
        }
        guard row == result.rowCount else { return nil }
        self.init(result: result, pages: pages, ordinalCount: ordinal)
    }

    /// A column of the rows that are shown, as an array in PostgreSQL's binary format.
    func keys(_ key: ParentKey) -> StatementParameter {
        var array = PostgresArray(elementType: key.type.oid)
        guard let result else { return array.parameter }
        for page in pages {
            for row in page.firstRow..<(page.firstRow + page.count) {
                if result.withValue(row, key.column, { array.append($0) }) == nil {
                    array.appendNull()
                }
            }
        }
        return array.parameter
    }
}

extension PostgresResult {
    /// The parent, from zero, of a row of an edge's result.
    fileprivate func parent(ofRow row: Int, _ ordinalColumn: Int?) -> Int {
        guard let ordinalColumn else { return 0 }
        return Int(int64(row, ordinalColumn) ?? 0) - 1
    }
}

extension ColumnType {
    fileprivate var oid: OID {
        switch self {
        case .bool: .bool
        case .int2: .int2
        case .int4: .int4
        case .int8: .int8
        case .float8: .float8
        case .numeric: .numeric
        case .text: .text
        case .uuid: .uuid
        case .date: .date
        case .time: .time
        case .timestamptz: .timestamptz
        case .json: .json
        case .jsonb: .jsonb
        case .textArray: .textArray
        }
    }
}
