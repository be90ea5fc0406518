import Engine
import JSONBytes
import OperationPlanning
import PostgresClient
import TestSupport
import Testing
import TransportProtocols

/// Introspection and suggestions show a role what it may use, and nothing else.
@Suite("What a role sees of the schema")
struct IntrospectionAccessTests {
    private func answer(
        _ document: String, role: String?, variables: JSONObject = JSONObject()
    ) async throws -> String {
        try await EngineFixture.shared().respond(document, variables: variables, role: role).text
    }

    @Test func `a role sees the types that it reaches, and no other`() async throws {
        let document = "{ __schema { types { name } } }"
        let delegate = try await answer(document, role: "DELEGATE")
        for name in ["Visit", "VisitConnection", "VisitOrder", "Person", "Corps", "__Type"] {
            #expect(delegate.contains("\"name\":\"\(name)\""))
        }
        let analyst = try await answer(document, role: "ANALYST")
        #expect(analyst.contains(#""name":"School""#))
        #expect(analyst.contains(#""name":"VisitAggregate""#), "figures are open to analysts")
        for name in ["Visit", "VisitEdge", "VisitCollectionFilter", "Person", "Corps"] {
            #expect(!analyst.contains("\"name\":\"\(name)\""))
        }
    }

    @Test func `a type that a role does not reach is none`() async throws {
        let document = #"{ __type(name: "Visit") { name } }"#
        #expect(
            try await answer(document, role: "OFFICER")
                == #"{"data":{"__type":{"name":"Visit"}}}"#)
        #expect(try await answer(document, role: "ANALYST") == #"{"data":{"__type":null}}"#)
    }

    @Test func `a field that a role may not select is not listed, nor its order`() async throws {
        let document = """
            { type: __type(name: "Visit") { fields { name } }
              order: __type(name: "VisitOrder") { inputFields { name } } }
            """
        let delegate = try await answer(document, role: "DELEGATE")
        #expect(delegate.split(separator: #"{"name":"advice"}"#).count == 3)
        let officer = try await answer(document, role: "OFFICER")
        #expect(!officer.contains("advice"))
        #expect(officer.split(separator: #"{"name":"recordedAt"}"#).count == 3)
    }

    @Test func `nobody sees the directives of the mapping, and everybody those of costs`()
        async throws
    {
        let all = try await answer("{ __schema { directives { name } } }", role: "DELEGATE")
        #expect(
            all == #"{"data":{"__schema":{"directives":[{"name":"cost"},{"name":"listSize"},"#
                + #"{"name":"include"},{"name":"skip"},{"name":"deprecated"},"#
                + #"{"name":"specifiedBy"},{"name":"oneOf"}]}}}"#)
        let types = try await answer("{ __schema { types { name } } }", role: "DELEGATE")
        #expect(!types.contains("ColumnOrder"))
    }

    @Test func `who has no role sees no schema`() async throws {
        for field in ["__schema { description }", #"__type(name: "Query") { name }"#] {
            let response = try await EngineFixture.shared().respond("{ \(field) }", role: nil)
            #expect(response.outcome == .requestError(.forbidden))
            #expect(!response.text.contains("\"data\""))
        }
    }

    @Test func `a plan serves one type name and another`() async throws {
        let document = "query ($name: String!) { __type(name: $name) { name } }"
        for name in ["School", "Zone", "School"] {
            #expect(
                try await answer(document, role: "DELEGATE", variables: ["name": .string(name)])
                    == "{\"data\":{\"__type\":{\"name\":\"\(name)\"}}}")
        }
        let flags = """
            query ($all: Boolean!) { __type(name: "School") { ...F } }
            fragment F on __Type { fields(includeDeprecated: $all) { name } }
            """
        for all in [true, false] {
            #expect(
                try await answer(flags, role: "DELEGATE", variables: ["all": .boolean(all)])
                    .contains("gresaCode"))
        }
    }

    @Test func `introspection stands beside rows`() async throws {
        let text = try await answer(
            #"{ __typename a: __type(name: "Zone") { name } zones(first: 0) { totalCount } }"#,
            role: "DELEGATE")
        #expect(text.hasPrefix(#"{"data":{"__typename":"Query","a":{"name":"Zone"},"zones":{"#))
    }

    @Test func `introspection within introspectionValuesMax is answered, and one more is not`()
        async throws
    {
        let document = "{ __schema { queryType { name } } }"
        for (valuesMax, isAnswered) in [(3, true), (2, false)] {
            var limits = EngineLimits()
            limits.planning.introspectionValuesMax = valuesMax
            let fixture = try EngineFixture(await TestDatabase.demonstration(), limits: limits)
            let text = try await fixture.respond(document).text
            #expect(text.contains(#""queryType":{"name":"Query"}"#) == isAnswered)
            #expect(
                text.contains("The operation asks for more than 2 values of introspection;")
                    != isAnswered)
            #expect(text.contains("LIMIT_EXCEEDED") != isAnswered)
        }
    }

    // MARK: Without the database

    @Test func `roles younger than rolesAgeMax show the schema without the database`()
        async throws
    {
        let fixture = try await fixtureWithoutDatabase(rolesAgeMax: .seconds(60))
        #expect(
            try await fixture.respond("{ __typename }").text == #"{"data":{"__typename":"Query"}}"#)
        #expect(
            try await fixture.respond("{ __schema { queryType { name } } }").text
                == #"{"data":{"__schema":{"queryType":{"name":"Query"}}}}"#)
        #expect(
            try await fixture.respond("{ visit }").text.contains(#"Did you mean \"visits\"?"#)
                == false)
        #expect(try await fixture.respond("{ vists }").text.contains(#"\"visits\""#))
    }

    @Test func `roles older than rolesAgeMax show nothing without the database`() async throws {
        let fixture = try await fixtureWithoutDatabase(rolesAgeMax: .zero)
        #expect(
            try await fixture.respond("{ __typename }").outcome
                == .unavailable(retryAfterSeconds: 1))
        let text = try await fixture.respond("{ vists }").text
        #expect(text.contains(#"Cannot query field \"vists\" on type \"Query\"."#))
        #expect(!text.contains("Did you mean"))
    }

    /// An engine that has seen its caller's roles, and whose pool is then closed.
    private func fixtureWithoutDatabase(rolesAgeMax: Duration) async throws -> EngineFixture {
        var limits = EngineLimits()
        limits.rolesAgeMax = rolesAgeMax
        let fixture = try EngineFixture(await TestDatabase.demonstration(), limits: limits)
        #expect(try await fixture.respond("{ zones { totalCount } }").outcome == .executed)
        fixture.pool.close()
        await fixture.pool.closed()
        return fixture
    }

    // MARK: Suggestions

    @Test func `a suggestion names nothing that is hidden from the role`() async throws {
        let field = "{ visits { nodes { advise } } }"
        #expect(try await answer(field, role: "DELEGATE").contains(#"Did you mean \"advice\"?"#))
        #expect(!(try await answer(field, role: "OFFICER").contains("advice")))
        let type = "{ __typename ... on Vist { id } }"
        #expect(try await answer(type, role: "DELEGATE").contains(#"\"Visit\""#))
        #expect(!(try await answer(type, role: "ANALYST").contains("Visit")))
        let order = "{ visits(orderBy: [{ advise: ASC }]) { totalCount } }"
        #expect(try await answer(order, role: "DELEGATE").contains(#"Did you mean \"advice\"?"#))
        #expect(!(try await answer(order, role: "OFFICER").contains("advice")))
    }

    // MARK: Orders

    /// An order by a hidden field would tell it, row by row and in the text of cursors.
    @Test func `a collection is not ordered by a field that the role may not select`()
        async throws
    {
        let literal = "{ visits(orderBy: [{ visitedOn: ASC }, { advice: ASC }]) { totalCount } }"
        #expect(
            try await answer(literal, role: "OFFICER")
                == #"{"errors":[{"message":"Your roles do not give access to VisitOrder.advice.","#
                + #""locations":[{"line":1,"column":42}],"path":["visits"],"#
                + #""extensions":{"code":"FORBIDDEN"}}]}"#)
        #expect(try await answer(literal, role: "DELEGATE").hasPrefix(#"{"data":"#))
    }

    @Test(arguments: [
        JSONValue.array([.object(["advice": .string("DESC")])]),
        .object(["advice": .string("DESC")]),
    ])
    func `nor where a variable gives the order`(order: JSONValue) async throws {
        let document = "query ($o: [VisitOrder!]) { visits(orderBy: $o) { totalCount } }"
        #expect(
            try await answer(document, role: "OFFICER", variables: ["o": order])
                == #"{"errors":[{"message":"Your roles do not give access to VisitOrder.advice.","#
                + #""locations":[{"line":1,"column":45}],"path":["visits"],"#
                + #""extensions":{"code":"FORBIDDEN"}}]}"#)
        let item = "query ($i: VisitOrder!) { visits(orderBy: [$i]) { totalCount } }"
        #expect(
            try await answer(
                item, role: "OFFICER", variables: ["i": .object(["advice": .string("ASC")])]
            ).contains("VisitOrder.advice"))
    }
}
