import HTTPServer
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOEmbedded
import Synchronization
import Testing
import TransportProtocols

@Suite("Request body without an announced length")
struct RequestBodyBoundTests {
    /// Gives chunks of 100 spaces and counts them.
    private final class ChunkSource: AsyncSequence, AsyncIteratorProtocol, Sendable {
        typealias Element = ByteBuffer

        let chunksGiven = Mutex(0)
        private let chunksMax: Int

        init(chunksMax: Int) { self.chunksMax = chunksMax }

        func makeAsyncIterator() -> ChunkSource { self }

        func next() async throws -> ByteBuffer? {
            chunksGiven.withLock { given in
                guard given < chunksMax else { return nil }
                given += 1
                return ByteBuffer(repeating: 0x20, count: 100)
            }
        }
    }

    private func status(
        of chunks: ChunkSource,
        application: some ApplicationProtocol
    ) async throws -> HTTPResponse.Status {
        var fields = try await authorized()
        fields[.contentType] = "application/json"
        let head = HTTPRequest(
            method: .post, scheme: "http", authority: "localhost", path: "/graphql",
            headerFields: fields)
        return try await respond(
            application, to: Request(head: head, body: RequestBody(asyncSequence: chunks))
        ).status
    }

    private func respond<App: ApplicationProtocol>(
        _ application: App,
        to request: Request
    ) async throws -> Response {
        let source = ApplicationRequestContextSource(
            channel: NIOAsyncTestingChannel(), logger: Logger(label: "test"))
        return try await application.responder.respond(
            to: request, context: App.Context(source: source))
    }

    @Test func `reading stops with the chunk that passes the bound`() async throws {
        let options = HTTPServerOptions(
            port: 0, transportLimits: TransportLimits(requestBytesMax: 1000))
        let application = try await TestServer(options: options).make().application
        let atBound = ChunkSource(chunksMax: 10)
        #expect(try await status(of: atBound, application: application) == .badRequest)
        let beyond = ChunkSource(chunksMax: 1_000_000)
        #expect(try await status(of: beyond, application: application) == .contentTooLarge)
        #expect(beyond.chunksGiven.withLock { $0 } == 11)
    }
}
