import HTTPServer
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing
import TransportProtocols

/// Requests that do not keep to HTTP or to the bounds on header sections never become a request of
/// ours: the decoder refuses them, with the status alone.
@Suite("HTTP server limits", .timeLimit(.minutes(1)))
struct HTTPServerLimitsTests {
    private typealias Field = (name: String, value: String)

    /// The whole answer to what is no request.
    private static let refusal =
        "HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"

    @Test(arguments: ["مدرسة\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "GET /\0 HTTP/1.1\r\n\r\n"])
    func `what is not HTTP is refused without a body of ours`(text: String) async throws {
        try await withServer(TestServer()) { port, _ in
            let connection = try await RawConnection(port: port)
            try await connection.send(text)
            #expect(try await connection.response() == Self.refusal)
            try await connection.closed()
        }
    }

    @Test func `headerFieldsMax fields are taken and one more is refused`() async throws {
        var server = TestServer()
        server.options.limits.headerFieldsMax = 20
        try await withServer(server) { port, _ in
            let fields = (1..<20).map { Field("X-Field-\($0)", "1") }
            let taken = try await RawConnection.get(port: port, fields: fields)
            #expect(taken.statusCode == "200")
            let more = fields + [Field("X-Field-20", "1")]
            let refused = try await RawConnection.get(port: port, fields: more)
            #expect(refused == Self.refusal)
        }
    }

    @Test func `a field of headerFieldBytesMax bytes is taken and a longer one is refused`()
        async throws
    {
        var server = TestServer()
        server.options.limits.headerFieldBytesMax = 200
        try await withServer(server) { port, _ in
            for count in [200, 201] {
                let text = String(repeating: "x", count: count)
                for field in [Field("X-A", text), Field(text, "1")] {
                    let response = try await RawConnection.get(port: port, fields: [field])
                    if count == 200 {
                        #expect(response.statusCode == "200")
                    } else {
                        #expect(response == Self.refusal)
                    }
                }
            }
        }
    }

    @Test func `a target of headerFieldBytesMax bytes is taken and a longer one is refused`()
        async throws
    {
        var server = TestServer()
        server.options.limits.headerFieldBytesMax = 200
        try await withServer(server) { port, _ in
            let target = "/health/live?" + String(repeating: "x", count: 187)
            #expect(target.utf8.count == 200)
            let taken = try await RawConnection.get(port: port, target: target)
            #expect(taken.statusCode == "200")
            let refused = try await RawConnection.get(port: port, target: target + "x")
            #expect(refused == Self.refusal)
        }
    }

    @Test func `headerBytesMax bytes in sum are taken and one more is refused`() async throws {
        var server = TestServer()
        server.options.limits.headerBytesMax = 300
        try await withServer(server) { port, _ in
            let others = ["/health/live", "Host", "a", "X-A", "X-B"]
            let rest = 300 - others.map(\.utf8.count).reduce(0, +)
            let half = Field("X-A", String(repeating: "x", count: 100))
            let other = Field("X-B", String(repeating: "x", count: rest - 100))
            let taken = try await RawConnection.get(port: port, fields: [half, other])
            #expect(taken.statusCode == "200")
            let longer = Field("X-B", other.value + "x")
            let refused = try await RawConnection.get(port: port, fields: [half, longer])
            #expect(refused == Self.refusal)
        }
    }

    @Test func `a query string beyond its bound is refused by us, who say why`() async throws {
        let headers = try await authorized()
        let token = try #require(headers[.authorization])
        let query =
            "query=" + String(repeating: "a", count: TransportLimits().queryStringBytesMax - 6)
        try await withServer(TestServer()) { port, _ in
            let fields = [Field("Authorization", token)]
            let taken = try await RawConnection.get(
                port: port, target: "/graphql?\(query)", fields: fields)
            #expect(taken.statusCode == "200")
            let refused = try await RawConnection.get(
                port: port, target: "/graphql?\(query)a", fields: fields)
            #expect(refused.statusCode == "414")
            #expect(refused.contains("QUERY_STRING_TOO_LONG"))
        }
    }

    @Test func `a connection beyond connectionsMax waits until another one ends`() async throws {
        var server = TestServer()
        server.options.limits.connectionsMax = 2
        try await withServer(server) { port, _ in
            let first = try await RawConnection(port: port)
            #expect(try await first.get("/health/live").statusCode == "200")
            let second = try await RawConnection(port: port)
            #expect(try await second.get("/health/live").statusCode == "200")
            let third = try await RawConnection(port: port)
            try await third.send("GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n")
            try await Task.sleep(for: .milliseconds(200))
            #expect(third.received == "")
            #expect(try await second.get("/health/live").statusCode == "200")
            try await first.close()
            #expect(try await third.response().statusCode == "200")
            try await second.close()
            try await third.close()
        }
    }
}
