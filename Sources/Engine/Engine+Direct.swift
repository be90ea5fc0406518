import GraphQLExecution
import GraphQLLanguage
import OperationPlanning
import PostgresClient
import SchemaMapping
package import TransportProtocols

/// The path of a request that was prepared before: look-ups, a binding, one submission, no task.
extension Engine {
    /// Begins to answer where document, operation, roles and plan are known.
    ///
    /// Whatever is refused before anything runs is left to `respond`, which says why.
    package func respondDirectly(
        to request: GraphQLRequest, principal: RequestPrincipal, receive: @escaping DirectReceiver
    ) -> DirectCancellation? {
        guard let prepared = preparedRequest(request, principal) else { return nil }
        if prepared.compiled.plan.needsNoDatabase {
            guard roles.recentRoles(of: principal) == prepared.roles else { return nil }
            receive { self.response(prepared, []) }
            return {}
        }
        let program = program(of: prepared, request, principal)
        let pool = pools.pool(for: prepared.compiled.serviceClass)
        let submission = program.run(on: pool) { outcome in
            self.receive(outcome, of: prepared, request, principal, receive)
        }
        return { pool.cancel(submission) }
    }

    /// What a request needs to run; a class, because closures pass it from thread to thread.
    private final class PreparedRequest: Sendable {
        let document: PreparedDocument
        let operation: PreparedOperation
        let compiled: CompiledPlan
        let bound: BoundPlan
        /// Those that the plan was made for, to be confirmed by the database.
        let roles: Set<String>
        let seal: CursorSeal
        let gate: EstimateGate?

        init(
            _ document: PreparedDocument, _ operation: PreparedOperation,
            _ compiled: CompiledPlan, _ bound: BoundPlan,
            roles: Set<String>, seal: CursorSeal, gate: EstimateGate?
        ) {
            self.document = document
            self.operation = operation
            self.compiled = compiled
            self.bound = bound
            self.roles = roles
            self.seal = seal
            self.gate = gate
        }
    }

    private func response(
        _ prepared: PreparedRequest, _ rows: [EdgeRows], _ refusal: CommandRefusal? = nil
    ) -> GraphQLResponse {
        response(
            prepared.compiled, prepared.bound, rows, prepared.seal, refusal, to: prepared.document)
    }

    private func program(
        of prepared: PreparedRequest, _ request: GraphQLRequest, _ principal: RequestPrincipal
    ) -> OperationProgram {
        program(
            prepared.compiled, prepared.bound, of: prepared.operation, in: prepared.document,
            request, principal, roles: prepared.roles, gate: prepared.gate)
    }

    /// Goes on with commands that were run once and undone because of others.
    private func runAgain(
        _ prepared: PreparedRequest, _ request: GraphQLRequest, _ principal: RequestPrincipal,
        _ receive: @escaping DirectReceiver
    ) async {
        let outcome: Result<OperationProgram.Outcome, any Error>
        do {
            let pool = pools.pool(for: prepared.compiled.serviceClass)
            outcome = .success(
                try await run(on: pool, attempts: 1) { program(of: prepared, request, principal) })
        } catch {
            outcome = .failure(error)
        }
        self.receive(outcome, of: prepared, request, principal, receive)
    }

    private func preparedRequest(
        _ request: GraphQLRequest, _ principal: RequestPrincipal
    ) -> PreparedRequest? {
        let seal = seal(for: principal)
        guard !request.asksForCost, request.circumstances.idempotencyKey == nil,
            let document = documents.knownDocument(for: request.query),
            let operation = document.knownOperation(named: request.operationName),
            operation.executable.type == .query || request.allowsMutation,
            operation.executable.type != .subscription,
            let known = roles.roles(of: principal),
            let variables = try? coerce(request, for: operation),
            let compiled = plans.knownPlan(
                for: PlanCache.Key(operation, roles: known, variables: variables)),
            let bound = try? bind(compiled, of: operation, variables, seal)
        else { return nil }
        return PreparedRequest(
            document, operation, compiled, bound, roles: known, seal: seal,
            gate: estimateGate(compiled, of: operation, principal))
    }

    /// On the thread on which the program ended: hands on what makes the response.
    private func receive(
        _ outcome: Result<OperationProgram.Outcome, any Error>, of prepared: PreparedRequest,
        _ request: GraphQLRequest, _ principal: RequestPrincipal,
        _ receive: @escaping DirectReceiver
    ) {
        switch outcome {
        case .success(.completed(let rows)) where prepared.compiled.serviceClass.mayTakeLong:
            // Written here, on a thread of the class: a long one would hold up all who share the
            // thread of a connection.
            let response = response(prepared, rows)
            receive { response }
        case .success(.completed(let rows)):
            receive { self.response(prepared, rows) }
        case .success(.rolesChanged(let current)):
            // Rare, and the operation has to be planned anew: that is the way with a task.
            roles.remember(current, of: principal)
            Task {
                let response = await respond(to: request, principal: principal)
                receive { response }
            }
        case .success(.refused(let refusal)):
            receive {
                self.response(
                    prepared, EdgeRows.none(of: prepared.compiled.plan),
                    refusal.told(to: request, by: self.sentences))
            }
        case .success(.kept(let response)): receive { response }
        case .success(.keyReused): receive { ErrorPresentation.keyReused(in: request.language) }
        case .failure(let failure as ProgramFailure)
        where failure.isCollision && !prepared.compiled.commands.isEmpty:
            Task { await runAgain(prepared, request, principal, receive) }
        case .failure(let error):
            receive {
                self.presentation.response(
                    to: error, document: request.query, in: request.language)
            }
        }
    }
}
