import ArgumentParser
import Foundation
import LocalPostgres
import Subprocess

/// Runs the private PostgreSQL cluster for other programs.
struct PostgresCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "postgres", abstract: "Run a private PostgreSQL cluster for another command.",
        subcommands: [Run.self])

    struct Run: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Run a command with DATABASE_URL set to a private cluster.",
            discussion: """
                The cluster is started before the command and stopped after it, however it ends.
                Where DATABASE_URL is set already, that server is used and nothing is started.

                  mouwakaba postgres run -- psql
                """)

        @Option(help: "Where the cluster is kept.")
        var directory: String?

        @Flag(help: "Force nothing to disk: for tests, never for data of value.")
        var disposable = false

        @Argument(parsing: .postTerminator, help: "The command and its arguments.")
        var command: [String]

        func validate() throws {
            guard !command.isEmpty else {
                throw ValidationError("Name the command to run after --.")
            }
        }

        func run() async throws {
            let settings = try Settings()
            if let url = settings.databaseURL {
                throw ExitCode(try await Self.launch(command, databaseURL: url))
            }
            let cluster = try await LocalCluster.start(options(settings)) { say("\($0).") }
            let status: Int32
            do {
                status = try await Self.launch(command, databaseURL: cluster.connectionString)
            } catch {
                try await cluster.stop()
                throw error
            }
            try await cluster.stop()
            throw ExitCode(status)
        }

        private func options(_ settings: Settings) -> LocalClusterOptions {
            LocalClusterOptions(
                directory: directory ?? settings.directory + "/postgres",
                loginRoles: [Database.apiRole],
                durability: disposable ? .disposable : .durable)
        }

        /// Runs a command on the terminal of this process; gives its exit status as a shell would.
        static func launch(_ command: [String], databaseURL: String) async throws -> Int32 {
            // An interrupt from the terminal reaches the child too; this process waits for its end.
            signal(SIGINT) { _ in }
            let result = try await Subprocess.run(
                .name("env"), arguments: Arguments(command),
                environment: .inherit.updating(["DATABASE_URL": databaseURL]),
                input: .currentStandardInput, output: .currentStandardOutput,
                error: .currentStandardError)
            return switch result.terminationStatus {
            case .exited(let code): code
            case .signaled(let signal): 128 + signal
            }
        }
    }
}
