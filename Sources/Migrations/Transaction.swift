import PostgresClient

/// The session lock that keeps two runs apart (PostgreSQL manual, "Advisory Locks").
struct RunLock {
    let connection: AdministrationConnection

    /// Runs the body while holding the lock; says so if another run must end first.
    func holding<Result>(
        _ report: (MigrationStep) -> Void, _ body: () throws(MigrationError) -> Result
    ) throws(MigrationError) -> Result {
        try take(report)
        let outcome: Swift.Result<Result, MigrationError>
        do { outcome = .success(try body()) } catch { outcome = .failure(error) }
        do { try call("pg_advisory_unlock") } catch {
            if case .success = outcome { throw .database(error) }
        }
        return try outcome.get()
    }

    private func take(_ report: (MigrationStep) -> Void) throws(MigrationError) {
        do {
            guard try call("pg_try_advisory_lock") != "t" else { return }
            report(.waitingForLock)
            try call("pg_advisory_lock")
        } catch { throw .database(error) }
    }

    @discardableResult
    private func call(_ function: String) throws(DatabaseError) -> String? {
        try connection.query(
            "select pg_catalog.\(function)($1::bigint)", ["\(MigrationRunner.lockKey)"]
        ).first?.first.flatMap { $0 }
    }
}

/// An explicit transaction: committed if its body returns, else rolled back whole.
struct Transaction {
    let connection: AdministrationConnection

    func run(_ body: () throws(MigrationError) -> Void) throws(MigrationError) {
        do { try connection.execute("begin") } catch { throw .database(error) }
        do {
            try body()
        } catch {
            try? connection.execute("rollback")
            try? connection.execute(FileRun.resetStatement)
            throw error
        }
        do { try connection.execute("commit") } catch { throw .database(error) }
    }
}

/// One execution of an SQL file inside a transaction that it may not end.
struct FileRun {
    let file: SQLFile
    let connection: AdministrationConnection

    /// Undoes what a file set for the session, so that each file starts from the same state.
    static let resetStatement = "reset session authorization; reset role; reset all"

    func run() throws(MigrationError) {
        let before = try transaction()
        do { try connection.execute(file.text) } catch {
            let line = error.position.map(file.line(ofPosition:))
            throw .statementFailed(path: file.path, line: line, error)
        }
        guard try transaction() == before else { throw .transactionEnded(path: file.path) }
        do { try connection.execute(Self.resetStatement) } catch { throw .database(error) }
    }

    /// The number of the present transaction.
    private func transaction() throws(MigrationError) -> String? {
        do {
            return try connection.query("select pg_catalog.pg_current_xact_id()")
                .first?.first.flatMap { $0 }
        } catch { throw .database(error) }
    }
}
