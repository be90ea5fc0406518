import Caching
import JWTKit
import Synchronization
package import TransportProtocols

/// Verifies bearer tokens: JSON Web Tokens of this server, signed with HS256.
///
/// The algorithm is fixed by the server and never taken from the token, so that neither `none` nor
/// a public key of another algorithm can stand in for the secret. Verified tokens are remembered
/// until they expire or others take their place; whoever has the token sent it, so that a hit
/// proves as much as the signature did.
package final class TokenVerifier: Sendable {
    private let algorithms: [String: any JWTAlgorithm]
    private let defaultAlgorithm: any JWTAlgorithm
    private let limits: AuthenticationLimits
    private let clock: @Sendable () -> Int64
    private let cache: Mutex<LeastRecentlyUsedCache<String, Verified>>

    private struct Verified {
        let principal: RequestPrincipal
        let expiration: Int64
    }

    /// - Parameters:
    ///   - key: The key of tokens that name it, or that name none.
    ///   - formerKeys: Keys whose tokens are still accepted when they name them.
    ///   - limits: The bounds on tokens and on the cache.
    ///   - clock: The present in seconds since 1970.
    package init(
        key: TokenKey,
        formerKeys: [TokenKey] = [],
        limits: AuthenticationLimits = AuthenticationLimits(),
        clock: @escaping @Sendable () -> Int64 = secondsSince1970
    ) async throws {
        var algorithms: [String: any JWTAlgorithm] = [:]
        for formerKey in formerKeys {
            algorithms[formerKey.identifier] = try await formerKey.algorithm()
        }
        defaultAlgorithm = try await key.algorithm()
        algorithms[key.identifier] = defaultAlgorithm
        self.algorithms = algorithms
        self.limits = limits
        self.clock = clock
        cache = Mutex(LeastRecentlyUsedCache(countMax: limits.cachedTokensMax))
    }

    /// The principal of the token in an Authorization field (RFC 6750 §2.1).
    package func principal(
        authorization: String?
    ) throws(AuthenticationError) -> RequestPrincipal {
        guard let authorization else { throw .tokenMissing }
        guard authorization.utf8.count <= limits.authorizationBytesMax else {
            throw .tokenTooLong(bytesMax: limits.authorizationBytesMax)
        }
        let now = clock()
        if let principal = remembered(authorization, now: now) { return principal }
        let token = try SignedToken(bearerToken(authorization))
        try verifySignature(token)
        let verified = try judge(token.claims(), now: now)
        cache.withLock { $0.insert(verified, for: authorization) }
        return verified.principal
    }

    /// The number of tokens that are remembered.
    package var cachedTokens: Int { cache.withLock { $0.count } }

    private func remembered(_ authorization: String, now: Int64) -> RequestPrincipal? {
        cache.withLock { cache in
            guard let verified = cache.value(for: authorization) else { return nil }
            if isCurrent(verified.expiration, now: now) { return verified.principal }
            cache.remove(authorization)
            return nil
        }
    }

    private func verifySignature(_ token: SignedToken) throws(AuthenticationError) {
        let named = token.keyIdentifier.map { algorithms[$0] } ?? defaultAlgorithm
        guard let algorithm = named else { throw .unknownKey }
        let isValid = try? algorithm.verify(token.signature, signs: token.signedBytes)
        guard isValid == true else { throw .badSignature }
    }

    private func isCurrent(_ expiration: Int64, now: Int64) -> Bool {
        now - limits.leewaySeconds < expiration
    }

    private func judge(
        _ claims: TokenClaims,
        now: Int64
    ) throws(AuthenticationError) -> Verified {
        guard claims.issuer == .value(TokenClaims.party) else { throw .wrongIssuer }
        guard case .value(let audience) = claims.audience, audience.contains(TokenClaims.party)
        else { throw .wrongAudience }
        let expiration = try required(claims.expiration, .expiration)
        guard isCurrent(expiration, now: now) else { throw .expired(at: expiration) }
        try requireStarted(claims.issuedAt, .issuedAt, now: now)
        try requireStarted(claims.notBefore, .notBefore, now: now)
        let person = try required(claims.subject, .subject)
        let office = try required(claims.office, .office)
        do throws(RequestPrincipal.InvalidPart) {
            let principal = try RequestPrincipal(person: person, office: office)
            return Verified(principal: principal, expiration: expiration)
        } catch {
            throw .claimMalformed(error == .person ? .subject : .office)
        }
    }

    private func requireStarted(
        _ claim: TokenClaims.Claim<Int64>,
        _ name: TokenClaimName,
        now: Int64
    ) throws(AuthenticationError) {
        if claim == .absent { return }
        let start = try required(claim, name)
        guard start <= now + limits.leewaySeconds else { throw .notYetValid(from: start) }
    }
}

/// The value of a claim that must be there and well-formed.
private func required<Value>(
    _ claim: TokenClaims.Claim<Value>,
    _ name: TokenClaimName
) throws(AuthenticationError) -> Value {
    switch claim {
    case .absent: throw .claimMissing(name)
    case .malformed: throw .claimMalformed(name)
    case .value(let value): return value
    }
}

/// The token of an Authorization field of the scheme Bearer, in any case (RFC 9110 §11.1).
private func bearerToken(_ authorization: String) throws(AuthenticationError) -> Substring {
    guard let space = authorization.firstIndex(of: " "),
        authorization[..<space].lowercased() == "bearer"
    else { throw .notBearer }
    let token = authorization[space...].drop { $0 == " " }
    guard !token.isEmpty else { throw .notBearer }
    return token
}
