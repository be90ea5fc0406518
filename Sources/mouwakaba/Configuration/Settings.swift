import Configuration
import Logging
import OperationPlanning

/// What the command is configured with: the environment, over defaults; flags win over both.
struct Settings {
    let databaseURL: String?
    let apiDatabaseURL: String?
    let directory: String
    let project: String
    let host: String
    let port: Int
    let tokenKeyFile: String?
    let statementStyle: StatementStyle
    let logLevel: Logger.Level
    let service: ServiceSettings

    static let portRange = 0...65_535

    /// - Throws: `SettingsError` for a value that has no meaning.
    init(_ reader: ConfigReader = ConfigReader(provider: EnvironmentVariablesProvider())) throws {
        databaseURL = Self.text("database.url", in: reader)
        apiDatabaseURL = Self.text("api.database.url", in: reader)
        directory = Self.text("mouwakaba.directory", in: reader) ?? ".mouwakaba"
        project = Self.text("mouwakaba.project", in: reader) ?? "."
        host = Self.text("mouwakaba.host", in: reader) ?? "127.0.0.1"
        port = try Self.port(Self.text("mouwakaba.port", in: reader))
        tokenKeyFile = Self.text("mouwakaba.token.key.file", in: reader)
        statementStyle = try Self.statementStyle(
            Self.text("mouwakaba.statement.style", in: reader))
        logLevel = try Self.logLevel(Self.text("mouwakaba.log.level", in: reader))
        service = try ServiceSettings { Self.text(ConfigKey($0), in: reader) }
    }

    /// A value that is set to nothing counts as not set.
    private static func text(_ key: ConfigKey, in reader: ConfigReader) -> String? {
        guard let text = reader.string(forKey: key), !text.isEmpty else { return nil }
        return text
    }

    private static func port(_ text: String?) throws -> Int {
        guard let text else { return 8080 }
        guard let port = Int(text), portRange.contains(port) else {
            throw SettingsError(
                "MOUWAKABA_PORT is \"\(text)\"; it must be a number from 0 to 65535.")
        }
        return port
    }

    private static func statementStyle(_ text: String?) throws -> StatementStyle {
        guard let text else { return .lateral }
        guard let style = StatementStyle(rawValue: text) else {
            let names = StatementStyle.allCases.map(\.rawValue).joined(separator: ", ")
            throw SettingsError(
                "MOUWAKABA_STATEMENT_STYLE is \"\(text)\"; it must be one of \(names).")
        }
        return style
    }

    private static func logLevel(_ text: String?) throws -> Logger.Level {
        guard let text else { return .notice }
        guard let level = Logger.Level(rawValue: text) else {
            let names = Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")
            throw SettingsError("MOUWAKABA_LOG_LEVEL is \"\(text)\"; it must be one of \(names).")
        }
        return level
    }
}

/// A configuration that cannot be used, with how to mend it.
struct SettingsError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
