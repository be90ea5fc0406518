import CPoller
import Glibc

/// Waits for the readiness of descriptors, level-triggered.
///
/// Owns its epoll descriptor.
final class Poller {
    /// Readiness of a descriptor, by the token under which it is watched.
    struct Event {
        let token: UInt64
        let isReadable: Bool
        let isWritable: Bool
    }

    /// Events fetched by one wait.
    private static let eventsMax = 64
    private let descriptor: Int32
    private var buffer: [cpoller_event]

    /// Traps when the process has no descriptor left, because the server cannot run without one.
    init() {
        descriptor = cpoller_open()
        precondition(descriptor >= 0, "no descriptor left for epoll")
        buffer = Array(repeating: cpoller_event(), count: Self.eventsMax)
    }

    deinit {
        close(descriptor)
    }

    /// Watches a descriptor or changes what is watched.
    ///
    /// Returns whether the system accepted.
    func watch(_ watched: Int32, token: UInt64, write: Bool) -> Bool {
        let readiness = UInt32(CPOLLER_READABLE | (write ? CPOLLER_WRITABLE : 0))
        return cpoller_modify(descriptor, watched, token, readiness) == 0
            || cpoller_add(descriptor, watched, token, readiness) == 0
    }

    /// Stops watching a descriptor, which may be closed already.
    func ignore(_ watched: Int32) {
        _ = cpoller_remove(descriptor, watched)
    }

    /// Waits for events until a time; `nil` waits without an end.
    ///
    /// A failed or hung up descriptor counts as readable, so that reading reports the failure.
    func wait(until deadline: MonotonicTime?, now: MonotonicTime) -> [Event] {
        let count = unsafe buffer.withUnsafeMutableBufferPointer { events in
            unsafe cpoller_wait(
                descriptor, events.baseAddress, Int32(events.count),
                Self.milliseconds(until: deadline, now: now))
        }
        precondition(count >= 0, "epoll_wait failed on a valid descriptor")
        return buffer.prefix(Int(count)).map { event in
            let readable = UInt32(CPOLLER_READABLE | CPOLLER_FAILED)
            return Event(
                token: event.token, isReadable: event.readiness & readable != 0,
                isWritable: event.readiness & UInt32(CPOLLER_WRITABLE) != 0)
        }
    }

    /// Rounds up, so that a wait does not end just before its deadline; at most a minute.
    private static func milliseconds(until deadline: MonotonicTime?, now: MonotonicTime) -> Int32 {
        guard let deadline else { return -1 }
        let nanoseconds = max(0, (deadline - now).nanoseconds)
        return Int32(min(60_000, (nanoseconds + 999_999) / 1_000_000))
    }
}
