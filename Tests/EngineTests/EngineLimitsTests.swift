import Engine
import JSONBytes
import OperationPlanning
import TestSupport
import Testing
import TransportProtocols

/// Caches change the speed of an answer and never the answer.
@Suite("Engine limits")
struct EngineLimitsTests {
    private func fixture(_ change: (inout EngineLimits) -> Void) async throws -> EngineFixture {
        var limits = EngineLimits()
        change(&limits)
        return try EngineFixture(await TestDatabase.demonstration(), limits: limits)
    }

    @Test func `answers are the same when documentsMax, plansMax and principalsMax are smallest`()
        async throws
    {
        let small = try await fixture {
            $0.documentsMax = 1
            $0.plansMax = 1
            $0.principalsMax = 1
        }
        let usual = try await EngineFixture.shared()
        for round in 0..<3 {
            for office in TestDatabase.offices {
                for first in 1...4 {
                    let document = "{ communities(first: \(first)) { nodes { id name } } }"
                    let expected = try await usual.respond(document, office: office)
                    let response = try await small.respond(document, office: office)
                    #expect(response.text == expected.text, "round \(round)")
                }
            }
        }
    }

    @Test func `one plan serves values that differ, and pageSizeMax holds for each`() async throws {
        let fixture = try await EngineFixture.shared()
        let document = "query ($n: Int) { visits(first: $n) { nodes { id } } }"
        let pageSizeMax = PlanningLimits().pageSizeMax
        for size in [1, pageSizeMax] {
            let response = try await fixture.respond(
                document, variables: ["n": .number("\(size)")])
            #expect(response.text.split(separator: "\"id\"").count == size + 1)
        }
        let beyond = try await fixture.respond(
            document, variables: ["n": .number("\(pageSizeMax + 1)")])
        #expect(beyond.outcome == .requestError(.invalidOperation))
    }

    @Test func `a variable that is absent and one that is null both give the default page`()
        async throws
    {
        let fixture = try await EngineFixture.shared()
        let document = "query ($n: Int) { visits(first: $n) { nodes { id } } }"
        let absent = try await fixture.respond(document)
        let null = try await fixture.respond(document, variables: ["n": .null])
        #expect(absent.text == null.text)
        #expect(
            absent.text.split(separator: "\"id\"").count == PlanningLimits().pageSizeDefault + 1)
    }

    @Test func `a response of responseBytesMax bytes is given, and a longer one is refused`()
        async throws
    {
        let document = """
            { communities(first: 3) { nodes { name schools(first: 5) { nodes { name } } } } }
            """
        let whole = try await EngineFixture.shared().respond(document)
        let count = whole.body.count
        let enough = try await fixture { $0.responseBytesMax = count }
        #expect(try await enough.respond(document).body == whole.body)
        for bytesMax in [count - 1, count / 2, 1] {
            let small = try await fixture { $0.responseBytesMax = bytesMax }
            let refused = try await small.respond(document)
            #expect(refused.outcome == .requestError(.invalidOperation))
            #expect(
                refused.text == """
                    {"errors":[{"message":"The response would have more than \(bytesMax) bytes; \
                    ask for smaller pages.","extensions":{"code":"LIMIT_EXCEEDED"}}]}
                    """)
        }
    }

    @Test func `with attemptsMax 1 roles that are known already are enough, and 0 is refused`()
        async throws
    {
        let document = "{ schools { totalCount } }"
        let once = try await fixture { $0.attemptsMax = 1 }
        #expect(try await once.respond(document).outcome == .executed)
        let never = try await fixture { $0.attemptsMax = 0 }
        #expect(
            try await never.respond(document).outcome == .unavailable(retryAfterSeconds: 1))
    }
}
