import Crypto
import Foundation

/// A file that runs once, in the order of its number.
package struct Migration: Hashable, Sendable {
    package var number: Int
    /// The file's name without number and suffix.
    package var name: String
    package var file: SQLFile
}

/// A file that runs again whenever it or a migration changed: functions, views, policies, grants.
package struct Repeatable: Hashable, Sendable {
    package var name: String
    package var file: SQLFile
}

/// The text of an SQL file and where it came from.
package struct SQLFile: Hashable, Sendable {
    package var path: String
    package var text: String
    /// The SHA-256 of its bytes in hexadecimal.
    package var checksum: String

    /// Reads a file; it must be UTF-8 and within the bound.
    package init(path: String, bytesMax: Int) throws(MigrationError) {
        let bytes = try Self.bytes(of: path, bytesMax: bytesMax)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw .notUTF8(path: path)
        }
        self.path = path
        self.text = text
        checksum = SHA256.hash(data: bytes).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }

    /// The line, from 1, of a position in characters, from 1, as PostgreSQL counts them.
    func line(ofPosition position: Int) -> Int {
        text.unicodeScalars.prefix(position - 1).count { $0 == "\n" } + 1
    }

    static func bytes(of path: String, bytesMax: Int) throws(MigrationError) -> [UInt8] {
        let data: Data
        do { data = try Data(contentsOf: URL(fileURLWithPath: path)) } catch {
            throw .unreadable(path: path, reason: error.localizedDescription)
        }
        guard data.count <= bytesMax else {
            throw .fileTooLarge(path: path, bytes: data.count, bytesMax: bytesMax)
        }
        return Array(data)
    }
}

/// The folder `db/`: numbered migrations, repeatables and seeds.
///
/// Names are checked when it is read: numbers are unique and without gap from 1 on.
package struct MigrationDirectory: Hashable, Sendable {
    package var path: String
    package var migrations: [Migration]
    package var repeatables: [Repeatable]
    package var limits: MigrationLimits

    /// Reads `migrations/NNNN_name.sql` and `repeatable/name.sql` below a path such as `db`.
    ///
    /// A missing folder is an empty one. Files with another suffix than `.sql` are left alone.
    package init(
        path: String, limits: MigrationLimits = MigrationLimits()
    ) throws(MigrationError) {
        self.path = path
        self.limits = limits
        migrations = try Self.migrations(in: path + "/migrations", limits)
        repeatables = try Self.repeatables(in: path + "/repeatable", limits)
    }

    private static func migrations(
        in directory: String, _ limits: MigrationLimits
    ) throws(MigrationError) -> [Migration] {
        var migrations: [Migration] = []
        for fileName in try fileNames(in: directory, suffix: ".sql") {
            let path = directory + "/" + fileName
            let parts = fileName.dropLast(4).split(
                separator: "_", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, parts[0].utf8.count == 4,
                parts[0].utf8.allSatisfy({ (0x30...0x39).contains($0) }),
                let number = Int(parts[0]), number > 0, isName(parts[1])
            else { throw .misnamed(path: path) }
            let file = try SQLFile(path: path, bytesMax: limits.sqlFileBytesMax)
            migrations.append(Migration(number: number, name: String(parts[1]), file: file))
        }
        try checkNumbers(migrations)
        return migrations
    }

    /// The migrations are sorted by file name and thereby by number.
    private static func checkNumbers(_ migrations: [Migration]) throws(MigrationError) {
        for (migration, previous) in zip(migrations.dropFirst(), migrations)
        where migration.number == previous.number {
            throw .duplicateNumber(
                migration.number, paths: [previous.file.path, migration.file.path])
        }
        for (index, migration) in migrations.enumerated() where migration.number != index + 1 {
            throw .missingNumber(index + 1, next: migration.file.path)
        }
    }

    private static func repeatables(
        in directory: String, _ limits: MigrationLimits
    ) throws(MigrationError) -> [Repeatable] {
        var repeatables: [Repeatable] = []
        for fileName in try fileNames(in: directory, suffix: ".sql") {
            let path = directory + "/" + fileName
            let name = fileName.dropLast(4)
            guard isName(name) else { throw .misnamed(path: path) }
            let file = try SQLFile(path: path, bytesMax: limits.sqlFileBytesMax)
            repeatables.append(Repeatable(name: String(name), file: file))
        }
        return repeatables
    }

    /// The names of the files with a suffix, in the order of their bytes.
    static func fileNames(
        in directory: String, suffix: String
    ) throws(MigrationError) -> [String] {
        guard FileManager.default.fileExists(atPath: directory) else { return [] }
        do {
            return try FileManager.default.contentsOfDirectory(atPath: directory)
                .filter { $0.hasSuffix(suffix) && !$0.hasPrefix(".") }
                .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        } catch {
            throw .unreadable(path: directory, reason: error.localizedDescription)
        }
    }

    /// Small letters, digits and underscores, at least one.
    private static func isName(_ text: Substring) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy {
                (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F
            }
    }
}
