import CLibPQ
import DequeModule

/// One libpq connection in pipeline mode, driven by readiness events; never blocks.
///
/// Confined to the poller thread that created it: not `Sendable`, and a watchdog checks each entry.
/// What happens is appended to `events`, which the owner takes after each call.
@safe final class PostgresConnection {
    /// What the owner has to know.
    enum Event {
        case opened
        case programEnded
        /// The connection is of no more use; all its programs have been finished.
        case closed(DatabaseError)
    }

    /// What the next result on the wire answers.
    enum ExpectedReply {
        case preparation(UInt64)
        case statement(UInt64)
        case deallocation
        /// The end of a program.
        case sync
        /// The end of deallocations, outside of any program.
        case maintenanceSync
    }

    enum Phase {
        case connecting
        case open
        case closed
    }

    let connection: OpaquePointer
    let watchdog = ThreadWatchdog()
    let limits: PoolLimits
    let cancellations: CancellationThread
    var phase = Phase.connecting
    var events: [Event] = []
    var replies: Deque<ExpectedReply> = []
    var programs: Deque<RunningProgram> = []
    var registry: PreparedStatementRegistry
    var arena = ParameterArena()
    /// Whether libpq holds bytes that the socket did not take.
    var wantsWrite = false
    var needsFlush = false
    var cancellationKey: CancellationKey?
    /// The program that a cancel request was sent for, and when the connection is given up.
    var canceled: (program: UInt64, deadline: MonotonicTime, repeatTime: MonotonicTime)?
    /// Until when a cancel request may still hit a program that it was not meant for.
    var strayCancelTime: MonotonicTime?
    /// Statements to deallocate once the program that found them stale has ended.
    var staleStatements: [UInt64] = []
    var closingError = DatabaseError(kind: .connectionFailure, message: "closed")

    /// Starts to connect.
    ///
    /// Look-ups of host names block; addresses and Unix sockets do not.
    init(
        connecting parameters: ConnectionParameters, limits: PoolLimits,
        cancellations: CancellationThread
    ) {
        self.limits = limits
        self.cancellations = cancellations
        registry = PreparedStatementRegistry(preparedStatementsMax: limits.preparedStatementsMax)
        let started = unsafe CStringArray(parameters.keywords).withPointers { keywords in
            unsafe CStringArray(parameters.values).withPointers { values in
                unsafe PQconnectStartParams(keywords, values, 1)
            }
        }
        guard let started = unsafe started else { preconditionFailure("out of memory") }
        unsafe connection = started
        unsafe PQsetNoticeProcessor(started, { _, _ in }, nil)
        wantsWrite = true
        if unsafe PQstatus(started) == CONNECTION_BAD { lose() }
    }

    deinit {
        if phase != .closed { unsafe PQfinish(connection) }
    }

    /// The socket to watch, or a negative number.
    var socket: Int32 { unsafe phase == .closed ? -1 : PQsocket(connection) }

    /// Moves on after the socket became ready.
    func socketReady(readable: Bool) {
        watchdog.check()
        switch phase {
        case .connecting: pollConnecting()
        case .open:
            if readable { receive() }
            if wantsWrite { flush() }
        case .closed: break
        }
    }

    /// Writes what was sent, as far as the socket takes it.
    func flush() {
        guard phase == .open else { return }
        needsFlush = false
        switch unsafe PQflush(connection) {
        case 0: wantsWrite = false
        case 1: wantsWrite = true
        default: lose()
        }
    }

    func takeEvents() -> [Event] {
        guard !events.isEmpty else { return [] }
        defer { events = [] }
        return events
    }

    /// Gives the connection up after libpq has reported a failure.
    func lose() {
        close(unsafe DatabaseError(connection: connection))
    }

    /// Closes the connection and finishes its programs with the error.
    func close(_ error: DatabaseError) {
        watchdog.check()
        guard phase != .closed else { return }
        phase = .closed
        unsafe PQfinish(connection)
        closingError = error
        replies = []
        finishPrograms(after: error)
        events.append(.closed(error))
    }

    func finishPrograms(after error: DatabaseError) {
        let failed = programs
        programs = []
        for running in failed { running.finish(.failure(.database(error))) }
    }

    private func pollConnecting() {
        switch unsafe PQconnectPoll(connection) {
        case PGRES_POLLING_READING: wantsWrite = false
        case PGRES_POLLING_WRITING: wantsWrite = true
        case PGRES_POLLING_OK: open()
        default: lose()
        }
    }

    private func open() {
        let isReady =
            unsafe PQsetnonblocking(connection, 1) == 0
            && PQenterPipelineMode(connection) == 1
        guard isReady else { return lose() }
        cancellationKey = unsafe CancellationKey(connection: connection)
        wantsWrite = false
        phase = .open
        events.append(.opened)
    }
}
