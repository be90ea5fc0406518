import PostgresClient
import Synchronization

/// The offices that are still to be loaded, shared by the threads that load them.
final class OfficeQueue: Sendable {
    private struct State {
        var waiting: ArraySlice<Office>
        var finished: Int
        var loaded = 0
        var rows = 0
        var failure: NationalSeedError?
    }

    private let state: Mutex<State>
    private let total: Int
    private let start = ContinuousClock.now
    private let report: @Sendable (NationalSeedStep) -> Void

    init(
        _ offices: [Office], finished: Int, report: @escaping @Sendable (NationalSeedStep) -> Void
    ) {
        state = Mutex(State(waiting: offices[...], finished: finished))
        total = offices.count + finished
        self.report = report
    }

    /// The next office, or `nil` when there is none or another thread has failed.
    func next() -> Office? {
        state.withLock { $0.failure == nil ? $0.waiting.popFirst() : nil }
    }

    /// Gives how many offices this run has loaded by now.
    @discardableResult
    func finish(_ office: Office, rows: Int) -> Int {
        let (step, loaded) = state.withLock { state in
            state.finished += 1
            state.rows += rows
            let elapsed = start.duration(to: .now)
            let milliseconds =
                Int(elapsed.components.seconds) * 1000
                + Int(elapsed.components.attoseconds / 1_000_000_000_000_000)
            let step = NationalSeedStep.loaded(
                office: office.name.french, offices: state.finished, total: total,
                rows: state.rows, rowsPerSecond: state.rows * 1000 / max(milliseconds, 1))
            state.loaded += 1
            return (step, state.loaded)
        }
        report(step)
        return loaded
    }

    /// The first failure counts.
    func fail(_ error: NationalSeedError) {
        state.withLock { $0.failure = $0.failure ?? error }
    }

    var failure: NationalSeedError? { state.withLock(\.failure) }
}
