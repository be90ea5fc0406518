import HTTPServer
import Testing
import TransportProtocols

@Suite("Token cache")
struct TokenCacheTests {
    private func field(expiringAt second: Int64, office: String = "01227") async throws -> String {
        let issuer = TokenIssuer(key: try testKey(), clock: { second - 60 })
        let principal = try RequestPrincipal(person: testPerson, office: office)
        return "Bearer " + (try await issuer.token(for: principal, lifetimeSeconds: 60))
    }

    @Test func `a remembered token expires`() async throws {
        let clock = TestClock()
        let verifier = try await TokenVerifier(key: testKey(), clock: { clock.now })
        let field = try await field(expiringAt: testNow + 10)
        for second in [testNow, testNow + 39] {
            clock.move(to: second)
            #expect(try verifier.principal(authorization: field) == testPrincipal())
            #expect(verifier.cachedTokens == 1)
        }
        clock.move(to: testNow + 40)
        #expect(throws: AuthenticationError.expired(at: testNow + 10)) {
            try verifier.principal(authorization: field)
        }
        #expect(verifier.cachedTokens == 0)
    }

    @Test func `at most the tokens of the bound are remembered`() async throws {
        let limits = AuthenticationLimits(cachedTokensMax: 2)
        let verifier = try await TokenVerifier(key: testKey(), limits: limits, clock: { testNow })
        var counts: [Int] = []
        for office in ["1", "2", "1", "3", "1", "2"] {
            let field = try await field(expiringAt: testNow + 60, office: office)
            #expect(try verifier.principal(authorization: field).office == office)
            counts.append(verifier.cachedTokens)
        }
        #expect(counts == [1, 2, 2, 2, 2, 2])
    }

    @Test func `a token that is refused is not remembered`() async throws {
        let verifier = try await TokenVerifier(key: testKey(), clock: { testNow })
        let field = try await field(expiringAt: testNow + 60)
        #expect(throws: AuthenticationError.badSignature) {
            try verifier.principal(authorization: String(field.dropLast(4)))
        }
        #expect(verifier.cachedTokens == 0)
    }

    @Test func `a key has at least the bytes of the bound`() throws {
        let bytesMin = AuthenticationLimits.keyBytesMin
        let shortest = [UInt8](repeating: 1, count: bytesMin)
        #expect(try TokenKey(shortest).identifier == "1")
        #expect(throws: TokenKey.TooShort(bytes: bytesMin - 1, bytesMin: bytesMin)) {
            try TokenKey(Array(shortest.dropLast()))
        }
    }

    @Test func `the description of a key tells nothing of its secret`() throws {
        let key = try testKey()
        #expect("\(key)" == "TokenKey(1)")
        #expect(String(reflecting: key) == "TokenKey(1)")
    }
}
