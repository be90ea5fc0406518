import Synchronization

/// A cache that forgets what has not been used for long, safe to use from any thread.
///
/// Two generations stand in for an exact order of use: entries live in the young one, and when that
/// is full it becomes the old one and the former old one is forgotten. An entry that is used moves
/// back to the young one. A look-up costs one hash, and at most `entriesMax` entries are held.
final class BoundedCache<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private struct Generations {
        var young: [Key: Value] = [:]
        var old: [Key: Value] = [:]
    }

    private let generations = Mutex(Generations())
    private let generationMax: Int

    init(entriesMax: Int) {
        precondition(entriesMax >= 2, "a cache holds at least one entry a generation")
        generationMax = entriesMax / 2
    }

    var count: Int { generations.withLock { $0.young.count + $0.old.count } }

    func value(for key: Key) -> Value? {
        generations.withLock { generations in
            if let value = generations.young[key] { return value }
            guard let value = generations.old.removeValue(forKey: key) else { return nil }
            insert(value, for: key, into: &generations)
            return value
        }
    }

    func insert(_ value: Value, for key: Key) {
        generations.withLock { generations in
            generations.old[key] = nil
            insert(value, for: key, into: &generations)
        }
    }

    private func insert(_ value: Value, for key: Key, into generations: inout Generations) {
        if generations.young[key] == nil, generations.young.count >= generationMax {
            generations.old = generations.young
            generations.young = [:]
        }
        generations.young[key] = value
    }
}
