import HTTPTypes
import Hummingbird
import NIOCore
import TransportProtocols

/// The resource at which GraphQL requests are made.
struct GraphQLEndpoint: Sendable {
    let responder: any GraphQLResponder
    let authenticator: any RequestAuthenticator
    let limits: TransportLimits

    /// Throws only where the connection breaks while the body is read.
    func respond(to request: Request, requestID: RequestID) async throws -> Response {
        var mediaType = ResponseMediaType.json
        do {
            let response = try await answer(request, requestID, mediaType: &mediaType)
            return Response(response, mediaType: mediaType, resource: .graphQL)
        } catch let error as BodyTimeoutError {
            return Response(error, mediaType: mediaType)
        }
    }

    /// The life of a request here: negotiate, authenticate, read, respond.
    ///
    /// A client that proves no identity learns nothing else, and nothing of what it sends is read.
    private func answer(
        _ request: Request, _ requestID: RequestID,
        mediaType: inout ResponseMediaType
    ) async throws -> GraphQLResponse {
        do {
            let negotiated = negotiate(request)
            if case .success(let type) = negotiated { mediaType = type }
            let principal = try authenticator.principal(
                authorization: request.headers[.authorization])
            _ = try negotiated.get()
            var graphQLRequest = try await read(request)
            graphQLRequest.circumstances = try circumstances(of: request, requestID)
            return await responder.respond(to: graphQLRequest, principal: principal)
        } catch let error as AuthenticationError {
            return error.response
        } catch let error as TransportError {
            return error.response
        }
    }

    private func negotiate(_ request: Request) -> Result<ResponseMediaType, TransportError> {
        Result { () throws(TransportError) in
            try ResponseMediaType.negotiate(accept: request.headers[.accept], limits: limits)
        }
    }

    private func circumstances(
        of request: Request, _ requestID: RequestID
    ) throws(TransportError) -> RequestCircumstances {
        var circumstances = RequestCircumstances(
            requestID: requestID.text, acceptLanguage: request.headers[.acceptLanguage])
        if request.method == .post, let field = request.headers[.idempotencyKey] {
            circumstances.idempotencyKey = try IdempotencyKey(field)
        }
        return circumstances
    }

    private func read(_ request: Request) async throws -> GraphQLRequest {
        guard request.method == .post else {
            let query = request.uri.query ?? ""
            return try GraphQLRequest(queryString: query.utf8Span.span, limits: limits)
        }
        try requireJSON(contentType: request.headers[.contentType])
        let body = try await collectBody(request)
        return try GraphQLRequest(body: body.readableBytesUInt8Span, limits: limits)
    }

    /// The body, refused by its announced length before it is read and by its bytes while it is.
    private func collectBody(_ request: Request) async throws -> ByteBuffer {
        let bytesMax = limits.requestBytesMax
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > bytesMax {
            throw TransportError.bodyTooLarge(bytesMax: bytesMax)
        }
        do {
            return try await request.body.collect(upTo: bytesMax)
        } catch is NIOTooManyBytesError {
            throw TransportError.bodyTooLarge(bytesMax: bytesMax)
        }
    }
}

extension HTTPField.Name {
    /// The field under whose value a command is done once, however often it is sent.
    static let idempotencyKey: HTTPField.Name = {
        guard let name = HTTPField.Name("Idempotency-Key") else {
            preconditionFailure("Idempotency-Key is a token.")
        }
        return name
    }()
}
