/// A reason for which the pool did not run a program to its end.
package enum PoolError: Error, Hashable, Sendable {
    /// As many programs as allowed are waiting already.
    case queueFull
    /// Programs wait for too long already; a further one would wait this long, more or less.
    case waitTooLong(expected: Duration)
    /// No connection became free in time.
    case leaseTimedOut
    /// The program ran for too long and was canceled.
    case programTimedOut
    /// The caller's task was canceled.
    case canceled
    /// The database cannot be reached; the next attempt to connect is made after this time.
    case unavailable(retryAfter: Duration)
    /// The pool is closed or closing.
    case closed
}

/// Why a program did not succeed.
package enum ProgramFailure: Error, Hashable, Sendable {
    case database(DatabaseError)
    case pool(PoolError)
}

extension ProgramFailure: CustomStringConvertible {
    package var description: String {
        switch self {
        case .database(let error): error.description
        case .pool(let error): "pool: \(error)"
        }
    }
}
