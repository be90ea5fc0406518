import NIOCore

/// Decides when a connection that sends nothing is closed; pure, told of what happens.
///
/// A connection is idle in and between requests, and never while an answer is awaited.
struct ConnectionIdleness {
    let idleTimeMax: TimeAmount
    private var lastActivity: NIODeadline
    /// Requests of which something has come and whose answer is not written.
    private(set) var requestsInProgress = 0
    private var isRequestBeingRead = false

    /// What the end of the waited time means.
    enum Verdict: Hashable {
        case close
        case waitUntil(NIODeadline)
        /// Nothing is due before the next answer is written.
        case waitForAnswer
    }

    init(idleTimeMax: TimeAmount, now: NIODeadline) {
        self.idleTimeMax = idleTimeMax
        lastActivity = now
    }

    mutating func requestBegan() {
        isRequestBeingRead = true
        requestsInProgress += 1
    }

    mutating func requestEnded() {
        isRequestBeingRead = false
    }

    mutating func received(now: NIODeadline) {
        lastActivity = now
    }

    /// Returns when to ask for a verdict, where nothing is in progress any more.
    mutating func answered(now: NIODeadline) -> NIODeadline? {
        requestsInProgress = max(0, requestsInProgress - 1)
        guard requestsInProgress == 0 else { return nil }
        lastActivity = now
        return now + idleTimeMax
    }

    func verdict(now: NIODeadline) -> Verdict {
        if !isRequestBeingRead, requestsInProgress > 0 { return .waitForAnswer }
        let deadline = lastActivity + idleTimeMax
        return now >= deadline ? .close : .waitUntil(deadline)
    }
}
