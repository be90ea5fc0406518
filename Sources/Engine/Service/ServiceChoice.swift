import AccessControl
import GraphQLExecution
import GraphQLLanguage
import OperationPlanning
import SchemaMapping

/// Which class of service an operation gets under the roles of a person.
///
/// It is decided once for a plan, which is kept for the operation, the roles and the shape of the
/// variables; so all paths that run the plan choose alike.
struct ServiceChoice {
    let mapping: SchemaMapping
    let roles: Set<String>

    /// The most urgent class that the operation may take; that of changes where it has commands.
    ///
    /// A person of one class has that one. A person of several gets the most urgent one whose
    /// roles, with those of more urgent ones, may run the operation; but figures have no bound on
    /// the rows that they read, so that whoever is an analyst, too, asks for them as one.
    /// - Throws: `EngineError.mixedRoles` for roles across tenants beside others: fields that the
    ///   ones open must never meet rows that the others show.
    func serviceClass(
        of operation: ExecutableOperation, _ plan: OperationPlan, _ variables: VariableValues
    ) throws(EngineError) -> ServiceClass {
        let classes = Set(roles.map { mapping.serviceClass(ofRole: $0) })
        if classes.contains(.region), classes.count > 1 { throw .mixedRoles }
        if operation.type == .mutation { return .write }
        if classes.count <= 1 { return classes.first ?? .portal }
        if classes.contains(.analysis), plan.hasFigures { return .analysis }
        var enough: Set<String> = []
        for serviceClass in ServiceClass.readingByUrgency where classes.contains(serviceClass) {
            enough.formUnion(roles.filter { mapping.serviceClass(ofRole: $0) == serviceClass })
            if mayRun(operation, roles: enough, variables) { return serviceClass }
        }
        return .analysis
    }

    private func mayRun(
        _ operation: ExecutableOperation, roles: Set<String>, _ variables: VariableValues
    ) -> Bool {
        let access = RoleAccess(mapping, roles: roles)
        return (try? authorize(operation, access: access, variableValues: variables)) != nil
    }
}

extension OperationPlan {
    /// Whether a statement counts or sums rows, of which it may read any number.
    fileprivate var hasFigures: Bool { edges.contains { $0.content != .rows } }
}
