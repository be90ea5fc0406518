import GraphQLExecution
import GraphQLLanguage
import OperationPlanning
import PostgresClient
import TransportProtocols

/// What commands need beyond queries: to be told of their request, and to be run again.
extension Engine {
    func program(
        _ compiled: CompiledPlan, _ bound: BoundPlan, of operation: PreparedOperation,
        in document: PreparedDocument, _ request: GraphQLRequest, _ principal: RequestPrincipal,
        roles: Set<String>, gate: EstimateGate?
    ) -> OperationProgram {
        guard !compiled.commands.isEmpty else {
            return OperationProgram(
                compiled, bound, principal: principal, roles: roles, gate: gate)
        }
        return OperationProgram(
            compiled, bound, principal: principal, roles: roles, gate: gate,
            told: CommandCircumstances.call(
                operation: operation.executable.operation.name?.value ?? "",
                requestID: request.circumstances.requestID),
            keeping: request.circumstances.idempotencyKey.map { key in
                let seal = seal(for: principal)
                return AnswerKeeping(key: key, digest: AnswerKeeping.digest(of: request)) { rows in
                    self.response(compiled, bound, rows, seal, to: document)
                }
            })
    }

    /// Runs commands, anew each time that others kept them from being done.
    ///
    /// - Parameter attempts: how often they were run already.
    func run(
        on pool: PostgresPool, attempts: Int = 0, retrying retries: Bool = true,
        _ program: () -> OperationProgram
    ) async throws -> OperationProgram.Outcome {
        var attempts = attempts
        while true {
            if attempts > 0 {
                guard attempts < limits.commandAttemptsMax else { throw EngineError.contended }
                try await pause(before: attempts)
            }
            do {
                return try await program().run(on: pool)
            } catch let failure as ProgramFailure where failure.isCollision && retries {
                attempts += 1
            }
        }
    }

    private func pause(before attempt: Int) async throws {
        do {
            try await Task.sleep(for: limits.pause(before: attempt, share: .random(in: 0.5...1)))
        } catch {
            throw ProgramFailure.pool(.canceled)
        }
    }
}

extension EngineLimits {
    /// How long to wait before commands are run again: longer each time, and by a share that is
    /// left to chance, so that two do not meet again.
    ///
    /// - Parameter attempt: how often they were run, from 1 on.
    package func pause(before attempt: Int, share: Double) -> Duration {
        commandPauseMax * attempt / max(1, commandAttemptsMax - 1) * share
    }
}

extension ProgramFailure {
    /// Whether PostgreSQL has undone the transaction because of others beside it.
    ///
    /// The server itself has said so: had the connection been lost instead, nobody would know
    /// whether the commands were done.
    var isCollision: Bool {
        guard case .database(let error) = self, error.kind == .serverError else { return false }
        return error.sqlState == .serializationFailure || error.sqlState == .deadlockDetected
    }
}

extension GraphQLRequest {
    /// The language in which the server speaks of its commands.
    var language: Language {
        Language.preferred(acceptLanguage: circumstances.acceptLanguage) ?? .english
    }
}
