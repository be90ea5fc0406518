import PostgresClient
import Testing

/// The pool's decisions, without a database.
///
/// A failure prints the events that led to it.
@Suite("PoolState")
struct PoolStateTests {
    static let now = MonotonicTime(nanoseconds: 1_000_000_000)

    static func limits(_ change: (inout PoolLimits) -> Void = { _ in }) -> PoolLimits {
        var limits = PoolLimits()
        limits.waitersMax = 2
        limits.pipelineDepthMax = 2
        limits.pipelineDepthPreferred = 2
        change(&limits)
        return limits
    }

    /// A pool whose connections are all open.
    static func openPool(
        size: Int, _ change: (inout PoolLimits) -> Void = { _ in }
    ) -> PoolState {
        var pool = PoolState(size: size, limits: limits(change))
        _ = pool.timePassed(now: now, jitter: 0)
        for slot in 0..<size { _ = pool.connectionOpened(slot: slot, now: now) }
        return pool
    }

    @Test func `a pool connects all its slots at once`() {
        var pool = PoolState(size: 2, limits: Self.limits())
        #expect(
            pool.timePassed(now: Self.now, jitter: 0) == [.connect(slot: 0), .connect(slot: 1)])
    }

    @Test func `single-step programs share a connection up to the depth and no further`() {
        var pool = Self.openPool(size: 1)
        for program in 1...2 as ClosedRange<UInt64> {
            #expect(
                pool.programSubmitted(program, sharesConnection: true, now: Self.now)
                    == [.start(program: program, slot: 0)])
        }
        #expect(pool.programSubmitted(3, sharesConnection: true, now: Self.now) == [])
        #expect(
            pool.programEnded(slot: 0, now: Self.now) == [.start(program: 3, slot: 0)])
    }

    @Test func `a multi-step program holds its connection alone`() {
        var pool = Self.openPool(size: 1)
        #expect(
            pool.programSubmitted(1, sharesConnection: false, now: Self.now)
                == [.start(program: 1, slot: 0)])
        #expect(pool.programSubmitted(2, sharesConnection: true, now: Self.now) == [])
        #expect(pool.slots == [.leased])
    }

    @Test func `once the first has waited longer than standingWaitMax others are refused`() {
        let bound = Duration.milliseconds(500)
        var pool = Self.openPool(size: 1) {
            $0.waitersMax = 9
            $0.standingWaitMax = bound
        }
        _ = pool.programSubmitted(1, sharesConnection: false, now: Self.now)
        #expect(pool.programSubmitted(2, sharesConnection: false, now: Self.now) == [])
        #expect(pool.programSubmitted(3, sharesConnection: false, now: Self.now + bound) == [])
        let beyond = bound + .nanoseconds(1)
        #expect(
            pool.programSubmitted(4, sharesConnection: false, now: Self.now + beyond)
                == [.fail(program: 4, .waitTooLong(expected: beyond))])
        // The queue moves on, and its new head has not waited for long.
        #expect(
            pool.programEnded(slot: 0, now: Self.now + beyond) == [.start(program: 2, slot: 0)])
        #expect(pool.programSubmitted(5, sharesConnection: false, now: Self.now + beyond) == [])
    }

    @Test func `a waiting multi-step program is not overtaken`() {
        var pool = Self.openPool(size: 1)
        _ = pool.programSubmitted(1, sharesConnection: true, now: Self.now)
        #expect(pool.programSubmitted(2, sharesConnection: false, now: Self.now) == [])
        #expect(pool.programSubmitted(3, sharesConnection: true, now: Self.now) == [])
        #expect(pool.programEnded(slot: 0, now: Self.now) == [.start(program: 2, slot: 0)])
        #expect(pool.programEnded(slot: 0, now: Self.now) == [.start(program: 3, slot: 0)])
    }

    @Test func `a connection without progress for more than sharingStallMax is not preferred`() {
        let stall = Duration.milliseconds(5)
        for (pause, slot) in [(stall, 0), (stall + .nanoseconds(1), 1)] {
            var pool = Self.openPool(size: 2) { limits in
                limits.pipelineDepthMax = 3
                limits.pipelineDepthPreferred = 3
                limits.sharingStallMax = stall
            }
            _ = pool.programSubmitted(1, sharesConnection: true, now: Self.now)
            _ = pool.programSubmitted(2, sharesConnection: true, now: Self.now)
            // The end of a program is progress: the time counts from it.
            let progress = Self.now + stall
            _ = pool.programEnded(slot: 0, now: progress)
            #expect(
                pool.programSubmitted(3, sharesConnection: true, now: progress + pause)
                    == [.start(program: 3, slot: slot)])
        }
    }

    @Test func `the queue takes as many as allowed and refuses the next one`() {
        var pool = Self.openPool(size: 1)
        _ = pool.programSubmitted(1, sharesConnection: false, now: Self.now)
        #expect(pool.programSubmitted(2, sharesConnection: false, now: Self.now) == [])
        #expect(pool.programSubmitted(3, sharesConnection: false, now: Self.now) == [])
        #expect(
            pool.programSubmitted(4, sharesConnection: false, now: Self.now)
                == [.fail(program: 4, .queueFull)])
    }

    @Test func `a program waits for its bound and no longer`() {
        var pool = Self.openPool(size: 1)
        _ = pool.programSubmitted(1, sharesConnection: false, now: Self.now)
        _ = pool.programSubmitted(2, sharesConnection: false, now: Self.now)
        let deadline = Self.now + .seconds(2)
        #expect(pool.nextDeadline == deadline)
        let before = MonotonicTime(nanoseconds: deadline.nanoseconds - 1)
        #expect(pool.timePassed(now: before, jitter: 0) == [])
        #expect(
            pool.timePassed(now: deadline, jitter: 0) == [.fail(program: 2, .leaseTimedOut)])
    }

    @Test
    func `while the database is down programs fail at once and one attempt is made at a time`() {
        var pool = PoolState(size: 2, limits: Self.limits())
        _ = pool.timePassed(now: Self.now, jitter: 0)
        _ = pool.programSubmitted(1, sharesConnection: true, now: Self.now)
        let error = PoolError.unavailable(retryAfter: .milliseconds(100))
        #expect(
            pool.connectionClosed(slot: 0, now: Self.now, jitter: 1)
                == [.fail(program: 1, error)])
        _ = pool.connectionClosed(slot: 1, now: Self.now, jitter: 1)
        let slower = PoolError.unavailable(retryAfter: .milliseconds(200))
        #expect(
            pool.programSubmitted(2, sharesConnection: true, now: Self.now)
                == [.fail(program: 2, slower)])
        let retry = Self.now + .milliseconds(200)
        #expect(pool.nextDeadline == retry)
        #expect(pool.timePassed(now: retry, jitter: 1) == [.connect(slot: 0)])
        #expect(pool.connectionOpened(slot: 0, now: retry) == [.connect(slot: 1)])
    }

    @Test func `an attempt to connect is given up at connectTimeMax and not before`() {
        var pool = PoolState(size: 1, limits: Self.limits { $0.connectTimeMax = .seconds(3) })
        _ = pool.timePassed(now: Self.now, jitter: 0)
        let deadline = Self.now + .seconds(3)
        #expect(pool.nextDeadline == deadline)
        let before = MonotonicTime(nanoseconds: deadline.nanoseconds - 1)
        #expect(pool.timePassed(now: before, jitter: 0) == [])
        #expect(pool.timePassed(now: deadline, jitter: 0) == [.disconnect(slot: 0)])
        #expect(pool.slots == [.broken])
    }

    @Test func `the pause between attempts grows to reconnectDelayMax and no further`() {
        let bound = Duration.seconds(3)
        var pool = PoolState(size: 1, limits: Self.limits { $0.reconnectDelayMax = bound })
        var now = Self.now
        var longest = Duration.zero
        for _ in 0..<40 {
            _ = pool.timePassed(now: now, jitter: 1)
            _ = pool.connectionClosed(slot: 0, now: now, jitter: 1)
            let next = pool.nextDeadline ?? now
            #expect(next > now)
            longest = max(longest, next - now)
            now = next
        }
        #expect(longest == bound)
    }

    @Test func `a shutdown lets accepted programs end before the connections close`() {
        var pool = Self.openPool(size: 2)
        _ = pool.programSubmitted(1, sharesConnection: false, now: Self.now)
        #expect(pool.shutdownRequested(now: Self.now) == [.disconnect(slot: 1)])
        #expect(
            pool.programSubmitted(2, sharesConnection: false, now: Self.now)
                == [.fail(program: 2, .closed)])
        #expect(
            pool.programEnded(slot: 0, now: Self.now) == [.disconnect(slot: 0), .terminate])
    }
}
