/// How a pool stands, at one moment per poller thread.
package struct PoolStatistics: Hashable, Sendable {
    /// Connections that are open, idle ones included.
    package var connections = 0
    package var idle = 0
    package var connecting = 0
    package var broken = 0
    /// Programs that run now, abandoned ones included until their connection is free again.
    package var inFlight = 0
    package var waiting = 0

    package init() {}

    static func + (left: Self, right: Self) -> Self {
        var sum = left
        sum.connections += right.connections
        sum.idle += right.idle
        sum.connecting += right.connecting
        sum.broken += right.broken
        sum.inFlight += right.inFlight
        sum.waiting += right.waiting
        return sum
    }
}

extension PoolState {
    package var statistics: PoolStatistics {
        var statistics = PoolStatistics()
        statistics.waiting = waitingCount
        for slot in slots {
            if slot.isOpen { statistics.connections += 1 }
            switch slot {
            case .idle: statistics.idle += 1
            case .shared(let inFlight): statistics.inFlight += inFlight
            case .leased: statistics.inFlight += 1
            case .connecting: statistics.connecting += 1
            case .broken: statistics.broken += 1
            case .closed: break
            }
        }
        return statistics
    }
}
