import Engine
import JSONBytes
import OperationPlanning
import PostgresClient
import TestSupport
import Testing
import TransportProtocols

/// What the oracle does not say: messages, searches, and values at their bounds.
@Suite("Filters")
struct FilterTests {
    private func answer(
        _ document: String, variables: JSONObject = JSONObject(), role: String = "DELEGATE"
    ) async throws -> String {
        let fixture = try await EngineFixture.shared()
        return try await fixture.respond(document, variables: variables, role: role).text
    }

    private func refusal(_ message: String, column: Int, code: String = "BAD_USER_INPUT") -> String
    {
        #"{"errors":[{"message":"\#(message)","locations":[{"line":1,"column":\#(column)}],"#
            + #""extensions":{"code":"\#(code)"}}]}"#
    }

    @Test func `no filter, a null one and an empty one ask nothing`() async throws {
        let all = try await answer("{ schools { totalCount } }")
        #expect(try await answer("{ schools(filter: null) { totalCount } }") == all)
        #expect(try await answer("{ schools(filter: {}) { totalCount } }") == all)
        #expect(try await answer("{ schools(filter: { cycle: {} }) { totalCount } }") == all)
        #expect(try await answer("{ schools(filter: { and: [] }) { totalCount } }") == all)
        let none = #"{"data":{"schools":{"totalCount":0}}}"#
        #expect(try await answer("{ schools(filter: { or: [] }) { totalCount } }") == none)
        let noValue = "{ schools(filter: { cycle: { in: [] } }) { totalCount } }"
        #expect(try await answer(noValue) == none)
    }

    @Test func `a null within a filter is refused, as it could mean too much`() async throws {
        let expected = refusal(
            #"\"filter.cycle.eq\" must not be null; "#
                + #"leave it out, or ask for null with \"isNull\"."#, column: 22)
        #expect(
            try await answer(
                "query ($c: Cycle)    { schools(filter: { cycle: { eq: $c } }) { totalCount } }",
                variables: ["c": .null]
            ).contains(#"\"filter.cycle.eq\" must not be null"#))
        #expect(
            try await answer(
                "query {              schools(filter: { cycle: { eq: null } }) { totalCount } }")
                == expected)
        #expect(
            try await answer(
                "query {              schools(filter: { or: [{ cycle: null }] }) { totalCount } }")
                == refusal(
                    #"\"filter.or[0].cycle\" must not be null; "#
                        + #"leave it out, or ask for null with \"isNull\"."#, column: 22))
    }

    @Test func `a text that is no ID, and one with a zero, are refused`() async throws {
        #expect(
            try await answer(#"{ schools(filter: { id: { eq: "7" } }) { totalCount } }"#)
                == refusal(
                    #"The value of \"filter.id.eq\" is not an ID of this schema."#, column: 3))
        #expect(
            try await answer(#"{ schools(filter: { nameFr: { eq: "a\u0000" } }) { totalCount } }"#)
                == refusal(
                    #"The value of \"filter.nameFr.eq\" has a character U+0000, "#
                        + "which no text can have.", column: 3))
    }

    @Test func `a list has a largest size on both sides`() async throws {
        let filterValuesMax = EngineLimits().planning.filterValuesMax
        func answer(_ count: Int) async throws -> String {
            try await self.answer(
                "query ($n: [String!]) { schools(filter: { nameFr: { in: $n } }) { totalCount } }",
                variables: ["n": .array(Array(repeating: .string("x"), count: count))])
        }
        #expect(try await answer(filterValuesMax) == #"{"data":{"schools":{"totalCount":0}}}"#)
        #expect(
            try await answer(filterValuesMax + 1)
                == refusal(
                    #"\"filter.nameFr.in\" has more than 1000 values; ask for less at once."#,
                    column: 25, code: "LIMIT_EXCEEDED"))
    }

    @Test func `texts reach the database as they are, quotes and backslashes too`() async throws {
        for text in [#"'"#, #"\"#, #"",","#, "{}", "NULL", "a\nb", "%", "قلعة \"مكونة\""] {
            let variables: JSONObject = ["n": .array([.string(text), .string("other")])]
            let found = try await answer(
                "query ($n: [String!]) { schools(filter: { nameFr: { in: $n } }) { totalCount } }",
                variables: variables)
            #expect(found == #"{"data":{"schools":{"totalCount":0}}}"#, "\(text)")
        }
    }

    @Test func `what a role may not select it may not ask about, by any path`() async throws {
        let advice = "{ advice: { isNull: true } }"
        for filter in [
            "{ visits(filter: \(advice)) { totalCount } }",
            "{ schools(filter: { visits: { some: \(advice) } }) { totalCount } }",
        ] {
            let response = try await answer(filter, role: "OFFICER")
            #expect(response.contains("FORBIDDEN"), "\(response)")
        }
        let response = try await answer(
            "{ schools(filter: { visits: { some: {} } }) { totalCount } }", role: "ANALYST")
        #expect(response.contains("FORBIDDEN"), "\(response)")
        let order = try await answer(
            "{ schools(orderBy: [{ visits: { count: DESC } }]) { nodes { id } } }", role: "ANALYST")
        #expect(order.contains("FORBIDDEN"), "\(order)")
    }
}
