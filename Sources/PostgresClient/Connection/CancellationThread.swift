/// Sends cancel requests, one at a time, on a thread of its own: PQcancel connects and blocks.
final class CancellationThread: Sendable {
    private enum Message: Sendable {
        case cancel(CancellationKey)
        case stop
    }

    private let mailbox: Mailbox<Message>

    init(cancelRequestsMax: Int) {
        let mailbox = Mailbox<Message>(messagesMax: cancelRequestsMax)
        self.mailbox = mailbox
        SystemThread.start { Self.run(mailbox) }
    }

    deinit {
        mailbox.postControl(.stop)
    }

    /// Asks for a cancellation.
    ///
    /// A request beyond the bound is dropped.
    func request(_ key: CancellationKey) {
        key.requestMade()
        if mailbox.post(.cancel(key)) != .accepted { key.requestEnded() }
    }

    private static func run(_ mailbox: Mailbox<Message>) {
        let poller = Poller()
        _ = poller.watch(mailbox.wakeup.descriptor, token: 0, write: false)
        while true {
            for message in mailbox.drain() {
                guard case .cancel(let key) = message else { return }
                _ = key.cancel()
            }
            guard mailbox.readerWillSleep() else { continue }
            _ = poller.wait(until: nil, now: .now)
            mailbox.readerDidWake()
            mailbox.wakeup.clear()
        }
    }
}
