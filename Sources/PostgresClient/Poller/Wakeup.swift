import CPoller
import Glibc

/// A descriptor that one thread waits on and any thread can make readable.
///
/// Owns the descriptor.
final class Wakeup: Sendable {
    let descriptor: Int32

    /// Traps when the process has no descriptor left, because the server cannot run without one.
    init() {
        descriptor = cpoller_open_wakeup()
        precondition(descriptor >= 0, "no descriptor left for eventfd")
    }

    deinit {
        close(descriptor)
    }

    func signal() {
        cpoller_signal(descriptor)
    }

    func clear() {
        cpoller_clear(descriptor)
    }
}
