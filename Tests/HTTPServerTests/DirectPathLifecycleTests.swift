import HTTPServer
import ServiceLifecycle
import Synchronization
import TestSupport
import Testing
import TransportProtocols

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Clients that leave, servers that end and connections that wait, with direct answers under way.
@Suite("Life of directly answered connections", .timeLimit(.minutes(1)))
struct DirectPathLifecycleTests {
    private func server(_ responder: DirectResponder) -> TestServer {
        var server = TestServer()
        server.responder = responder
        return server
    }

    /// A connection whose request has come and waits for its answer.
    private func held(
        _ responder: DirectResponder, _ port: Int, _ token: String
    ) async throws -> RawConnection {
        let connection = try await RawConnection(port: port)
        try await connection.send(post("ok", token))
        try await responder.holds(1)
        return connection
    }

    @Test func `a client that leaves harms nobody`() async throws {
        let responder = DirectResponder(isHeld: true, answer: answerByDocument)
        let token = try await bearer()
        try await withServer(server(responder)) { port, _ in
            let leaving = try await held(responder, port, token)
            try await leaving.close()
            let staying = try await RawConnection(port: port)
            try await staying.send(post("ok", token))
            try await responder.holds(2)
            try await eventually("the one that has gone is given up") {
                responder.canceledCount == 1
            }
            responder.release()
            let answer = try await staying.response()
            #expect(answer.statusCode == "200")
            #expect(responder.canceledCount == 1)
        }
    }

    @Test func `a client that ended its side and waits is probed, and gets its answer`()
        async throws
    {
        let responder = DirectResponder(isHeld: true, answer: answerByDocument)
        let token = try await bearer()
        try await withServer(server(responder)) { port, _ in
            let connection = try await held(responder, port, token)
            try await connection.closeOutput()
            try await eventually("it is probed") {
                connection.received == "HTTP/1.1 102 Processing\r\n\r\n"
            }
            responder.release()
            try await connection.closed()
            #expect(connection.received.contains("\r\n\r\nHTTP/1.1 200 OK\r\n"))
            #expect(responder.canceledCount == 0)
        }
    }

    @Test func `the task of a request is canceled when its client has gone`() async throws {
        let canceled = Mutex(false)
        var server = TestServer()
        server.responder = FakeResponder { _, _ in
            do {
                try await Task.sleep(for: .seconds(30))
            } catch {
                canceled.withLock { $0 = true }
            }
            return GraphQLResponse(body: Array("{}".utf8), outcome: .executed)
        }
        let token = try await bearer()
        try await withServer(server) { port, _ in
            let connection = try await RawConnection(port: port)
            try await connection.send(post("ok", token))
            try await Task.sleep(for: .milliseconds(100))
            try await connection.close()
            try await eventually("it is canceled") { canceled.withLock { $0 } }
        }
    }

    @Test func `graceful shutdown finishes the requests under way, the pipelined ones too`()
        async throws
    {
        let responder = DirectResponder(isHeld: true, answer: answerByDocument)
        let token = try await bearer()
        try await withServer(server(responder)) { port, group in
            let connection = try await RawConnection(port: port)
            try await connection.send(post("ok", token) + post("errors", token))
            try await responder.holds(1)
            await group.triggerGracefulShutdown()
            try await Task.sleep(for: .milliseconds(50))
            responder.release()
            #expect(try await connection.response().statusCode == "200")
            #expect(try await connection.response().statusCode == "200")
            try await connection.closed()
        }
    }

    @Test func `graceful shutdown sends the whole of a long response`() async throws {
        let bytes = 40_000_000
        let responder = DirectResponder(isHeld: true) { _ in
            GraphQLResponse(body: Array(repeating: 0x20, count: bytes), outcome: .executed)
        }
        let token = try await bearer()
        try await withServer(server(responder)) { port, group in
            let connection = try await RawConnection(port: port)
            try await connection.send(post("ok", token))
            try await responder.holds(1)
            await group.triggerGracefulShutdown()
            try await Task.sleep(for: .milliseconds(50))
            responder.release()
            try await connection.closed()
            #expect(connection.receivedCount > bytes)
        }
    }

    @Test func `a connection that awaits its answer is not idle, one that has it is`() async throws
    {
        let responder = DirectResponder(isHeld: true, answer: answerByDocument)
        var server = server(responder)
        server.options.limits.idleTimeMax = .milliseconds(100)
        let token = try await bearer()
        try await withServer(server) { port, _ in
            let connection = try await RawConnection(port: port)
            try await connection.send(post("ok", token))
            try await Task.sleep(for: .milliseconds(400))
            responder.release()
            #expect(try await connection.response().statusCode == "200")
            try await connection.closed()
        }
    }

    @Test func `a connection with a request now and then is not idle`() async throws {
        var server = server(DirectResponder(answer: answerByDocument))
        server.options.limits.idleTimeMax = .milliseconds(400)
        let token = try await bearer()
        try await withServer(server) { port, _ in
            let connection = try await RawConnection(port: port)
            for _ in 0..<8 {
                try await connection.send(post("ok", token))
                #expect(try await connection.response().statusCode == "200")
                try await Task.sleep(for: .milliseconds(100))
            }
        }
    }

    @Test func `a client that ends its side after the request gets its answer`() async throws {
        let responder = DirectResponder(isHeld: true, answer: answerByDocument)
        let token = try await bearer()
        try await withServer(server(responder)) { port, _ in
            let connection = try await held(responder, port, token)
            try await connection.closeOutput()
            try await Task.sleep(for: .milliseconds(50))
            responder.release()
            #expect(try await connection.response().statusCode == "200")
            try await connection.closed()
        }
    }

    @Test func `no more is read than waitingMax parts while an answer is awaited`() async throws {
        let responder = DirectResponder(isHeld: true, answer: answerByDocument)
        let token = try await bearer()
        let long = post(body: "{\"query\":\"ok\"}" + String(repeating: " ", count: 900_000), token)
        let count = max(DirectPath.waitingMax, 40)
        try await withServer(server(responder)) { port, _ in
            let connection = try await RawConnection(port: port)
            try await connection.send(post("ok", token))
            try await responder.holds(1)
            async let sent: Void = connection.send(String(repeating: long, count: count))
            for _ in 0..<200 where !connection.isBusy {
                try await Task.sleep(for: .milliseconds(50))
            }
            try await Task.sleep(for: .milliseconds(200))
            #expect(connection.isBusy, "what is sent stays with the client")
            responder.release()
            try await sent
            for _ in 0...count { #expect(try await connection.response().statusCode == "200") }
        }
    }

    @Test func `the date is that of Foundation`() throws {
        for second in stride(from: Int64(0), to: 20_000_000_000, by: 86_400 * 31 + 12_345) {
            let iso = Date(timeIntervalSince1970: Double(second)).ISO8601Format()
            let date = httpDate(second)
            let parts = date.split(separator: " ").map(String.init)
            let months = [
                "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov",
                "Dec",
            ]
            let month = try #require(months.firstIndex(of: parts[2])) + 1
            let digits = month < 10 ? "0\(month)" : "\(month)"
            #expect("\(parts[3])-\(digits)-\(parts[1])T\(parts[4])Z" == iso)
        }
        #expect(httpDate(784_111_777) == "Sun, 06 Nov 1994 08:49:37 GMT")
        #expect(httpDate(0) == "Thu, 01 Jan 1970 00:00:00 GMT")
        #expect(httpDate(1_709_164_800) == "Thu, 29 Feb 2024 00:00:00 GMT")
    }
}
