package import TransportProtocols

extension GraphQLResponder {
    /// The answer of the direct path; nil where it does not take the request.
    package func directResponse(
        to request: GraphQLRequest, principal: RequestPrincipal
    ) async -> GraphQLResponse? {
        await withCheckedContinuation { continuation in
            let cancel = respondDirectly(to: request, principal: principal) { response in
                continuation.resume(returning: response())
            }
            if cancel == nil { continuation.resume(returning: nil) }
        }
    }
}
