import HTTPServer
import HTTPTypes
import NIOCore
import NIOEmbedded
import NIOHTTPTypes
import Testing
import TransportProtocols

/// A client that sends a byte now and then is never idle, so that only this bound ends it.
@Suite("Time for a request body", .timeLimit(.minutes(1)))
struct BodyTimeTests {
    private static let bodyTimeMax = Duration.milliseconds(500)
    private static let error = BodyTimeoutError(bodyTimeMax: bodyTimeMax)

    private static let head = HTTPRequestPart.head(
        HTTPRequest(method: .post, scheme: "http", authority: "localhost", path: "/graphql"))
    private static let chunk = HTTPRequestPart.body(ByteBuffer(string: "م"))

    /// A channel with a clock of its own, in the middle of a request.
    private func channelInRequest() throws -> EmbeddedChannel {
        let channel = EmbeddedChannel(handler: BodyTimeHandler(bodyTimeMax: Self.bodyTimeMax))
        try channel.writeInbound(Self.head)
        return channel
    }

    @Test func `a body that ends before bodyTimeMax is taken`() throws {
        let channel = try channelInRequest()
        channel.embeddedEventLoop.advanceTime(by: TimeAmount(Self.bodyTimeMax) - .nanoseconds(1))
        try channel.writeInbound(HTTPRequestPart.end(nil))
        channel.embeddedEventLoop.advanceTime(by: .hours(1))
        try channel.throwIfErrorCaught()
    }

    @Test func `a body that has not ended at bodyTimeMax fails, however steadily it comes`() throws
    {
        let channel = try channelInRequest()
        for _ in 0..<5 {
            try channel.throwIfErrorCaught()
            try channel.writeInbound(Self.chunk)
            channel.embeddedEventLoop.advanceTime(by: .milliseconds(100))
        }
        #expect(throws: Self.error) { try channel.throwIfErrorCaught() }
    }

    @Test func `each request of a connection has the time for itself`() throws {
        let channel = try channelInRequest()
        for _ in 0..<5 {
            channel.embeddedEventLoop.advanceTime(by: .milliseconds(400))
            try channel.writeInbound(HTTPRequestPart.end(nil))
            try channel.writeInbound(Self.head)
        }
        try channel.throwIfErrorCaught()
        channel.embeddedEventLoop.advanceTime(by: TimeAmount(Self.bodyTimeMax))
        #expect(throws: Self.error) { try channel.throwIfErrorCaught() }
    }

    @Test func `nothing happens after the end of the connection`() throws {
        let channel = try channelInRequest()
        #expect(try channel.finish(acceptAlreadyClosed: false).hasLeftOvers)
        channel.embeddedEventLoop.advanceTime(by: .hours(1))
        try channel.throwIfErrorCaught()
    }

    /// Sends the head of a POST and the first byte of its body of two.
    private func beginPost(_ connection: RawConnection, token: String?) async throws {
        let authorization = token.map { "Authorization: \($0)\r\n" } ?? ""
        try await connection.send(
            "POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                + authorization + "Content-Length: 13\r\n\r\n{\"query\"")
    }

    @Test func `a client that is too slow is told so and its connection ends`() async throws {
        let token = try #require(try await authorized()[.authorization])
        var server = TestServer()
        server.options.limits.bodyTimeMax = .milliseconds(100)
        try await withServer(server) { port, _ in
            let connection = try await RawConnection(port: port)
            try await beginPost(connection, token: token)
            let response = try await connection.response()
            #expect(response.statusCode == "408")
            #expect(response.lowercased().contains("\r\nconnection: close\r\n"))
            #expect(
                response.bodyText == """
                    {"errors":[{"message":"The request body was not complete within 0.1 seconds.",\
                    "extensions":{"code":"REQUEST_TIMEOUT"}}]}
                    """)
            try await connection.closed()
        }
    }

    @Test func `a slow client that is in time is answered`() async throws {
        let token = try #require(try await authorized()[.authorization])
        try await withServer(TestServer()) { port, _ in
            let connection = try await RawConnection(port: port)
            try await beginPost(connection, token: token)
            try await Task.sleep(for: .milliseconds(50))
            try await connection.send(":\"a\"}")
            let response = try await connection.response()
            #expect(response.statusCode == "200")
            try await connection.close()
        }
    }

    @Test func `the rest of a refused request has no more time`() async throws {
        var server = TestServer()
        server.options.limits.bodyTimeMax = .milliseconds(100)
        try await withServer(server) { port, _ in
            let connection = try await RawConnection(port: port)
            try await beginPost(connection, token: nil)
            #expect(try await connection.response().statusCode == "401")
            try await connection.closed()
            #expect(connection.received == "")
        }
    }
}
