import OperationPlanning
import PostgresClient
import Synchronization
import TransportProtocols

/// Runs a bound plan in one implicit transaction, a level at a time.
///
/// The first statement of the transaction sets its context and returns the caller's roles; the
/// statements of a level follow, and the keys of their rows make the parameters of the next level.
/// The commands of a mutation come before the first level, each once the one before it has run and
/// only after the roles were confirmed. A gate comes before the first level as well: the level runs
/// once its estimates are within their bound.
final class OperationProgram: PipelineProgram {
    enum Outcome: Sendable {
        case completed([EdgeRows])
        /// The roles differ from those that the plan was made for; no row was read.
        case rolesChanged(Set<String>)
        /// A rule kept a command from being done, and with it the whole operation.
        case refused(CommandRefusal)
        /// Commands under a key were done, now or before, and this is kept as their answer.
        case kept(GraphQLResponse)
        /// The key of the commands stands for another request; nothing was done.
        case keyReused
    }

    /// What the poller thread changes while the program runs.
    private struct State {
        var level = 0
        var isEstimated: Bool
        var rows: [EdgeRows]
        var roles: Set<String>?
        /// What each command returned that has run.
        var returned: [PostgresResult] = []
        /// Whether the key of the commands is claimed, where they have one.
        var isClaimed: Bool
        /// What ends the program beside its rows.
        var kept: Outcome?
        var error: EngineError?
        var receive: Receiver?
    }

    /// Takes the outcome, on the thread on which the program ends.
    typealias Receiver = @Sendable (Result<Outcome, any Error>) -> Void

    private let compiled: CompiledPlan
    private let bound: BoundPlan
    private let principal: RequestPrincipal
    private let roles: Set<String>
    private let gate: EstimateGate?
    /// Tells the transaction of commands about its request; queries need no such statement.
    private let told: StatementCall?
    private let keeping: AnswerKeeping?
    private let state: Mutex<State>

    init(
        _ compiled: CompiledPlan, _ bound: BoundPlan, principal: RequestPrincipal,
        roles: Set<String>, gate: EstimateGate?, told: StatementCall? = nil,
        keeping: AnswerKeeping? = nil
    ) {
        self.compiled = compiled
        self.bound = bound
        self.principal = principal
        self.roles = roles
        self.gate = gate
        self.told = told
        self.keeping = keeping
        state = Mutex(
            State(
                isEstimated: gate == nil, rows: EdgeRows.none(of: bound.plan),
                isClaimed: keeping == nil))
    }

    /// Runs the program; gives the rows of every edge, in step with the plan's edges.
    ///
    /// It is given up when the task is canceled.
    func run(on pool: PostgresPool) async throws -> Outcome {
        try await pool.withSubmission { continuation in
            run(on: pool) { continuation.resume(returning: $0) }
        }.get()
    }

    /// Runs the program and hands over what became of it; returns what cancels it.
    func run(on pool: PostgresPool, receive: @escaping Receiver) -> SubmissionID {
        state.withLock { $0.receive = receive }
        return pool.submit(self)
    }

    // MARK: On the poller thread

    private var levels: [[Int]] { bound.plan.levels }

    /// Figures of a whole collection may take long, and nobody is to wait behind them while another
    /// connection is idle.
    var sharesConnection: Bool { isSingleStep && !bound.plan.hasFiguresAtRoot }

    private var isSingleStep: Bool {
        gate == nil && compiled.commands.isEmpty && levels.count <= 1
    }

    func begin() -> PipelineStep {
        if let told { return .send([RequestContext.call(for: principal), told], last: false) }
        let calls = (levels.first ?? []).map { call($0, parents: .none, []) }
        if let gate {
            let estimates = zip(gate.statements, calls).map { StatementCall($0, $1.parameters) }
            return .send([RequestContext.call(for: principal)] + estimates, last: false)
        }
        return .send([RequestContext.call(for: principal)] + calls, last: isSingleStep)
    }

    func resultsReceived(_ results: [PostgresResult]) -> PipelineStep {
        state.withLock { state in
            do throws(EngineError) {
                return try receive(results[...], into: &state)
            } catch {
                state.error = error
                return .finish
            }
        }
    }

    private func receive(
        _ results: ArraySlice<PostgresResult>, into state: inout State
    ) throws(EngineError) -> PipelineStep {
        var results = results
        if state.roles == nil, let context = results.popFirst() {
            let current = try RequestContext.roles(from: context)
            state.roles = current
            guard current == roles else { return .finish }
            if !compiled.commands.isEmpty {
                return keeping.map { .send([$0.claimCall], last: false) } ?? command(0)
            }
        }
        if let keeping, !state.isClaimed {
            return claimed(try keeping.claim(from: results.first), &state)
        }
        if state.kept != nil { return .finish }
        if let gate, !state.isEstimated {
            try gate.check(results, of: bound.plan)
            state.isEstimated = true
            return nextStep(&state)
        }
        if state.returned.count < compiled.commands.count {
            return try commandReturned(results.first, &state)
        }
        guard state.level < levels.count else { return .finish }
        for (index, result) in zip(levels[state.level], results) {
            state.rows[index] = try rows(result, ofEdge: index, state.rows)
        }
        state.level += 1
        return nextStep(&state)
    }

    private func rows(
        _ result: PostgresResult, ofEdge index: Int, _ known: [EdgeRows]
    ) throws(EngineError) -> EdgeRows {
        let edge = bound.plan.edges[index]
        let parents = edge.parent.map { known[$0].ordinalCount } ?? bound.edges[index].parentCount
        guard
            let rows = EdgeRows(
                result, of: edge, pageSize: bound.edges[index].pageSize, parents: parents)
        else { throw .malformedResult }
        return rows
    }

    private func nextStep(_ state: inout State) -> PipelineStep {
        guard state.level < levels.count else { return lastStep(&state) }
        let calls = levels[state.level].map { index in
            let parent = bound.plan.edges[index].parent
            return call(index, parents: parent.map { state.rows[$0] } ?? .none, state.returned)
        }
        return .send(calls, last: keeping == nil && state.level == levels.count - 1)
    }

    private func call(
        _ index: Int, parents: EdgeRows, _ returned: [PostgresResult]
    ) -> StatementCall {
        let edge = bound.plan.edges[index]
        let parameters = bound.edges[index].parameters.map { parameter in
            switch parameter {
            case .parentKeys(let key): parents.keys(edge.parentKeys[key])
            case .commandResult(let command, let column):
                returned[command].parameter(column)
            case .value, .text: parameter.known
            }
        }
        return StatementCall(compiled.statements[index], parameters)
    }

    // MARK: Commands

    private func command(_ index: Int) -> PipelineStep {
        let call = StatementCall(compiled.commands[index], bound.commands[index].map(\.known))
        let isLast = index == compiled.commands.count - 1
        return .send([call], last: isLast && levels.isEmpty && keeping == nil)
    }

    private func commandReturned(
        _ result: PostgresResult?, _ state: inout State
    ) throws(EngineError) -> PipelineStep {
        guard let result, result.rowCount == 1 else { throw .malformedResult }
        state.returned.append(result)
        return state.returned.count < compiled.commands.count
            ? command(state.returned.count) : nextStep(&state)
    }

    private func claimed(_ claim: AnswerKeeping.Claim, _ state: inout State) -> PipelineStep {
        state.isClaimed = true
        switch claim {
        case .fresh: return command(0)
        case .known(let response): state.kept = .kept(response)
        case .otherRequest: state.kept = .keyReused
        }
        return .finish
    }

    /// Once all rows are there: keeps the answer where that is wanted.
    private func lastStep(_ state: inout State) -> PipelineStep {
        guard let keeping else { return .finish }
        let response = keeping.respond(state.rows)
        state.kept = .kept(response)
        return .send([keeping.keepCall(response)], last: true)
    }

    func finished(_ outcome: Result<Void, ProgramFailure>) {
        let (receive, ended) = state.withLock { state in
            defer { state.receive = nil }
            return (state.receive, result(of: outcome, state))
        }
        receive?(ended)
    }

    private func result(
        of outcome: Result<Void, ProgramFailure>, _ state: State
    ) -> Result<Outcome, any Error> {
        if let error = state.error { return .failure(error) }
        if case .failure(let failure) = outcome {
            let command = min(state.returned.count, compiled.commands.count - 1)
            return CommandRefusal(failure, command: command).map { .success(.refused($0)) }
                ?? .failure(failure)
        }
        if let kept = state.kept { return .success(kept) }
        guard let current = state.roles else { return .failure(EngineError.malformedResult) }
        return .success(current == roles ? .completed(state.rows) : .rolesChanged(current))
    }
}

extension BoundParameter {
    /// A value that is known before anything has run.
    fileprivate var known: StatementParameter {
        switch self {
        case .value(let bytes?): .binary(bytes)
        case .value(nil): .null
        case .text(let text): .inTextFormat(text)
        case .parentKeys, .commandResult:
            preconditionFailure("what rows give is known once they are")
        }
    }
}

extension PostgresResult {
    /// A value of the only row.
    fileprivate func parameter(_ column: Int) -> StatementParameter {
        guard !isNull(0, column) else { return .null }
        var bytes: [UInt8] = []
        appendBytes(0, column, to: &bytes)
        return .binary(bytes)
    }
}
