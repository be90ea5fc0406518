import Engine
import JSONBytes
import TestSupport
import Testing
import TransportProtocols

/// Every refusal is worded for the person who has to mend it, and says where.
@Suite("Refusals")
struct RefusalTests {
    private func errors(
        _ document: String, variables: JSONObject = JSONObject(), role: String? = "DELEGATE"
    ) async throws -> String {
        let fixture = try await EngineFixture.shared()
        return try await fixture.respond(document, variables: variables, role: role).text
    }

    @Test func `a malformed document is refused at its place`() async throws {
        #expect(
            try await errors("{ offices { nodes { name } }")
                == """
                {"errors":[{"message":"Syntax Error: Expected Name, found <EOF>.",\
                "locations":[{"line":1,"column":29}],"extensions":{"code":"GRAPHQL_PARSE_FAILED"}}]}
                """)
    }

    @Test func `unknown fields are all refused, each at its place`() async throws {
        #expect(
            try await errors("{ offices { nodes { nom } } zone { id } }")
                == """
                {"errors":[{"message":"Cannot query field \\"nom\\" on type \\"Office\\". \
                Did you mean \\"name\\"?","locations":[{"line":1,"column":21}],\
                "extensions":{"code":"GRAPHQL_VALIDATION_FAILED"}},\
                {"message":"Cannot query field \\"zone\\" on type \\"Query\\". \
                Did you mean \\"zones\\" or \\"node\\"?","locations":[{"line":1,"column":29}],\
                "extensions":{"code":"GRAPHQL_VALIDATION_FAILED"}}]}
                """)
    }

    @Test func `a variable of the wrong type is refused at its definition`() async throws {
        #expect(
            try await errors(
                "query ($n: Int) { schools(first: $n) { totalCount } }",
                variables: ["n": .string("ثلاثة")])
                    == """
                    {"errors":[{"message":"Variable \\"$n\\" got invalid value \\"ثلاثة\\"; \
                    Int cannot represent non-integer value: \\"ثلاثة\\"",\
                    "locations":[{"line":1,"column":8}],"extensions":{"code":"BAD_USER_INPUT"}}]}
                    """)
    }

    @Test func `a page may have the largest size and not one row more`() async throws {
        let fixture = try await EngineFixture.shared()
        let largest = try await fixture.respond("{ visits(first: 100) { nodes { id } } }")
        #expect(largest.outcome == .executed)
        #expect(
            try await errors("{ visits(first: 101) { nodes { id } } }")
                == """
                {"errors":[{"message":"\\"first\\" of \\"visits\\" is 101, more than the \
                largest page of 100; ask for the rest with \\"after\\".",\
                "locations":[{"line":1,"column":3}],\
                "extensions":{"code":"LIMIT_EXCEEDED"}}]}
                """)
    }

    @Test func `a negative page size is refused`() async throws {
        #expect(
            try await errors("{ visits(last: -1) { nodes { id } } }").contains(
                "\\\"last\\\" of \\\"visits\\\" must not be negative, but is -1."))
    }

    @Test func `first and last together are refused`() async throws {
        #expect(
            try await errors("{ visits(first: 1, last: 1) { nodes { id } } }").contains(
                "\\\"visits\\\" takes either \\\"first\\\" or \\\"last\\\", not both."))
    }

    @Test(arguments: ["x", "", "AAAA", "جماعة"])
    func `a text that is no cursor is refused`(cursor: String) async throws {
        #expect(
            try await errors("{ visits(first: 1, after: \"\(cursor)\") { nodes { id } } }")
                .contains(
                    "The cursor given to \\\"after\\\" does not belong to \\\"visits\\\""
                        + " in this order; use a cursor of the same collection"
                        + " and the same \\\"orderBy\\\"."
                ))
    }

    @Test func `the rows of all pages together are bounded`() async throws {
        let nested = """
            { communities(first: 100) { nodes { schools(first: 100) { nodes \
            { visits(first: 100) { nodes { id } } } } } } }
            """
        #expect(
            try await errors(nested).contains(
                "The operation may return up to 1010100 rows, more than 100000;"
                    + " ask for smaller pages with \\\"first\\\"."))
    }

    @Test func `the number of collections is bounded`() async throws {
        func aliases(_ count: Int) -> String {
            "{ " + (0..<count).map { "a\($0): zones { totalCount }" }.joined(separator: " ") + " }"
        }
        let fixture = try await EngineFixture.shared()
        #expect(try await fixture.respond(aliases(64)).outcome == .executed)
        #expect(
            try await errors(aliases(65)).contains(
                "The operation asks for more than 64 collections; split it into several."))
    }

    @Test func `a key that cannot be an ID is refused, one that names nothing gives null`()
        async throws
    {
        #expect(
            try await errors("{ school(id: \"tiznit\") { id } }").contains(
                "The value of \\\"id\\\" is not an ID of this schema."))
        #expect(
            try await errors("{ school(id: \"00000000-0000-0000-0000-000000000000\") { id } }")
                == "{\"data\":{\"school\":null}}")
    }

    @Test func `fields beyond the caller's roles are all named with their paths`() async throws {
        #expect(
            try await errors("{ visits { nodes { notes: advice } } }", role: "OFFICER")
                == """
                {"errors":[{"message":"Your roles do not give access to Visit.advice.",\
                "locations":[{"line":1,"column":20}],"path":["visits","nodes","notes"],\
                "extensions":{"code":"FORBIDDEN"}}]}
                """)
    }

    @Test func `a skipped field counts for access all the same`() async throws {
        #expect(
            try await errors("{ visits { nodes { id advice @skip(if: true) } } }", role: "OFFICER")
                .contains("FORBIDDEN"))
    }

    @Test func `a caller without a role may not even count`() async throws {
        #expect(
            try await errors("{ schools { totalCount } }", role: nil)
                == """
                {"errors":[{"message":"Your roles do not give access to Query.schools.",\
                "locations":[{"line":1,"column":3}],"path":["schools"],\
                "extensions":{"code":"FORBIDDEN"}}]}
                """)
    }

    @Test func `an office that does not exist is refused`() async throws {
        let fixture = try await EngineFixture.shared()
        let person = try fixture.database.principal("DELEGATE", office: "01511").person
        let response = await fixture.engine.respond(
            to: GraphQLRequest(query: Array("{ schools { totalCount } }".utf8)),
            principal: try RequestPrincipal(person: person, office: "99999"))
        #expect(response.outcome == .requestError(.forbidden))
        #expect(
            response.text == """
                {"errors":[{"message":"The token names an office that does not exist; \
                ask for a new token.","extensions":{"code":"FORBIDDEN"}}]}
                """)
    }

    @Test func `a person has no rights in an office where they hold no role`() async throws {
        let fixture = try await EngineFixture.shared()
        let person = try fixture.database.principal("DELEGATE", office: "01511").person
        let response = await fixture.engine.respond(
            to: GraphQLRequest(query: Array("{ schools { totalCount } }".utf8)),
            principal: try RequestPrincipal(person: person, office: "09581"))
        #expect(response.outcome == .requestError(.forbidden))
    }
}
