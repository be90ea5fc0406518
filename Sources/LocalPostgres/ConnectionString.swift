/// A connection string of libpq (libpq manual, "Connection Strings", keyword and value form).
enum ConnectionString {
    static func render(socketDirectory: String, user: String, database: String) -> String {
        """
        host=\(quoted(socketDirectory)) port=\(ServerConfiguration.port) \
        user=\(quoted(user)) dbname=\(quoted(database))
        """
    }

    /// A value in single quotes, with quotes and backslashes escaped by a backslash.
    static func quoted(_ value: String) -> String {
        var result = "'"
        for character in value {
            if character == "'" || character == "\\" { result.append("\\") }
            result.append(character)
        }
        return result + "'"
    }
}
