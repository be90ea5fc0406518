import Caching
import Testing

@Suite("Shared cache")
struct SharedCacheTests {
    @Test func `as many values as the bound are found again, and of one more the oldest is not`() {
        let cache = SharedCache<Int, String>(countMax: 2)
        cache.insert("ا", for: 1)
        cache.insert("ب", for: 2)
        #expect(cache.value(for: 1) == "ا" && cache.value(for: 2) == "ب")
        cache.insert("ج", for: 3)
        #expect(cache.value(for: 1) == nil)
        #expect(cache.count == 2)
    }

    @Test func `threads that use it at once neither lose its bound nor a value in use`() async {
        let cache = SharedCache<Int, Int>(countMax: 10)
        await withTaskGroup(of: Void.self) { group in
            for worker in 0..<8 {
                group.addTask {
                    for key in 0..<500 { cache.insert(worker, for: key % 37) }
                }
            }
        }
        #expect(cache.count == 10)
    }
}
