import NIOCore
import NIOHTTP1
import TransportProtocols

/// The bounds of the direct path.
package enum DirectPath {
    /// Parts of requests that wait for the answer before them; then no more is read.
    package static let waitingMax = 64
    /// How often a client that has ended its side is asked whether it is still there.
    package static let probeInterval = Duration.milliseconds(250)
}

/// Answers requests on the event loop of their connection, without a task, where it can.
///
/// It collects a plain `POST /graphql` that is complete within one read. If the responder can
/// answer it directly, the answer is written here and nothing behind this handler learns of it. All
/// else, and what the responder declines, is passed on as it came. Answers keep the order of their
/// requests: a request is collected only when nothing before it is unanswered, and while an answer
/// is on its way everything that comes from the client waits.
final class DirectHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    /// What came while an answer was on its way.
    private enum Waiting {
        case part(HTTPServerRequestPart)
        case event(Any)
        case error(any Error)

        /// Whether it may end the connection, before bytes that were written have left it.
        var mayEndConnection: Bool {
            if case .part = self { false } else { true }
        }
    }

    /// The request whose answer is on its way.
    private struct Answering {
        let request: DirectRequest
        let requestID: RequestID
        let cancel: DirectCancellation
        let mediaType: ResponseMediaType
    }

    private let endpoint: DirectEndpoint
    private let requestBytesMax: Int
    private let idleTimeMax: TimeAmount
    /// Writes past the encoder, as the bytes of answers are made here.
    private var output: ChannelHandlerContext?
    private var context: ChannelHandlerContext?
    private var collected: DirectRequest?
    private var answering: Answering?
    private var isAnswering: Bool { answering != nil }
    private var waiting: [Waiting] = []
    /// Requests that were passed on and have no answer yet.
    private var passedOn = 0
    /// Whether something was passed on since the last end of a read.
    private var hasPassedOn = false
    /// Whether all requests that were passed on may be answered by interim responses.
    private var passedOnMayBeProbed = true
    /// Whether the answer to a request that was passed on is being written.
    private var isResponding = false
    private var isReadHeld = false
    private var requestIDs = RequestIDGenerator()
    private var idleness: ConnectionIdleness
    private var idleTask: Scheduled<Void>?

    init(endpoint: DirectEndpoint, idleTimeMax: TimeAmount, output: ChannelHandlerContext) {
        self.endpoint = endpoint
        self.idleTimeMax = idleTimeMax
        self.output = output
        requestBytesMax = endpoint.graphQL.limits.requestBytesMax
        idleness = ConnectionIdleness(idleTimeMax: idleTimeMax, now: .now())
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        scheduleIdleTask(at: .now() + idleTimeMax)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        idleTask?.cancel()
        idleTask = nil
        waiting = []
        collected = nil
        answering = nil
        output = nil
        self.context = nil
    }

    // MARK: From the client

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let part = unwrapInboundIn(data)
        if isAnswering { return waiting.append(.part(part)) }
        receive(part, context)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        idleness.received(now: .now())
        if !isAnswering { readCompleted(context) }
    }

    func channelInactive(context: ChannelHandlerContext) {
        answering?.cancel()
        context.fireChannelInactive()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case ChannelEvent.inputClosed? = event as? ChannelEvent { scheduleProbe(context) }
        if isAnswering { return waiting.append(.event(event)) }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if isAnswering { return waiting.append(.error(error)) }
        context.fireErrorCaught(error)
    }

    /// A client that sends on and on before it has its answer is not read any more.
    func read(context: ChannelHandlerContext) {
        if waiting.count >= DirectPath.waitingMax {
            isReadHeld = true
        } else {
            context.read()
        }
    }

    private func receive(_ part: HTTPServerRequestPart, _ context: ChannelHandlerContext) {
        switch part {
        case .head(let head):
            idleness.requestBegan()
            if passedOn == 0, context.channel.isWritable { collected = DirectRequest(head) }
        case .body(let bytes):
            collected?.append(bytes)
        case .end(let trailers):
            idleness.requestEnded()
            if collected != nil, trailers == nil, answerCollected(context) { return }
        }
        guard let request = collected else { return passOn(part, context) }
        if case .end = part {
            passOnCollected(context)
            passOn(part, context)
        } else if request.bodyBytes > requestBytesMax {
            passOnCollected(context)
        }
    }

    /// A request that is not complete within one read is left to those behind.
    private func readCompleted(_ context: ChannelHandlerContext) {
        passOnCollected(context)
        guard hasPassedOn else { return }
        hasPassedOn = false
        context.fireChannelReadComplete()
    }

    private func passOnCollected(_ context: ChannelHandlerContext) {
        guard let request = collected else { return }
        collected = nil
        passOn(.head(request.head), context)
        for bytes in request.body { passOn(.body(bytes), context) }
    }

    private func passOn(_ part: HTTPServerRequestPart, _ context: ChannelHandlerContext) {
        if case .head(let head) = part {
            passedOn += 1
            if head.version != .http1_1 { passedOnMayBeProbed = false }
        }
        hasPassedOn = true
        context.fireChannelRead(wrapInboundOut(part))
    }

    // MARK: To the client

    /// Begins the answer to the request that is complete now.
    private func answerCollected(_ context: ChannelHandlerContext) -> Bool {
        guard let request = collected else { return false }
        let requestID = requestIDs.requestID(sent: request.requestID)
        guard let accepted = endpoint.accept(request, requestID: requestID) else { return false }
        let this = NIOLoopBound(self, eventLoop: context.eventLoop)
        let eventLoop = context.eventLoop
        let cancel = endpoint.graphQL.responder.respondDirectly(
            to: accepted.request, principal: accepted.principal
        ) { response in
            eventLoop.execute { this.value.answer(response()) }
        }
        guard let cancel else { return false }
        answering = Answering(
            request: request, requestID: requestID, cancel: cancel,
            mediaType: accepted.mediaType)
        collected = nil
        return true
    }

    private func answer(_ response: GraphQLResponse) {
        // The client may have gone.
        guard let context, let output, let answering else { return }
        let bytes = endpoint.render(
            response, to: answering.request, mediaType: answering.mediaType,
            requestID: answering.requestID, allocator: context.channel.allocator)
        guard waiting.contains(where: \.mayEndConnection) else {
            output.writeAndFlush(NIOAny(bytes), promise: nil)
            return answered(context)
        }
        let this = NIOLoopBound(self, eventLoop: context.eventLoop)
        let written = context.eventLoop.makePromise(of: Void.self)
        written.futureResult.whenComplete { _ in
            if let context = this.value.context { this.value.answered(context) }
        }
        output.writeAndFlush(NIOAny(bytes), promise: written)
    }

    /// Turns to what has come meanwhile, up to the next request that is answered here.
    private func answered(_ context: ChannelHandlerContext) {
        answering = nil
        noteAnswer()
        guard !waiting.isEmpty else { return }
        let came = waiting
        waiting = []
        for (index, item) in came.enumerated() {
            if isAnswering {
                waiting += came[index...]
                break
            }
            switch item {
            case .part(let part): receive(part, context)
            case .event(let event): context.fireUserInboundEventTriggered(event)
            case .error(let error): context.fireErrorCaught(error)
            }
        }
        if !isAnswering { readCompleted(context) }
        if isReadHeld, waiting.count < DirectPath.waitingMax {
            isReadHeld = false
            context.read()
        }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let part = unwrapOutboundIn(data)
        if case .head = part { isResponding = true }
        if case .end = part {
            isResponding = false
            passedOn = max(0, passedOn - 1)
            context.write(data, promise: promise)
            return noteAnswer()
        }
        context.write(data, promise: promise)
    }

    // MARK: Clients that have gone

    /// Asks a client that has ended its side whether it is still there.
    ///
    /// Whether a client has ended its side only, or has gone, cannot be told apart: both have sent
    /// the end of their bytes. What is sent to one that has gone comes back as a reset, which ends
    /// the connection and so cancels what runs for it. An interim response (RFC 9110, §15.2) may be
    /// sent to any client and means nothing to it.
    private func scheduleProbe(_ context: ChannelHandlerContext) {
        guard isAnswering || passedOn > 0 else { return }
        context.eventLoop.assumeIsolated().scheduleTask(in: .init(DirectPath.probeInterval)) {
            guard let context = self.context, context.channel.isActive else { return }
            self.probe()
            self.scheduleProbe(context)
        }
    }

    private func probe() {
        let isAwaited = isAnswering || (passedOnMayBeProbed && !isResponding)
        guard isAwaited, let output else { return }
        output.writeAndFlush(NIOAny(ByteBuffer(string: Self.interimResponse)), promise: nil)
    }

    private static let interimResponse = "HTTP/1.1 102 Processing\r\n\r\n"

    // MARK: Idle connections

    private func noteAnswer() {
        guard let time = idleness.answered(now: .now()), idleTask == nil else { return }
        scheduleIdleTask(at: time)
    }

    private func scheduleIdleTask(at time: NIODeadline) {
        guard let context else { return }
        idleTask = context.eventLoop.assumeIsolated().scheduleTask(deadline: time) {
            self.idleTask = nil
            switch self.idleness.verdict(now: .now()) {
            case .close: context.close(promise: nil)
            case .waitUntil(let time): self.scheduleIdleTask(at: time)
            case .waitForAnswer: break
            }
        }
    }
}
