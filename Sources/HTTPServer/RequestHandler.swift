import HTTPTypes
import Hummingbird
import TransportProtocols

/// Answers HTTP requests: finds the resource, asks it, and adds what every response has.
struct RequestHandler: HTTPResponder {
    typealias Context = BasicRequestContext

    let graphQL: GraphQLEndpoint
    let readiness: @Sendable () async -> Readiness
    let crossOrigin: CrossOriginPolicy
    let log: RequestLog

    /// Throws only where the connection breaks while the body is read.
    func respond(to request: Request, context: BasicRequestContext) async throws -> Response {
        let start = ContinuousClock.now
        let requestID = RequestID(request.headers[.requestID])
        var response = try await answer(request, requestID)
        response.headers[.requestID] = requestID.text
        response.headers[.cacheControl] = "no-store"
        response.headers[.xContentTypeOptions] = "nosniff"
        crossOrigin.addFields(to: &response.headers, origin: request.headers[.origin])
        log.write(
            requestID: requestID, method: request.method.rawValue, path: request.uri.path,
            status: response.status.code, bytes: response.body.contentLength ?? 0, start: start)
        return request.method == .head ? response.createHeadResponse() : response
    }

    private func answer(_ request: Request, _ requestID: RequestID) async throws -> Response {
        guard let resource = Resource(rawValue: request.uri.path) else { return notFound() }
        guard resource.methods.contains(request.method) else {
            return methodNotAllowed(resource)
        }
        if request.method == .options {
            return options(resource, request.headers)
        }
        return switch resource {
        case .graphQL: try await graphQL.respond(to: request, requestID: requestID)
        case .live: Response(health: "live", status: .ok)
        case .ready: Response(await readiness())
        }
    }

    private func options(_ resource: Resource, _ headers: HTTPFields) -> Response {
        var response = Response(status: .noContent, headers: [.allow: resource.allow])
        response.headers[.contentLength] = nil
        if headers[.accessControlRequestMethod] != nil {
            crossOrigin.addPreflightFields(
                to: &response.headers, origin: headers[.origin], resource: resource)
        }
        return response
    }
}

private func notFound() -> Response {
    let entry = ErrorEntry(
        message: "There is no such resource: send GraphQL requests to \"/graphql\".",
        code: .notFound)
    return Response(
        GraphQLResponse(body: errorBody([entry]), outcome: .requestError(.notFound)),
        mediaType: .json, resource: nil)
}

private func methodNotAllowed(_ resource: Resource) -> Response {
    let entry = ErrorEntry(
        message: "This method is not allowed here: use one of \(resource.allow).",
        code: .methodNotAllowed)
    return Response(
        GraphQLResponse(body: errorBody([entry]), outcome: .requestError(.methodNotAllowed)),
        mediaType: .json, resource: resource)
}
