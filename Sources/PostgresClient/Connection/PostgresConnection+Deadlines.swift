import DequeModule

extension PostgresConnection {
    /// When `timePassed` is needed next.
    var nextDeadline: MonotonicTime? {
        var deadline = canceled.map { min($0.deadline, $0.repeatTime) }
        for running in programs where !running.isFinished {
            deadline = min(deadline ?? running.deadline, running.deadline)
        }
        return deadline
    }

    /// Fails the programs whose time is over and has the server cancel what it runs for nobody.
    func timePassed(now: MonotonicTime) {
        watchdog.check()
        guard phase == .open else { return }
        for running in programs where !running.isFinished && running.deadline <= now {
            running.finish(.failure(.pool(.programTimedOut)))
        }
        cancelAbandoned(now: now)
    }

    /// Finishes a program whose caller gave up.
    ///
    /// Returns whether it runs here.
    func abandon(_ program: UInt64, now: MonotonicTime) -> Bool {
        guard let running = programs.first(where: { $0.id == program }) else { return false }
        running.finish(.failure(.pool(.canceled)))
        cancelAbandoned(now: now)
        return true
    }

    /// Only the first program runs on the server, so only that one can be canceled.
    private func cancelAbandoned(now: MonotonicTime) {
        guard let running = programs.first, running.isFinished else { return }
        if canceled?.program != running.id {
            canceled = (running.id, now + limits.cancelWaitMax, now)
            requestCancellation(now: now)
        } else if let canceled, canceled.deadline <= now {
            close(
                DatabaseError(
                    kind: .connectionFailure, message: "a canceled program did not end in time"))
        } else if let canceled, canceled.repeatTime <= now {
            requestCancellation(now: now)
        }
    }

    /// Asks now, and again after a while: a request that reaches the server before it has begun
    /// with the program is lost, and the connection should not be, as others may share it.
    private func requestCancellation(now: MonotonicTime) {
        canceled?.repeatTime = now + limits.cancelWaitMax / 4
        strayCancelTime = now + limits.cancelWaitMax
        if let cancellationKey { cancellations.request(cancellationKey) }
    }
}
