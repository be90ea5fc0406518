import Logging
import Synchronization

/// The part of a pool that lives on one poller thread: it performs what `PoolState` decides.
///
/// Created on its thread and never seen by another one; others reach it through its `Mailbox`.
final class PoolShard {
    enum Message: Sendable {
        case submit(UInt64, any PipelineProgram)
        case cancel(UInt64)
        case shutdown
    }

    /// What a shard shares with other threads.
    final class Front: Sendable {
        let mailbox: Mailbox<Message>
        let statistics = Mutex(PoolStatistics())

        init(mailbox: Mailbox<Message>) {
            self.mailbox = mailbox
        }
    }

    /// The token of the mailbox; the connection in slot `n` has the token `n + 1`.
    private static let mailboxToken: UInt64 = 0

    private struct Watched {
        var socket: Int32 = -1
        var wantsWrite = false
    }

    private let front: Front
    private let limits: PoolLimits
    private let parameters: ConnectionParameters
    private let logger: Logger
    private let cancellations: CancellationThread
    private var state: PoolState
    private var connections: [PostgresConnection?]
    private var watched: [Watched]
    private var submissions: [UInt64: any PipelineProgram] = [:]
    private let poller = Poller()
    private var now = MonotonicTime.now
    private var isTerminated = false

    init(size: Int, options: PoolOptions, front: Front, cancellations: CancellationThread) {
        self.front = front
        self.cancellations = cancellations
        limits = options.limits
        logger = options.logger
        parameters = ConnectionParameters(options)
        state = PoolState(size: size, limits: options.limits)
        connections = Array(repeating: nil, count: size)
        watched = Array(repeating: Watched(), count: size)
        _ = poller.watch(front.mailbox.wakeup.descriptor, token: Self.mailboxToken, write: false)
    }

    /// Serves until a shutdown has been asked for and all programs have ended.
    func run() {
        passTime()
        settle()
        while !isTerminated { turn() }
        for case .submit(_, let program) in front.mailbox.close() {
            program.finished(.failure(.pool(.closed)))
        }
    }

    /// Waits once, then handles everything that has come.
    private func turn() {
        let events = wait()
        for event in events where event.token != Self.mailboxToken {
            connections[Int(event.token) - 1]?.socketReady(readable: event.isReadable)
        }
        takeConnectionEvents()
        for message in front.mailbox.drain() { handle(message) }
        passTime()
        settle()
    }

    private func wait() -> [Poller.Event] {
        let maySleep = front.mailbox.readerWillSleep()
        let events = poller.wait(until: maySleep ? nextDeadline : now, now: now)
        front.mailbox.readerDidWake()
        if events.contains(where: { $0.token == Self.mailboxToken }) {
            front.mailbox.wakeup.clear()
        }
        now = .now
        return events
    }

    private var nextDeadline: MonotonicTime? {
        var deadline = state.nextDeadline
        for case .some(let connection) in connections {
            guard let time = connection.nextDeadline else { continue }
            deadline = min(deadline ?? time, time)
        }
        return deadline
    }

    private func passTime() {
        for case .some(let connection) in connections { connection.timePassed(now: now) }
        takeConnectionEvents()
        guard let deadline = state.nextDeadline, deadline <= now else { return }
        perform(state.timePassed(now: now, jitter: .random(in: 0...1)))
        takeConnectionEvents()
    }

    private func handle(_ message: Message) {
        switch message {
        case .submit(let id, let program):
            submissions[id] = program
            let sharesConnection = program.sharesConnection
            perform(state.programSubmitted(id, sharesConnection: sharesConnection, now: now))
        case .cancel(let id):
            let isRunning = connections.contains { $0?.abandon(id, now: now) == true }
            if !isRunning { perform(state.programCanceled(id, now: now)) }
        case .shutdown:
            perform(state.shutdownRequested(now: now))
        }
        takeConnectionEvents()
    }

    /// Tells the state what the connections went through, until nothing more follows from it.
    private func takeConnectionEvents() {
        var isQuiet: Bool
        repeat {
            isQuiet = true
            for slot in connections.indices {
                guard let events = connections[slot]?.takeEvents(), !events.isEmpty else {
                    continue
                }
                isQuiet = false
                handle(events, slot: slot)
            }
        } while !isQuiet
    }

    private func handle(_ events: [PostgresConnection.Event], slot: Int) {
        for case .closed(let error) in events { return connectionClosed(error, slot: slot) }
        for event in events {
            switch event {
            case .opened: perform(state.connectionOpened(slot: slot, now: now))
            case .programEnded: perform(state.programEnded(slot: slot, now: now))
            case .closed: break
            }
        }
    }

    private func connectionClosed(_ error: DatabaseError, slot: Int) {
        connections[slot] = nil
        watched[slot] = Watched()
        logger.warning(
            "database connection closed", metadata: ["error": "\(error.debugDescription)"])
        let jitter = Double.random(in: 0...1)
        perform(state.connectionClosed(slot: slot, now: now, jitter: jitter))
    }

    private func perform(_ actions: [PoolState.Action]) {
        for action in actions {
            switch action {
            case .connect(let slot): connect(slot)
            case .disconnect(let slot): disconnect(slot)
            case .start(let program, let slot): start(program, slot: slot)
            case .fail(let program, let error):
                submissions.removeValue(forKey: program)?.finished(.failure(.pool(error)))
            case .terminate: isTerminated = true
            }
        }
    }

    private func connect(_ slot: Int) {
        watched[slot] = Watched()
        connections[slot] = PostgresConnection(
            connecting: parameters, limits: limits, cancellations: cancellations)
    }

    private func disconnect(_ slot: Int) {
        connections[slot] = nil
        watched[slot] = Watched()
    }

    private func start(_ id: UInt64, slot: Int) {
        guard let program = submissions.removeValue(forKey: id) else { return }
        guard let connection = connections[slot], connection.phase == .open else {
            let error = DatabaseError(kind: .connectionFailure, message: "connection just lost")
            return program.finished(.failure(.database(error)))
        }
        let deadline = now + limits.programTimeMax
        connection.start(RunningProgram(id: id, program: program, deadline: deadline))
    }

    /// Writes what was sent, watches what has to be waited for, and publishes the statistics.
    private func settle() {
        for case .some(let connection) in connections where connection.needsFlush {
            connection.flush()
        }
        takeConnectionEvents()
        for slot in connections.indices { updateWatch(slot) }
        let statistics = state.statistics
        front.statistics.withLock { $0 = statistics }
    }

    /// A connection that is connecting is watched anew each time: libpq may have opened another
    /// socket under the same number.
    private func updateWatch(_ slot: Int) {
        guard let connection = connections[slot] else { return }
        let wanted = Watched(socket: connection.socket, wantsWrite: connection.wantsWrite)
        let isKnown =
            wanted.socket == watched[slot].socket && wanted.wantsWrite == watched[slot].wantsWrite
        guard wanted.socket >= 0, !isKnown || connection.phase == .connecting else { return }
        if watched[slot].socket >= 0 && watched[slot].socket != wanted.socket {
            poller.ignore(watched[slot].socket)
        }
        let token = UInt64(slot) + 1
        guard poller.watch(wanted.socket, token: token, write: wanted.wantsWrite) else {
            return connection.close(
                DatabaseError(kind: .connectionFailure, message: "a socket cannot be watched"))
        }
        watched[slot] = wanted
    }
}
