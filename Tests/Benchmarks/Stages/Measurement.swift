import CAllocationCount

/// What one run of something takes, once it is warm.
struct Measurement {
    /// Blocks of memory that are asked for, in all threads, in the batch that asked for the fewest:
    /// other threads, and an answer that arrives in two pieces, only add to them.
    let allocations: Int
    /// The mean of all batches.
    let nanoseconds: Int

    /// Runs something so often that short and long things are measured alike.
    init(_ run: () throws -> Void) rethrows {
        for _ in 0..<Self.warmUps { try run() }
        let clock = ContinuousClock()
        let beginning = clock.now
        var batches = 0
        var fewest = Int.max
        while batches < Self.batchesMin || beginning.duration(to: clock.now) < Self.timeMin {
            let before = allocation_count()
            for _ in 0..<Self.batch { try run() }
            fewest = min(fewest, Int(allocation_count() - before) / Self.batch)
            batches += 1
        }
        let duration = beginning.duration(to: clock.now)
        allocations = fewest
        nanoseconds = Int(duration / .nanoseconds(1)) / (batches * Self.batch)
    }

    private static let warmUps = 20
    private static let batch = 20
    private static let batchesMin = 10
    private static let timeMin = Duration.milliseconds(200)
}
