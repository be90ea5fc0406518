import CAllocationCount

/// What one run of something takes, once it is warm.
struct Measurement {
    /// Blocks of memory that are asked for, in all threads.
    let allocations: Int
    let nanoseconds: Int

    /// Runs something so often that short and long things are measured alike.
    init(_ run: () throws -> Void) rethrows {
        for _ in 0..<Self.warmUps { try run() }
        let clock = ContinuousClock()
        let start = allocation_count()
        var times = 0
        let beginning = clock.now
        while times < Self.timesMin || beginning.duration(to: clock.now) < Self.timeMin {
            try run()
            times += 1
        }
        let duration = beginning.duration(to: clock.now)
        // Rounded down, so that blocks which other threads ask for now and then do not count.
        allocations = Int(allocation_count() - start) / times
        nanoseconds = Int(duration / .nanoseconds(1)) / times
    }

    private static let warmUps = 20
    private static let timesMin = 200
    private static let timeMin = Duration.milliseconds(200)
}
