import Testing

/// Measures how the time of a piece of work grows with its size.
///
/// A row is printed for each piece: the milliseconds at a size, at twice, four and eight times
/// that, and what a unit costs at the largest size against the smallest. Linear work has a ratio
/// near 1, quadratic work one of 8; the bound leaves room for a busy machine and for caches.
enum Growth {
    private static let ratioMax = 4.0
    private static let runs = 3

    /// Prepares an input of each size, runs `work` on it, and expects near-linear growth.
    static func expectLinear<Input>(
        _ name: String, from size: Int, _ input: (Int) throws -> Input,
        _ work: (Input) throws -> Void, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        var ratio = Double.infinity
        // A disturbance must last for all attempts to count.
        for _ in 0..<3 where ratio >= ratioMax {
            let times = try [1, 2, 4, 8].map { factor in
                let input = try input(size * factor)
                return try median { try work(input) }
            }
            ratio = times[3] / 8 / times[0]
            print(row(name, size, times, ratio))
        }
        #expect(
            ratio < ratioMax, "\(name) grows faster than its size", sourceLocation: sourceLocation)
    }

    private static func median(_ work: () throws -> Void) rethrows -> Double {
        let clock = ContinuousClock()
        let times = try (0..<runs).map { _ in try clock.measure(work) / .milliseconds(1) }
        return times.sorted()[runs / 2]
    }

    private static func row(
        _ name: String, _ size: Int, _ times: [Double], _ ratio: Double
    ) -> String {
        let cells = times.map { padded("\(($0 * 10).rounded() / 10)", 10) }.joined()
        let padding = String(repeating: " ", count: max(0, 44 - name.count))
        let unit = (ratio * 100).rounded() / 100
        return "\(name)\(padding)\(padded("\(size)", 8))\(cells)\(padded("\(unit)", 8))"
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }
}
