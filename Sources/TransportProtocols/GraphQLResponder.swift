/// What answers a GraphQL request: the seam between a transport and the engine.
///
/// It never throws: every failure is a response with its errors and its outcome.
package protocol GraphQLResponder: Sendable {
    /// Answers one well-formed request of an authenticated principal.
    func respond(
        to request: GraphQLRequest,
        principal: RequestPrincipal
    ) async -> GraphQLResponse

    /// Begins to answer without a task, where everything that the answer needs is at hand.
    ///
    /// Returns nil where it is not, and nothing has happened then: the caller asks `respond`.
    /// Otherwise it returns what to call when nobody waits for the answer any more, and `receive`
    /// is called exactly once, on any thread and perhaps before this returns, with what makes the
    /// response that `respond` would give.
    func respondDirectly(
        to request: GraphQLRequest,
        principal: RequestPrincipal,
        receive: @escaping DirectReceiver
    ) -> DirectCancellation?
}

/// Takes what makes a response, so that its bytes are written on the thread that sends them.
package typealias DirectReceiver = @Sendable (@escaping @Sendable () -> GraphQLResponse) -> Void

/// Gives an answer up, on any thread; it is made all the same, sooner and of no use.
package typealias DirectCancellation = @Sendable () -> Void

extension GraphQLResponder {
    /// A responder that always needs a task.
    package func respondDirectly(
        to _: GraphQLRequest,
        principal _: RequestPrincipal,
        receive _: @escaping DirectReceiver
    ) -> DirectCancellation? { nil }
}
