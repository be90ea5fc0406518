import CLibPQ

extension DatabaseError {
    /// Reads the error fields of a result (libpq manual, §34.3.2, PQresultErrorField).
    ///
    /// An error that libpq made up itself has no SQLSTATE: it means that the connection is lost.
    init(result: OpaquePointer) {
        func field(_ code: Character) -> String? {
            guard let ascii = code.asciiValue else { return nil }
            guard let text = unsafe PQresultErrorField(result, Int32(ascii)) else { return nil }
            return unsafe String(cString: text)
        }
        let fallback = unsafe Self.trimmed(PQresultErrorMessage(result))
        let sqlState = field("C").map { SQLState($0) }
        self.init(
            kind: sqlState == nil ? .connectionFailure : .serverError, sqlState: sqlState,
            severity: field("V") ?? field("S"),
            message: field("M") ?? fallback,
            detail: field("D"), hint: field("H"), constraint: field("n"),
            table: field("t"), column: field("c"), position: field("P").flatMap { Int($0) })
    }

    /// Reads the message of the last failed call on a connection.
    init(connection: OpaquePointer?, kind: Kind = .connectionFailure) {
        self.init(kind: kind, message: unsafe Self.trimmed(PQerrorMessage(connection)))
    }

    private static func trimmed(_ message: UnsafePointer<CChar>?) -> String {
        guard let message = unsafe message else { return "" }
        var text = unsafe String(cString: message)
        while text.last?.isNewline == true { text.removeLast() }
        return text
    }
}
