import HTTPTypes
import Hummingbird
import TransportProtocols

/// Whether the server can answer requests now.
package enum Readiness: Hashable, Sendable {
    case ready

    /// Not yet, or not any more; asking again after some seconds makes sense.
    case notReady(retryAfterSeconds: Int)
}

extension Response {
    /// What a balancer asks before it sends requests.
    init(_ readiness: Readiness) {
        switch readiness {
        case .ready:
            self.init(health: "ready", status: .ok)
        case .notReady(let retryAfterSeconds):
            self.init(health: "not ready", status: .serviceUnavailable)
            headers[.retryAfter] = String(retryAfterSeconds)
        }
    }

    /// A word on the health of the process; it tells nothing of why.
    init(health: String, status: HTTPResponse.Status) {
        self.init(
            status: status,
            headers: [.contentType: ResponseMediaType.json.contentType],
            body: ResponseBody(byteBuffer: ByteBuffer(string: "{\"status\":\"\(health)\"}")))
    }
}
