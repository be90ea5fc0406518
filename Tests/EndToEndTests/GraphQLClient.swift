import AsyncHTTPClient
import HTTPServer
import NIOCore
import NIOHTTP1
import TransportProtocols

/// Sends requests to a server on this machine; each has five seconds.
struct GraphQLClient: Sendable {
    private let http: HTTPClient
    private let address: String
    private let issuer: TokenIssuer

    static let timeMax = Duration.seconds(5)
    static let mediaType = "application/graphql-response+json"

    /// What came back, the body whole.
    struct Answer: Sendable {
        let status: Int
        let headers: HTTPHeaders
        let body: String
        let duration: Duration

        var contentType: String? { headers.first(name: "Content-Type") }
        var retryAfter: String? { headers.first(name: "Retry-After") }
    }

    /// Opens a client, and closes its connections in the end.
    static func use(
        port: Int, key: TokenKey, _ body: (GraphQLClient) async throws -> Void
    ) async throws {
        var configuration = HTTPClient.Configuration()
        configuration.timeout = .init(connect: .seconds(5), read: .seconds(5))
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 64
        configuration.connectionPool.retryConnectionEstablishment = false
        let http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        let client = GraphQLClient(
            http: http, address: "http://127.0.0.1:\(port)", issuer: TokenIssuer(key: key))
        do {
            try await body(client)
        } catch {
            try? await http.shutdown()
            throw error
        }
        try await http.shutdown()
    }

    func token(_ principal: RequestPrincipal) async throws -> String {
        try await issuer.token(for: principal, lifetimeSeconds: 3600)
    }

    /// Asks a document on behalf of somebody; the variables are JSON text.
    func ask(
        _ document: String, variables: String = "{}", as principal: RequestPrincipal,
        accept: String? = mediaType
    ) async throws -> Answer {
        let question = Question(document, variables: variables)
        return try await post(question.body, token: try await token(principal), accept: accept)
    }

    func post(
        _ body: String, token: String?, accept: String? = mediaType
    ) async throws -> Answer {
        var request = HTTPClientRequest(url: address + "/graphql")
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/json")
        if let accept { request.headers.add(name: "Accept", value: accept) }
        if let token { request.headers.add(name: "Authorization", value: "Bearer \(token)") }
        request.body = .bytes(ByteBuffer(string: body))
        return try await execute(request)
    }

    func get(_ path: String) async throws -> Answer {
        try await execute(HTTPClientRequest(url: address + path))
    }

    private func execute(_ request: HTTPClientRequest) async throws -> Answer {
        let start = ContinuousClock.now
        let response = try await http.execute(request, timeout: TimeAmount(Self.timeMax))
        let body = try await response.body.collect(upTo: 1 << 24)
        return Answer(
            status: Int(response.status.code), headers: response.headers,
            body: String(buffer: body), duration: ContinuousClock.now - start)
    }
}

/// A document with its variables.
struct Question: Sendable {
    /// The body of the request, as JSON text.
    let body: String

    /// - Parameter document: without line breaks and backslashes.
    init(_ document: String, variables: String = "{}") {
        let text = document.split(separator: "\"", omittingEmptySubsequences: false)
            .joined(separator: "\\\"")
        body = "{\"query\":\"\(text)\",\"variables\":\(variables)}"
    }
}
