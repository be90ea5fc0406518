/// What answers a GraphQL request: the seam between a transport and the engine.
///
/// It never throws: every failure is a response with its errors and its outcome.
package protocol GraphQLResponder: Sendable {
    /// Answers one well-formed request of an authenticated principal.
    func respond(
        to request: GraphQLRequest,
        principal: RequestPrincipal
    ) async -> GraphQLResponse
}
