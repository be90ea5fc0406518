import PostgresClient
import Synchronization
import TransportProtocols

/// Asks which roles a principal has, and nothing else.
final class RolesProgram: PipelineProgram {
    private struct State {
        var roles: Result<Set<String>, EngineError>?
        var continuation: CheckedContinuation<Set<String>, any Error>?
    }

    private let principal: RequestPrincipal
    private let state = Mutex(State())

    init(of principal: RequestPrincipal) {
        self.principal = principal
    }

    func run(on pool: PostgresPool) async throws -> Set<String> {
        try await withCheckedThrowingContinuation { continuation in
            state.withLock { $0.continuation = continuation }
            pool.submit(self)
        }
    }

    // MARK: On the poller thread

    var sharesConnection: Bool { true }

    func begin() -> PipelineStep {
        .send([RequestContext.call(for: principal)], last: true)
    }

    func resultsReceived(_ results: [PostgresResult]) -> PipelineStep {
        let roles = Result { () throws(EngineError) in
            guard let context = results.first else { throw .malformedResult }
            return try RequestContext.roles(from: context)
        }
        state.withLock { $0.roles = roles }
        return .finish
    }

    func finished(_ outcome: Result<Void, ProgramFailure>) {
        let (continuation, roles) = state.withLock { state in
            defer { state.continuation = nil }
            return (state.continuation, state.roles)
        }
        continuation?.resume(
            with: Result {
                try outcome.get()
                guard let roles else { throw EngineError.malformedResult }
                return try roles.get()
            })
    }
}
