import Synchronization

extension PostgresPool {
    /// Runs a program and returns when it has succeeded.
    ///
    /// When the task is canceled the program is given up, with `PoolError.canceled`.
    package func run(_ program: any PipelineProgram) async throws(ProgramFailure) {
        let outcome = await withSubmission { continuation in
            submit(AwaitedProgram(program, continuation))
        }
        try outcome.get()
    }

    /// Waits for what a program that is submitted here hands to the continuation.
    ///
    /// When the task is canceled the program is given up; it resumes the continuation all the same.
    package func withSubmission<Value: Sendable>(
        _ submit: (CheckedContinuation<Value, Never>) -> SubmissionID
    ) async -> Value {
        let submission = PendingSubmission()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let id = submit(continuation)
                submission.id.withLock { $0 = id }
                // The handler may have run before there was anything to cancel.
                if Task.isCancelled { cancel(id) }
            }
        } onCancel: {
            if let id = submission.id.withLock({ $0 }) { cancel(id) }
        }
    }

    /// Runs statements in one implicit transaction and returns their results, one per statement.
    package func run(_ calls: [StatementCall]) async throws(ProgramFailure) -> [PostgresResult] {
        let program = SingleStepProgram(calls)
        try await run(program)
        return program.takeResults()
    }
}

/// What a cancellation handler has to know, once it is known.
private final class PendingSubmission: Sendable {
    let id = Mutex<SubmissionID?>(nil)
}

/// A program whose outcome resumes a task.
private final class AwaitedProgram: PipelineProgram {
    private let program: any PipelineProgram
    private let continuation: CheckedContinuation<Result<Void, ProgramFailure>, Never>

    init(
        _ program: any PipelineProgram,
        _ continuation: CheckedContinuation<Result<Void, ProgramFailure>, Never>
    ) {
        self.program = program
        self.continuation = continuation
    }

    var sharesConnection: Bool { program.sharesConnection }

    func begin() -> PipelineStep { program.begin() }

    func resultsReceived(_ results: [PostgresResult]) -> PipelineStep {
        program.resultsReceived(results)
    }

    func finished(_ outcome: Result<Void, ProgramFailure>) {
        program.finished(outcome)
        continuation.resume(returning: outcome)
    }
}

/// One batch of statements that keeps its results.
private final class SingleStepProgram: PipelineProgram {
    private let calls: [StatementCall]
    private let results = Mutex<[PostgresResult]>([])

    init(_ calls: [StatementCall]) {
        self.calls = calls
    }

    var sharesConnection: Bool { true }

    func begin() -> PipelineStep { .send(calls, last: true) }

    func resultsReceived(_ results: [PostgresResult]) -> PipelineStep {
        self.results.withLock { $0 = results }
        return .finish
    }

    func finished(_: Result<Void, ProgramFailure>) {}

    func takeResults() -> [PostgresResult] {
        results.withLock { results in
            defer { results = [] }
            return results
        }
    }
}
