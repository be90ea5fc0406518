import HTTPTypes
import Hummingbird
package import NIOCore
package import NIOHTTPTypes
import TransportProtocols

/// Ends the reading of a request whose body takes longer than the bound allows.
///
/// The bound on idle connections does not see a client that sends a byte now and then. What reads
/// the body receives a `BodyTimeoutError`. Where nobody reads it any more, because the request is
/// refused already, the error closes the connection.
package final class BodyTimeHandler: ChannelInboundHandler, RemovableChannelHandler {
    /// What the handler receives.
    package typealias InboundIn = HTTPRequestPart
    /// What it passes on, unchanged.
    package typealias InboundOut = HTTPRequestPart

    private let bodyTimeMax: Duration
    private var isInRequest = false
    private var timeout: Scheduled<Void>?

    package init(bodyTimeMax: Duration) {
        self.bodyTimeMax = bodyTimeMax
    }

    package func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head: isInRequest = true
        case .body: break
        case .end:
            isInRequest = false
            cancelTimeout()
        }
        context.fireChannelRead(data)
    }

    /// Starts the time only here: most requests come in one piece and need none.
    package func channelReadComplete(context: ChannelHandlerContext) {
        if isInRequest, timeout == nil {
            timeout = context.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(bodyTimeMax)) {
                context.fireErrorCaught(BodyTimeoutError(bodyTimeMax: self.bodyTimeMax))
            }
        }
        context.fireChannelReadComplete()
    }

    package func handlerRemoved(context: ChannelHandlerContext) {
        cancelTimeout()
    }

    private func cancelTimeout() {
        timeout?.cancel()
        timeout = nil
    }
}

/// The body of a request was not complete in time.
package struct BodyTimeoutError: Error, Hashable, Sendable {
    package let bodyTimeMax: Duration

    package init(bodyTimeMax: Duration) {
        self.bodyTimeMax = bodyTimeMax
    }
}

extension Response {
    /// The refusal of a request whose body did not come in time (RFC 9110 §15.5.9).
    ///
    /// The connection takes no more requests: the rest of the body would stand before them.
    init(_ error: BodyTimeoutError, mediaType: ResponseMediaType) {
        let entry = ErrorEntry(
            message: "The request body was not complete within \(error.bodyTimeMax).",
            code: ErrorCode("REQUEST_TIMEOUT"))
        self.init(
            status: .requestTimeout,
            headers: [.contentType: mediaType.contentType, .connection: "close"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: errorBody([entry]))))
    }
}
