import Foundation
import LocalPostgres
import PostgresClient
import Testing

/// These tests run real servers; they need PostgreSQL's programs.
@Suite("LocalCluster", .serialized)
struct LocalClusterTests {
    @Test func `data survives a restart`() async throws {
        let scratch = try Scratch()
        let first = try await LocalCluster.start(scratch.options())
        try fill(first)
        try await first.stop()
        let second = try await LocalCluster.start(scratch.options())
        #expect(try read(second) == [["أكادير"]])
        try await second.stop()
    }

    @Test func `a first start reports its steps and a restart fewer`() async throws {
        let scratch = try Scratch()
        let storage = scratch.path + "/postgres"
        let record = StepRecord()
        let first = try await LocalCluster.start(
            scratch.options(), report: { record.append($0) })
        let version = try #require(
            Int(
                try String(contentsOfFile: storage + "/data/PG_VERSION", encoding: .utf8)
                    .prefix { $0.isNumber }))
        #expect(
            record.steps == [
                .creating(storage: storage, version: version),
                .starting(storage: storage, version: version),
                .creatingDatabase(name: "test"), .ready(process: first.process),
            ])
        try await first.stop()
        #expect(record.steps.suffix(2) == [.stopping(process: first.process), .stopped])
        let again = StepRecord()
        let second = try await LocalCluster.start(
            scratch.options(), report: { again.append($0) })
        #expect(
            again.steps == [
                .starting(storage: storage, version: version), .ready(process: second.process),
            ])
        try await second.stop()
    }

    @Test func `a stopped cluster leaves no process and no socket`() async throws {
        let scratch = try Scratch()
        let cluster = try await LocalCluster.start(scratch.options())
        let data = cluster.storage + "/data"
        #expect(isAlive(cluster.process))
        #expect(processes(workingIn: data).contains(cluster.process))
        let held = try AdministrationConnection(connecting: cluster.connectionString)
        try await cluster.stop()
        try await cluster.stop()
        #expect(throws: DatabaseError.self) { try held.execute("select 1") }
        #expect(!isAlive(cluster.process))
        #expect(processes(workingIn: data) == [])
        let names = try FileManager.default.contentsOfDirectory(
            atPath: cluster.socketDirectory)
        #expect(names == [])
    }

    @Test func `a cluster starts after everything was killed`() async throws {
        let scratch = try Scratch()
        var options = scratch.options()
        options.durability = .durable
        var killed: LocalCluster? = try await LocalCluster.start(options)
        let process = try fill(try #require(killed))
        let data = scratch.path + "/postgres/data"
        for process in processes(workingIn: data) { kill(process, SIGKILL) }
        killed = nil
        let record = StepRecord()
        let second = try await LocalCluster.start(
            options, report: { record.append($0) })
        #expect(!record.steps.contains(.stoppingLeftover(process: process)))
        #expect(try read(second) == [["أكادير"]])
        try await second.stop()
    }

    @Test func `a PostgreSQL that its killed server left is stopped by the next start`()
        async throws
    {
        let scratch = try Scratch()
        var killed: LocalCluster? = try await LocalCluster.start(scratch.options())
        let process = try fill(try #require(killed))
        killed = nil
        #expect(isAlive(process))
        let record = StepRecord()
        let second = try await LocalCluster.start(
            scratch.options(), report: { record.append($0) })
        #expect(record.steps.contains(.stoppingLeftover(process: process)))
        #expect(second.process != process)
        #expect(try read(second) == [["أكادير"]])
        try await second.stop()
    }

    @Test func `a stale process number that another process has now does not stop a start`()
        async throws
    {
        let scratch = try Scratch()
        let first = try await LocalCluster.start(scratch.options())
        let file = scratch.path + "/postgres/data/postmaster.pid"
        let text = try String(contentsOfFile: file, encoding: .utf8)
        try await first.stop()
        let stale = "\(getpid())" + text.drop { $0 != "\n" }
        try stale.write(toFile: file, atomically: false, encoding: .utf8)
        let second = try await LocalCluster.start(scratch.options())
        try await second.stop()
    }

    @Test func `a second server on the directory is refused with the number of the first`()
        async throws
    {
        let scratch = try Scratch()
        let first = try await LocalCluster.start(scratch.options())
        let directory = scratch.path + "/postgres"
        let error = await #expect(throws: LocalClusterError.self) {
            _ = try await LocalCluster.start(scratch.options())
        }
        #expect(error == .alreadyRunning(process: getpid(), directory: directory))
        #expect(
            error?.description == """
                The cluster in \(directory) is in use by a running server \
                (process \(getpid())). Stop that server first, or give this one another \
                directory.
                """)
        #expect(try read(first, "select 'still here'") == [["still here"]])
        try await first.stop()
    }

    @Test func `a running cluster can be found by its directory`() async throws {
        let scratch = try Scratch()
        #expect(LocalCluster.connectionStringIfRunning(scratch.options()) == nil)
        let cluster = try await LocalCluster.start(scratch.options())
        #expect(
            LocalCluster.connectionStringIfRunning(scratch.options())
                == cluster.connectionString)
        try await cluster.stop()
        #expect(LocalCluster.connectionStringIfRunning(scratch.options()) == nil)
    }

    @Test func `the cluster listens on no network address and checks its pages`() async throws {
        let scratch = try Scratch()
        let cluster = try await LocalCluster.start(scratch.options())
        let settings = try read(
            cluster,
            """
            select current_setting('listen_addresses'), current_setting('data_checksums'),
                current_setting('server_encoding'), current_setting('fsync'),
                (select datcollate from pg_database where datname = current_database())
            """)
        #expect(settings == [["", "on", "UTF8", "off", "C.UTF-8"]])
        let permissions =
            try FileManager.default.attributesOfItem(
                atPath: cluster.socketDirectory)[.posixPermissions] as? NSNumber
        #expect(permissions?.intValue == 0o700)
        try await cluster.stop()
    }

    @Test func `data is forced to disk unless a test says otherwise`() async throws {
        let scratch = try Scratch()
        var options = scratch.options()
        options.durability = .durable
        options.settings = ["work_mem": "3MB"]
        let cluster = try await LocalCluster.start(options)
        let settings = try read(
            cluster,
            """
            select current_setting('fsync'), current_setting('synchronous_commit'),
                current_setting('full_page_writes'), current_setting('work_mem')
            """)
        #expect(settings == [["on", "on", "on", "3MB"]])
        try await cluster.stop()
    }

    @Test func `a role may log in when it is named or allowed, by peer authentication`()
        async throws
    {
        let scratch = try Scratch()
        var options = scratch.options()
        options.loginRoles = ["named"]
        let cluster = try await LocalCluster.start(options)
        let owner = try AdministrationConnection(connecting: cluster.connectionString)
        try owner.execute("create role named login; create role \"جهة \"\" later\" login")
        let named = try AdministrationConnection(
            connecting: cluster.connectionString(user: "named", database: "test"))
        #expect(try named.query("select current_user") == [["named"]])
        try await cluster.allowLoginRoles()
        let later = try AdministrationConnection(
            connecting: cluster.connectionString(user: "جهة \" later", database: "test"))
        #expect(try later.query("select current_user") == [["جهة \" later"]])
        try await cluster.stop()
    }

    @Test func `a path too long for a socket gets a short private directory`() async throws {
        let scratch = try Scratch()
        let name = String(repeating: "مؤسسة", count: 12)
        let cluster = try await LocalCluster.start(scratch.options(name))
        #expect(cluster.storage == scratch.path + "/" + name)
        #expect(!cluster.socketDirectory.hasPrefix(scratch.path))
        #expect(try read(cluster, "select 1") == [["1"]])
        try await cluster.stop()
        #expect(!FileManager.default.fileExists(atPath: cluster.socketDirectory))
    }

    @Test func `a short socket directory that others may enter is refused`() async throws {
        let scratch = try Scratch()
        let options = scratch.options(String(repeating: "x", count: 100))
        let cluster = try await LocalCluster.start(options)
        try await cluster.stop()
        try FileManager.default.createDirectory(
            atPath: cluster.socketDirectory, withIntermediateDirectories: true)
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: cluster.socketDirectory)
        defer { try? FileManager.default.removeItem(atPath: cluster.socketDirectory) }
        await #expect(
            throws: LocalClusterError.socketDirectoryNotPrivate(path: cluster.socketDirectory)
        ) { _ = try await LocalCluster.start(options) }
    }

    @Test(.enabled(if: geteuid() == 0))
    func `a project that the database's user cannot enter keeps its data outside`()
        async throws
    {
        let scratch = try Scratch("closed", permissions: 0o700)
        let record = StepRecord()
        let first = try await LocalCluster.start(
            scratch.options(), report: { record.append($0) })
        defer { try? FileManager.default.removeItem(atPath: first.storage) }
        #expect(
            record.steps.first
                == .placingOutside(
                    directory: scratch.path + "/postgres", storage: first.storage,
                    user: "postgres"))
        #expect(first.storage.hasPrefix("/var/lib/mouwakaba/"))
        try fill(first)
        try await first.stop()
        let second = try await LocalCluster.start(scratch.options())
        #expect(second.storage == first.storage)
        #expect(try read(second) == [["أكادير"]])
        try await second.stop()
    }

    @Test func `data of another version is refused with what to do`() async throws {
        let scratch = try Scratch()
        let data = scratch.path + "/postgres/data"
        try FileManager.default.createDirectory(
            atPath: data, withIntermediateDirectories: true)
        try "9\n".write(toFile: data + "/PG_VERSION", atomically: true, encoding: .utf8)
        let error = await #expect(throws: LocalClusterError.self) {
            _ = try await LocalCluster.start(scratch.options())
        }
        guard case .versionMismatch(9, let found, scratch.path + "/postgres") = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(!found.isEmpty)
        #expect(error?.description.contains("Install PostgreSQL 9, or") == true)
    }

    @Test func `a server that does not start shows the end of its log`() async throws {
        let scratch = try Scratch()
        var options = scratch.options()
        options.settings = ["shared_buffers": "مئة"]
        let error = await #expect(throws: LocalClusterError.self) {
            _ = try await LocalCluster.start(options)
        }
        guard case .startFailed(_, let log) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(log.contains("invalid value for parameter \"shared_buffers\": \"مئة\""))
        let cluster = try await LocalCluster.start(scratch.options())
        try await cluster.stop()
    }

    @Test func `a named directory without the programs is refused`() async throws {
        let scratch = try Scratch()
        await #expect(
            throws: LocalClusterError.programsMissingInNamedDirectory(
                directory: scratch.path, program: "postgres")
        ) {
            _ = try await LocalCluster.start(
                scratch.options(),
                environment: [PostgresPrograms.directoryVariable: scratch.path])
        }
    }

    @Test func `the programs are found without a search path`() async throws {
        let scratch = try Scratch()
        let cluster = try await LocalCluster.start(
            scratch.options(), environment: ["PATH": "/usr/bin"])
        try await cluster.stop()
    }

    // MARK: Data

    @discardableResult
    private func fill(_ cluster: LocalCluster) throws -> Int32 {
        let connection = try AdministrationConnection(connecting: cluster.connectionString)
        try connection.execute("create table town (name text)")
        try connection.execute("insert into town values ('أكادير')")
        return cluster.process
    }

    private func read(
        _ cluster: LocalCluster, _ statement: String = "select name from town"
    ) throws -> [[String?]] {
        try AdministrationConnection(connecting: cluster.connectionString).query(statement)
    }
}
