import JWTKit
package import TransportProtocols

/// Issues the tokens that `TokenVerifier` accepts.
package struct TokenIssuer: Sendable {
    private let key: TokenKey
    private let clock: @Sendable () -> Int64

    /// - Parameters:
    ///   - key: The key that signs.
    ///   - clock: The present in seconds since 1970.
    package init(
        key: TokenKey,
        clock: @escaping @Sendable () -> Int64 = secondsSince1970
    ) {
        self.key = key
        self.clock = clock
    }

    /// A token for a principal that is valid from now on for a number of seconds.
    package func token(
        for principal: RequestPrincipal,
        lifetimeSeconds: Int64
    ) async throws -> String {
        precondition(lifetimeSeconds > 0, "A token is valid for at least a second.")
        let now = clock()
        let claims = IssuedClaims(
            iss: TokenClaims.party,
            aud: TokenClaims.party,
            sub: principal.person,
            office: principal.office,
            iat: now,
            exp: now + lifetimeSeconds)
        return try await key.collection().sign(
            claims, kid: JWKIdentifier(string: key.identifier))
    }
}

/// The payload of a token, by the names of its claims.
private struct IssuedClaims: JWTPayload {
    let iss: String
    let aud: String
    let sub: String
    let office: String
    let iat: Int64
    let exp: Int64

    /// Tokens are judged by `TokenVerifier`, which knows the time.
    func verify(using algorithm: some JWTAlgorithm) {}
}
