import HTTPTypes
import Logging
import NIOCore
import TransportProtocols

/// What the direct path shares with the router: the same answers by the same rules.
struct DirectEndpoint: Sendable {
    let graphQL: GraphQLEndpoint
    let crossOrigin: CrossOriginPolicy
    let log: RequestLog
    let dates = HTTPDates()

    /// A request that is well-formed, and what its response needs to know of it.
    struct Accepted {
        let request: GraphQLRequest
        let principal: RequestPrincipal
        let mediaType: ResponseMediaType
    }

    /// Judges a request as the router would, without a word on why it is refused.
    func accept(_ request: DirectRequest, requestID: RequestID) -> Accepted? {
        let limits = graphQL.limits
        guard
            let mediaType = try? ResponseMediaType.negotiate(
                accept: request.accept, limits: limits),
            let principal = try? graphQL.authenticator.principal(
                authorization: request.authorization),
            var graphQLRequest = try? GraphQLRequest(
                body: request.wholeBody.readableBytesUInt8Span, limits: limits)
        else { return nil }
        graphQLRequest.circumstances = RequestCircumstances(
            requestID: requestID.text, acceptLanguage: request.acceptLanguage)
        return Accepted(request: graphQLRequest, principal: principal, mediaType: mediaType)
    }

    /// The bytes of the response to a request, logged.
    func render(
        _ response: GraphQLResponse, to request: DirectRequest, mediaType: ResponseMediaType,
        requestID: RequestID, allocator: ByteBufferAllocator
    ) -> ByteBuffer {
        let status = TransportProtocols.status(for: response.outcome, mediaType: mediaType)
        var bytes = allocator.buffer(capacity: Self.headBytesExpected + response.body.count)
        bytes.writeStatus(status)
        bytes.writeField("Content-Type", mediaType.contentType)
        bytes.writeField("Content-Length", String(response.body.count))
        if case .unavailable(let retryAfterSeconds) = response.outcome {
            bytes.writeField("Retry-After", String(retryAfterSeconds))
        }
        bytes.writeField("X-Request-ID", requestID.text)
        bytes.writeStaticString(
            "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n")
        writeCrossOriginFields(origin: request.origin, into: &bytes)
        bytes.writeField("Date", dates.now)
        bytes.writeStaticString("\r\n")
        bytes.writeBytes(response.body)
        log.write(
            requestID: requestID, method: "POST", path: "/graphql", status: status.code,
            bytes: response.body.count, start: request.start)
        return bytes
    }

    /// Bytes that suffice for the head of most responses.
    private static let headBytesExpected = 512

    private func writeCrossOriginFields(origin: String?, into bytes: inout ByteBuffer) {
        guard !crossOrigin.allowedOrigins.isEmpty else { return }
        var fields = HTTPFields()
        crossOrigin.addFields(to: &fields, origin: origin)
        for field in fields { bytes.writeField(field.name.rawName, field.value) }
    }
}

extension ByteBuffer {
    fileprivate mutating func writeStatus(_ status: HTTPResponse.Status) {
        if status == .ok {
            writeStaticString("HTTP/1.1 200 OK\r\n")
        } else {
            writeString("HTTP/1.1 \(status.code) \(status.reasonPhrase)\r\n")
        }
    }

    fileprivate mutating func writeField(_ name: String, _ value: String) {
        writeString(name)
        writeStaticString(": ")
        writeString(value)
        writeStaticString("\r\n")
    }
}
