import JSONBytes
import TestSupport
import Testing
import TransportProtocols

/// Commands on requests as clients send them, each in a transaction of its own.
@Suite("Requests by GraphQL", .serialized)
struct RequestCommandTests {
    private static let prepared = Task {
        try EngineFixture(
            TestDatabase.fill(conninfo: TestDatabase.createEmpty("mouwakaba_test_requests")))
    }

    private func answer(_ document: String, role: String) async throws -> JSONValue {
        let response = try await Self.prepared.value.respond(document, role: role)
        return try parseJSON(response.body.span, limits: JSONLimits())
    }

    @Test func `a request is made, read back, and answered by whoever saw it as it is`()
        async throws
    {
        let made = try await answer(
            """
            mutation { requestTransport(input: { tripOn: "2026-12-01", departure: "طنجة", \
            destination: "أصيلة", means: OWN_CAR, kilometres: "92.5" }) { errors { code } \
            transportRequest { id version status kilometres isAfterTheFact requester { id } } } }
            """, role: "ESCORT")
        let request = made["data"]?["requestTransport"]?["transportRequest"]
        #expect(request?["kilometres"] == .string("92.5"), "\(made)")
        #expect(request?["status"] == .string("REQUESTED"))
        #expect(request?["requester"]?["id"]?.text != nil)
        let id = try #require(request?["id"]?.text)
        func decide(_ version: Int) -> String {
            """
            mutation { answerTransport(input: { transportRequestId: "\(id)", decision: GRANTED, \
            expectedVersion: \(version) }) { transportRequest { status version } \
            errors { code parameters { name value } } } }
            """
        }
        let refused = try await answer(decide(7), role: "OFFICER")["data"]?["answerTransport"]
        #expect(refused?["transportRequest"] == .null)
        let error = refused?["errors"]?.items.first
        #expect(error?["code"] == .string("VERSION_IS_CURRENT"))
        let facts = error?["parameters"]?.items.map {
            "\($0["name"]?.text ?? "") \($0["value"]?.text ?? "")"
        }
        #expect(Set(facts ?? []) == ["expectedVersion 7", "version 1"])
        let granted = try await answer(decide(1), role: "OFFICER")["data"]?["answerTransport"]
        #expect(granted?["transportRequest"]?["status"] == .string("GRANTED"))
        #expect(granted?["transportRequest"]?["version"] == .number("2"))
        let forbidden = try await answer(decide(2), role: "ESCORT")
        #expect(forbidden["data"] == nil)
    }
}
