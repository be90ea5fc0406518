import Synchronization

/// Lets tasks wait until all poller threads of a pool have ended.
final class PoolTermination: Sendable {
    private struct State {
        var remaining: Int
        var continuations: [CheckedContinuation<Void, Never>] = []
    }

    private let state: Mutex<State>

    init(count: Int) {
        state = Mutex(State(remaining: count))
    }

    func countDown() {
        let resumed = state.withLock { state in
            state.remaining -= 1
            guard state.remaining == 0 else { return [CheckedContinuation<Void, Never>]() }
            defer { state.continuations = [] }
            return state.continuations
        }
        for continuation in resumed { continuation.resume() }
    }

    func wait() async {
        await withCheckedContinuation { continuation in
            let isOver = state.withLock { state in
                if state.remaining > 0 { state.continuations.append(continuation) }
                return state.remaining == 0
            }
            if isOver { continuation.resume() }
        }
    }
}
