/// A program on a connection, from its first batch to its synchronisation point.
final class RunningProgram {
    let id: UInt64
    let program: any PipelineProgram
    let deadline: MonotonicTime
    /// The first batch, kept until results were delivered so that it can be sent once more.
    var firstBatch: [StatementCall] = []
    var isFirstBatchLast = false
    var results: [PostgresResult] = []
    /// Statements of the current batch whose results have not come.
    var awaitedCount = 0
    var isSyncSent = false
    var hasDeliveredResults = false
    var attempts = 1
    var failure: DatabaseError?
    private(set) var isFinished = false

    init(id: UInt64, program: any PipelineProgram, deadline: MonotonicTime) {
        self.id = id
        self.program = program
        self.deadline = deadline
    }

    /// Tells the program its outcome, unless it knows one already.
    func finish(_ outcome: Result<Void, ProgramFailure>) {
        guard !isFinished else { return }
        isFinished = true
        results = []
        program.finished(outcome)
    }

    /// Whether the statements can be sent once more without the program noticing.
    ///
    /// The failed attempt was rolled back as a whole, and no result of it was seen.
    var canBeSentAgain: Bool {
        !isFinished && !hasDeliveredResults && attempts < Self.attemptsMax
    }

    /// Attempts to send a program whose prepared statements turned out to be unknown or stale.
    private static let attemptsMax = 2

    func prepareToBeSentAgain() {
        attempts += 1
        results = []
        awaitedCount = 0
        isSyncSent = false
        failure = nil
    }
}
