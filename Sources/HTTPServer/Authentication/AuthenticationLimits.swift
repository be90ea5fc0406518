/// The bounds on bearer tokens and their keys, each with its unit and its reason.
package struct AuthenticationLimits: Hashable, Sendable {
    /// Bytes of an Authorization field, 4 KiB: our tokens have some 300.
    package var authorizationBytesMax: Int

    /// Verified tokens that are remembered: one for each person at work at a time.
    package var cachedTokensMax: Int

    /// Seconds by which the clocks of the issuer and of this server may differ.
    package var leewaySeconds: Int64

    /// Bytes of a key for HS256, at least as many as the hash has (RFC 7518 §3.2).
    package static let keyBytesMin = 32

    package init(
        authorizationBytesMax: Int = 4096,
        cachedTokensMax: Int = 4096,
        leewaySeconds: Int64 = 30
    ) {
        self.authorizationBytesMax = authorizationBytesMax
        self.cachedTokensMax = cachedTokensMax
        self.leewaySeconds = leewaySeconds
    }
}
