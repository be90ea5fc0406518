import HTTPServer
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import InMemoryLogging
import Logging
import NIOCore
import ServiceLifecycle
import Testing
import TransportProtocols

@Suite("HTTP server", .timeLimit(.minutes(1)))
struct HTTPServerLifecycleTests {
    @Test func `port 0 picks a port and tells it`() async throws {
        try await withServer(TestServer()) { port, _ in
            #expect(port > 0)
            let status = try await TestClient.withClient(host: "127.0.0.1", port: port) {
                try await $0.get("/health/live").status
            }
            #expect(status == .ok)
        }
    }

    @Test func `graceful shutdown finishes the request under way`() async throws {
        let (started, hasStarted) = AsyncStream.makeStream(of: Void.self)
        let (released, release) = AsyncStream.makeStream(of: Void.self)
        let responder = FakeResponder { _, _ in
            hasStarted.yield()
            for await _ in released { break }
            return GraphQLResponse(body: Array("{\"data\":null}".utf8), outcome: .executed)
        }
        let headers = try await authorized()
        try await withServer(TestServer(responder: responder)) { port, group in
            try await TestClient.withClient(host: "127.0.0.1", port: port) { client in
                async let response = client.get("/graphql?query=a", headers: headers)
                for await _ in started { break }
                await group.triggerGracefulShutdown()
                release.yield()
                let (status, body) = try await (response.status, response.body)
                #expect(status == .ok)
                #expect(body.map { String(buffer: $0) } == "{\"data\":null}")
            }
        }
    }

    @Test func `a connection takes requests after a refused one`() async throws {
        var server = TestServer()
        server.options.transportLimits.requestBytesMax = 1000
        let headers = try await authorized()
        try await withServer(server) { port, _ in
            try await TestClient.withClient(host: "127.0.0.1", port: port) { client in
                let large = ByteBuffer(repeating: 0x20, count: 200_000)
                var fields = headers
                fields[.contentType] = "application/json"
                let refused = try await client.post("/graphql", headers: fields, body: large)
                #expect(refused.status == .contentTooLarge)
                let next = try await client.get("/graphql?query=a", headers: headers)
                #expect(next.status == .ok)
            }
        }
    }

    @Test func `a request is logged at debug without its secrets`() async throws {
        let store = InMemoryLogHandler()
        var logger = Logger(label: "test", factory: { _ in store })
        logger.logLevel = .debug
        let response = try await TestServer(logger: logger).execute(
            .get, "/graphql?query=secretdocument",
            headers: authorized().merging([.named("X-Request-ID"): "id-1"]))
        #expect(response.status == .ok)
        let entries = store.entries.filter { $0.message == "request" }
        let entry = try #require(entries.first)
        #expect(entries.count == 1)
        #expect(entry.level == .debug)
        #expect(entry.metadata["request-id"] == "id-1")
        #expect(entry.metadata["method"] == "GET")
        #expect(entry.metadata["path"] == "/graphql")
        #expect(entry.metadata["status"] == "200")
        for entry in store.entries {
            let text = "\(entry.message) \(entry.metadata)"
            #expect(!text.contains("secretdocument"))
            #expect(!text.contains("Bearer"))
            #expect(!text.contains("eyJ"))
        }
    }

    @Test func `nothing is logged of a request above debug`() async throws {
        let store = InMemoryLogHandler()
        var logger = Logger(label: "test", factory: { _ in store })
        logger.logLevel = .info
        _ = try await TestServer(logger: logger).execute(.get, "/nowhere")
        #expect(store.entries.isEmpty)
    }

    @Test func `an idle connection is closed`() async throws {
        var server = TestServer()
        server.options.limits.idleTimeMax = .milliseconds(50)
        try await withServer(server) { port, _ in
            try await TestClient.withClient(host: "127.0.0.1", port: port) { client in
                try await client.getChannel().closeFuture.get()
            }
        }
    }
}

extension HTTPFields {
    fileprivate func merging(_ other: HTTPFields) -> HTTPFields {
        var merged = self
        for field in other { merged[field.name] = field.value }
        return merged
    }
}
