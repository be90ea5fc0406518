extension PoolState {
    /// A program wants to run.
    package mutating func programSubmitted(
        _ program: UInt64, sharesConnection: Bool, now: MonotonicTime
    ) -> [Action] {
        if isClosing { return [.fail(program: program, .closed)] }
        if isDown { return [.fail(program: program, unavailable(now))] }
        if waiters.isEmpty, let slot = slot(sharesConnection: sharesConnection, now) {
            occupy(slot, sharesConnection: sharesConnection, now)
            return [.start(program: program, slot: slot)]
        }
        guard waiters.count < limits.waitersMax else {
            return [.fail(program: program, .queueFull)]
        }
        if let wait = standingWait(now), wait > limits.standingWaitMax {
            return [.fail(program: program, .waitTooLong(expected: wait))]
        }
        let deadline = now + limits.leaseWaitMax
        waiters.append(
            Waiter(program: program, sharesConnection: sharesConnection, deadline: deadline))
        return []
    }

    /// How long the first waiting program has waited: the least that one behind it has to expect,
    /// since programs start in their order.
    private func standingWait(_ now: MonotonicTime) -> Duration? {
        waiters.first.map { limits.leaseWaitMax - ($0.deadline - now) }
    }

    /// A program's synchronisation point was reached, or the program could not be sent.
    package mutating func programEnded(slot: Int, now: MonotonicTime) -> [Action] {
        switch slots[slot] {
        case .shared(let inFlight) where inFlight > 1:
            slots[slot] = .shared(inFlight: inFlight - 1)
        case .shared, .leased:
            slots[slot] = .idle
        case .idle, .broken, .connecting, .closed:
            preconditionFailure("a program ended on a connection that runs none")
        }
        progressTimes[slot] = now
        return dispatch(now)
    }

    /// The caller of a program gave up.
    ///
    /// A program that runs already is not the pool's matter.
    package mutating func programCanceled(_ program: UInt64, now: MonotonicTime) -> [Action] {
        guard let index = waiters.firstIndex(where: { $0.program == program }) else { return [] }
        waiters.remove(at: index)
        return [.fail(program: program, .canceled)] + dispatch(now)
    }

    /// No new program is accepted; those accepted run to their end, then the connections close.
    package mutating func shutdownRequested(now: MonotonicTime) -> [Action] {
        isClosing = true
        return dispatch(now)
    }

    /// Starts as many waiting programs as there is room for, the oldest first.
    ///
    /// A program that needs a connection for itself is not overtaken by those that could share one:
    /// otherwise it could wait for ever.
    mutating func dispatch(_ now: MonotonicTime) -> [Action] {
        var actions: [Action] = []
        while let waiter = waiters.first,
            let slot = slot(sharesConnection: waiter.sharesConnection, now)
        {
            waiters.removeFirst()
            occupy(slot, sharesConnection: waiter.sharesConnection, now)
            actions.append(.start(program: waiter.program, slot: slot))
        }
        if isClosing && waiters.isEmpty { closeUnused(&actions) }
        return actions
    }

    func unavailable(_ now: MonotonicTime) -> PoolError {
        let pause = max(retryTime - now, limits.reconnectDelayMin)
        return .unavailable(retryAfter: pause)
    }

    private mutating func occupy(_ slot: Int, sharesConnection: Bool, _ now: MonotonicTime) {
        switch slots[slot] {
        case .shared(let inFlight): slots[slot] = .shared(inFlight: inFlight + 1)
        default:
            slots[slot] = sharesConnection ? .shared(inFlight: 1) : .leased
            progressTimes[slot] = now
        }
    }

    /// The slot for the next program: a shared one up to the preferred depth if it makes progress,
    /// then an idle one, then the least loaded shared one.
    ///
    /// Full pipelines cost the database fewer switches between processes; but nobody should wait
    /// behind a slow statement while a connection is idle.
    private func slot(sharesConnection: Bool, _ now: MonotonicTime) -> Int? {
        guard sharesConnection else { return slots.firstIndex(of: .idle) }
        var idle: Int?
        var preferred: Int?
        var leastLoaded: (slot: Int, inFlight: Int)?
        for (index, slot) in slots.enumerated() {
            switch slot {
            case .idle: idle = idle ?? index
            case .shared(let inFlight) where inFlight < limits.pipelineDepthMax:
                let isStalled = now - progressTimes[index] > limits.sharingStallMax
                if inFlight < limits.pipelineDepthPreferred, !isStalled {
                    preferred = preferred ?? index
                }
                if inFlight < leastLoaded?.inFlight ?? .max { leastLoaded = (index, inFlight) }
            default: break
            }
        }
        return preferred ?? idle ?? leastLoaded?.slot
    }

    private mutating func closeUnused(_ actions: inout [Action]) {
        for (index, slot) in slots.enumerated() {
            switch slot {
            case .idle, .connecting:
                actions.append(.disconnect(slot: index))
                slots[index] = .closed
            case .broken: slots[index] = .closed
            case .shared, .leased, .closed: break
            }
        }
        guard !isTerminated, slots.allSatisfy({ $0 == .closed }) else { return }
        isTerminated = true
        actions.append(.terminate)
    }
}
