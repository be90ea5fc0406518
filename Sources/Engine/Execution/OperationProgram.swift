import OperationPlanning
import PostgresClient
import Synchronization
import TransportProtocols

/// Runs a bound plan in one implicit transaction, a level at a time.
///
/// The first statement of the transaction sets its context and returns the caller's roles; the
/// statements of a level follow, and the keys of their rows make the parameters of the next level.
final class OperationProgram: PipelineProgram {
    enum Outcome: Sendable {
        case completed([EdgeRows])
        /// The roles differ from those that the plan was made for; no row was read.
        case rolesChanged(Set<String>)
    }

    /// What the poller thread changes while the program runs.
    private struct State {
        var level = 0
        var rows: [EdgeRows]
        var roles: Set<String>?
        var error: EngineError?
        var receive: Receiver?
    }

    /// Takes the outcome, on the thread on which the program ends.
    typealias Receiver = @Sendable (Result<Outcome, any Error>) -> Void

    private let compiled: CompiledPlan
    private let bound: BoundPlan
    private let principal: RequestPrincipal
    private let roles: Set<String>
    private let state: Mutex<State>

    init(
        _ compiled: CompiledPlan, _ bound: BoundPlan, principal: RequestPrincipal,
        roles: Set<String>
    ) {
        self.compiled = compiled
        self.bound = bound
        self.principal = principal
        self.roles = roles
        state = Mutex(State(rows: bound.edges.map { _ in .none }))
    }

    /// Runs the program; gives the rows of every edge, in step with the plan's edges.
    func run(on pool: PostgresPool) async throws -> Outcome {
        try await withCheckedThrowingContinuation { continuation in
            run(on: pool) { continuation.resume(with: $0) }
        }
    }

    /// Runs the program and hands over what became of it.
    func run(on pool: PostgresPool, receive: @escaping Receiver) {
        state.withLock { $0.receive = receive }
        pool.submit(self)
    }

    // MARK: On the poller thread

    private var levels: [[Int]] { bound.plan.levels }

    var isSingleStep: Bool { levels.count <= 1 }

    func begin() -> PipelineStep {
        let calls = (levels.first ?? []).map { call($0, parents: .none) }
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
        }
        guard state.level < levels.count else { return .finish }
        for (index, result) in zip(levels[state.level], results) {
            state.rows[index] = try rows(result, ofEdge: index, state.rows)
        }
        state.level += 1
        return nextStep(level: state.level, rows: state.rows)
    }

    private func rows(
        _ result: PostgresResult, ofEdge index: Int, _ known: [EdgeRows]
    ) throws(EngineError) -> EdgeRows {
        let edge = bound.plan.edges[index]
        let parents = edge.parent.map { known[$0].ordinalCount } ?? 1
        guard
            let rows = EdgeRows(
                result, of: edge, pageSize: bound.edges[index].pageSize, parents: parents)
        else { throw .malformedResult }
        return rows
    }

    private func nextStep(level: Int, rows: [EdgeRows]) -> PipelineStep {
        guard level < levels.count else { return .finish }
        let calls = levels[level].map { index in
            call(index, parents: bound.plan.edges[index].parent.map { rows[$0] } ?? .none)
        }
        return .send(calls, last: level == levels.count - 1)
    }

    private func call(_ index: Int, parents: EdgeRows) -> StatementCall {
        let edge = bound.plan.edges[index]
        let parameters = bound.edges[index].parameters.map { parameter in
            switch parameter {
            case .value(let bytes?): StatementParameter.binary(bytes)
            case .value(nil): StatementParameter.null
            case .text(let text): StatementParameter.inTextFormat(text)
            case .parentKeys(let key): parents.keys(edge.parentKeys[key])
            }
        }
        return StatementCall(compiled.statements[index], parameters)
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
        if case .failure(let failure) = outcome { return .failure(failure) }
        guard let current = state.roles else { return .failure(EngineError.malformedResult) }
        return .success(current == roles ? .completed(state.rows) : .rolesChanged(current))
    }
}
