import GraphQLExecution
import JSONBytes
import OperationPlanning
import PostgresClient

/// Objects of interfaces and unions, and lists of rows by their keys.
extension ResponseWriter {
    /// The object of a row, by the type that the row says.
    ///
    /// A row of a type that is hidden from the caller, or whose own row is, is not there.
    mutating func object(_ choice: TypeChoice, at row: Row?) -> Bool {
        guard let row else { return noObject(choice) }
        let name = row.result.text(row.number, choice.column) ?? ""
        if let type = choice.types[name] {
            return isPresent(type.ownRow, at: row) ? object(type.shape, at: row) : noObject(choice)
        }
        if choice.hiddenTypes.contains(name) { return noObject(choice) }
        report(
            "\(choice.coordinate): The row is of a type that \(choice.typeName) does not have.",
            at: choice.locations)
        return false
    }

    private mutating func noObject(_ choice: TypeChoice) -> Bool {
        if choice.isNonNull {
            report(
                "Cannot return null for non-nullable field \(choice.coordinate).",
                at: choice.locations)
        }
        return false
    }

    private func isPresent(_ ownRow: PossibleType.OwnRow, at row: Row) -> Bool {
        switch ownRow {
        case .unread: true
        case .joined(let column): !row.result.isNull(row.number, column)
        case .edge(let edge): self.row(0, of: row.ordinal, edge: edge) != nil
        }
    }

    /// The value of the only field of a shape, whose name is written.
    mutating func ownRow(_ shape: ObjectShape, at row: Row?) -> Bool {
        for field in shape.fields {
            if let leaf = field.plainLeaf, let row, plain(leaf, of: row, field) { continue }
            guard value(of: field, at: row) else { return false }
        }
        return true
    }

    /// The row of each key, in the order of the keys; null where there is none.
    mutating func rowsOfKeys(_ shape: ObjectShape, edge: Int) {
        writer.append(literal: "[")
        for index in 0..<bound.edges[edge].parentCount {
            if index > 0 { writer.append(literal: ",") }
            path.append(.index(index))
            defer { path.removeLast() }
            let start = writer.count
            if let row = row(0, of: index, edge: edge), object(shape, at: row) { continue }
            writer.truncate(to: start)
            writer.appendNull()
        }
        writer.append(literal: "]")
    }
}
