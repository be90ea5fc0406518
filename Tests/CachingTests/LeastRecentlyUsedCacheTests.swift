import Caching
import Testing

@Suite("Least recently used cache")
struct LeastRecentlyUsedCacheTests {
    /// The same cache written plainly: the keys from the most to the least recently used.
    private struct Model {
        var entries: [(key: Int, value: Int)] = []
        let countMax: Int

        mutating func value(for key: Int) -> Int? {
            guard let index = entries.firstIndex(where: { $0.key == key }) else { return nil }
            entries.insert(entries.remove(at: index), at: 0)
            return entries[0].value
        }

        mutating func insert(_ value: Int, for key: Int) {
            entries.removeAll { $0.key == key }
            entries.insert((key, value), at: 0)
            if entries.count > countMax { entries.removeLast() }
        }
    }

    /// Every sequence of `length` steps over four keys: use, set or forget one of them.
    @Test(arguments: 1...3)
    func `the value not used for longest makes room`(countMax: Int) {
        let length = 5
        let stepCount = 12
        var sequences = 1
        for _ in 0..<length { sequences *= stepCount }
        for sequence in 0..<sequences {
            var cache = LeastRecentlyUsedCache<Int, Int>(countMax: countMax)
            var model = Model(countMax: countMax)
            var steps = sequence
            for step in 0..<length {
                let key = steps % 4
                switch steps / 4 % 3 {
                case 0:
                    cache.insert(step, for: key)
                    model.insert(step, for: key)
                case 1:
                    let (found, expected) = (cache.value(for: key), model.value(for: key))
                    if found != expected { Issue.record("sequence \(sequence), step \(step)") }
                default:
                    cache.remove(key)
                    model.entries.removeAll { $0.key == key }
                }
                steps /= stepCount
            }
            let left = (0..<4).map { cache.value(for: $0) }
            let expected = (0..<4).map { key in model.entries.first { $0.key == key }?.value }
            if left != expected || cache.count != model.entries.count {
                Issue.record("sequence \(sequence)")
            }
        }
    }
}
