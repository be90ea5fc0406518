import NIOCore
import NIOPosix
import Synchronization

/// A TCP connection that sends bytes as given, also those that no HTTP client would send.
final class RawConnection: Sendable {
    private final class Receiver: ChannelInboundHandler, Sendable {
        typealias InboundIn = ByteBuffer

        let bytes = Mutex<[UInt8]>([])

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let buffer = unwrapInboundIn(data)
            bytes.withLock { $0 += buffer.readableBytesView }
        }
    }

    /// A reason for which there is no response, as a sentence.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private let channel: any Channel
    private let receiver = Receiver()

    init(port: Int) async throws {
        channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelInitializer { [receiver] in $0.pipeline.addHandler(receiver) }
            .connect(host: "127.0.0.1", port: port).get()
    }

    /// The response to a GET with exactly these fields and a Host, on a connection of its own.
    static func get(
        port: Int,
        target: String = "/health/live",
        fields: [(name: String, value: String)] = []
    ) async throws -> String {
        let connection = try await RawConnection(port: port)
        let response = try await connection.get(target, fields: fields)
        // The server may have ended the connection before.
        try? await connection.close()
        return response
    }

    func send(_ text: String) async throws {
        try await channel.writeAndFlush(ByteBuffer(string: text))
    }

    /// Sends a GET with exactly these fields and a Host, and returns the whole response.
    func get(_ target: String, fields: [(name: String, value: String)] = []) async throws -> String
    {
        let lines = fields.map { "\($0.name): \($0.value)\r\n" }.joined()
        try await send("GET \(target) HTTP/1.1\r\nHost: a\r\n\(lines)\r\n")
        return try await response()
    }

    /// Takes the next response, head and body, once all its announced bytes are there.
    func response() async throws -> String {
        let deadline = ContinuousClock.now + .seconds(10)
        while ContinuousClock.now < deadline {
            if let response = takeResponse() { return response }
            try await Task.sleep(for: .milliseconds(2))
        }
        throw Failure(description: "no response within ten seconds, but: \(received)")
    }

    /// What has come and was not taken.
    var received: String {
        receiver.bytes.withLock { String(decoding: $0, as: UTF8.self) }
    }

    /// How many bytes have come and were not taken.
    var receivedCount: Int { receiver.bytes.withLock { $0.count } }

    /// Whether bytes wait that the server does not read.
    var isBusy: Bool { !channel.isWritable }

    /// Ends what this side sends, and goes on to receive.
    func closeOutput() async throws {
        try await channel.close(mode: .output)
    }

    /// Returns when the server has ended the connection.
    func closed() async throws {
        try await channel.closeFuture.get()
    }

    func close() async throws {
        try await channel.close()
    }

    private func takeResponse() -> String? {
        receiver.bytes.withLock { bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            guard let head = text.firstMatch(of: /^(?s:.*?)\r\n\r\n/),
                let length = head.output.firstMatch(of: /content-length: (\d+)/.ignoresCase()),
                let bodyLength = Int(length.output.1)
            else { return nil }
            let count = head.output.utf8.count + bodyLength
            guard bytes.count >= count else { return nil }
            defer { bytes.removeFirst(count) }
            return String(decoding: bytes.prefix(count), as: UTF8.self)
        }
    }
}

extension String {
    /// The status of a response, such as `200`.
    var statusCode: Substring? {
        split(separator: " ", maxSplits: 2).dropFirst().first
    }

    /// What follows the head of a response.
    var bodyText: Substring? {
        firstRange(of: "\r\n\r\n").map { self[$0.upperBound...] }
    }
}
