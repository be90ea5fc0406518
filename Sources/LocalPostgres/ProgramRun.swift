import Subprocess

/// One run of a program to its end.
///
/// Programs see a small environment of their own, so that `PGDATA`, `PGOPTIONS` and their like in
/// the caller's environment have no effect, and messages are in English.
struct ProgramRun: Sendable {
    var name: String
    var arguments: [String]
    /// Directories searched for the program before the system's own.
    var searchPath: String
    var account: ClusterAccount?
    var input = ""
    var outputBytesMax: Int

    struct Outcome: Sendable {
        var status: String
        var isSuccess: Bool
        var output: String
        var errorOutput: String
    }

    /// Runs the program; an exit status other than zero is an outcome, not an error.
    func outcome() async throws(LocalClusterError) -> Outcome {
        do {
            return try await run()
        } catch {
            throw .programFailed(program: name, status: "not run", output: "\(error)")
        }
    }

    /// Runs the program and returns its standard output without the last line break.
    @discardableResult
    func succeed() async throws(LocalClusterError) -> String {
        let outcome = try await outcome()
        guard outcome.isSuccess else {
            let output = outcome.errorOutput.isEmpty ? outcome.output : outcome.errorOutput
            throw .programFailed(
                program: name, status: outcome.status, output: Self.trimmed(output))
        }
        return Self.trimmed(outcome.output)
    }

    private func run() async throws -> Outcome {
        let result = try await Subprocess.run(
            .name("sh"), arguments: Arguments(Self.shellArguments + [name] + arguments),
            environment: .custom([
                "PATH": searchPath + ":" + ClusterAccount.systemSearchPath,
                "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8",
            ]),
            platformOptions: platformOptions,
            input: .string(input), output: .string(limit: outputBytesMax),
            error: .string(limit: outputBytesMax))
        return Outcome(
            status: "\(result.terminationStatus)",
            isSuccess: result.terminationStatus.isSuccess,
            output: result.standardOutput, errorOutput: result.standardError)
    }

    /// Makes the program start in the root directory: PostgreSQL's programs complain if they may
    /// not enter the directory that they are started in, and a server would keep it in use.
    private static let shellArguments = ["-c", "cd / && exec \"$@\"", "sh"]

    private var platformOptions: PlatformOptions {
        var options = PlatformOptions()
        guard let account, account.isSwitched else { return options }
        options.userID = account.userID
        options.groupID = account.groupID
        options.supplementaryGroups = [account.groupID]
        return options
    }

    private static func trimmed(_ text: String) -> String {
        var text = text
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
