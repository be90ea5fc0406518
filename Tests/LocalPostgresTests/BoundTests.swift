import Foundation
import LocalPostgres
import Testing

@Suite("LocalClusterLimits")
struct BoundTests {
    @Test func `socketPathBytesMax bytes of path fit and one more does not`() async throws {
        let scratch = try Scratch()
        let near = scratch.path + "/postgres/socket/.s.PGSQL.5432"
        var options = scratch.options()
        options.limits.socketPathBytesMax = near.utf8.count
        let fitting = try await LocalCluster.start(options)
        #expect(fitting.socketDirectory == scratch.path + "/postgres/socket")
        try await fitting.stop()
        options.limits.socketPathBytesMax = near.utf8.count - 1
        let short = try await LocalCluster.start(options)
        #expect(short.socketDirectory.hasPrefix("/"))
        #expect(short.socketDirectory != fitting.socketDirectory)
        try await short.stop()
    }

    @Test func `a socket path that is too long everywhere is refused`() async throws {
        let scratch = try Scratch()
        var options = scratch.options()
        options.limits.socketPathBytesMax = 10
        let socket = scratch.path + "/postgres/socket/.s.PGSQL.5432"
        await #expect(
            throws: LocalClusterError.socketPathTooLong(path: socket, bytesMax: 10)
        ) { _ = try await LocalCluster.start(options) }
    }

    @Test func `a log of logBytesMax bytes is kept and a longer one set aside`() async throws {
        let scratch = try Scratch()
        var options = scratch.options()
        let log = scratch.path + "/postgres/log/postgresql.log"
        let first = try await LocalCluster.start(options)
        try await first.stop()
        let bytes = try Data(contentsOf: URL(fileURLWithPath: log)).count
        options.limits.logBytesMax = bytes
        let second = try await LocalCluster.start(options)
        try await second.stop()
        #expect(!FileManager.default.fileExists(atPath: log + ".1"))
        options.limits.logBytesMax = bytes - 1
        let third = try await LocalCluster.start(options)
        try await third.stop()
        #expect(FileManager.default.fileExists(atPath: log + ".1"))
    }

    @Test func `a start that takes more than startSecondsMax fails and leaves nothing`()
        async throws
    {
        let scratch = try Scratch()
        var options = scratch.options()
        options.limits.startSecondsMax = 0
        let error = await #expect(throws: LocalClusterError.self) {
            _ = try await LocalCluster.start(options)
        }
        guard case .startFailed = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(processes(workingIn: scratch.path + "/postgres/data") == [])
        options.limits.startSecondsMax = 60
        try await LocalCluster.start(options).stop()
    }

    @Test func `a fast shutdown of more than stopSecondsMax becomes an immediate one`()
        async throws
    {
        let scratch = try Scratch()
        var options = scratch.options()
        options.limits.stopSecondsMax = 0
        let record = StepRecord()
        let cluster = try await LocalCluster.start(options, report: { record.append($0) })
        try await cluster.stop()
        #expect(record.steps.contains(.stoppingImmediately(process: cluster.process)))
        #expect(!isAlive(cluster.process))
    }

    @Test func `a program that prints more than programOutputBytesMax bytes fails`()
        async throws
    {
        let scratch = try Scratch()
        var options = scratch.options()
        options.limits.programOutputBytesMax = 1
        let error = await #expect(throws: LocalClusterError.self) {
            _ = try await LocalCluster.start(options)
        }
        guard case .programFailed(program: "sh", _, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func `a setting with a line break or a strange name is refused`() async throws {
        let scratch = try Scratch()
        for setting in ["work mem", "", "1x", "حجم"] {
            var options = scratch.options()
            options.settings = [setting: "1"]
            await #expect(throws: LocalClusterError.invalidSetting(name: setting)) {
                _ = try await LocalCluster.start(options)
            }
        }
        var options = scratch.options()
        options.settings = ["work_mem": "1MB'\nfsync = off"]
        await #expect(throws: LocalClusterError.invalidSetting(name: "work_mem")) {
            _ = try await LocalCluster.start(options)
        }
    }
}
