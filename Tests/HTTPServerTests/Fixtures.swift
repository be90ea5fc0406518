import HTTPServer
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import JWTKit
import Logging
import NIOCore
import ServiceLifecycle
import Synchronization
import Testing
import TransportProtocols

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The second at which the clocks of these tests stand: 2026-09-30T23:00:00Z.
let testNow: Int64 = 1_790_809_200

let testSecret = Array("a secret of thirty-two bytes ....".utf8)

let testPerson = "0b6f4e6e-3c1d-4a57-9d3e-2f1a7c5b8e90"

func testKey(_ secret: [UInt8] = testSecret, identifier: String = "1") throws -> TokenKey {
    try TokenKey(secret, identifier: identifier)
}

func testPrincipal() throws -> RequestPrincipal {
    try RequestPrincipal(person: testPerson, office: "01227")
}

/// A clock that tests move.
final class TestClock: Sendable {
    private let second: Mutex<Int64>

    init(_ second: Int64 = testNow) { self.second = Mutex(second) }

    var now: Int64 { second.withLock { $0 } }

    func move(to second: Int64) { self.second.withLock { $0 = second } }
}

/// A token of any header and payload, signed with HMAC and SHA-256 whatever the header says.
func compactToken(
    header: String = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}",
    payload: String,
    secret: [UInt8] = testSecret
) async throws -> String {
    let signed = base64URL(Array(header.utf8)) + "." + base64URL(Array(payload.utf8))
    let keys = await JWTKeyCollection().add(hmac: HMACKey(from: secret), digestAlgorithm: .sha256)
    let signature = try await keys.getKey().sign(Array(signed.utf8))
    return signed + "." + base64URL(signature)
}

func base64URL(_ bytes: [UInt8]) -> String {
    var text = ""
    for character in Data(bytes).base64EncodedString() {
        switch character {
        case "+": text.append("-")
        case "/": text.append("_")
        case "=": break
        default: text.append(character)
        }
    }
    return text
}

/// A responder that answers by what it is told to.
struct FakeResponder: GraphQLResponder {
    let answer: @Sendable (GraphQLRequest, RequestPrincipal) async -> GraphQLResponse

    func respond(
        to request: GraphQLRequest,
        principal: RequestPrincipal
    ) async -> GraphQLResponse {
        await answer(request, principal)
    }

    /// Answers with the document, the office and whether a mutation may run.
    static let echo = FakeResponder { request, principal in
        let query = String(decoding: request.query, as: UTF8.self)
        let body =
            "{\"data\":\"\(query) \(principal.person) \(principal.office) "
            + "\(request.allowsMutation)\"}"
        return GraphQLResponse(body: Array(body.utf8), outcome: .executed)
    }

    static func outcome(_ outcome: GraphQLResponse.Outcome) -> FakeResponder {
        FakeResponder { _, _ in GraphQLResponse(body: Array("{}".utf8), outcome: outcome) }
    }
}

/// A responder that answers directly, on a thread of its own or when it is told to.
final class DirectResponder: GraphQLResponder {
    private struct State {
        var isHeld: Bool
        var held: [@Sendable () -> Void] = []
        var directCount = 0
        var canceledCount = 0
    }

    private let state: Mutex<State>
    private let answer: @Sendable (GraphQLRequest) -> GraphQLResponse

    init(isHeld: Bool = false, answer: @escaping @Sendable (GraphQLRequest) -> GraphQLResponse) {
        state = Mutex(State(isHeld: isHeld))
        self.answer = answer
    }

    /// Requests that were answered directly or wait for it.
    var directCount: Int { state.withLock { $0.directCount } }

    /// Requests whose client has gone.
    var canceledCount: Int { state.withLock { $0.canceledCount } }

    func respond(to request: GraphQLRequest, principal: RequestPrincipal) async -> GraphQLResponse {
        answer(request)
    }

    func respondDirectly(
        to request: GraphQLRequest, principal: RequestPrincipal, receive: @escaping DirectReceiver
    ) -> DirectCancellation? {
        let deliver = { @Sendable [answer] in receive { answer(request) } }
        let isHeld = state.withLock { state in
            state.directCount += 1
            if state.isHeld { state.held.append(deliver) }
            return state.isHeld
        }
        if !isHeld { Task { deliver() } }
        return { self.state.withLock { $0.canceledCount += 1 } }
    }

    /// Returns when so many requests wait for their answers.
    func holds(_ count: Int) async throws {
        while state.withLock({ $0.held.count }) < count {
            try await Task.sleep(for: .milliseconds(2))
        }
    }

    /// Answers all that wait, and from now on at once.
    func release() {
        let held = state.withLock { state in
            state.isHeld = false
            defer { state.held = [] }
            return state.held
        }
        for deliver in held { deliver() }
    }
}

/// What a test server is made of; every member has a value that most tests want.
struct TestServer {
    var options = HTTPServerOptions(port: 0)
    var responder: any GraphQLResponder = FakeResponder.echo
    var readiness: @Sendable () async -> Readiness = { .ready }
    var logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
    var onListening: @Sendable (Int) async -> Void = { _ in }

    func make() async throws -> HTTPServer {
        HTTPServer(
            options: options,
            responder: responder,
            authenticator: try await TokenVerifier(key: testKey(), clock: { testNow }),
            readiness: readiness,
            logger: logger,
            onListening: onListening)
    }

    /// Runs one request and gives its response.
    func execute(
        _ method: HTTPRequest.Method,
        _ uri: String,
        headers: HTTPFields = [:],
        body: String? = nil,
        setup: TestingSetup = .router
    ) async throws -> TestResponse {
        try await make().application.test(setup) { client in
            try await client.execute(
                uri: uri, method: method, headers: headers, body: body.map(ByteBuffer.init(string:))
            )
        }
    }

    /// Posts a body to `/graphql` as an authenticated client.
    func post(
        _ body: String,
        headers: HTTPFields = [:],
        setup: TestingSetup = .router
    ) async throws -> TestResponse {
        var fields = try await authorized()
        fields[.contentType] = "application/json"
        for field in headers { fields[field.name] = field.value }
        return try await execute(
            .post, "/graphql", headers: fields, body: body, setup: setup)
    }
}

/// Runs a server in a service group of its own while the operation talks to its port.
func withServer(
    _ server: TestServer,
    _ operation: @Sendable (_ port: Int, ServiceGroup) async throws -> Void
) async throws {
    let (ports, continuation) = AsyncStream.makeStream(of: Int.self)
    var server = server
    server.onListening = { continuation.yield($0) }
    let group = ServiceGroup(
        configuration: ServiceGroupConfiguration(
            services: [try await server.make()], logger: server.logger))
    try await withThrowingTaskGroup(of: Void.self) { tasks in
        tasks.addTask { try await group.run() }
        var iterator = ports.makeAsyncIterator()
        let port = try #require(await iterator.next())
        try await operation(port, group)
        await group.triggerGracefulShutdown()
        try await tasks.waitForAll()
    }
}

/// The header fields of a client with a valid token.
func authorized() async throws -> HTTPFields {
    let issuer = TokenIssuer(key: try testKey(), clock: { testNow })
    let token = try await issuer.token(for: testPrincipal(), lifetimeSeconds: 3600)
    return [.authorization: "Bearer \(token)"]
}

extension TestResponse {
    var text: String { String(buffer: body) }
}

extension HTTPField.Name {
    static func named(_ text: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(text) else { preconditionFailure("\(text) is a token.") }
        return name
    }
}
