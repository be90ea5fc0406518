import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1

/// How a connection is served: bytes to parts of requests, the direct path, and the router behind.
///
/// The pipeline is that of Hummingbird's `HTTP1Channel` but for two things. `DirectHandler` answers
/// what needs no task before the parts of a request are given their common types; and it watches
/// over idle connections, because it alone sees all that comes and goes.
struct HTTPChannel: HTTPChannelHandler {
    typealias Value = NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>

    let limits: HTTPServerLimits
    let endpoint: DirectEndpoint
    let responder: Responder

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            let pipeline = channel.pipeline.syncOperations
            try pipeline.configureHTTPServerPipeline(
                withPipeliningAssistance: false, withErrorHandling: false,
                withOutboundHeaderValidation: false, withEncoderConfiguration: .init(),
                withDecoderLimitConfiguration: decoderLimits)
            try pipeline.addHandlers([
                DirectHandler(
                    endpoint: endpoint, idleTimeMax: TimeAmount(limits.idleTimeMax),
                    output: try pipeline.context(handlerType: HTTPResponseEncoder.self)),
                HTTP1ToHTTPServerCodec(secure: false),
                BodyTimeHandler(bodyTimeMax: limits.bodyTimeMax),
                HTTPConnectionStateHandler(logger: logger),
            ])
            return try NIOAsyncChannel(
                wrappingChannelSynchronously: channel,
                configuration: NIOAsyncChannel.Configuration(isOutboundHalfClosureEnabled: true))
        }
    }

    /// Serves the connection; when it has ended, the request under way is canceled.
    func handle(value channel: Value, logger: Logger) async {
        await withTaskGroup(of: Void.self) { tasks in
            tasks.addTask { await handleHTTP(asyncChannel: channel, logger: logger) }
            tasks.addTask { try? await channel.channel.closeFuture.get() }
            await tasks.next()
            tasks.cancelAll()
        }
    }

    private var decoderLimits: NIOHTTPDecoderLimitConfiguration {
        var configuration = NIOHTTPDecoderLimitConfiguration()
        configuration.maxHeaderFieldSize = limits.headerFieldBytesMax
        configuration.maxHeaderListSize = limits.headerBytesMax
        configuration.maxHeaderFieldCount = limits.headerFieldsMax
        return configuration
    }
}
