import Synchronization

/// Names a submitted program, for its cancellation.
package struct SubmissionID: Hashable, Sendable {
    let number: UInt64
}

/// Runs programs on a bounded number of connections.
///
/// Connecting starts at once and the pool reconnects by itself for ever. Every submitted program
/// is finished exactly once. Run it as a service, or call `close` when it is of no more use; a
/// pool that is dropped closes too, after its programs have ended.
package final class PostgresPool: Sendable {
    private let fronts: [PoolShard.Front]
    private let submissionCount = Atomic<UInt64>(0)
    private let termination: PoolTermination

    package init(_ options: PoolOptions) {
        let limits = options.limits
        let threads = limits.pollerThreads
        precondition(threads > 0 && threads <= limits.connections, "a thread has a connection")
        let termination = PoolTermination(count: threads)
        self.termination = termination
        let cancellations = CancellationThread(cancelRequestsMax: limits.cancelRequestsMax)
        fronts = (0..<threads).map { thread in
            let front = PoolShard.Front(mailbox: Mailbox(messagesMax: limits.mailboxMessagesMax))
            let size = (limits.connections + thread) / threads
            SystemThread.start(niceness: options.threadNiceness) {
                PoolShard(
                    size: size, options: options, front: front, cancellations: cancellations
                ).run()
                termination.countDown()
            }
            return front
        }
    }

    deinit {
        close()
    }

    /// Hands a program to the poller thread and returns at once.
    @discardableResult
    package func submit(_ program: any PipelineProgram) -> SubmissionID {
        let number = submissionCount.add(1, ordering: .relaxed).newValue
        let mailbox = front(of: number).mailbox
        switch mailbox.post(.submit(number, program)) {
        case .accepted: break
        case .full: program.finished(.failure(.pool(.queueFull)))
        case .closed: program.finished(.failure(.pool(.closed)))
        }
        return SubmissionID(number: number)
    }

    /// Gives a program up, unless it has ended: it is finished with `PoolError.canceled`, and the
    /// server is asked to cancel what it runs for it.
    package func cancel(_ submission: SubmissionID) {
        front(of: submission.number).mailbox.postControl(.cancel(submission.number))
    }

    /// Accepts no more programs and closes the connections when the accepted ones have ended.
    package func close() {
        for front in fronts { front.mailbox.postControl(.shutdown) }
    }

    /// Returns when all connections are closed.
    package func closed() async {
        await termination.wait()
    }

    /// A snapshot, exact when nothing is going on.
    package var statistics: PoolStatistics {
        fronts.reduce(PoolStatistics()) { $0 + $1.statistics.withLock { $0 } }
    }

    /// The threads take turns.
    private func front(of submission: UInt64) -> PoolShard.Front {
        fronts[Int(submission % UInt64(fronts.count))]
    }
}

extension PoolLimits {
    /// Messages between two drains of a mailbox: what can wait or run, since more would be refused.
    var mailboxMessagesMax: Int { waitersMax + connections * pipelineDepthMax }
}
