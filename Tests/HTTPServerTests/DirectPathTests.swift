import HTTPServer
import HTTPTypes
import InMemoryLogging
import Logging
import Testing
import TransportProtocols

/// A request that is answered without a task must not be told apart by its response.
@Suite("Direct path", .timeLimit(.minutes(1)))
struct DirectPathTests {
    private static let origin = "https://portal.example.org"

    private func server(direct: Bool) -> TestServer {
        var server = TestServer()
        server.options.transportLimits.requestBytesMax = 1000
        server.options.allowedOrigins = [Self.origin]
        server.responder = direct ? DirectResponder(answer: answerByDocument) : plainResponder
        return server
    }

    private var plainResponder: FakeResponder {
        FakeResponder { request, _ in answerByDocument(request) }
    }

    /// What a server sends for bytes, with the date and a made-up word masked.
    private func responses(
        _ texts: [String], count: Int, direct: Bool
    ) async throws -> [String] {
        let (responses, continuation) = AsyncStream.makeStream(of: [String].self)
        try await withServer(server(direct: direct)) { port, _ in
            let connection = try await RawConnection(port: port)
            for (index, text) in texts.enumerated() {
                if index > 0 { try await Task.sleep(for: .milliseconds(30)) }
                try await connection.send(text)
            }
            var received: [String] = []
            for _ in 0..<count { received.append(masked(try await connection.response())) }
            try? await connection.close()
            continuation.yield(received)
        }
        var iterator = responses.makeAsyncIterator()
        return try #require(await iterator.next())
    }

    private func expectEqual(_ texts: [String], count: Int = 1) async throws {
        let plain = try await responses(texts, count: count, direct: false)
        let direct = try await responses(texts, count: count, direct: true)
        #expect(plain == direct)
    }

    @Test(arguments: RequestCase.all)
    func `both paths give the same bytes`(_ request: RequestCase) async throws {
        let token = try await bearer()
        try await expectEqual([request.text(token)])
    }

    @Test(arguments: [
        "ok", "errors", "invalid", "forbidden", "unavailable", "broken",
    ])
    func `both paths give the same bytes for each outcome`(_ document: String) async throws {
        let token = try await bearer()
        for accept in ["application/json", "application/graphql-response+json"] {
            try await expectEqual([post(document, token, ["Accept: \(accept)"])])
        }
    }

    @Test func `both paths take a body in pieces`() async throws {
        let text = post("ok", try await bearer())
        let bytes = Array(text.utf8)
        for cut in [20, bytes.count - 20, bytes.count - 13, bytes.count - 1] {
            let pieces = [bytes[..<cut], bytes[cut...]]
            try await expectEqual(pieces.map { String(decoding: $0, as: UTF8.self) })
        }
    }

    @Test func `pipelined requests are answered in their order on both paths`() async throws {
        let token = try await bearer()
        let get =
            "GET /graphql?query=ok HTTP/1.1\r\nHost: a\r\nAuthorization: \(token)\r\n"
            + "X-Request-ID: g\r\n\r\n"
        let texts = [
            post("ok", token, ["X-Request-ID: 1"]), get, post("errors", token),
            post("ok", "Bearer x", ["X-Request-ID: 2"]), post("invalid", token),
            post("ok", token, ["X-Request-ID: 3"]),
        ]
        try await expectEqual([texts.joined()], count: texts.count)
    }

    @Test func `what is well-formed and known is answered directly, all else is not`() async throws
    {
        let responder = DirectResponder(answer: answerByDocument)
        var server = TestServer()
        server.responder = responder
        let token = try await bearer()
        try await withServer(server) { port, _ in
            let connection = try await RawConnection(port: port)
            for request in RequestCase.all.prefix(3) {
                try await connection.send(request.text(token))
                _ = try await connection.response()
            }
            #expect(responder.directCount == 3)
            try await connection.send(post("ok", "Bearer x"))
            #expect(try await connection.response().statusCode == "401")
            #expect(responder.directCount == 3)
        }
    }

    @Test func `a request that is answered directly is logged like any other`() async throws {
        for responder: any GraphQLResponder in [
            plainResponder, DirectResponder(answer: answerByDocument),
        ] {
            let store = InMemoryLogHandler()
            var server = server(direct: false)
            server.responder = responder
            server.logger = Logger(label: "test", factory: { _ in store })
            server.logger.logLevel = .debug
            let token = try await bearer()
            try await withServer(server) { port, _ in
                let connection = try await RawConnection(port: port)
                try await connection.send(post("ok", token, ["X-Request-ID: id-1"]))
                _ = try await connection.response()
            }
            var entry = try #require(store.entries.first { $0.message == "request" })
            #expect(entry.metadata.removeValue(forKey: "microseconds") != nil)
            #expect(
                entry.metadata == [
                    "request-id": "id-1", "method": "POST", "path": "/graphql",
                    "status": "200", "bytes": "16",
                ])
        }
    }
}

/// A request by its head and body, the token to be filled in.
struct RequestCase: CustomTestStringConvertible {
    let testDescription: String
    let text: @Sendable (_ token: String) -> String

    static let all: [RequestCase] = [
        RequestCase(testDescription: "plain") { post("ok", $0) },
        RequestCase(testDescription: "with X-Request-ID") { post("ok", $0, ["x-request-id: a.b"]) },
        RequestCase(testDescription: "from an allowed origin") {
            post("ok", $0, ["Origin: https://portal.example.org"])
        },
        RequestCase(testDescription: "with an insane X-Request-ID") {
            post("ok", $0, ["X-Request-ID: a b"])
        },
        RequestCase(testDescription: "from another origin") {
            post("ok", $0, ["Origin: https://example.net"])
        },
        RequestCase(testDescription: "with two fields Accept") {
            post("ok", $0, ["Accept: text/html", "Accept: application/json"])
        },
        RequestCase(testDescription: "that accepts nothing that there is") {
            post("ok", $0, ["Accept: text/html"])
        },
        RequestCase(testDescription: "with keep-alive") {
            post("ok", $0, ["Connection: Keep-Alive"])
        },
        RequestCase(testDescription: "that ends its connection") {
            post("ok", $0, ["Connection: close"])
        },
        RequestCase(testDescription: "that ends its connection, refused") {
            post("ok", "Basic \($0)", ["Connection: close"])
        },
        RequestCase(testDescription: "with a bad token") { _ in post("ok", "Bearer x.y.z") },
        RequestCase(testDescription: "without a token") { _ in
            post("ok", nil)
        },
        RequestCase(testDescription: "with two tokens") {
            post("ok", $0, ["authorization: \($0)"])
        },
        RequestCase(testDescription: "of another media type") {
            post("ok", $0, type: "text/plain")
        },
        RequestCase(testDescription: "with a charset") {
            post("ok", $0, type: "application/json; charset=utf-8")
        },
        RequestCase(testDescription: "with a query string") {
            post("ok", $0, target: "/graphql?a=b")
        },
        RequestCase(testDescription: "of another resource") { post("ok", $0, target: "/graphq1") },
        RequestCase(testDescription: "with a body that is no JSON") { post(body: "{", $0) },
        RequestCase(testDescription: "with an empty body") { post(body: "", $0) },
        RequestCase(testDescription: "as long as requestBytesMax") {
            post(body: "{\"query\":\"ok\"}" + String(repeating: " ", count: 986), $0)
        },
        RequestCase(testDescription: "a byte longer than requestBytesMax") {
            post(body: "{\"query\":\"ok\"}" + String(repeating: " ", count: 987), $0)
        },
        RequestCase(testDescription: "in chunks") {
            "POST /graphql HTTP/1.1\r\nHost: a\r\nAuthorization: \($0)\r\n"
                + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "8\r\n{\"query\"\r\n6\r\n:\"ok\"}\r\n0\r\n\r\n"
        },
        RequestCase(testDescription: "of HTTP/1.0") {
            post("ok", $0).replacing("HTTP/1.1", with: "HTTP/1.0")
        },
        RequestCase(testDescription: "that is no HTTP") { post("ok", $0, ["a b: c"]) },
    ]
}

/// A POST of a document, as a client writes it.
func post(
    _ document: String, _ token: String?, _ fields: [String] = [],
    type: String = "application/json", target: String = "/graphql"
) -> String {
    post(body: "{\"query\":\"\(document)\"}", token, fields, type: type, target: target)
}

func post(
    body: String, _ token: String?, _ fields: [String] = [],
    type: String = "application/json", target: String = "/graphql"
) -> String {
    let lines = [
        "POST \(target) HTTP/1.1", "Host: a", "Content-Type: \(type)",
        "Content-Length: \(body.utf8.count)",
    ]
    let all = lines + fields + (token.map { ["Authorization: \($0)"] } ?? [])
    return all.joined(separator: "\r\n") + "\r\n\r\n" + body
}

/// The value of an Authorization field that is accepted.
func bearer() async throws -> String {
    try #require(try await authorized()[.authorization])
}

/// A response without what differs from one to the next.
private func masked(_ response: String) -> String {
    response.replacing(/Date: \w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT/, with: "Date: …")
        .replacing(/X-Request-ID: [0-9a-f]{32}/, with: "X-Request-ID: …")
}

/// Answers with the outcome that the document names.
@Sendable func answerByDocument(_ request: GraphQLRequest) -> GraphQLResponse {
    let outcome: GraphQLResponse.Outcome =
        switch String(decoding: request.query, as: UTF8.self) {
        case "errors": .executedWithErrors
        case "invalid": .requestError(.invalidOperation)
        case "forbidden": .requestError(.forbidden)
        case "unavailable": .unavailable(retryAfterSeconds: 7)
        case "broken": .internalError
        default: .executed
        }
    return GraphQLResponse(body: Array("{\"data\":{\"a\":1}}".utf8), outcome: outcome)
}
