import AccessControl
package import Crypto
import GraphQLExecution
import GraphQLLanguage
import GraphQLValidation
package import Logging
package import OperationPlanning
import PostgresClient
package import SchemaMapping
import Synchronization
package import TransportProtocols

/// Answers GraphQL requests: the one place where all stages of a request meet.
///
/// It never throws: whatever happens, the caller gets a response.
package final class Engine: GraphQLResponder {
    let mapping: SchemaMapping
    let pools: ServicePools
    let limits: EngineLimits
    let documents: DocumentCache
    let planning: PlanningOptions
    let plans: PlanCache
    let roles: RoleDirectory
    let letThrough: LetThrough
    private let cursorKey: SymmetricKey
    let presentation: ErrorPresentation
    let sentences: Sentences

    /// - Parameters:
    ///   - planning: By which statements operations are answered.
    ///   - cursorKey: What cursors are signed with; the same in all processes that answer for one
    ///     another.
    ///   - sentences: What the rules of commands say in each language.
    package init(
        mapping: SchemaMapping, pools: ServicePools, cursorKey: SymmetricKey,
        limits: EngineLimits = EngineLimits(), planning: PlanningOptions = PlanningOptions(),
        sentences: Sentences = Sentences(), logger: Logger = Logger(label: "engine")
    ) {
        self.mapping = mapping
        self.pools = pools
        self.cursorKey = cursorKey
        self.limits = limits
        self.planning = planning
        self.sentences = sentences
        documents = DocumentCache(schema: mapping.schema, limits: limits)
        plans = PlanCache(entriesMax: limits.plansMax)
        roles = RoleDirectory(limits: limits)
        letThrough = LetThrough(limits: limits)
        presentation = ErrorPresentation(logger: logger)
    }

    /// Takes a request through every stage: document, operation, authorization, plan, rows,
    /// response.
    package func respond(
        to request: GraphQLRequest, principal: RequestPrincipal
    ) async -> GraphQLResponse {
        do {
            let document = try await documents.document(for: request.query) {
                RoleAccess(mapping, roles: await rolesToReveal(to: principal)).visibility
            }
            let operation = try document.operation(named: request.operationName)
            try requireServed(operation, request)
            let variables = try coerce(request, for: operation)
            let response = try await respond(
                to: request, operation, of: document, variables: variables, principal: principal)
            return try reportingCost(response, of: operation, variables, request)
        } catch {
            return presentation.response(
                to: error, document: request.query, in: request.language)
        }
    }

    /// What is too dear is refused here rather than by the caller, so that the refusal, too, can
    /// have a report of the cost.
    private func respond(
        to request: GraphQLRequest, _ operation: PreparedOperation, of document: PreparedDocument,
        variables: VariableValues, principal: RequestPrincipal
    ) async throws -> GraphQLResponse {
        do {
            return try await execute(
                operation, of: document, request, variables: variables, principal: principal)
        } catch let error as PlanningError where error.isTooDear {
            return presentation.response(
                to: error, document: request.query, in: request.language)
        }
    }

    private func requireServed(_ operation: PreparedOperation, _ request: GraphQLRequest) throws {
        let location = operation.executable.operation.location
        if operation.executable.type == .mutation, !request.allowsMutation {
            throw EngineError.mutationNotAllowed(location)
        }
        if operation.executable.type == .subscription {
            throw EngineError.unsupportedOperationType(.subscription, location)
        }
    }

    func coerce(
        _ request: GraphQLRequest, for operation: PreparedOperation
    ) throws -> VariableValues {
        let variables = try coerceVariableValues(
            operation.executable.operation.variableDefinitions, inputs: request.variables,
            schema: mapping.schema)
        try checkConditions(of: operation.executable, variableValues: variables)
        return variables
    }

    /// Plans and runs an operation under the roles that the caller is known to have.
    ///
    /// The database says in the same transaction which roles the caller has at this moment. Should
    /// they differ, the rows are dropped unread and the operation starts anew, so that no answer
    /// rests on stale roles and yet none waits for a round trip of its own. An operation that asks
    /// only for the schema is answered without the database while the roles are recent.
    private func execute(
        _ operation: PreparedOperation, of document: PreparedDocument, _ request: GraphQLRequest,
        variables: VariableValues, principal: RequestPrincipal
    ) async throws -> GraphQLResponse {
        let seal = seal(for: principal)
        var known = try await knownRoles(of: principal)
        for _ in 0..<limits.attemptsMax {
            let compiled: CompiledPlan
            do {
                compiled = try compile(operation, roles: known, variables: variables)
            } catch let refusal as AccessError {
                known = try await rolesToRetryWith(refusal, principal, remembered: known)
                continue
            }
            let bound = try bind(compiled, of: operation, variables, seal)
            if compiled.plan.needsNoDatabase, roles.recentRoles(of: principal) == known {
                return response(compiled, bound, [], seal, to: document)
            }
            let outcome = try await run(
                on: pools.pool(for: compiled.serviceClass),
                retrying: !compiled.commands.isEmpty
            ) {
                program(
                    compiled, bound, of: operation, in: document, request, principal,
                    roles: known, gate: estimateGate(compiled, of: operation, principal))
            }
            switch outcome {
            case .refused(let refusal):
                return response(
                    compiled, bound, EdgeRows.none(of: compiled.plan), seal,
                    refusal.told(to: request, by: sentences), to: document)
            case .kept(let response): return response
            case .keyReused: return ErrorPresentation.keyReused(in: request.language)
            case .completed(let rows):
                if rows.isEmpty { roles.remember(known, of: principal) }
                return response(compiled, bound, rows, seal, to: document)
            case .rolesChanged(let current):
                roles.remember(current, of: principal)
                known = current
            }
        }
        throw EngineError.rolesKeepChanging
    }

    /// What the cursors of a caller's office are sealed with.
    func seal(for principal: RequestPrincipal) -> CursorSeal {
        CursorSeal(key: cursorKey, office: principal.office)
    }

    /// A plan with the values of a request, within the bounds of cost; what depends on no request
    /// is bound and checked once.
    func bind(
        _ compiled: CompiledPlan, of operation: PreparedOperation, _ variables: VariableValues,
        _ seal: CursorSeal
    ) throws -> BoundPlan {
        let isConstant = isConstant(compiled, of: operation)
        if isConstant, let known = compiled.constantBinding { return known }
        let bound = try OperationPlanning.bind(
            compiled.plan, variableValues: variables, schema: mapping.schema, seal: seal,
            limits: limits.planning)
        try compiled.cost.check(variables, limits.planning)
        if isConstant { compiled.constantBinding = bound }
        return bound
    }

    func response(
        _ compiled: CompiledPlan, _ bound: BoundPlan, _ rows: [EdgeRows], _ seal: CursorSeal,
        _ refusal: CommandRefusal? = nil, to document: PreparedDocument
    ) -> GraphQLResponse {
        let bytesMax = limits.responseBytesMax
        var writer = ResponseWriter(
            bound, rows: rows, seal: seal, refusal: refusal, bytesMax: bytesMax,
            capacity: compiled.usualResponseBytes.load(ordering: .relaxed))
        if let response = writer.response(locating: document.source) {
            compiled.usualResponseBytes.store(response.body.count, ordering: .relaxed)
            return response
        }
        return presentation.response(to: EngineError.responseTooLarge(bytesMax), document: [])
    }

    /// The roles that the caller has now, where they differ from those that a refusal rests on.
    ///
    /// - Throws: the refusal, where it rests on the caller's true roles.
    private func rolesToRetryWith(
        _ refusal: AccessError, _ principal: RequestPrincipal, remembered: Set<String>
    ) async throws -> Set<String> {
        let current = try await RolesProgram(of: principal).run(on: pool)
        guard current != remembered else { throw refusal }
        roles.remember(current, of: principal)
        return current
    }

    private func knownRoles(of principal: RequestPrincipal) async throws -> Set<String> {
        if let known = roles.roles(of: principal) { return known }
        let current = try await RolesProgram(of: principal).run(on: pool)
        roles.remember(current, of: principal)
        return current
    }

    /// The roles that decide which names of the schema an error may suggest; none where they cannot
    /// be known now.
    private func rolesToReveal(to principal: RequestPrincipal) async -> Set<String> {
        if let recent = roles.recentRoles(of: principal) { return recent }
        guard let current = try? await RolesProgram(of: principal).run(on: pool) else { return [] }
        roles.remember(current, of: principal)
        return current
    }

    private func compile(
        _ operation: PreparedOperation, roles: Set<String>, variables: VariableValues
    ) throws -> CompiledPlan {
        let key = PlanCache.Key(operation, roles: roles, variables: variables)
        return try plans.plan(for: key) {
            let authorized = try authorize(
                operation.executable, access: RoleAccess(mapping, roles: roles),
                variableValues: variables)
            let made = try plan(
                authorized, variableValues: variables, limits: limits.planning, options: planning)
            let cost = try planCost(
                operation.executable, mapping: mapping, variableValues: variables,
                limits: limits.planning)
            let serviceClass = try ServiceChoice(mapping: mapping, roles: roles)
                .serviceClass(of: operation.executable, made, variables)
            return CompiledPlan(made, cost, serviceClass)
        }
    }
}
