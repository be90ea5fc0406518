import DequeModule

extension PoolState {
    /// A connection is ready for statements.
    package mutating func connectionOpened(slot: Int, now: MonotonicTime) -> [Action] {
        precondition(slots[slot].isConnecting, "a connection opened that was not connecting")
        slots[slot] = .idle
        failures = 0
        retryTime = now
        return dispatch(now) + reconnect(now)
    }

    /// An attempt to connect failed, or an open connection was lost with all that ran on it.
    ///
    /// - Parameter jitter: a random number from 0 to 1 that spreads the attempts of many servers.
    package mutating func connectionClosed(
        slot: Int, now: MonotonicTime, jitter: Double
    ) -> [Action] {
        if slots[slot].isConnecting { failures += 1 }
        slots[slot] = .broken
        retryTime = max(retryTime, now + delay(jitter: jitter))
        var actions: [Action] = []
        if isDown { failWaiters(now, &actions) }
        return actions + dispatch(now)
    }

    /// Time has passed: gives up what took too long, and connects again where it is due.
    package mutating func timePassed(now: MonotonicTime, jitter: Double) -> [Action] {
        var actions: [Action] = []
        for index in slots.indices {
            guard case .connecting(let deadline) = slots[index], deadline <= now else { continue }
            actions.append(.disconnect(slot: index))
            actions += connectionClosed(slot: index, now: now, jitter: jitter)
        }
        while let waiter = waiters.first, waiter.deadline <= now {
            waiters.removeFirst()
            actions.append(.fail(program: waiter.program, .leaseTimedOut))
        }
        return actions + dispatch(now) + reconnect(now)
    }

    /// When `timePassed` is needed next.
    package var nextDeadline: MonotonicTime? {
        var deadline = waiters.first?.deadline
        func consider(_ time: MonotonicTime) {
            deadline = min(deadline ?? time, time)
        }
        for slot in slots {
            switch slot {
            case .connecting(let time): consider(time)
            case .broken where mayConnect: consider(retryTime)
            default: break
            }
        }
        return deadline
    }

    /// While attempts fail, one at a time is enough to notice the recovery.
    private var mayConnect: Bool {
        failures == 0 || !slots.contains(where: \.isConnecting)
    }

    private mutating func reconnect(_ now: MonotonicTime) -> [Action] {
        var actions: [Action] = []
        for index in slots.indices where slots[index] == .broken {
            guard mayConnect, retryTime <= now else { break }
            slots[index] = .connecting(deadline: now + limits.connectTimeMax)
            actions.append(.connect(slot: index))
        }
        return actions
    }

    private mutating func failWaiters(_ now: MonotonicTime, _ actions: inout [Action]) {
        let error = unavailable(now)
        for waiter in waiters { actions.append(.fail(program: waiter.program, error)) }
        waiters.removeAll()
    }

    /// Doubles with each failure, up to the bound; between a half and the whole of it.
    private func delay(jitter: Double) -> Duration {
        let doublings = min(failures, 16)
        let full = min(limits.reconnectDelayMin * (1 << doublings), limits.reconnectDelayMax)
        return full * (0.5 + jitter / 2)
    }
}
