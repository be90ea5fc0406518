import HTTPServer
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing
import TransportProtocols

@Suite("HTTP resources")
struct HTTPResourceTests {
    @Test(arguments: [TestingSetup.router, .live])
    func `the health of the process needs no token`(setup: TestingSetup) async throws {
        let live = try await TestServer().execute(.get, "/health/live", setup: setup)
        #expect(live.status == .ok)
        #expect(live.text == "{\"status\":\"live\"}")
        let ready = try await TestServer().execute(.get, "/health/ready", setup: setup)
        #expect(ready.status == .ok)
        #expect(ready.text == "{\"status\":\"ready\"}")
        #expect(ready.headers[.contentType] == "application/json; charset=utf-8")
    }

    @Test func `a server that is not ready says when to ask again`() async throws {
        let server = TestServer(readiness: { .notReady(retryAfterSeconds: 3) })
        let response = try await server.execute(.get, "/health/ready")
        #expect(response.status == .serviceUnavailable)
        #expect(response.headers[.retryAfter] == "3")
        #expect(response.text == "{\"status\":\"not ready\"}")
        #expect(try await server.execute(.get, "/health/live").status == .ok)
    }

    @Test(arguments: [
        "/", "/graphql/", "/GraphQL", "/health", "//graphql", "/graphql/..", "/مدرسة",
    ])
    func `another path is no resource`(path: String) async throws {
        let response = try await TestServer().execute(.get, path, headers: authorized())
        #expect(response.status == .notFound)
        #expect(
            response.text == """
                {"errors":[{"message":"There is no such resource: send GraphQL requests to \
                \\"/graphql\\".","extensions":{"code":"NOT_FOUND"}}]}
                """)
    }

    @Test(arguments: [HTTPRequest.Method.put, .delete, .patch, .trace])
    func `another method is not allowed`(method: HTTPRequest.Method) async throws {
        let response = try await TestServer().execute(method, "/graphql", headers: authorized())
        #expect(response.status == .methodNotAllowed)
        #expect(response.headers[.allow] == "GET, HEAD, POST, OPTIONS")
        #expect(
            response.text == """
                {"errors":[{"message":"This method is not allowed here: use one of GET, HEAD, \
                POST, OPTIONS.","extensions":{"code":"METHOD_NOT_ALLOWED"}}]}
                """)
        let health = try await TestServer().execute(.post, "/health/live")
        #expect(health.status == .methodNotAllowed)
        #expect(health.headers[.allow] == "GET, HEAD, OPTIONS")
    }

    @Test(arguments: [TestingSetup.router, .live])
    func `OPTIONS tells the methods`(setup: TestingSetup) async throws {
        let response = try await TestServer().execute(.options, "/graphql", setup: setup)
        #expect(response.status == .noContent)
        #expect(response.headers[.allow] == "GET, HEAD, POST, OPTIONS")
        #expect(response.headers[.contentLength] == nil)
        #expect(response.headers[.accessControlAllowOrigin] == nil)
    }

    @Test(arguments: ["/graphql", "/health/live", "/nowhere"])
    func `every response forbids to store it and to guess its type`(path: String) async throws {
        let response = try await TestServer().execute(.get, path)
        #expect(response.headers[.cacheControl] == "no-store")
        #expect(response.headers[.xContentTypeOptions] == "nosniff")
    }

    @Test(arguments: [
        "a", "0b6f4e6e-3c1d_4a57.9",
        String(repeating: "x", count: HTTPServerLimits.requestIDBytesMax),
    ])
    func `a sane request ID of up to requestIDBytesMax bytes is taken over`(text: String)
        async throws
    {
        let name = HTTPField.Name.named("X-Request-ID")
        let response = try await TestServer().execute(.get, "/health/live", headers: [name: text])
        #expect(response.headers[name] == text)
    }

    @Test(arguments: [
        "", "a b", "a\"b", "طلب",
        String(repeating: "x", count: HTTPServerLimits.requestIDBytesMax + 1),
    ])
    func `another request ID is replaced`(text: String) async throws {
        let name = HTTPField.Name.named("X-Request-ID")
        let response = try await TestServer().execute(.get, "/health/live", headers: [name: text])
        let made = try #require(response.headers[name])
        #expect(made != text)
        #expect(made.wholeMatch(of: /[0-9a-f]{32}/) != nil)
    }
}

@Suite("Cross-origin requests")
struct CrossOriginTests {
    private let portal = "https://portal.example.org"

    private func preflight(
        from origin: String,
        allowed: Set<String>,
        limits: HTTPServerLimits = HTTPServerLimits()
    ) async throws -> TestResponse {
        let options = HTTPServerOptions(port: 0, limits: limits, allowedOrigins: allowed)
        return try await TestServer(options: options).execute(
            .options, "/graphql",
            headers: [.origin: origin, .accessControlRequestMethod: "POST"])
    }

    @Test func `no origin is allowed by default`() async throws {
        let response = try await preflight(from: portal, allowed: [])
        #expect(response.status == .noContent)
        #expect(response.headers[.accessControlAllowOrigin] == nil)
        #expect(response.headers[.accessControlAllowMethods] == nil)
        #expect(response.headers[.vary] == nil)
    }

    @Test func `a page of an allowed origin may send its token`() async throws {
        let response = try await preflight(from: portal, allowed: [portal])
        #expect(response.headers[.accessControlAllowOrigin] == portal)
        #expect(response.headers[.accessControlAllowMethods] == "GET, HEAD, POST, OPTIONS")
        #expect(
            response.headers[.accessControlAllowHeaders]
                == "Authorization, Content-Type, Idempotency-Key, X-Request-ID")
        #expect(response.headers[.accessControlMaxAge] == "600")
        #expect(response.headers[.accessControlAllowCredentials] == nil)
        #expect(response.headers[.vary] == "Origin")
    }

    @Test func `a preflight is remembered for preflightSecondsMax and not a second more`()
        async throws
    {
        for seconds in [0, 59, 60] {
            let response = try await preflight(
                from: portal, allowed: [portal],
                limits: HTTPServerLimits(preflightSecondsMax: seconds))
            #expect(response.headers[.accessControlMaxAge] == String(seconds))
        }
    }

    @Test(arguments: ["https://portal.example.org.evil.test", "http://portal.example.org", "null"])
    func `a page of another origin may not`(origin: String) async throws {
        let response = try await preflight(from: origin, allowed: [portal])
        #expect(response.headers[.accessControlAllowOrigin] == nil)
        #expect(response.headers[.accessControlAllowHeaders] == nil)
        #expect(response.headers[.vary] == "Origin")
    }

    @Test func `a page of an allowed origin may read responses, refusals too`() async throws {
        let options = HTTPServerOptions(port: 0, allowedOrigins: [portal])
        let response = try await TestServer(options: options).execute(
            .get, "/graphql", headers: [.origin: portal])
        #expect(response.status == .unauthorized)
        #expect(response.headers[.accessControlAllowOrigin] == portal)
        #expect(response.headers[.accessControlExposeHeaders] == "Retry-After, X-Request-ID")
    }
}
