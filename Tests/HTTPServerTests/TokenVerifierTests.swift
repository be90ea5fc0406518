import HTTPServer
import JWTKit
import Testing
import TransportProtocols

/// A failure here means that a token is accepted that must not be, or that a client is told the
/// wrong thing to do about its token.
@Suite("Token verifier")
struct TokenVerifierTests {
    private let claims =
        "\"iss\":\"mouwakaba\",\"aud\":\"mouwakaba\",\"sub\":\"\(testPerson)\",\"office\":\"01227\""

    private func verify(
        _ authorization: String?,
        now: Int64 = testNow,
        formerKeys: [TokenKey] = []
    ) async throws -> RequestPrincipal {
        let verifier = try await TokenVerifier(
            key: testKey(), formerKeys: formerKeys, clock: { now })
        return try verifier.principal(authorization: authorization)
    }

    private func message(_ authorization: String?, now: Int64 = testNow) async throws -> String? {
        do {
            _ = try await verify(authorization, now: now)
            return nil
        } catch let error as AuthenticationError {
            return error.message
        }
    }

    private func message(payload: String, now: Int64 = testNow) async throws -> String? {
        try await message("Bearer " + compactToken(payload: payload), now: now)
    }

    private func message(header: String) async throws -> String? {
        let payload = "{\(claims),\"exp\":\(testNow + 60)}"
        return try await message("Bearer " + compactToken(header: header, payload: payload))
    }

    @Test func `a token of the issuer proves its principal`() async throws {
        let issuer = TokenIssuer(key: try testKey(), clock: { testNow })
        let token = try await issuer.token(for: testPrincipal(), lifetimeSeconds: 60)
        #expect(try await verify("Bearer \(token)") == testPrincipal())
        #expect(try await verify("bearer   \(token)") == testPrincipal())
    }

    @Test(arguments: ["\"mouwakaba\"", "[\"other\",\"mouwakaba\"]"])
    func `the audience may be one or many`(audience: String) async throws {
        let payload =
            "{\"iss\":\"mouwakaba\",\"aud\":\(audience),\"sub\":\"\(testPerson)\","
            + "\"office\":\"01227\",\"exp\":\(testNow).9}"
        #expect(try await message(payload: payload) == nil)
    }

    @Test(arguments: [
        (nil, "No token was sent: send \"Authorization: Bearer <token>\"."),
        (
            "",
            "The Authorization header has no bearer token: send \"Authorization: Bearer <token>\"."
        ),
        (
            "Basic YTpi",
            "The Authorization header has no bearer token: send \"Authorization: Bearer <token>\"."
        ),
        (
            "Bearer ",
            "The Authorization header has no bearer token: send \"Authorization: Bearer <token>\"."
        ),
        ("Bearer x", "The token is not a JSON Web Token: send the token as it was issued."),
        ("Bearer a.b", "The token is not a JSON Web Token: send the token as it was issued."),
        ("Bearer ..", "The token is not a JSON Web Token: send the token as it was issued."),
        ("Bearer مفتاح.a.b", "The token is not a JSON Web Token: send the token as it was issued."),
        (
            "Bearer e30.e30.e30.e30",
            "The token is not a JSON Web Token: send the token as it was issued."
        ),
        ("Bearer W10.e30.", "The token is not a JSON Web Token: send the token as it was issued."),
        (
            "Bearer e30.e30.",
            "The token is not signed with HS256: ask for a token of this server."
        ),
    ])
    func `what is no token is refused with what to send`(
        authorization: String?,
        expected: String
    ) async throws {
        #expect(try await message(authorization) == expected)
    }

    @Test(arguments: [
        "{\"alg\":\"none\"}", "{\"alg\":\"None\"}", "{\"alg\":\"RS256\"}", "{\"alg\":\"HS512\"}",
        "{\"alg\":\"hs256\"}", "{\"alg\":null}", "{\"alg\":[\"HS256\"]}", "{\"typ\":\"JWT\"}",
    ])
    func `the algorithm is HS256 whatever the token says`(header: String) async throws {
        #expect(
            try await message(header: header)
                == "The token is not signed with HS256: ask for a token of this server.")
    }

    @Test func `a token without a signature is refused`() async throws {
        let payload = "{\(claims),\"exp\":\(testNow + 60)}"
        for header in ["{\"alg\":\"none\"}", "{\"alg\":\"HS256\"}"] {
            let token = base64URL(Array(header.utf8)) + "." + base64URL(Array(payload.utf8)) + "."
            #expect(try await message("Bearer " + token) != nil)
        }
    }

    @Test(arguments: ["{\"alg\":\"HS256\",\"x\":1e300}", "{\"alg\":\"HS256\",\"x\":[[{}],-1e999]}"])
    func `numbers of a header that fit no integer are ignored`(header: String) async throws {
        #expect(try await message(header: header) == nil)
    }

    @Test func `a name given twice in a header is refused`() async throws {
        #expect(
            try await message(header: "{\"alg\":\"none\",\"alg\":\"HS256\"}")
                == "The token is not a JSON Web Token: send the token as it was issued.")
    }

    @Test func `critical extensions are refused`() async throws {
        #expect(
            try await message(header: "{\"alg\":\"HS256\",\"crit\":[\"b64\"],\"b64\":false}")
                == "The token demands extensions that are not supported: "
                + "ask for a token of this server.")
    }

    @Test(arguments: ["\"2\"", "\"\"", "1", "null"])
    func `a key that the server does not have is refused`(identifier: String) async throws {
        #expect(
            try await message(header: "{\"alg\":\"HS256\",\"kid\":\(identifier)}")
                == "The token is signed with a key that this server does not have: "
                + "ask for a new token.")
    }

    @Test func `a former key is accepted only where the token names it`() async throws {
        let secret = Array("another secret of thirty-two bytes".utf8)
        let former = try testKey(secret, identifier: "2025")
        let payload = "{\(claims),\"exp\":\(testNow + 60)}"
        let named = try await compactToken(
            header: "{\"alg\":\"HS256\",\"kid\":\"2025\"}", payload: payload, secret: secret)
        #expect(try await verify("Bearer \(named)", formerKeys: [former]) == testPrincipal())
        let unnamed = try await compactToken(payload: payload, secret: secret)
        await #expect(throws: AuthenticationError.badSignature) {
            try await verify("Bearer \(unnamed)", formerKeys: [former])
        }
    }

    @Test func `a token under another key is refused`() async throws {
        let token = try await compactToken(
            payload: "{\(claims),\"exp\":\(testNow + 60)}",
            secret: Array("another secret of thirty-two bytes".utf8))
        #expect(
            try await message("Bearer \(token)")
                == "The signature of the token is not valid: ask for a new token.")
    }

    @Test func `no byte of a token can be changed`() async throws {
        let token = try await compactToken(payload: "{\(claims),\"exp\":\(testNow + 60)}")
        let verifier = try await TokenVerifier(key: testKey(), clock: { testNow })
        for position in token.utf8.indices {
            for byte in Array("AQgw_.".utf8) where token.utf8[position] != byte {
                let changed =
                    String(decoding: token.utf8[..<position] + [byte], as: UTF8.self)
                    + token[token.utf8.index(after: position)...]
                #expect(throws: AuthenticationError.self, "\(changed)") {
                    try verifier.principal(authorization: "Bearer " + changed)
                }
            }
        }
    }

    @Test func `a token is valid until its expiry and thirty seconds of leeway`() async throws {
        let payload = "{\(claims),\"exp\":\(testNow)}"
        #expect(try await message(payload: payload, now: testNow + 29) == nil)
        #expect(
            try await message(payload: payload, now: testNow + 30)
                == "The token expired at 2026-09-30T23:00:00Z: ask for a new token.")
    }

    @Test(arguments: ["iat", "nbf"])
    func `a token is not valid before its start less thirty seconds`(claim: String) async throws {
        let payload = "{\(claims),\"exp\":\(testNow + 60),\"\(claim)\":\(testNow)}"
        #expect(try await message(payload: payload, now: testNow - 30) == nil)
        #expect(
            try await message(payload: payload, now: testNow - 31)
                == "The token is not valid before 2026-09-30T23:00:00Z: "
                + "check the clock of its issuer.")
    }

    struct ClaimCase: CustomTestStringConvertible {
        let name: String
        let value: String?
        let message: String

        init(_ name: String, _ value: String?, _ message: String) {
            self.name = name
            self.value = value
            self.message = message
        }

        var testDescription: String { "\(name) = \(value ?? "absent")" }

        static let issuer =
            "The token was not issued by \"mouwakaba\": ask for a token of this server."
        static let audience =
            "The token is not meant for \"mouwakaba\": ask for a token of this server."
        static func missing(_ name: String) -> String {
            "The token has no \"\(name)\" claim: ask for a new token."
        }
        static func malformed(_ name: String, _ expectation: String) -> String {
            "The \"\(name)\" claim of the token is not \(expectation): ask for a new token."
        }

        static let all = [
            ClaimCase("iss", nil, issuer),
            ClaimCase("iss", "\"other\"", issuer),
            ClaimCase("iss", "1", issuer),
            ClaimCase("aud", nil, audience),
            ClaimCase("aud", "\"other\"", audience),
            ClaimCase("aud", "[]", audience),
            ClaimCase("aud", "[\"mouwakaba\",1]", audience),
            ClaimCase("sub", nil, missing("sub")),
            ClaimCase("sub", "1", malformed("sub", "a person's UUID")),
            ClaimCase("sub", "\"admin\"", malformed("sub", "a person's UUID")),
            ClaimCase("office", nil, missing("office")),
            ClaimCase("office", "1227", malformed("office", "an office code")),
            ClaimCase("office", "\"٠١٢٢٧\"", malformed("office", "an office code")),
            ClaimCase("office", "\"1 OR 1=1\"", malformed("office", "an office code")),
            ClaimCase("exp", nil, missing("exp")),
            ClaimCase("exp", "\"1\"", malformed("exp", "a date in seconds since 1970")),
            ClaimCase("exp", "1e400", malformed("exp", "a date in seconds since 1970")),
            ClaimCase(
                "exp", "-1e18", "The token expired at -1000000000000000000: ask for a new token."),
            ClaimCase("iat", "null", malformed("iat", "a date in seconds since 1970")),
            ClaimCase("nbf", "[]", malformed("nbf", "a date in seconds since 1970")),
        ]
    }

    @Test(arguments: ClaimCase.all)
    func `a claim that is missing, malformed or another server's is named`(
        _ test: ClaimCase
    ) async throws {
        var claims = [
            "iss": "\"mouwakaba\"", "aud": "\"mouwakaba\"", "sub": "\"\(testPerson)\"",
            "office": "\"01227\"", "exp": "\(testNow + 60)", "iat": "\(testNow)",
        ]
        claims[test.name] = test.value
        let members = claims.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\($0.value)" }
        let payload = "{" + members.joined(separator: ",") + "}"
        #expect(try await message(payload: payload) == test.message)
    }

    @Test func `a signed payload that is no object is refused`() async throws {
        #expect(
            try await message(payload: "[]")
                == "The token is not a JSON Web Token: send the token as it was issued.")
    }

    @Test func `an Authorization field has at most the bytes of the bound`() async throws {
        let issuer = TokenIssuer(key: try testKey(), clock: { testNow })
        let field = "Bearer " + (try await issuer.token(for: testPrincipal(), lifetimeSeconds: 60))
        func verify(bytesMax: Int) async throws -> RequestPrincipal {
            let limits = AuthenticationLimits(authorizationBytesMax: bytesMax)
            return try await TokenVerifier(key: testKey(), limits: limits, clock: { testNow })
                .principal(authorization: field)
        }
        #expect(try await verify(bytesMax: field.utf8.count) == testPrincipal())
        await #expect(throws: AuthenticationError.tokenTooLong(bytesMax: field.utf8.count - 1)) {
            try await verify(bytesMax: field.utf8.count - 1)
        }
        #expect(
            AuthenticationError.tokenTooLong(bytesMax: 4096).message
                == "The Authorization header is longer than 4096 bytes: "
                + "send a token of this server."
        )
    }
}
