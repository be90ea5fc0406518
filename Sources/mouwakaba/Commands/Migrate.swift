import ArgumentParser
import Migrations
import PostgresClient

/// Applies `db/` to the database, or compares both.
struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Apply db/ to the database, or compare the two.",
        subcommands: [Up.self, Status.self, Verify.self])

    struct Up: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Apply pending migrations, and policies and functions that changed.")

        @OptionGroup var options: MigrationOptions

        @Flag(help: "Accept changes that were made to the database by other means.")
        var acceptDrift = false

        func run() async throws {
            try await options.use { runner in
                try runner.up(drift: acceptDrift ? .accept : .refuse)
            }
        }
    }

    struct Status: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List every file and whether it is applied.")

        @OptionGroup var options: MigrationOptions

        func run() async throws {
            try await options.use { runner in
                for status in try runner.status() { print(status.line) }
            }
        }
    }

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Report edited files and changes of the database that no file made.",
            discussion: "Exits 1 if there are any.")

        @OptionGroup var options: MigrationOptions

        func run() async throws {
            try await options.use { runner in
                let problems = try runner.verify()
                for problem in problems { print(problem) }
                guard problems.isEmpty else { throw ExitCode.failure }
                print("The database is what the files say.")
            }
        }
    }
}

/// Where migrations come from and go to.
struct MigrationOptions: ParsableArguments {
    @OptionGroup var project: ProjectOptions
    @OptionGroup var database: DatabaseOptions

    func use(_ body: (MigrationRunner) throws -> Void) async throws {
        let settings = try Settings()
        let files = try DatabaseFiles(project.directory(settings))
        try await database.use(settings) { database in
            let connection = try database.administration()
            try body(files.runner(connection))
        }
    }
}

extension MigrationStatus {
    /// `0002 reference  applied 2026-09-01 08:00:00`.
    fileprivate var line: String {
        let number = number.map {
            String(repeating: "0", count: 4 - min(4, "\($0)".count)) + "\($0)"
        }
        return "\(number ?? "    ") \(name)  \(state.words)"
    }
}

extension MigrationStatus.State {
    fileprivate var words: String {
        switch self {
        case .applied(let at): at.map { "applied \($0)" } ?? "applied"
        case .pending: "pending"
        case .changed: "changed since it was applied"
        case .missing: "applied, but its file is missing"
        }
    }
}
