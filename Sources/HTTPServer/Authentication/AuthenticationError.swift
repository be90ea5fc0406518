package import TransportProtocols

/// Why a request is not authenticated: facts, no prose and no part of the token.
package enum AuthenticationError: Error, Hashable, Sendable {
    /// There is no Authorization field.
    case tokenMissing

    /// The Authorization field has another scheme than Bearer, or no token.
    case notBearer

    /// The Authorization field has more bytes than the bound.
    case tokenTooLong(bytesMax: Int)

    /// The token is not a JSON Web Signature in compact form with a readable header and payload.
    case malformed

    /// The header names another algorithm than HS256.
    case algorithm

    /// The header names a key that this server does not have.
    case unknownKey

    /// The header demands extensions that this server does not know (`crit`).
    case criticalHeader

    /// The signature is not that of the token under the server's key.
    case badSignature

    /// The token was valid until this second.
    case expired(at: Int64)

    /// The token is valid, or says it was issued, only from this second on.
    case notYetValid(from: Int64)

    /// The token comes from another issuer.
    case wrongIssuer

    /// The token is meant for another server.
    case wrongAudience

    /// A claim that the server needs is not there.
    case claimMissing(TokenClaimName)

    /// A claim that the server needs does not have the required form.
    case claimMalformed(TokenClaimName)
}

/// The claims that errors name.
package enum TokenClaimName: String, Hashable, Sendable {
    case subject = "sub"
    case office
    case expiration = "exp"
    case issuedAt = "iat"
    case notBefore = "nbf"
}

extension AuthenticationError {
    /// The error as a client reads it: what is wrong and what to do.
    package var message: String {
        switch self {
        case .tokenMissing:
            "No token was sent: send \"Authorization: Bearer <token>\"."
        case .notBearer:
            "The Authorization header has no bearer token: send \"Authorization: Bearer <token>\"."
        case .tokenTooLong(let bytesMax):
            "The Authorization header is longer than \(bytesMax) bytes: "
                + "send a token of this server."
        case .malformed:
            "The token is not a JSON Web Token: send the token as it was issued."
        case .algorithm:
            "The token is not signed with HS256: ask for a token of this server."
        case .unknownKey:
            "The token is signed with a key that this server does not have: ask for a new token."
        case .criticalHeader:
            "The token demands extensions that are not supported: ask for a token of this server."
        case .badSignature:
            "The signature of the token is not valid: ask for a new token."
        case .expired(let second):
            "The token expired at \(timestamp(second)): ask for a new token."
        case .notYetValid(let second):
            "The token is not valid before \(timestamp(second)): check the clock of its issuer."
        case .wrongIssuer:
            "The token was not issued by \"\(TokenClaims.party)\": ask for a token of this server."
        case .wrongAudience:
            "The token is not meant for \"\(TokenClaims.party)\": ask for a token of this server."
        case .claimMissing(let claim):
            "The token has no \"\(claim.rawValue)\" claim: ask for a new token."
        case .claimMalformed(let claim):
            "The \"\(claim.rawValue)\" claim of the token is not \(claim.expectation): "
                + "ask for a new token."
        }
    }

    /// The response that refuses the request.
    package var response: GraphQLResponse {
        let entry = ErrorEntry(message: message, code: .unauthenticated)
        return GraphQLResponse(
            body: errorBody([entry]), outcome: .requestError(.unauthenticated))
    }
}

extension TokenClaimName {
    fileprivate var expectation: String {
        switch self {
        case .subject: "a person's UUID"
        case .office: "an office code"
        case .expiration, .issuedAt, .notBefore: "a date in seconds since 1970"
        }
    }
}
