import GraphQLExecution
import JSONBytes
import OperationPlanning
import PostgresClient
import TransportProtocols

extension ResponseWriter {
    /// A connection of one parent, `0` at the root.
    mutating func connection(_ shape: ConnectionShape, parent: Int) -> Bool {
        let start = writer.count
        for field in shape.fields {
            writer.append(raw: field.encodedName)
            path.append(.responseName(field.responseName))
            defer { path.removeLast() }
            guard value(of: field, parent: parent) else { return false }
        }
        writer.closeObject(from: start)
        return true
    }

    private mutating func value(of field: ConnectionField, parent: Int) -> Bool {
        switch field.content {
        case .typeName(let name): writer.append(raw: name)
        case .totalCount(let column, let edge):
            writer.append(integer: count(column, edge: edge, parent: parent))
        case .aggregate(let figures, let rowsMin, let column, let edge):
            return aggregate(figures, rowsMin, column, edge: edge, parent: parent)
        case .groups(let group, let edge):
            return groups(group, edge: edge, parent: parent)
        case .pageInfo(let fields, let edge): pageInfo(fields, edge: edge, parent: parent)
        case .nodes(let node, let edge):
            if let flat = field.flat { return flatList(flat, of: node, edge: edge, parent: parent) }
            return list(edge: edge, parent: parent) { $0.object(node, at: $1) }
        case .edges(let fields, let edge):
            return list(edge: edge, parent: parent) { $0.edge(fields, at: $1) }
        }
        return true
    }

    private func count(_ column: Int, edge: Int, parent: Int) -> Int64 {
        guard let row = row(0, of: parent, edge: edge) else { return 0 }
        return row.result.int64(row.number, column) ?? 0
    }

    private mutating func aggregate(
        _ figures: ObjectShape, _ rowsMin: Int?, _ countColumn: Int?, edge: Int, parent: Int
    ) -> Bool {
        guard let row = row(0, of: parent, edge: edge) else {
            writer.appendNull()
            return true
        }
        if let rowsMin, let countColumn, count(countColumn, edge: edge, parent: parent) < rowsMin {
            writer.appendNull()
            return true
        }
        return object(figures, at: row)
    }

    private mutating func groups(_ group: ObjectShape, edge: Int, parent: Int) -> Bool {
        writer.append(literal: "[")
        let count = rowCount(edge: edge, parent: parent)
        for index in 0..<count {
            guard let row = row(index, of: parent, edge: edge) else { continue }
            if index > 0 { writer.append(literal: ",") }
            path.append(.index(index))
            defer { path.removeLast() }
            guard object(group, at: row) else { return false }
        }
        writer.append(literal: "]")
        return true
    }

    /// The rows of a page in response order: reversed where they were fetched from the end.
    private mutating func list(
        edge: Int, parent: Int, _ item: (inout ResponseWriter, Row) -> Bool
    ) -> Bool {
        writer.append(byte: UInt8(ascii: "["))
        if let result = rows[edge].result, parent < rows[edge].pages.count {
            let page = rows[edge].pages[parent]
            let isReversed = bound.plan.edges[edge].page.isReversed
            for index in 0..<page.count {
                let place = isReversed ? page.count - 1 - index : index
                if index > 0 { writer.append(byte: UInt8(ascii: ",")) }
                path.append(.index(index))
                defer { path.removeLast() }
                let row = Row(
                    edge: edge, number: page.firstRow + place,
                    ordinal: page.firstOrdinal + place, result: result)
                guard item(&self, row) else { return false }
            }
        }
        writer.append(byte: UInt8(ascii: "]"))
        return true
    }

    private func rowCount(edge: Int, parent: Int) -> Int {
        parent < rows[edge].pages.count ? rows[edge].pages[parent].count : 0
    }

    private func shownRow(_ index: Int, of count: Int, edge: Int, parent: Int) -> Row? {
        let isReversed = bound.plan.edges[edge].page.isReversed
        return row(isReversed ? count - 1 - index : index, of: parent, edge: edge)
    }

    private mutating func edge(_ fields: [EdgeField], at row: Row) -> Bool {
        let start = writer.count
        for field in fields {
            writer.append(raw: field.encodedName)
            switch field.content {
            case .typeName(let name): writer.append(raw: name)
            case .cursor(let columns): cursor(columns, of: row)
            case .node(let node):
                path.append(.responseName(field.responseName))
                defer { path.removeLast() }
                guard object(node, at: row) else { return false }
            }
        }
        writer.closeObject(from: start)
        return true
    }

    private mutating func pageInfo(_ fields: [PageInfoField], edge: Int, parent: Int) {
        let start = writer.count
        for field in fields {
            writer.append(raw: field.encodedName)
            pageInfoValue(field.content, edge: edge, parent: parent)
        }
        writer.closeObject(from: start)
    }

    private mutating func pageInfoValue(
        _ content: PageInfoField.Content, edge: Int, parent: Int
    ) {
        let count = rowCount(edge: edge, parent: parent)
        switch content {
        case .typeName(let name):
            writer.append(raw: name)
        case .hasNextPage:
            writer.append(boolean: hasMore(edge: edge, parent: parent).after)
        case .hasPreviousPage:
            writer.append(boolean: hasMore(edge: edge, parent: parent).before)
        case .startCursor(let columns):
            cursorOrNull(columns, of: shownRow(0, of: count, edge: edge, parent: parent))
        case .endCursor(let columns):
            cursorOrNull(columns, of: shownRow(count - 1, of: count, edge: edge, parent: parent))
        }
    }

    /// Whether the collection goes on beyond the page on either side.
    ///
    /// On the side that the page does not count from, a cursor means that there was a row.
    private func hasMore(edge: Int, parent: Int) -> (before: Bool, after: Bool) {
        guard parent < rows[edge].pages.count else { return (false, false) }
        let fetchedMore = rows[edge].pages[parent].hasMore
        let values = bound.edges[edge]
        return bound.plan.edges[edge].page.isReversed
            ? (before: fetchedMore, after: values.hasRowsAfter)
            : (before: values.hasRowsBefore, after: fetchedMore)
    }

    private mutating func cursorOrNull(_ columns: CursorColumns, of row: Row?) {
        if let row { cursor(columns, of: row) } else { writer.appendNull() }
    }

    private mutating func cursor(_ columns: CursorColumns, of row: Row) {
        let values = columns.columns.map { column -> [UInt8]? in
            guard !row.result.isNull(row.number, column) else { return nil }
            var bytes: [UInt8] = []
            row.result.appendBytes(row.number, column, to: &bytes)
            return bytes
        }
        writer.appendString(utf8: seal.text(of: values, scope: columns.scope).span)
    }
}
