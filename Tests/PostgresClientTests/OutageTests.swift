import Glibc
import Logging
import PostgresClient
import Testing

/// A server of its own is killed and started again; needs the PostgreSQL binaries.
///
/// Their folder is taken from `POSTGRES_BIN`, by default that of Debian's PostgreSQL 15. Run by
/// root, the server runs as the user `postgres`.
@Suite("Outage", .serialized)
struct OutageTests {
    @Test func `every program ends, and the pool recovers, when the server is killed`() async throws
    {
        let cluster = try Cluster()
        defer { cluster.remove() }
        try cluster.start()
        var limits = PoolLimits()
        limits.connections = 4
        limits.reconnectDelayMax = .milliseconds(200)
        let logger = Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() }
        let pool = PostgresPool(
            PoolOptions(conninfo: cluster.conninfo, limits: limits, logger: logger))
        try await Fixture.eventually("all are open") { pool.statistics.connections == 4 }
        #expect(cluster.socketCount == 4)
        for _ in 0..<2 {
            let programs = (0..<50).map(Self.program)
            for program in programs { pool.submit(program) }
            try await Fixture.eventually("they run") { pool.statistics.inFlight > 0 }
            try cluster.kill()
            try await Fixture.eventually("every program has ended") {
                programs.allSatisfy { $0.outcomes.count == 1 }
            }
            try await Fixture.eventually("the pool notices") {
                pool.statistics.connections == 0 && pool.statistics.inFlight == 0
            }
            try cluster.start()
            try await Fixture.eventually("all are open again") {
                pool.statistics.idle == 4
            }
            #expect(try await pool.firstResult([.sql("select 1")]).int64(0, 0) == 1)
            #expect(pool.statistics.waiting == 0)
            #expect(cluster.socketCount == 4)
            #expect(programs.contains { $0.failure != nil })
        }
        pool.close()
        await pool.closed()
        #expect(pool.statistics == PoolStatistics())
        #expect(cluster.socketCount == 0)
    }

    /// Short and long ones, of one and of two steps.
    private static func program(_ number: Int) -> RecordedProgram {
        let call = StatementCall.sql("select pg_sleep(\(number % 5 == 0 ? "0.5" : "0.01"))")
        guard number % 3 == 0 else { return RecordedProgram(single: [call]) }
        return RecordedProgram([
            { _ in .send([call], last: false) }, { _ in .send([call], last: true) },
        ])
    }

}

/// A PostgreSQL cluster in a temporary directory, reached by a Unix socket only.
private struct Cluster {
    private let directory: String

    init() throws {
        var template = Array("/tmp/cluster-XXXXXX".utf8CString)
        guard unsafe mkdtemp(&template) != nil else {
            throw FixtureError(description: "no temporary directory")
        }
        directory = String(
            decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        if getuid() == 0 { try run("chown postgres \(directory)") }
        try run(asServer("initdb -D \(directory)/data -U postgres -A trust --no-sync"))
    }

    var conninfo: String { "host=\(directory) user=postgres dbname=postgres" }

    /// How many descriptors of this process are connected to the cluster.
    var socketCount: Int {
        (0..<1024 as Range<Int32>).count { descriptor in
            var address = sockaddr_un()
            var length = socklen_t(MemoryLayout<sockaddr_un>.size)
            return unsafe withUnsafeMutablePointer(to: &address) { pointer in
                let status = unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    unsafe getpeername(descriptor, $0, &length)
                }
                guard unsafe status == 0 && pointer.pointee.sun_family == AF_UNIX else {
                    return false
                }
                return unsafe withUnsafeBytes(of: &pointer.pointee.sun_path) { path in
                    unsafe path.starts(with: directory.utf8)
                }
            }
        }
    }

    func start() throws {
        let options = "-c listen_addresses= -c unix_socket_directories=\(directory) -F"
        try run(
            asServer("pg_ctl -D \(directory)/data -w -l \(directory)/log -o '\(options)' start"))
    }

    /// As a crash: no goodbye to the clients.
    func kill() throws {
        try run(asServer("pg_ctl -D \(directory)/data -m immediate stop"))
    }

    func remove() {
        try? kill()
        try? run("rm -rf \(directory)")
    }

    private func asServer(_ command: String) -> String {
        let folder = unsafe getenv("POSTGRES_BIN").map { unsafe String(cString: $0) }
        let path = "\(folder ?? "/usr/lib/postgresql/15/bin")/\(command)"
        return getuid() == 0 ? "cd / && runuser -u postgres -- \(path)" : path
    }

    private func run(_ command: String) throws {
        guard unsafe system("(\(command)) > /dev/null 2>&1") == 0 else {
            throw FixtureError(description: "failed: \(command)")
        }
    }
}
