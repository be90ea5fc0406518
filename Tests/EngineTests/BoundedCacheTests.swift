import Testing

@testable import Engine

@Suite("Bounded cache")
struct BoundedCacheTests {
    @Test func `half as many values as the bound are always found again`() {
        let cache = BoundedCache<Int, String>(entriesMax: 4)
        cache.insert("a", for: 1)
        cache.insert("b", for: 2)
        #expect(cache.value(for: 1) == "a")
        #expect(cache.value(for: 2) == "b")
    }

    @Test func `it never holds more than its bound`() {
        let cache = BoundedCache<Int, Int>(entriesMax: 10)
        for key in 0..<1_000 {
            cache.insert(key, for: key)
            #expect(cache.count <= 10)
        }
    }

    @Test func `what is used stays, what is not is forgotten`() {
        let cache = BoundedCache<Int, Int>(entriesMax: 10)
        for key in 0..<1_000 {
            cache.insert(key, for: key)
            #expect(cache.value(for: 0) == 0)
        }
        #expect(cache.value(for: 1) == nil)
    }

    @Test func `a newer value takes the place of the older one`() {
        let cache = BoundedCache<Int, String>(entriesMax: 2)
        cache.insert("old", for: 1)
        cache.insert("new", for: 1)
        #expect(cache.value(for: 1) == "new")
        #expect(cache.count == 1)
    }
}
