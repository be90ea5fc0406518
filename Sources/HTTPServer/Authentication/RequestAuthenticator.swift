package import TransportProtocols

/// Says on whose behalf a request comes.
package protocol RequestAuthenticator: Sendable {
    /// The principal that the value of an Authorization field proves.
    func principal(authorization: String?) throws(AuthenticationError) -> RequestPrincipal
}

extension TokenVerifier: RequestAuthenticator {}

/// Takes every request for the same principal: only for a server that has nothing to protect.
package struct OpenAuthenticator: RequestAuthenticator {
    private let everybody: RequestPrincipal

    package init(everybody: RequestPrincipal) {
        self.everybody = everybody
    }

    package func principal(authorization _: String?) -> RequestPrincipal { everybody }
}
