/// The text of the configuration files that a private cluster runs with.
///
/// They are written anew at each start, so the cluster follows the options and not its past.
enum ServerConfiguration {
    /// The file of settings that `postgresql.conf` includes at its end.
    static let settingsFile = "mouwakaba.conf"
    static let includeLine = "\ninclude_if_exists = '\(settingsFile)'\n"
    /// The name of the user name map in `pg_ident.conf`.
    static let mapName = "mouwakaba"
    /// The superuser that `initdb` creates.
    static let superuser = "postgres"
    /// The port number, which on a Unix socket is only a part of the file's name.
    static let port = 5432

    static func settings(
        options: LocalClusterOptions, socketDirectory: String
    ) throws(LocalClusterError) -> String {
        var lines = [
            "listen_addresses = ''",
            "port = \(port)",
            "unix_socket_directories = \(quoted("\"\(socketDirectory)\""))",
            "unix_socket_permissions = 0700",
        ]
        lines += sizes + durability(options.durability)
        for (name, value) in options.settings.sorted(by: { $0.key < $1.key }) {
            guard isSettingName(name), !value.contains(where: \.isNewline) else {
                throw .invalidSetting(name: name)
            }
            lines.append("\(name) = \(quoted(value))")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Sizes that a small machine can spare; compilation of expressions costs more than it gains
    /// on statements of a few milliseconds.
    private static let sizes = [
        "max_connections = 200",
        "shared_buffers = '64MB'",
        "max_wal_size = '512MB'",
        "jit = off",
        "timezone = 'UTC'",
        "log_timezone = 'UTC'",
        "lc_messages = 'C.UTF-8'",
    ]

    private static func durability(_ durability: LocalClusterOptions.Durability) -> [String] {
        switch durability {
        case .durable:
            ["fsync = on", "synchronous_commit = on", "full_page_writes = on"]
        case .disposable:
            ["fsync = off", "synchronous_commit = off", "full_page_writes = off"]
        }
    }

    /// Local connections only, each by the operating system user that the kernel vouches for
    /// (PostgreSQL manual, "Peer Authentication").
    static let hostBasedAuthentication = """
        # TYPE  DATABASE  USER  METHOD
        local   all       all   peer map=\(mapName)

        """

    /// The map from operating system users to the roles that they may log in as.
    ///
    /// From version 16 on, `all` stands for any role; before, each role needs a line.
    static func userNameMap(users: [String], roles: [String], version: Int) -> String {
        var lines = ["# MAPNAME  SYSTEM-USERNAME  PG-USERNAME"]
        let rolesInMap = version >= 16 ? ["all"] : mapNames(of: roles)
        for user in users {
            lines += rolesInMap.map { "\(mapName) \(mapQuoted(user)) \($0)" }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func mapNames(of roles: [String]) -> [String] {
        Set(roles).subtracting([superuser]).sorted().reduce(into: [mapQuoted(superuser)]) {
            $0.append(mapQuoted($1))
        }
    }

    private static func mapQuoted(_ name: String) -> String {
        "\""
            + name.split(separator: "\"", omittingEmptySubsequences: false)
            .joined(separator: "\"\"") + "\""
    }

    /// A string of a configuration file: quotes and backslashes are doubled.
    static func quoted(_ text: String) -> String {
        var result = "'"
        for character in text {
            if character == "'" || character == "\\" { result.append(character) }
            result.append(character)
        }
        return result + "'"
    }

    private static func isSettingName(_ name: String) -> Bool {
        guard let first = name.unicodeScalars.first, first.properties.isAlphabetic else {
            return false
        }
        return name.unicodeScalars.allSatisfy {
            $0.isASCII
                && ($0.properties.isAlphabetic || ("0"..."9").contains($0)
                    || $0 == "_" || $0 == ".")
        }
    }
}
