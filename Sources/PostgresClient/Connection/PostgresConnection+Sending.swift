import CLibPQ

extension PostgresConnection {
    /// Starts a program behind those that run.
    func start(_ running: RunningProgram) {
        watchdog.check()
        precondition(phase == .open, "a program was started on a connection that is not open")
        programs.append(running)
        switch running.program.begin() {
        case .send(let calls, let last):
            precondition(
                last || !running.program.sharesConnection,
                "a program that shares a connection has one batch")
            running.firstBatch = calls
            running.isFirstBatchLast = last
            deallocateUnused(before: calls)
            send(calls, last: last, of: running)
        case .finish:
            sendSync(of: running)
        }
    }

    /// Sends a batch: preparations first, so that no earlier statement can make them fail.
    func send(_ calls: [StatementCall], last: Bool, of running: RunningProgram) {
        precondition(last || !calls.isEmpty, "only the last batch may be empty")
        guard phase == .open else { return }
        running.awaitedCount = calls.count
        for call in calls where registry.use(call.statement.id) {
            guard sendPreparation(call.statement) else { return lose() }
        }
        for call in calls {
            guard sendExecution(call) else { return lose() }
        }
        if last { return sendSync(of: running) }
        guard unsafe PQsendFlushRequest(connection) == 1 else { return lose() }
        needsFlush = true
    }

    /// Ends the implicit transaction of a program, once.
    func sendSync(of running: RunningProgram) {
        guard phase == .open, !running.isSyncSent else { return }
        running.isSyncSent = true
        sendSync(.sync)
    }

    private func sendSync(_ reply: ExpectedReply) {
        guard unsafe clibpq_pipeline_sync(connection) == 1 else { return lose() }
        replies.append(reply)
        needsFlush = true
    }

    private func sendPreparation(_ statement: PreparedStatement) -> Bool {
        let types = statement.parameterTypes.map(\.rawValue)
        replies.append(.preparation(statement.id))
        return unsafe PQsendPrepare(
            connection, statement.name, statement.sql, Int32(types.count), types) == 1
    }

    private func sendExecution(_ call: StatementCall) -> Bool {
        replies.append(.statement(call.statement.id))
        return arena.withPointers(of: call.parameters) { parameters in
            unsafe PQsendQueryPrepared(
                connection, call.statement.name, parameters.count, parameters.values,
                parameters.lengths, parameters.formats, 1)
        } == 1
    }

    /// Makes room in the registry, in a transaction of its own.
    private func deallocateUnused(before calls: [StatementCall]) {
        guard !registry.hasRoom(for: calls.count) else { return }
        let used = Set(calls.map(\.statement.id))
        let room = used.count { !registry.contains($0) }
        deallocate(registry.evict(making: room, keeping: used))
    }

    /// Drops prepared statements, in a transaction of its own.
    func deallocate(_ statements: [UInt64]) {
        guard !statements.isEmpty else { return }
        for id in statements {
            let sql = "DEALLOCATE \(PreparedStatement.name(id: id))"
            replies.append(.deallocation)
            let sent = unsafe PQsendQueryParams(connection, sql, 0, nil, nil, nil, nil, 0)
            guard sent == 1 else { return lose() }
        }
        sendSync(.maintenanceSync)
    }
}
