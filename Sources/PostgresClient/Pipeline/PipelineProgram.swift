/// A prepared statement with the values of its parameters.
package struct StatementCall: Sendable {
    package let statement: PreparedStatement
    package let parameters: [StatementParameter]

    /// Parameters of one statement: the protocol counts them in 16 bits.
    package static let parametersMax = 65_535

    package init(_ statement: PreparedStatement, _ parameters: [StatementParameter] = []) {
        precondition(parameters.count <= Self.parametersMax, "too many parameters")
        self.statement = statement
        self.parameters = parameters
    }
}

/// What a program wants to happen next.
package enum PipelineStep: Sendable {
    /// Sends statements. After the last batch the implicit transaction ends.
    ///
    /// A batch that is not the last one must have at least one statement.
    case send([StatementCall], last: Bool)
    /// Ends the implicit transaction without sending anything more.
    case finish
}

/// Statements that run in one implicit transaction on one connection, in one or several batches.
///
/// In pipeline mode all statements up to the synchronisation point are one transaction (PostgreSQL
/// manual §55.2.3, "Extended Query", and §34.5, "Pipeline Mode"). All methods are called on the
/// poller thread that owns the connection, one at a time: they must be short and must not block.
/// The first call is `begin`; then `resultsReceived` once a batch, unless the program fails;
/// `finished` is the last call and comes exactly once. A program that never starts receives
/// `finished` alone.
package protocol PipelineProgram: AnyObject, Sendable {
    /// Whether the program may share a connection: only where `begin` returns the last batch.
    var sharesConnection: Bool { get }

    /// Returns the first batch.
    func begin() -> PipelineStep

    /// Receives the results of a batch, one per statement in order, and returns what comes next.
    ///
    /// After the last batch the returned value is not used. Results stand only when `finished`
    /// reports success: the end of the transaction may still fail.
    func resultsReceived(_ results: [PostgresResult]) -> PipelineStep

    /// Receives the outcome.
    ///
    /// Runs on the poller thread; a program that `submit` refuses at once (the pool is closed or
    /// its mailbox is full) is finished on the submitting thread before `submit` returns.
    func finished(_ outcome: Result<Void, ProgramFailure>)
}
