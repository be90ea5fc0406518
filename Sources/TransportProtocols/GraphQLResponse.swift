package import HTTPTypes

/// The bytes of a GraphQL response and what became of the request, for the status of the reply.
package struct GraphQLResponse: Sendable {
    /// The response map as JSON text in UTF-8.
    package var body: [UInt8]

    /// What became of the request.
    package var outcome: Outcome

    package init(body: [UInt8], outcome: Outcome) {
        self.body = body
        self.outcome = outcome
    }

    /// The ways in which a request ends.
    package enum Outcome: Hashable, Sendable {
        /// The operation ran; the response has `data` and no `errors`.
        case executed

        /// The operation ran; the response has `data`, partial or null, and `errors`.
        case executedWithErrors

        /// Nothing ran: the response has `errors` and no `data`.
        case requestError(RequestErrorKind)

        /// The server cannot take the request now; the same request may succeed later.
        case unavailable(retryAfterSeconds: Int)

        /// The server failed at a request that may well be right.
        case internalError
    }
}

/// The kinds of requests that are refused before anything runs.
package enum RequestErrorKind: Hashable, Sendable, CaseIterable {
    /// The HTTP request is not a well-formed GraphQL-over-HTTP request.
    case badRequest

    /// The request is well-formed; its document, operation or variables are refused.
    case invalidOperation

    /// The key under which commands are done once stands for another request.
    case keyReused

    /// The request does not say on whose behalf it comes, or does not prove it.
    case unauthenticated

    /// The principal may use nothing of what the operation selects.
    case forbidden

    /// The HTTP method is not one for this resource, or for this type of operation.
    case methodNotAllowed

    /// No media type that the client accepts can be produced.
    case notAcceptable

    /// The request body is longer than the server reads.
    case payloadTooLarge

    /// The query string is longer than the server reads.
    case queryStringTooLong

    /// The request body is of a media type that the server does not read.
    case unsupportedMediaType

    /// There is no such resource.
    case notFound
}

/// The status of the reply that carries a response in a media type.
///
/// GraphQL over HTTP, "Status Codes". In `application/json` a client must be able to tell a
/// GraphQL response from one of a proxy on the way, so a well-formed request is answered with 200
/// whatever its document leads to; `application/graphql-response+json` needs no such care.
package func status(
    for outcome: GraphQLResponse.Outcome,
    mediaType: ResponseMediaType
) -> HTTPResponse.Status {
    switch outcome {
    case .executed, .executedWithErrors: .ok
    case .requestError(let kind): status(for: kind, mediaType: mediaType)
    case .unavailable: .serviceUnavailable
    case .internalError: .internalServerError
    }
}

private func status(
    for kind: RequestErrorKind,
    mediaType: ResponseMediaType
) -> HTTPResponse.Status {
    switch kind {
    case .badRequest: .badRequest
    case .invalidOperation: mediaType == .json ? .ok : .badRequest
    case .keyReused: .unprocessableContent
    case .unauthenticated: .unauthorized
    case .forbidden: mediaType == .json ? .ok : .forbidden
    case .methodNotAllowed: .methodNotAllowed
    case .notAcceptable: .notAcceptable
    case .payloadTooLarge: .contentTooLarge
    case .queryStringTooLong: .uriTooLong
    case .unsupportedMediaType: .unsupportedMediaType
    case .notFound: .notFound
    }
}
