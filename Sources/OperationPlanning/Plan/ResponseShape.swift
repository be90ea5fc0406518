package import GraphQLExecution
package import GraphQLLanguage
package import SchemaMapping

/// The fields of an object in the response, in response order.
///
/// Shapes are classes: a response is written by walking them once a row, and nothing is copied on
/// the way.
package final class ObjectShape: Sendable {
    package let typeName: String
    package let fields: [ResponseField]
    /// Which object it is, where the row says so; then there are no fields here.
    package let choice: TypeChoice?

    init(typeName: String, fields: [ResponseField], choice: TypeChoice? = nil) {
        self.typeName = typeName
        self.fields = fields
        self.choice = choice
    }
}

/// A field of an object in the response.
package final class ResponseField: Sendable {
    package let responseName: String
    /// The member's name as JSON between its comma and its colon, `,"name":`.
    package let encodedName: [UInt8]
    /// The field's schema coordinate, for messages.
    package let coordinate: String
    /// Where each of the fields stands that share the response name.
    package let locations: [SourceLocation]
    package let isNonNull: Bool
    package let content: Content
    /// The content once more where it is a leaf that most rows have, so that it is found without
    /// looking at anything that has to be retained.
    package let plainLeaf: PlainLeaf?
    /// The names of an enum's values as JSON, where the leaf is of an enum.
    package let encodedValues: [[UInt8]]

    init(
        responseName: String, coordinate: String, locations: [SourceLocation], isNonNull: Bool,
        content: Content
    ) {
        self.responseName = responseName
        encodedName = OperationPlanning.encodedName(responseName)
        self.coordinate = coordinate
        self.locations = locations
        self.isNonNull = isNonNull
        self.content = content
        plainLeaf = content.plainLeaf
        encodedValues = content.encodedValues
    }

    /// What the field's value is made of.
    package enum Content: Sendable {
        /// `__typename`: the JSON string.
        case typeName([UInt8])
        /// `__schema` or `__type`: the value, which planning knows.
        case introspection(ExecutionResult)
        /// A column of the row.
        case leaf(column: Int, BoundLeaf)
        /// A joined row; null where the presence column is null.
        case reference(ObjectShape, presenceColumn: Int)
        /// Further fields of the same row.
        case sameRow(ObjectShape)
        /// The only row that an edge has for the parent, or null where it has none.
        case lookup(ObjectShape, edge: Int)
        /// A row, or null, for each key of a list.
        case lookupOfMany(ObjectShape, edge: Int)
        /// The only field of a shape, of the row that an edge has for the object's own type.
        case ownRow(ObjectShape, edge: Int)
        case connection(ConnectionShape)
        /// What a command answers.
        case payload(ObjectShape, command: Int)
        /// The rules that keep a command from being done.
        case commandErrors([CommandErrorField], command: Int)
    }
}

/// A field of a `CommandError` in the response.
package struct CommandErrorField: Sendable {
    package let encodedName: [UInt8]
    package let content: Content

    /// What the field says of the error.
    package indirect enum Content: Sendable {
        case typeName([UInt8])
        case code
        case message
        case parameters([CommandErrorField])
        /// The name of a parameter.
        case name
        /// The value of a parameter.
        case value
    }
}

/// A Relay connection in the response.
package final class ConnectionShape: Sendable {
    package let fields: [ConnectionField]

    init(fields: [ConnectionField]) {
        self.fields = fields
    }
}

/// A field of a connection in the response.
package final class ConnectionField: Sendable {
    package let responseName: String
    package let encodedName: [UInt8]
    package let content: Content
    /// How the rows of `nodes` begin, where that is with leaves that most rows have.
    package let flat: FlatRow?

    init(responseName: String, content: Content) {
        self.responseName = responseName
        encodedName = OperationPlanning.encodedName(responseName)
        self.content = content
        if case .nodes(let shape, _) = content { flat = FlatRow(shape.fields) } else { flat = nil }
    }

    /// What the connection's field is made of, and the edge whose rows show it.
    package enum Content: Sendable {
        case typeName([UInt8])
        case nodes(ObjectShape, edge: Int)
        case edges([EdgeField], edge: Int)
        case pageInfo([PageInfoField], edge: Int)
        /// The count of all rows, in a column of a summary.
        case totalCount(column: Int, edge: Int)
        /// The figures of a summary, or null where they are of fewer rows than may be shown.
        case aggregate(ObjectShape, rowsMin: Int?, countColumn: Int?, edge: Int)
        /// The groups that an edge gives.
        case groups(ObjectShape, edge: Int)
    }
}

/// A field of an edge of a connection in the response.
package struct EdgeField: Sendable {
    package let responseName: String
    package let encodedName: [UInt8]
    package let content: Content

    /// What the edge's field is made of.
    package enum Content: Sendable {
        case typeName([UInt8])
        case node(ObjectShape)
        case cursor(CursorColumns)
    }
}

/// A field of a page's `PageInfo` in the response.
package struct PageInfoField: Sendable {
    package let encodedName: [UInt8]
    package let content: Content

    /// What the page information's field is made of.
    package enum Content: Sendable {
        case typeName([UInt8])
        case hasNextPage
        case hasPreviousPage
        case startCursor(CursorColumns)
        case endCursor(CursorColumns)
    }
}

/// The columns of a row that its cursor is made of.
package struct CursorColumns: Hashable, Sendable {
    package let columns: [Int]
    package let scope: CursorScope
}
