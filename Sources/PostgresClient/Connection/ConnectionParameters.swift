import CLibPQ

/// The keywords and values with which libpq connects.
///
/// The caller's connection string comes first; what follows overrides it, except that run-time
/// parameters in its `options` keyword are kept.
struct ConnectionParameters: Sendable {
    let keywords: [String]
    let values: [String]

    init(_ options: PoolOptions) {
        let settings = options.sessionSettings.sorted { $0.key < $1.key }.map { name, value in
            "-c \(name)=\(Self.escaped(value))"
        }
        let given = Self.givenOptions(options.conninfo).map { [$0] } ?? []
        keywords = ["dbname", "options", "application_name", "client_encoding"]
        values = [
            options.conninfo, (given + settings).joined(separator: " "), options.applicationName,
            "UTF8",
        ]
    }

    /// > Spaces within this string are considered to separate command-line arguments, unless
    /// > escaped with a backslash (\).
    ///
    /// libpq manual, §34.1.2, "options".
    private static func escaped(_ value: String) -> String {
        var text = ""
        for character in value {
            if character == " " || character == "\\" { text.append("\\") }
            text.append(character)
        }
        return text
    }

    /// The `options` keyword of a connection string, if it has one.
    private static func givenOptions(_ conninfo: String) -> String? {
        guard let parsed = unsafe PQconninfoParse(conninfo, nil) else { return nil }
        defer { unsafe PQconninfoFree(parsed) }
        var option = unsafe parsed
        while let keyword = unsafe option.pointee.keyword {
            if unsafe String(cString: keyword) == "options" {
                guard let value = unsafe option.pointee.val else { return nil }
                return unsafe String(cString: value)
            }
            unsafe option += 1
        }
        return nil
    }
}
