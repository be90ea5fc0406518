/// At most `countMax` values by key; a new one takes the place of the one not used for longest.
///
/// Entries lie in an array and are linked by index from the most to the least recently used.
/// - Complexity: every method is O(1).
package struct LeastRecentlyUsedCache<Key: Hashable, Value> {
    private struct Entry {
        let key: Key
        var value: Value
        var newer: Int?
        var older: Int?
    }

    private var entries: [Entry] = []
    private var indices: [Key: Int] = [:]
    private var newest: Int?
    private var oldest: Int?
    private let countMax: Int

    package init(countMax: Int) {
        precondition(countMax > 0, "A cache holds at least one value.")
        self.countMax = countMax
    }

    /// The number of values that the cache holds now.
    package var count: Int { entries.count }

    /// The value of a key, which thereby becomes the most recently used.
    package mutating func value(for key: Key) -> Value? {
        guard let index = indices[key] else { return nil }
        unlink(index)
        linkAsNewest(index)
        return entries[index].value
    }

    /// Sets the value of a key, which thereby becomes the most recently used.
    package mutating func insert(_ value: Value, for key: Key) {
        if let index = indices[key] {
            entries[index].value = value
            unlink(index)
            linkAsNewest(index)
            return
        }
        if entries.count == countMax, let oldest { remove(at: oldest) }
        entries.append(Entry(key: key, value: value))
        indices[key] = entries.count - 1
        linkAsNewest(entries.count - 1)
    }

    /// Forgets a key.
    package mutating func remove(_ key: Key) {
        guard let index = indices[key] else { return }
        remove(at: index)
    }

    /// Removes an entry and moves the last one of the array to its place.
    private mutating func remove(at index: Int) {
        unlink(index)
        indices[entries[index].key] = nil
        let last = entries.count - 1
        if index != last {
            entries[index] = entries[last]
            indices[entries[index].key] = index
            relinkNeighbours(of: index)
        }
        entries.removeLast()
    }

    /// Makes the neighbours of an entry that has moved point to its place.
    private mutating func relinkNeighbours(of index: Int) {
        if let newer = entries[index].newer { entries[newer].older = index } else { newest = index }
        if let older = entries[index].older { entries[older].newer = index } else { oldest = index }
    }

    private mutating func unlink(_ index: Int) {
        let (newer, older) = (entries[index].newer, entries[index].older)
        if let newer { entries[newer].older = older } else { newest = older }
        if let older { entries[older].newer = newer } else { oldest = newer }
        entries[index].newer = nil
        entries[index].older = nil
    }

    private mutating func linkAsNewest(_ index: Int) {
        entries[index].older = newest
        if let newest { entries[newest].newer = index } else { oldest = index }
        newest = index
    }
}
