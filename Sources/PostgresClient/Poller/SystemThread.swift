import Glibc

/// Starts plain threads, for work that blocks or that waits for descriptors.
enum SystemThread {
    private final class Body: Sendable {
        let run: @Sendable () -> Void

        init(_ run: @escaping @Sendable () -> Void) {
            self.run = run
        }
    }

    /// Runs `body` on a detached thread of its own, where all signals are blocked.
    ///
    /// Traps when the system has no thread left, because the server cannot run without it.
    ///
    /// - Parameter niceness: how far the thread stands back for others, from 0 to 19; a system that
    ///   has it by the process only, unlike Linux, must not be asked for any.
    static func start(niceness: Int32 = 0, _ body: @escaping @Sendable () -> Void) {
        let context = unsafe Unmanaged.passRetained(
            Body {
                if niceness > 0 { standBack(by: niceness) }
                body()
            }
        ).toOpaque()
        var thread = pthread_t()
        let status = unsafe pthread_create(
            &thread, nil,
            { context in
                guard let context = unsafe context else { return nil }
                SystemThread.blockSignals()
                unsafe Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run()
                return nil
            }, context)
        precondition(status == 0, "no thread left for the database")
        pthread_detach(thread)
    }

    /// For the calling thread, which Linux means by 0 ("C library/kernel differences",
    /// setpriority(2)).
    private static func standBack(by niceness: Int32) {
        setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, niceness)
    }

    /// Signals belong to the threads of the application's own handlers.
    private static func blockSignals() {
        var signals = sigset_t()
        unsafe sigfillset(&signals)
        unsafe pthread_sigmask(SIG_SETMASK, &signals, nil)
    }
}

/// Remembers the thread that owns a value, and traps when another one touches it.
struct ThreadWatchdog {
    private let owner = pthread_self()

    func check() {
        precondition(
            pthread_equal(owner, pthread_self()) != 0,
            "a database connection was used outside of its poller thread")
    }
}
