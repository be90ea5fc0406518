import Caching
import GraphQLExecution
import GraphQLLanguage
import OperationPlanning
import TransportProtocols

/// The operations without variables that were let through by their estimates, by office: what is
/// much in one office may be little in another.
struct LetThrough: Sendable {
    private struct Key: Hashable, Sendable {
        /// Kept alive by the key, so that it stays unique.
        let compiled: CompiledPlan
        let office: String

        static func == (left: Self, right: Self) -> Bool {
            left.compiled === right.compiled && left.office == right.office
        }

        func hash(into hasher: inout Hasher) {
            hasher.combine(ObjectIdentifier(compiled))
            hasher.combine(office)
        }
    }

    private let known: SharedCache<Key, Bool>

    init(limits: EngineLimits) {
        known = SharedCache(countMax: limits.estimatesMax)
    }

    func contains(_ compiled: CompiledPlan, of principal: RequestPrincipal) -> Bool {
        known.value(for: Key(compiled: compiled, office: principal.office)) ?? false
    }

    func insert(_ compiled: CompiledPlan, of principal: RequestPrincipal) {
        known.insert(true, for: Key(compiled: compiled, office: principal.office))
    }
}

extension Engine {
    /// Whether a plan is bound alike for all requests.
    ///
    /// A cursor in the document depends on one: it must be of the caller's office.
    func isConstant(_ compiled: CompiledPlan, of operation: PreparedOperation) -> Bool {
        operation.executable.operation.variableDefinitions.isEmpty && !compiled.plan.takesCursors
    }

    /// What an operation must pass before it runs, where its class of service has a bound and it
    /// was not let through before.
    func estimateGate(
        _ compiled: CompiledPlan, of operation: PreparedOperation, _ principal: RequestPrincipal
    ) -> EstimateGate? {
        guard let costMax = pools.estimatedCostMax(for: compiled.serviceClass),
            !compiled.estimates.isEmpty
        else { return nil }
        guard isConstant(compiled, of: operation) else {
            return EstimateGate(costMax: costMax, statements: compiled.estimates) {}
        }
        if letThrough.contains(compiled, of: principal) { return nil }
        return EstimateGate(costMax: costMax, statements: compiled.estimates) { [letThrough] in
            letThrough.insert(compiled, of: principal)
        }
    }
}
