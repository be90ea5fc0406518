import Foundation

/// The operating system user that runs PostgreSQL's programs and owns the data.
///
/// It is the user of this process, unless that is root: PostgreSQL refuses to run as root, so the
/// programs then run as another user, who gives up root's supplementary groups too.
struct ClusterAccount: Hashable, Sendable {
    var userName: String
    var userID: UInt32
    var groupID: UInt32
    /// Whether this process is root and the programs run as somebody else.
    var isSwitched: Bool
    /// The name of the user of this process.
    var serverUserName: String

    static let systemSearchPath = "/usr/sbin:/usr/bin:/sbin:/bin"

    static func resolve(
        _ options: LocalClusterOptions
    ) async throws(LocalClusterError) -> ClusterAccount {
        let own = try await identity(of: nil, options)
        guard geteuid() == 0 else {
            return ClusterAccount(
                userName: own.name, userID: geteuid(), groupID: getegid(), isSwitched: false,
                serverUserName: own.name)
        }
        let name = options.operatingSystemUser
        guard let other = try? await identity(of: name, options) else {
            throw .userMissing(name: name)
        }
        return ClusterAccount(
            userName: other.name, userID: other.userID, groupID: other.groupID,
            isSwitched: true, serverUserName: own.name)
    }

    /// Whether this user can enter a directory, by trying: permissions, access lists and mounts
    /// all count.
    func canEnter(_ directory: String) async -> Bool {
        let run = ProgramRun(
            name: "sh", arguments: ["-c", "cd \"$1\"", "sh", directory],
            searchPath: Self.systemSearchPath, account: self, outputBytesMax: 4096)
        return (try? await run.outcome())?.isSuccess ?? false
    }

    /// The operating system users that may log in to the database.
    var permittedUserNames: [String] {
        userName == serverUserName ? [userName] : [serverUserName, userName]
    }

    private static func identity(
        of name: String?, _ options: LocalClusterOptions
    ) async throws(LocalClusterError) -> (name: String, userID: UInt32, groupID: UInt32) {
        let script = "id -un \"$@\" && id -u \"$@\" && id -g \"$@\""
        let run = ProgramRun(
            name: "sh", arguments: ["-c", script, "id"] + (name.map { [$0] } ?? []),
            searchPath: systemSearchPath, outputBytesMax: options.limits.programOutputBytesMax)
        let answer = try await run.succeed()
        let answers = answer.split(separator: "\n").map(String.init)
        guard answers.count == 3, let userID = UInt32(answers[1]),
            let groupID = UInt32(answers[2])
        else { throw .programFailed(program: "id", status: "exited(0)", output: answer) }
        return (answers[0], userID, groupID)
    }
}
