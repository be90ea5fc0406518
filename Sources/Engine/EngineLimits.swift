package import GraphQLExecution
package import GraphQLLanguage
package import GraphQLValidation
package import OperationPlanning

/// The bounds of the engine and of the stages that it runs.
package struct EngineLimits: Sendable {
    package var parser = ParserLimits()
    package var validation = ValidationLimits()
    package var planning = PlanningLimits()
    /// For operations that are executed in memory, as the mock does.
    package var execution = ExecutionLimits()
    /// Documents kept parsed and validated.
    ///
    /// Portals send a few hundred; ad-hoc ones come and go.
    package var documentsMax = 1_000
    /// Plans kept: an operation has one for each set of roles and shape of its variables.
    package var plansMax = 4_000
    /// Operations of analysts remembered as let through by PostgreSQL's estimates, by office.
    package var estimatesMax = 4_000
    /// Principals whose roles are remembered between requests.
    package var principalsMax = 20_000
    /// For how long roles are good enough to show names of the schema: introspection and
    /// suggestions.
    ///
    /// No row is ever shown under roles that its own transaction did not confirm.
    package var rolesAgeMax = Duration.seconds(60)
    /// Times that an operation is started anew because the caller's roles changed under it.
    package var attemptsMax = 3
    /// Times that commands are run where others keep PostgreSQL from doing them.
    package var commandAttemptsMax = 5
    /// The longest pause before commands are run again; earlier ones are shorter.
    package var commandPauseMax = Duration.milliseconds(250)
    /// Bytes of a response: a page that a person reads has a few hundred thousand at most, and
    /// every response is in memory as a whole.
    package var responseBytesMax = 16 << 20

    package init() {}
}

/// A failure of the engine itself, or a request for what it does not do.
enum EngineError: Error {
    case unsupportedOperationType(OperationType, SourceLocation)
    /// A mutation that came by a request which must be safe to repeat.
    case mutationNotAllowed(SourceLocation)
    /// The office that the token names is not in the database.
    case unknownOffice
    case rolesKeepChanging
    /// Others kept commands from being done each time that they were run.
    case contended
    /// The database gave roles that nobody can hold at once.
    case mixedRoles
    /// The response would have more bytes than this.
    case responseTooLarge(Int)
    /// PostgreSQL expects the operation to cost more than its class of service allows.
    case estimateTooHigh(EstimateExcess)
    /// A statement did not return what it must.
    case malformedResult
}
