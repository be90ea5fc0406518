import Synchronization

/// A cache of at most `countMax` values that any thread may use.
///
/// What has not been used for longest makes place for what is new. A look-up holds a lock for a
/// hash and a few assignments; nothing is called under it.
package final class SharedCache<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private let cache: Mutex<LeastRecentlyUsedCache<Key, Value>>

    package init(countMax: Int) {
        cache = Mutex(LeastRecentlyUsedCache(countMax: countMax))
    }

    /// The number of values that the cache holds now.
    package var count: Int { cache.withLock { $0.count } }

    /// The value of a key, which thereby becomes the most recently used.
    package func value(for key: Key) -> Value? {
        cache.withLock { $0.value(for: key) }
    }

    /// Sets the value of a key, which thereby becomes the most recently used.
    package func insert(_ value: Value, for key: Key) {
        cache.withLock { $0.insert(value, for: key) }
    }
}
