import Caching
import GraphQLExecution
import GraphQLLanguage
import GraphQLTypeSystem
import GraphQLValidation
import OperationPlanning
import PostgresClient
import SchemaMapping
import Synchronization
import TransportProtocols

/// A document that was parsed and validated, ready to have its operations selected.
final class PreparedDocument: Sendable {
    let source: Source
    private let document: ValidatedDocument
    /// Operations selected so far, by name; the empty name stands for none.
    private let operations = Mutex<[String: PreparedOperation]>([:])

    init(source: Source, document: ValidatedDocument) {
        self.source = source
        self.document = document
    }

    /// The operation of that name, where it was selected before.
    func knownOperation(named name: String?) -> PreparedOperation? {
        operations.withLock { $0[name ?? ""] }
    }

    /// The operation of that name, or the only one (*GetOperation*, spec §6.1).
    func operation(named name: String?) throws(OperationError) -> PreparedOperation {
        if let known = knownOperation(named: name) { return known }
        let prepared = PreparedOperation(
            try ExecutableOperation(selecting: name, in: document))
        operations.withLock { $0[name ?? ""] = prepared }
        return prepared
    }
}

/// An operation and what its plans are told apart by.
final class PreparedOperation: Sendable {
    let executable: ExecutableOperation
    let shape: PlanShape

    init(_ executable: ExecutableOperation) {
        self.executable = executable
        shape = PlanShape(executable)
    }

    /// Stands for the operation in cache keys, which keep it alive and so keep it unique.
    var id: OperationID { OperationID(operation: self) }
}

/// An operation by its identity.
struct OperationID: Hashable, Sendable {
    let operation: PreparedOperation

    static func == (left: Self, right: Self) -> Bool { left.operation === right.operation }

    func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(operation)) }
}

/// Documents by their text, so that a document sent again is neither parsed nor validated.
struct DocumentCache: Sendable {
    private let schema: Schema
    private let limits: EngineLimits
    private let documents: SharedCache<[UInt8], PreparedDocument>

    init(schema: Schema, limits: EngineLimits) {
        self.schema = schema
        self.limits = limits
        documents = SharedCache(countMax: limits.documentsMax)
    }

    /// The document of a text that was parsed and validated before.
    func knownDocument(for text: [UInt8]) -> PreparedDocument? {
        documents.value(for: text)
    }

    /// The document of a text, parsed and validated unless that was done before.
    ///
    /// - Parameter visibility: what may be suggested to the caller where the text is not valid;
    ///   asked only for a text that is new and parses.
    func document(
        for text: [UInt8], visibility: () async -> SchemaVisibility
    ) async throws -> PreparedDocument {
        if let known = knownDocument(for: text) { return known }
        let source = Source(bytes: text)
        let parsed = try parse(source, limits: limits.parser)
        let valid = try validate(
            parsed, against: schema, limits: limits.validation, visibility: await visibility()
        ).get()
        let prepared = PreparedDocument(source: source, document: valid)
        documents.insert(prepared, for: text)
        return prepared
    }
}

/// A plan and the prepared statements of its edges.
final class CompiledPlan: Sendable {
    let plan: OperationPlan
    /// In step with the plan's edges.
    let statements: [PreparedStatement]
    /// What asks for the estimates of the first level, in step with it; only where it may
    /// take long.
    let estimates: [PreparedStatement]
    /// In step with the plan's commands.
    let commands: [PreparedStatement]
    /// What it costs, to be checked before it runs.
    let cost: PlannedCost
    /// Whose connections it runs on.
    let serviceClass: ServiceClass
    /// Bytes of the last response, for which the next one makes room at once.
    let usualResponseBytes = Atomic(0)
    /// Set once the plan was bound, where its operation has no variables.
    private let binding = Mutex<BoundPlan?>(nil)

    init(_ plan: OperationPlan, _ cost: PlannedCost, _ serviceClass: ServiceClass) {
        self.plan = plan
        self.cost = cost
        self.serviceClass = serviceClass
        statements = plan.edges.map { PreparedStatement($0.sql) }
        let estimated = serviceClass.mayTakeLong ? plan.levels.first ?? [] : []
        estimates = estimated.map {
            PreparedStatement("EXPLAIN (FORMAT JSON) \(plan.edges[$0].sql)")
        }
        commands = plan.commands.map { PreparedStatement($0.sql) }
    }

    /// The only binding of a plan whose operation has no variables.
    var constantBinding: BoundPlan? {
        get { binding.withLock { $0 } }
        set { binding.withLock { $0 = newValue } }
    }
}

/// Plans by operation, roles and shape of the variables; never by office or by a value.
struct PlanCache: Sendable {
    struct Key: Hashable, Sendable {
        let operation: OperationID
        let roles: Set<String>
        let shape: PlanShape.Key

        init(_ operation: PreparedOperation, roles: Set<String>, variables: VariableValues) {
            self.operation = operation.id
            self.roles = roles
            shape = operation.shape.key(variables)
        }
    }

    private let plans: SharedCache<Key, CompiledPlan>

    init(entriesMax: Int) {
        plans = SharedCache(countMax: entriesMax)
    }

    func knownPlan(for key: Key) -> CompiledPlan? {
        plans.value(for: key)
    }

    func plan(for key: Key, make: () throws -> CompiledPlan) throws -> CompiledPlan {
        if let known = knownPlan(for: key) { return known }
        let compiled = try make()
        plans.insert(compiled, for: key)
        return compiled
    }
}

/// The roles that principals had when they were last seen.
///
/// Only a guess that saves a round trip: the database confirms or corrects it within the
/// transaction of every operation, and no row is shown under roles that it did not confirm. What
/// shows only names of the schema may rest on recent ones.
struct RoleDirectory: Sendable {
    private struct Entry {
        let roles: Set<String>
        let seenAt: ContinuousClock.Instant
    }

    private let known: SharedCache<RequestPrincipal, Entry>
    private let ageMax: Duration

    init(limits: EngineLimits) {
        known = SharedCache(countMax: limits.principalsMax)
        ageMax = limits.rolesAgeMax
    }

    func roles(of principal: RequestPrincipal) -> Set<String>? {
        known.value(for: principal)?.roles
    }

    /// The roles, where the database confirmed them not long ago.
    func recentRoles(of principal: RequestPrincipal) -> Set<String>? {
        guard let entry = known.value(for: principal),
            entry.seenAt.duration(to: .now) <= ageMax
        else { return nil }
        return entry.roles
    }

    func remember(_ roles: Set<String>, of principal: RequestPrincipal) {
        known.insert(Entry(roles: roles, seenAt: .now), for: principal)
    }
}
