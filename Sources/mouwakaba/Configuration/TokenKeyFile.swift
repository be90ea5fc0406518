import Foundation
import HTTPServer

/// The key that signs tokens, from a file; made on first use where none is named.
struct TokenKeyFile {
    private static let madeBytes = 48

    /// Reads the key.
    ///
    /// - Throws: `SettingsError` where a named file cannot be read or its key is too short.
    static func read(_ settings: Settings) throws -> TokenKey {
        if let path = settings.tokenKeyFile { return try key(at: path) }
        let path = settings.directory + "/development.key"
        if !FileManager.default.fileExists(atPath: path) { try make(at: path, settings) }
        return try key(at: path)
    }

    private static func key(at path: String) throws -> TokenKey {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw SettingsError(
                "The token key file \(path) cannot be read; check MOUWAKABA_TOKEN_KEY_FILE.")
        }
        let text = data.filter { $0 != UInt8(ascii: "\n") }
        do throws(TokenKey.TooShort) {
            return try TokenKey(Array(text))
        } catch {
            throw SettingsError(
                "The key in \(path) has \(error.bytes) bytes; it needs \(error.bytesMin) or more.")
        }
    }

    private static func make(at path: String, _ settings: Settings) throws {
        var generator = SystemRandomNumberGenerator()
        let bytes = (0..<madeBytes).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        let text = Data(bytes).base64EncodedString() + "\n"
        try FileManager.default.createDirectory(
            atPath: settings.directory, withIntermediateDirectories: true)
        let isMade = FileManager.default.createFile(
            atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
        guard isMade else {
            throw SettingsError("The key file \(path) cannot be written; check the directory.")
        }
    }
}
