import HTTPTypes
import Hummingbird
import TransportProtocols

extension Response {
    /// The HTTP form of a GraphQL response, with the fields that its outcome calls for.
    init(_ response: GraphQLResponse, mediaType: ResponseMediaType, resource: Resource?) {
        self.init(
            status: TransportProtocols.status(for: response.outcome, mediaType: mediaType),
            headers: [.contentType: mediaType.contentType],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: response.body)))
        switch response.outcome {
        case .unavailable(let retryAfterSeconds):
            headers[.retryAfter] = String(retryAfterSeconds)
        case .requestError(.unauthenticated):
            headers[.wwwAuthenticate] = "Bearer"
        case .requestError(.methodNotAllowed):
            headers[.allow] = resource?.allow
        default: break
        }
    }
}
