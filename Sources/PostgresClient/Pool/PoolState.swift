import DequeModule

/// The decisions of a pool as a pure state machine: events in, actions out, no input or output.
///
/// Invariants:
/// - every slot is in exactly one state, so leased, shared, idle, connecting, broken and closed
///   slots sum up to the size of the pool;
/// - every submitted program is either waiting, started once, or failed once;
/// - programs start in the order in which they were submitted.
package struct PoolState {
    /// What one of the connections is doing.
    package enum Slot: Hashable, Sendable {
        /// Not connected, waiting for the next attempt.
        case broken
        case connecting(deadline: MonotonicTime)
        case idle
        /// Running single-step programs.
        case shared(inFlight: Int)
        /// Held by one program.
        case leased
        /// Never to be used again.
        case closed
    }

    /// What the owner of the connections has to do, in order.
    package enum Action: Hashable, Sendable {
        case connect(slot: Int)
        case disconnect(slot: Int)
        case start(program: UInt64, slot: Int)
        case fail(program: UInt64, PoolError)
        /// All connections are closed: nothing will ever happen again.
        case terminate
    }

    struct Waiter {
        let program: UInt64
        let sharesConnection: Bool
        let deadline: MonotonicTime
    }

    package internal(set) var slots: [Slot]
    /// When a program last began or ended on each slot; tells a stalled pipeline from a busy one.
    var progressTimes: [MonotonicTime]
    var waiters: Deque<Waiter> = []
    /// Attempts to connect that failed since the last success.
    var failures = 0
    /// When the next attempt to connect may be made.
    var retryTime = MonotonicTime(nanoseconds: 0)
    package internal(set) var isClosing = false
    var isTerminated = false
    let limits: PoolLimits

    /// Creates a pool of so many broken slots; `timePassed` makes it connect.
    package init(size: Int, limits: PoolLimits) {
        precondition(size > 0, "a pool has at least one connection")
        slots = Array(repeating: .broken, count: size)
        progressTimes = Array(repeating: MonotonicTime(nanoseconds: 0), count: size)
        self.limits = limits
    }

    package var waitingCount: Int { waiters.count }

    /// Whether the last attempt to connect failed and no connection is open.
    package var isDown: Bool { failures > 0 && !slots.contains(where: \.isOpen) }
}

extension PoolState.Slot {
    /// Whether statements can be sent now or as soon as the running ones have ended.
    package var isOpen: Bool {
        switch self {
        case .idle, .shared, .leased: true
        case .broken, .connecting, .closed: false
        }
    }

    var isConnecting: Bool {
        if case .connecting = self { true } else { false }
    }
}
