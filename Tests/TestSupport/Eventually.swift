/// Waits until something holds, ten seconds at most.
///
/// - Throws: `NotInTime` where it does not.
package func eventually(
    _ description: String, _ condition: () async throws -> Bool
) async throws {
    let deadline = ContinuousClock.now + .seconds(10)
    while try await !condition() {
        guard ContinuousClock.now < deadline else { throw NotInTime(description: description) }
        try await Task.sleep(for: .milliseconds(10))
    }
}

/// What did not come true in time.
package struct NotInTime: Error, CustomStringConvertible {
    let what: String

    init(description: String) {
        what = description
    }

    package var description: String { "Not in 10 seconds: \(what)." }
}
