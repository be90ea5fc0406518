import HTTPServer
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Synchronization
import Testing
import TransportProtocols

@Suite("GraphQL endpoint")
struct GraphQLEndpointTests {
    @Test(arguments: [TestingSetup.router, .live])
    func `a POST reaches the responder with its principal`(setup: TestingSetup) async throws {
        let response = try await TestServer().post("{\"query\":\"مدرسة\"}", setup: setup)
        #expect(response.status == .ok)
        #expect(response.headers[.contentType] == "application/json; charset=utf-8")
        #expect(response.text == "{\"data\":\"مدرسة \(testPerson) 01227 true\"}")
        #expect(response.headers[.contentLength] == String(response.body.readableBytes))
    }

    @Test(arguments: [TestingSetup.router, .live])
    func `a GET reaches the responder and may not mutate`(setup: TestingSetup) async throws {
        let response = try await TestServer().execute(
            .get, "/graphql?query=%D9%85+a", headers: authorized(), setup: setup)
        #expect(response.status == .ok)
        #expect(response.text == "{\"data\":\"م a \(testPerson) 01227 false\"}")
    }

    @Test(arguments: [TestingSetup.router, .live])
    func `a HEAD has the fields of the GET and no body`(setup: TestingSetup) async throws {
        let response = try await TestServer().execute(
            .head, "/graphql?query=a", headers: authorized(), setup: setup)
        #expect(response.status == .ok)
        #expect(response.headers[.contentLength] == "61")
        #expect(response.body.readableBytes == 0)
    }

    @Test func `the response is of the type that the client accepts`() async throws {
        let accept = "application/graphql-response+json"
        let response = try await TestServer(
            responder: FakeResponder.outcome(.requestError(.invalidOperation))
        )
        .post("{\"query\":\"a\"}", headers: [.accept: accept])
        #expect(response.status == .badRequest)
        #expect(response.headers[.contentType] == accept + "; charset=utf-8")
    }

    @Test func `a client that accepts no type of ours is told which there are`() async throws {
        let response = try await TestServer().post(
            "{\"query\":\"a\"}", headers: [.accept: "text/html"])
        #expect(response.status == .notAcceptable)
        #expect(response.headers[.contentType] == "application/json; charset=utf-8")
        #expect(
            response.text == """
                {"errors":[{"message":"No response can be sent as \\"text/html\\": accept \
                \\"application/graphql-response+json\\" or \\"application/json\\".",\
                "extensions":{"code":"NOT_ACCEPTABLE"}}]}
                """)
    }

    @Test func `a body of another media type is refused`() async throws {
        let response = try await TestServer().post(
            "query=a", headers: [.contentType: "application/x-www-form-urlencoded"])
        #expect(response.status == .unsupportedMediaType)
        #expect(response.text.contains("\"code\":\"UNSUPPORTED_MEDIA_TYPE\""))
    }

    @Test(arguments: [TestingSetup.router, .live])
    func `what comes with a request reaches the responder`(setup: TestingSetup) async throws {
        let responder = FakeResponder { request, _ in
            let told = request.circumstances
            let body = "\(told.acceptLanguage ?? "") \(told.idempotencyKey?.text ?? "")"
            return GraphQLResponse(body: Array(body.utf8), outcome: .executed)
        }
        let response = try await TestServer(responder: responder).post(
            "{\"query\":\"a\"}",
            headers: [.acceptLanguage: "ar", HTTPField.Name("Idempotency-Key")!: "\"k-1\""],
            setup: setup)
        #expect(response.text == "ar k-1")
    }

    @Test func `a malformed idempotency key is refused`() async throws {
        let response = try await TestServer().post(
            "{\"query\":\"a\"}", headers: [HTTPField.Name("Idempotency-Key")!: "a b"])
        #expect(response.status == .badRequest)
        #expect(
            response.text == """
                {"errors":[{"message":"The Idempotency-Key must have 1 to 128 visible characters \
                of ASCII, without quotes and backslashes within.",\
                "extensions":{"code":"BAD_REQUEST"}}]}
                """)
    }

    @Test func `a malformed body is refused`() async throws {
        let response = try await TestServer().post("[]")
        #expect(response.status == .badRequest)
        #expect(
            response.text == """
                {"errors":[{"message":"Batching is not supported: send one request as a JSON \
                object.","extensions":{"code":"BAD_REQUEST"}}]}
                """)
    }

    @Test(arguments: [TestingSetup.router, .live])
    func `a body has at most the bytes of the bound`(setup: TestingSetup) async throws {
        let body = "{\"query\":\"" + String(repeating: "a", count: 100_000) + "\"}"
        var server = TestServer()
        server.options.transportLimits.requestBytesMax = body.utf8.count
        #expect(try await server.post(body, setup: setup).status == .ok)
        server.options.transportLimits.requestBytesMax -= 1
        let refused = try await server.post(body, setup: setup)
        #expect(refused.status == .contentTooLarge)
        #expect(refused.text.contains("is larger than \(body.utf8.count - 1) bytes."))
        #expect(refused.text.contains("\"code\":\"PAYLOAD_TOO_LARGE\""))
    }

    @Test func `an outcome gives the status and its fields`() async throws {
        func response(_ outcome: GraphQLResponse.Outcome) async throws -> TestResponse {
            try await TestServer(responder: FakeResponder.outcome(outcome)).post(
                "{\"query\":\"a\"}")
        }
        let unavailable = try await response(.unavailable(retryAfterSeconds: 7))
        #expect(unavailable.status == .serviceUnavailable)
        #expect(unavailable.headers[.retryAfter] == "7")
        let refused = try await response(.requestError(.methodNotAllowed))
        #expect(refused.status == .methodNotAllowed)
        #expect(refused.headers[.allow] == "GET, HEAD, POST, OPTIONS")
        #expect(try await response(.internalError).status == .internalServerError)
        #expect(try await response(.executedWithErrors).status == .ok)
    }
}

@Suite("Authentication of requests")
struct RequestAuthenticationTests {
    @Test(arguments: [TestingSetup.router, .live])
    func `a request without a token is refused`(setup: TestingSetup) async throws {
        let response = try await TestServer().execute(
            .post, "/graphql", headers: [.contentType: "application/json"],
            body: "{\"query\":\"a\"}", setup: setup)
        #expect(response.status == .unauthorized)
        #expect(response.headers[.wwwAuthenticate] == "Bearer")
        #expect(
            response.text == """
                {"errors":[{"message":"No token was sent: send \\"Authorization: Bearer \
                <token>\\".","extensions":{"code":"UNAUTHENTICATED"}}]}
                """)
    }

    @Test func `a token is verified before anything else is judged`() async throws {
        let asked = Mutex(0)
        let responder = FakeResponder { _, _ in
            asked.withLock { $0 += 1 }
            return GraphQLResponse(body: [], outcome: .executed)
        }
        let response = try await TestServer(responder: responder).execute(
            .post, "/graphql",
            headers: [
                .authorization: "Bearer a.b.c", .accept: "text/html", .contentType: "text/plain",
            ],
            body: "}")
        #expect(response.status == .unauthorized)
        #expect(asked.withLock { $0 } == 0)
    }

    @Test func `the refusal is of the type that the client accepts`() async throws {
        let response = try await TestServer().execute(
            .get, "/graphql", headers: [.accept: "application/graphql-response+json"])
        #expect(response.status == .unauthorized)
        #expect(
            response.headers[.contentType] == "application/graphql-response+json; charset=utf-8")
    }
}
