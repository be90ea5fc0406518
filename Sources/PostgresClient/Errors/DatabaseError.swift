/// A failure reported by PostgreSQL or by libpq, as facts.
///
/// `description` says only the kind and the SQLSTATE, because messages, details and hints may carry
/// values that the reader of a response may not see. `debugDescription` says all, for logs.
package struct DatabaseError: Error, Hashable, Sendable {
    /// Who failed.
    package enum Kind: Hashable, Sendable {
        /// The server could not be reached, or the connection to it was lost.
        case connectionFailure
        /// The server refused a statement.
        case serverError
        /// The conversation took a turn that this client does not expect.
        case protocolViolation
    }

    package var kind: Kind
    package var sqlState: SQLState?
    /// The severity in English whatever the server's language, such as `ERROR` or `FATAL`.
    package var severity: String?
    package var message: String
    package var detail: String?
    package var hint: String?
    /// The name of the violated constraint.
    package var constraint: String?
    /// The name of the table, without its namespace, that the error is about.
    package var table: String?
    /// The name of the column, such as one that must have a value and was given none.
    package var column: String?
    /// Where in the statement's text, in characters, the first one being 1.
    package var position: Int?

    package init(
        kind: Kind, sqlState: SQLState? = nil, severity: String? = nil, message: String,
        detail: String? = nil, hint: String? = nil, constraint: String? = nil,
        table: String? = nil, column: String? = nil, position: Int? = nil
    ) {
        self.kind = kind
        self.sqlState = sqlState
        self.severity = severity
        self.message = message
        self.detail = detail
        self.hint = hint
        self.constraint = constraint
        self.table = table
        self.column = column
        self.position = position
    }
}

extension DatabaseError: CustomStringConvertible {
    package var description: String {
        let subject =
            switch kind {
            case .connectionFailure: "database connection failure"
            case .serverError: "database error"
            case .protocolViolation: "database protocol violation"
            }
        guard let sqlState else { return subject }
        return "\(subject) \(sqlState)"
    }
}

extension DatabaseError: CustomDebugStringConvertible {
    package var debugDescription: String {
        var lines = ["\(description): \(message)"]
        if let severity { lines.append("severity: \(severity)") }
        if let detail { lines.append("detail: \(detail)") }
        if let hint { lines.append("hint: \(hint)") }
        if let constraint { lines.append("constraint: \(constraint)") }
        if let table { lines.append("table: \(table)") }
        if let column { lines.append("column: \(column)") }
        if let position { lines.append("position: \(position)") }
        return lines.joined(separator: "\n")
    }
}
