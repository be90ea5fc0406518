import Foundation

/// The measurements of all operations, beside the allocations that were committed.
struct StageReport {
    private var rows: [(operation: String, stage: String, measurement: Measurement)] = []

    mutating func add(_ measurements: [(stage: String, Measurement)], of operation: String) {
        rows += measurements.map { (operation, $0.stage, $0.1) }
    }

    /// As Markdown.
    var table: String {
        var lines = [
            "| operation | stage | allocations | microseconds |", "|---|---|---:|---:|",
        ]
        for row in rows {
            let microseconds = Double(row.measurement.nanoseconds) / 1000
            lines.append(
                "| \(row.operation) | \(row.stage) | \(row.measurement.allocations)"
                    + " | \(String(format: "%.1f", microseconds)) |")
        }
        return lines.joined(separator: "\n")
    }

    /// Allocations by operation and stage.
    private var allocations: [String: [String: Int]] {
        rows.reduce(into: [:]) { all, row in
            all[row.operation, default: [:]][row.stage] = row.measurement.allocations
        }
    }

    func writeAllocations(to path: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        var data = try encoder.encode(allocations)
        data.append(UInt8(ascii: "\n"))
        try data.write(to: URL(fileURLWithPath: path))
    }

    /// Whether a stage asks for more memory than was committed; prints those that do, and those
    /// that could be held to less.
    func exceedsAllocations(of path: String) throws -> Bool {
        let data = try Data(contentsOf: URL(fileURLWithPath: path))
        let committed = try JSONDecoder().decode([String: [String: Int]].self, from: data)
        var exceeds = false
        for row in rows {
            let actual = row.measurement.allocations
            let allowed = committed[row.operation]?[row.stage] ?? 0
            if actual > allowed + Self.slack(allowed) {
                exceeds = true
                print("\(row.operation), \(row.stage): \(actual) allocations, \(allowed) allowed.")
            } else if actual < allowed - Self.slack(allowed) {
                print("\(row.operation), \(row.stage): \(actual) allocations; lower \(allowed).")
            }
        }
        return exceeds
    }

    /// What libraries of another version may differ by: a part in fifty.
    private static func slack(_ allowed: Int) -> Int { max(1, allowed / 50) }
}
