import JSONBytes
import PostgresClient
import TestSupport
import Testing
import TransportProtocols

/// Values that functions of the row compute, over the demonstration.
@Suite("Computed fields of the schema")
struct ComputedFieldTests {
    @Test func `an assignment is current from its first day to its last`() async throws {
        let fixture = try await EngineFixture.shared()
        let today = try #require(
            fixture.database.administration().query("SELECT access.today()").first?[0])
        let response = try await fixture.respond(
            "{ assignments(first: 100) { nodes { isCurrent startsOn endsOn } } }")
        let nodes =
            try parseJSON(response.body.span, limits: JSONLimits())["data"]?["assignments"]?[
                "nodes"]?.items ?? []
        #expect(!nodes.isEmpty)
        for node in nodes {
            let startsOn = try #require(node["startsOn"]?.text)
            let endsOn = try #require(node["endsOn"]?.text)
            #expect(node["isCurrent"] == .boolean(startsOn <= today && today <= endsOn))
        }
    }

    @Test func `assignments are found and grouped by whether they are current`() async throws {
        let fixture = try await EngineFixture.shared()
        let response = try await fixture.respond(
            """
            {
              all: assignments { totalCount groups { key { isCurrent } count } }
              current: assignments(filter: { isCurrent: { eq: true } }) { totalCount }
            }
            """)
        let data = try parseJSON(response.body.span, limits: JSONLimits())["data"]
        let groups = data?["all"]?["groups"]?.items ?? []
        let current = groups.first { $0["key"]?["isCurrent"] == .boolean(true) }
        #expect(data?["current"]?["totalCount"] == current?["count"] ?? .number("0"))
        let counts = groups.compactMap { Int($0["count"]?.leafText ?? "") }
        let sum = JSONValue.number(String(counts.reduce(0, +)))
        #expect(data?["all"]?["totalCount"] == sum)
    }
}
