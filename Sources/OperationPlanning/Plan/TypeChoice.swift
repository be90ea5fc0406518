package import GraphQLLanguage

/// The objects that a row of an abstract type may be, told apart by a column of the row.
package final class TypeChoice: Sendable {
    /// The interface or union.
    package let typeName: String
    /// The column with the name of the row's object type.
    package let column: Int
    package let types: [String: PossibleType]
    /// Types whose rows are not there for the caller.
    package let hiddenTypes: Set<String>
    /// The field that shows the row: its coordinate, its places, and whether it may be null.
    package let coordinate: String
    package let locations: [SourceLocation]
    package let isNonNull: Bool

    init(
        typeName: String, column: Int, types: [String: PossibleType], hiddenTypes: Set<String>,
        coordinate: String, locations: [SourceLocation], isNonNull: Bool
    ) {
        self.typeName = typeName
        self.column = column
        self.types = types
        self.hiddenTypes = hiddenTypes
        self.coordinate = coordinate
        self.locations = locations
        self.isNonNull = isNonNull
    }
}

/// An object type that a row may be of.
package struct PossibleType: Sendable {
    package let shape: ObjectShape
    package let ownRow: OwnRow

    /// Where the row of the object type's own relation is.
    package enum OwnRow: Sendable {
        /// Nothing that was selected is read from it.
        case unread
        /// Joined; there is none where the column is null.
        case joined(presenceColumn: Int)
        /// The only row that an edge has for the row.
        case edge(Int)
    }
}
