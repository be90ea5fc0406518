import GraphQLExecution
import JSONBytes
import OperationPlanning
import PostgresClient

extension ResponseWriter {
    /// The rows of a page as objects that begin with plain leaves, in response order.
    ///
    /// A row that holds what a plain leaf has no JSON for is written by `object`, which knows what
    /// to say.
    mutating func flatList(
        _ flat: FlatRow, of node: ObjectShape, edge: Int, parent: Int
    ) -> Bool {
        writer.append(byte: UInt8(ascii: "["))
        if let result = rows[edge].result, parent < rows[edge].pages.count {
            let page = rows[edge].pages[parent]
            let isReversed = bound.plan.edges[edge].page.isReversed
            let (allMembers, allTexts) = (flat.members, flat.texts)
            let members = allMembers.span
            let texts = allTexts.span
            for index in 0..<page.count {
                let place = isReversed ? page.count - 1 - index : index
                if index > 0 { writer.append(byte: UInt8(ascii: ",")) }
                let start = writer.count
                let isFlat = flatMembers(members, texts, of: result, page.firstRow + place)
                if isFlat, flat.rest.isEmpty {
                    writer.closeObject(from: start)
                    continue
                }
                let row = Row(
                    edge: edge, number: page.firstRow + place,
                    ordinal: page.firstOrdinal + place, result: result)
                path.append(.index(index))
                defer { path.removeLast() }
                guard isFlat ? rest(of: flat, from: start, at: row) : object(node, at: row)
                else { return false }
            }
        }
        writer.append(byte: UInt8(ascii: "]"))
        return true
    }

    /// Ends an object whose first members are written.
    private mutating func rest(of flat: FlatRow, from start: Int, at row: Row) -> Bool {
        for field in flat.rest {
            guard self.field(field, at: row) else { return false }
        }
        writer.closeObject(from: start)
        return true
    }

    /// Writes the first members; false, and nothing is written, where that takes a closer look.
    private mutating func flatMembers(
        _ members: Span<FlatRow.Member>, _ texts: Span<UInt8>, of result: PostgresResult, _ row: Int
    ) -> Bool {
        guard hasRoom else { return false }
        let start = writer.count
        for index in members.indices {
            let member = members[index]
            writer.append(raw: texts.extracting(member.name))
            if flatValue(member, texts, of: result, row) { continue }
            guard !member.isNonNull, result.isNull(row, member.leaf.column) else {
                writer.truncate(to: start)
                return false
            }
            writer.appendNull()
        }
        return true
    }

    private mutating func flatValue(
        _ member: FlatRow.Member, _ texts: Span<UInt8>, of result: PostgresResult, _ row: Int
    ) -> Bool {
        guard member.leaf.kind == .enumeration else { return plain(member.leaf, of: result, row) }
        return result.withValue(row, member.leaf.column) {
            flatEnumValue($0, of: texts.extracting(member.values))
        } ?? false
    }

    /// Writes the value that is named so, of quoted ones that have no escapes.
    private mutating func flatEnumValue(_ name: Span<UInt8>, of values: Span<UInt8>) -> Bool {
        var start = 0
        while start < values.count {
            var end = start + 1
            while values[end] != UInt8(ascii: "\"") { end += 1 }
            let value = values.extracting(start..<(end + 1))
            if isQuoted(name, value) {
                writer.append(raw: value)
                return true
            }
            start = end + 1
        }
        return false
    }
}
