import PostgresClient
import Testing

/// Every sequence of events up to a small length, on a small pool.
@Suite("PoolState, all small histories")
struct PoolStateExplorationTests {
    @Test(arguments: [Duration.seconds(1), .seconds(60)])
    func `no history of six events breaks an invariant`(leaseWait: Duration) {
        var limits = PoolLimits()
        limits.leaseWaitMax = leaseWait
        limits.waitersMax = 1
        limits.pipelineDepthMax = 2
        limits.pipelineDepthPreferred = 2
        var explorer = Explorer()
        explorer.explore(PoolModel(limits: limits), depth: 6)
        #expect(explorer.violation == nil)
        #expect(explorer.visitedCount > 10_000)
    }
}

/// A pool with a world around it that does what the pool asks for.
private struct PoolModel {
    enum Event: CaseIterable {
        case submitSingle, submitMulti, endFirst, endLast, openConnection, loseFirst, loseLast
        case failConnecting, passTime, cancelWaiter, shutDown
    }

    private static let size = 2
    private var pool: PoolState
    private var now = MonotonicTime(nanoseconds: 0)
    private var nextProgram: UInt64 = 1
    private var waiting: [UInt64] = []
    private var running: [[UInt64]] = [[], []]
    private var isTerminated = false
    private(set) var violation: String?

    init(limits: PoolLimits) {
        pool = PoolState(size: Self.size, limits: limits)
        perform(pool.timePassed(now: now, jitter: 0.5))
    }

    /// Applies an event if it can happen now.
    ///
    /// Returns whether it could.
    mutating func apply(_ event: Event) -> Bool {
        guard !isTerminated else { return false }
        now = now + .milliseconds(1)
        switch event {
        case .submitSingle: submit(sharesConnection: true)
        case .submitMulti: submit(sharesConnection: false)
        case .endFirst: return end(slot: 0)
        case .endLast: return end(slot: 1)
        case .openConnection:
            guard let slot = connectingSlot else { return false }
            perform(pool.connectionOpened(slot: slot, now: now))
        case .failConnecting:
            guard let slot = connectingSlot else { return false }
            perform(pool.connectionClosed(slot: slot, now: now, jitter: 0.5))
        case .loseFirst: return lose(slot: 0)
        case .loseLast: return lose(slot: 1)
        case .passTime:
            guard let deadline = pool.nextDeadline else { return false }
            now = max(now, deadline)
            perform(pool.timePassed(now: now, jitter: 0.5))
        case .cancelWaiter:
            guard let program = waiting.last else { return false }
            perform(pool.programCanceled(program, now: now))
        case .shutDown:
            guard !pool.isClosing else { return false }
            perform(pool.shutdownRequested(now: now))
        }
        check()
        return true
    }

    private var connectingSlot: Int? {
        pool.slots.firstIndex { if case .connecting = $0 { true } else { false } }
    }

    private mutating func submit(sharesConnection: Bool) {
        let program = nextProgram
        nextProgram += 1
        waiting.append(program)
        perform(pool.programSubmitted(program, sharesConnection: sharesConnection, now: now))
    }

    private mutating func end(slot: Int) -> Bool {
        guard !running[slot].isEmpty else { return false }
        running[slot].removeFirst()
        perform(pool.programEnded(slot: slot, now: now))
        check()
        return true
    }

    private mutating func lose(slot: Int) -> Bool {
        guard pool.slots[slot].isOpen else { return false }
        running[slot] = []
        perform(pool.connectionClosed(slot: slot, now: now, jitter: 0.5))
        check()
        return true
    }

    private mutating func perform(_ actions: [PoolState.Action]) {
        for action in actions {
            switch action {
            case .start(let program, let slot):
                if waiting.first != program { violation = "\(program) was not the oldest" }
                if !pool.slots[slot].isOpen { violation = "started on a closed connection" }
                waiting.removeAll { $0 == program }
                running[slot].append(program)
            case .fail(let program, _):
                if !waiting.contains(program) { violation = "\(program) failed twice" }
                waiting.removeAll { $0 == program }
            case .terminate: isTerminated = true
            case .connect, .disconnect: break
            }
        }
    }

    /// The world and the pool agree, and nobody waits while there is room.
    private mutating func check() {
        let statistics = pool.statistics
        let closed = pool.slots.count { $0 == .closed }
        let busy = running.count { !$0.isEmpty }
        let sum =
            statistics.idle + busy + statistics.connecting + statistics.broken + closed
        if sum != Self.size { violation = "the slots sum up to \(sum)" }
        if statistics.inFlight != running.joined().count { violation = "a program was lost" }
        if statistics.waiting != waiting.count { violation = "a waiter was lost" }
        if !waiting.isEmpty && statistics.idle > 0 { violation = "waiting beside an idle one" }
        if !waiting.isEmpty && pool.nextDeadline == nil { violation = "waiting for ever" }
        if !isTerminated && closed == Self.size { violation = "closed without an end" }
        let isAlive = statistics.connections + statistics.connecting + closed > 0
        if !isAlive && pool.nextDeadline == nil { violation = "never connects again" }
        if running.contains(where: { $0.count > 2 }) { violation = "shared too deeply" }
    }
}

private struct Explorer {
    private(set) var visitedCount = 0
    private(set) var violation: String?
    private var history: [PoolModel.Event] = []

    mutating func explore(_ model: PoolModel, depth: Int) {
        visitedCount += 1
        guard depth > 0, violation == nil else { return }
        for event in PoolModel.Event.allCases {
            var next = model
            history.append(event)
            if next.apply(event) {
                if let broken = next.violation { violation = "\(broken) after \(history)" }
                explore(next, depth: depth - 1)
            }
            history.removeLast()
        }
    }
}
