import CLibPQ
import DequeModule

extension PostgresConnection {
    /// Reads what the socket has and handles all complete results.
    func receive() {
        guard unsafe PQconsumeInput(connection) == 1 else { return loseAfterInput() }
        handleResults()
        // An idle connection has nothing to say, except that it ends.
        if phase == .open, unsafe PQstatus(connection) == CONNECTION_BAD { lose() }
    }

    /// Results that came before the end of the stream still count.
    private func loseAfterInput() {
        let error = unsafe DatabaseError(connection: connection)
        handleResults()
        close(error)
    }

    private func handleResults() {
        while phase == .open, let reply = replies.first, unsafe PQisBusy(connection) == 0 {
            guard let result = unsafe PQgetResult(connection) else { return lose() }
            replies.removeFirst()
            let status = unsafe PQresultStatus(result)
            if status != PGRES_PIPELINE_SYNC {
                // In pipeline mode a null pointer ends the results of each statement (§34.5.1.1).
                guard unsafe isTerminated(result, status) else { return }
            }
            unsafe handle(result, status, reply)
        }
    }

    /// Takes the null pointer that follows a result; anything else closes the connection.
    private func isTerminated(_ result: OpaquePointer, _ status: ExecStatusType) -> Bool {
        let isCopy = status == PGRES_COPY_IN || status == PGRES_COPY_OUT
        if !isCopy {
            guard let extra = unsafe PQgetResult(connection) else { return true }
            unsafe PQclear(extra)
        }
        unsafe PQclear(result)
        close(DatabaseError(kind: .protocolViolation, message: "a result that nothing asked for"))
        return false
    }

    private func handle(
        _ result: OpaquePointer, _ status: ExecStatusType, _ reply: ExpectedReply
    ) {
        switch (reply, status) {
        case (.sync, PGRES_PIPELINE_SYNC):
            unsafe PQclear(result)
            endProgram()
        case (.maintenanceSync, PGRES_PIPELINE_SYNC):
            unsafe PQclear(result)
        case (.sync, _), (.maintenanceSync, _):
            // The end of the transaction failed; the synchronisation point itself is still to come.
            unsafe programFailed(result, statement: nil)
            replies.prepend(reply)
        case (.statement, PGRES_TUPLES_OK), (.statement, PGRES_COMMAND_OK),
            (.statement, PGRES_EMPTY_QUERY):
            unsafe statementSucceeded(PostgresResult(owning: result))
        case (.statement(let id), PGRES_FATAL_ERROR):
            unsafe programFailed(result, statement: id)
        case (.preparation(let id), PGRES_FATAL_ERROR):
            unsafe preparationFailed(result, statement: id)
        case (.preparation(let id), PGRES_PIPELINE_ABORTED):
            unsafe PQclear(result)
            registry.remove(id)
        case (.preparation, _), (.statement, _), (.deallocation, _):
            unsafe PQclear(result)
        }
    }

    private func statementSucceeded(_ result: PostgresResult) {
        guard let running = programs.first else { return }
        running.awaitedCount -= 1
        if running.isFinished {
            if running.awaitedCount == 0 { sendSync(of: running) }
            return
        }
        running.results.append(result)
        guard running.awaitedCount == 0 else { return }
        let results = running.results
        running.results = []
        running.hasDeliveredResults = true
        running.firstBatch = []
        continueProgram(running, running.program.resultsReceived(results))
    }

    private func continueProgram(_ running: RunningProgram, _ step: PipelineStep) {
        guard phase == .open, !running.isSyncSent else { return }
        switch step {
        case .send(let calls, let last): send(calls, last: last, of: running)
        case .finish: sendSync(of: running)
        }
    }

    private func preparationFailed(_ result: OpaquePointer, statement id: UInt64) {
        let error = unsafe DatabaseError(result: result)
        // A statement that is there already is as good as a prepared one: its name is its hash.
        if error.sqlState != .duplicatePreparedStatement { registry.remove(id) }
        unsafe PQclear(result)
        programFailed(error)
    }

    private func programFailed(_ result: OpaquePointer, statement id: UInt64?) {
        let error = unsafe DatabaseError(result: result)
        unsafe PQclear(result)
        if let id, error.sqlState == .invalidSQLStatementName { registry.remove(id) }
        if let id, error.isStalePlan { staleStatements.append(id) }
        programFailed(error)
    }

    /// Notes the first error of a program; the server ignores the rest up to the sync.
    private func programFailed(_ error: DatabaseError) {
        guard let running = programs.first else { return }
        running.failure = running.failure ?? error
        running.results = []
        sendSync(of: running)
    }

    private func endProgram() {
        guard let running = programs.popFirst() else { return }
        let wasCanceled = canceled?.program == running.id
        if wasCanceled { canceled = nil }
        deallocateStaleStatements()
        if let error = running.failure, running.canBeSentAgain,
            error.isCuredByPreparing || isStrayCancellation(error)
        {
            return sendAgain(running)
        }
        running.finish(running.failure.map { .failure(.database($0)) } ?? .success(()))
        if wasCanceled, programs.isEmpty, cancellationKey?.isPending == true {
            // The request is still on its way and would hit the next program.
            close(DatabaseError(kind: .connectionFailure, message: "a late cancel request"))
        }
        if phase == .open { events.append(.programEnded) }
    }

    private func sendAgain(_ running: RunningProgram) {
        running.prepareToBeSentAgain()
        programs.append(running)
        guard phase == .open else { return finishPrograms(after: closingError) }
        send(running.firstBatch, last: running.isFirstBatchLast, of: running)
    }

    /// Whether a cancel request came too late for its program and hit the one behind it.
    private func isStrayCancellation(_ error: DatabaseError) -> Bool {
        guard error.sqlState == .queryCanceled, let strayCancelTime else { return false }
        return MonotonicTime.now < strayCancelTime
    }

    private func deallocateStaleStatements() {
        let stale = Set(staleStatements)
        staleStatements = []
        for id in stale { registry.remove(id) }
        if phase == .open { deallocate(Array(stale)) }
    }
}

extension DatabaseError {
    /// Whether a prepared statement would now return other columns than when it was prepared.
    fileprivate var isStalePlan: Bool {
        sqlState == .featureNotSupported && message.hasPrefix("cached plan must not change")
    }

    /// Whether preparing anew removes the cause.
    fileprivate var isCuredByPreparing: Bool {
        sqlState == .invalidSQLStatementName || sqlState == .duplicatePreparedStatement
            || isStalePlan
    }
}
