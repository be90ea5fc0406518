/// Which statements a connection has prepared, with a bound and the order of their last use.
///
/// Pure: it records what was sent and answered; the connection sends.
struct PreparedStatementRegistry {
    private var lastUses: [UInt64: UInt64] = [:]
    private var tick: UInt64 = 0
    /// Entries kept after an eviction, so that a registry at its bound does not evict every time.
    private var keptCount: Int { limit - limit / 8 }
    private let limit: Int

    /// Creates an empty registry with a bound, at least one.
    init(preparedStatementsMax limit: Int) {
        precondition(limit > 0, "a registry holds at least one statement")
        self.limit = limit
    }

    var count: Int { lastUses.count }

    func contains(_ id: UInt64) -> Bool { lastUses[id] != nil }

    /// Whether so many new statements fit without an eviction.
    func hasRoom(for room: Int) -> Bool { count + room <= limit }

    /// Notes a use.
    ///
    /// Returns whether the statement must be prepared first; it then counts as prepared.
    mutating func use(_ id: UInt64) -> Bool {
        tick += 1
        return lastUses.updateValue(tick, forKey: id) == nil
    }

    /// Forgets a statement: its preparation failed or the server does not know it.
    mutating func remove(_ id: UInt64) {
        lastUses[id] = nil
    }

    /// Removes and returns the statements to deallocate, least recently used first, so that the
    /// given new ones fit.
    ///
    /// Statements in `used` stay.
    mutating func evict(making room: Int, keeping used: Set<UInt64>) -> [UInt64] {
        guard !hasRoom(for: room) else { return [] }
        let excess = count - max(0, min(keptCount, limit - room))
        let evictable = lastUses.filter { !used.contains($0.key) }
        let evicted = evictable.sorted { $0.value < $1.value }.prefix(max(0, excess)).map(\.key)
        for id in evicted { lastUses[id] = nil }
        return evicted
    }
}
