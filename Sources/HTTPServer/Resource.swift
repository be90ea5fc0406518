import HTTPTypes

/// The resources of the server, by their paths.
enum Resource: String {
    case graphQL = "/graphql"
    case live = "/health/live"
    case ready = "/health/ready"

    /// The methods that the resource takes, in the order of the Allow field.
    var methods: [HTTPRequest.Method] {
        switch self {
        case .graphQL: [.get, .head, .post, .options]
        case .live, .ready: [.get, .head, .options]
        }
    }

    /// The value of the Allow field (RFC 9110 §10.2.1).
    var allow: String {
        methods.map(\.rawValue).joined(separator: ", ")
    }
}
