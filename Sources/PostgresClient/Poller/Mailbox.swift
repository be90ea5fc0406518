import Synchronization

/// Messages from any thread to one thread, drained in batches.
///
/// The reader is woken only when it sleeps, so a burst of messages costs one system call.
final class Mailbox<Message: Sendable>: Sendable {
    private struct State {
        var messages: [Message] = []
        var isReaderAwake = true
        var isClosed = false
    }

    private let state = Mutex(State())
    private let messagesMax: Int
    let wakeup = Wakeup()

    /// Creates a mailbox that holds at most so many messages between two drains.
    init(messagesMax: Int) {
        self.messagesMax = messagesMax
    }

    /// How a message was received.
    enum Acceptance {
        case accepted
        case full
        case closed
    }

    func post(_ message: Message) -> Acceptance {
        post(message, messagesMax: messagesMax)
    }

    /// Posts a message that must not be lost, even to a full mailbox.
    ///
    /// For messages that are few by nature: a shutdown, or one cancellation for each submission.
    func postControl(_ message: Message) {
        _ = post(message, messagesMax: .max)
    }

    private func post(_ message: Message, messagesMax: Int) -> Acceptance {
        let (acceptance, isSleeping) = state.withLock { state -> (Acceptance, Bool) in
            guard !state.isClosed else { return (.closed, false) }
            guard state.messages.count < messagesMax else { return (.full, false) }
            state.messages.append(message)
            defer { state.isReaderAwake = true }
            return (.accepted, !state.isReaderAwake)
        }
        if isSleeping { wakeup.signal() }
        return acceptance
    }

    /// Takes all messages, the oldest first.
    func drain() -> [Message] {
        state.withLock { state in
            guard !state.messages.isEmpty else { return [] }
            let messages = state.messages
            state.messages = []
            return messages
        }
    }

    /// Announces that the reader will sleep.
    ///
    /// Returns false, and stays awake, when messages wait.
    func readerWillSleep() -> Bool {
        state.withLock { state in
            guard state.messages.isEmpty else { return false }
            state.isReaderAwake = false
            return true
        }
    }

    /// Announces that the reader is awake, so that nobody signals in vain.
    func readerDidWake() {
        state.withLock { $0.isReaderAwake = true }
    }

    /// Refuses all further messages and returns those that wait.
    func close() -> [Message] {
        state.withLock { state in
            state.isClosed = true
            defer { state.messages = [] }
            return state.messages
        }
    }
}
