import Foundation

/// A directory that holds PostgreSQL's server programs, and their major version.
package struct PostgresPrograms: Hashable, Sendable {
    package var directory: String
    package var version: Int

    /// The environment variable that names the directory of the programs.
    package static let directoryVariable = "MOUWAKABA_POSTGRES_BIN"
    /// The oldest major version that the project works with.
    package static let versionMin = 15

    static let names = ["postgres", "initdb", "pg_ctl", "psql"]
    private static let versionsDirectory = "/usr/lib/postgresql"

    /// Finds the programs for data of a given major version, or for a new cluster.
    ///
    /// The directory that the environment variable names is the only candidate if it is set.
    /// Otherwise those in `PATH`, the one that `pg_config --bindir` prints and those of Debian's
    /// packages, newest first, are tried; the first that fits the data wins.
    static func find(
        dataVersion: Int?, storage: String, environment: [String: String],
        outputBytesMax: Int
    ) async throws(LocalClusterError) -> PostgresPrograms {
        let candidates = try await candidates(environment, outputBytesMax)
        let found = try await versions(of: candidates, outputBytesMax)
        guard let first = found.first else { throw .programsMissing(searched: candidates) }
        if let dataVersion {
            if let match = found.first(where: { $0.version == dataVersion }) { return match }
            throw .versionMismatch(
                data: dataVersion, found: found.map(\.version), storage: storage)
        }
        guard let recent = found.first(where: { $0.version >= versionMin }) else {
            throw .serverTooOld(version: first.version, directory: first.directory)
        }
        return recent
    }

    /// The major version in the answer of `postgres --version`, such as
    /// `postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)` or `… 18beta1`.
    static func majorVersion(of answer: String) -> Int? {
        guard let end = answer.range(of: "(PostgreSQL) ")?.upperBound else { return nil }
        return Int(answer[end...].prefix { $0.isASCII && $0.isNumber })
    }

    private static func candidates(
        _ environment: [String: String], _ outputBytesMax: Int
    ) async throws(LocalClusterError) -> [String] {
        if let named = environment[directoryVariable], !named.isEmpty {
            if let missing = names.first(where: { !isExecutable(named + "/" + $0) }) {
                throw .programsMissingInNamedDirectory(directory: named, program: missing)
            }
            return [named]
        }
        let path = environment["PATH"] ?? ClusterAccount.systemSearchPath
        let configured = ProgramRun(
            name: "pg_config", arguments: ["--bindir"], searchPath: path,
            outputBytesMax: outputBytesMax)
        var directories = path.split(separator: ":").map(String.init)
            .filter { $0.hasPrefix("/") }
        if let directory = try? await configured.succeed() { directories.append(directory) }
        let packaged = ClusterFiles.names(in: versionsDirectory).compactMap { Int($0) }
        directories += packaged.sorted(by: >).map { "\(versionsDirectory)/\($0)/bin" }
        return directories
    }

    private static func versions(
        of directories: [String], _ outputBytesMax: Int
    ) async throws(LocalClusterError) -> [PostgresPrograms] {
        var seen: Set<String> = []
        var found: [PostgresPrograms] = []
        for directory in directories where seen.insert(directory).inserted {
            guard names.allSatisfy({ isExecutable(directory + "/" + $0) }) else { continue }
            let answer = try await ProgramRun(
                name: "postgres", arguments: ["--version"], searchPath: directory,
                outputBytesMax: outputBytesMax
            ).succeed()
            guard let version = majorVersion(of: answer) else { continue }
            found.append(PostgresPrograms(directory: directory, version: version))
        }
        return found
    }

    private static func isExecutable(_ path: String) -> Bool {
        let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        return FileManager.default.isExecutableFile(atPath: target)
            && !ClusterFiles.isDirectory(target)
    }
}
