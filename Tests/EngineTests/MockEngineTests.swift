import Engine
import GraphQLExecution
import GraphQLLanguage
import GraphQLTypeSystem
import JSONBytes
import Testing
import TransportProtocols

/// A mock answers every valid operation, and the same each time.
@Suite("Mock")
struct MockEngineTests {
    private static let sdl = """
        interface Place { id: ID! }
        type School implements Place { id: ID! name: String cycle: Cycle place: Place any: Any }
        type Academy implements Place { id: ID! count: Int! rate: Float isOpen: Boolean }
        type Office { day: Day }
        union Any = School | Office
        enum Cycle { HIGH PRIMARY }
        scalar Day
        type Query { school(id: ID! = 1): School academies: [Academy!]! rows: [[Int]] any: Any }
        type Mutation { open(name: String): Academy }
        type Subscription { opened: School }
        """

    private func respond(
        _ document: String, variables: JSONObject = JSONObject(), allowsMutation: Bool = true,
        limits: EngineLimits = EngineLimits()
    ) async throws -> GraphQLResponse {
        let schema = try Schema.build(from: parse(Source(Self.sdl)))
        let request = GraphQLRequest(
            query: Array(document.utf8), variables: variables, allowsMutation: allowsMutation)
        return await MockEngine(schema: schema, limits: limits).respond(
            to: request, principal: try RequestPrincipal(person: person, office: "0"))
    }

    private let person = "00000000-0000-0000-0000-000000000000"

    private func text(_ response: GraphQLResponse) -> String {
        String(decoding: response.body, as: UTF8.self)
    }

    @Test func `each type has its value`() async throws {
        let response = try await respond(
            """
            { school { id name cycle place { __typename id } any { __typename } }
              academies { count rate isOpen } rows any { ... on Office { day } } }
            """)
        #expect(
            text(response)
                == #"{"data":{"school":{"id":"id","name":"str","cycle":"HIGH","#
                + #""place":{"__typename":"School","id":"id"},"any":{"__typename":"Office"}},"#
                + #""academies":[{"count":2,"rate":3.14,"isOpen":true},"#
                + #"{"count":2,"rate":3.14,"isOpen":true}],"rows":[[2,2],[2,2]],"#
                + #""any":{"day":"str"}}}"#)
        #expect(response.outcome == .executed)
    }

    @Test func `mutations, subscriptions and introspection are answered`() async throws {
        #expect(
            text(try await respond("mutation { open(name: \"x\") { id } }"))
                == #"{"data":{"open":{"id":"id"}}}"#)
        #expect(
            text(try await respond("subscription { opened { name } }"))
                == #"{"data":{"opened":{"name":"str"}}}"#)
        #expect(
            text(try await respond(#"{ __type(name: "Cycle") { enumValues { name } } }"#))
                == #"{"data":{"__type":{"enumValues":[{"name":"HIGH"},{"name":"PRIMARY"}]}}}"#)
    }

    @Test func `a mutation that must be safe to repeat is refused`() async throws {
        let response = try await respond("mutation { open { id } }", allowsMutation: false)
        #expect(response.outcome == .requestError(.methodNotAllowed))
        #expect(
            text(response)
                == #"{"errors":[{"message":"A mutation cannot be sent by GET; use POST.","#
                + #""locations":[{"line":1,"column":1}],"#
                + #""extensions":{"code":"METHOD_NOT_ALLOWED"}}]}"#)
    }

    @Test func `wrong documents and variables are refused as the server refuses them`()
        async throws
    {
        #expect(
            text(try await respond("{ schol { id } }"))
                == #"{"errors":[{"message":"Cannot query field \"schol\" on type \"Query\". "#
                + #"Did you mean \"school\"?","locations":[{"line":1,"column":3}],"#
                + #""extensions":{"code":"GRAPHQL_VALIDATION_FAILED"}}]}"#)
        let variables = try await respond(
            "query ($id: ID!) { school(id: $id) { id } }", variables: ["id": .boolean(true)])
        #expect(
            text(variables).contains(
                #"Variable \"$id\" got invalid value true; ID cannot represent value: true"#))
    }

    @Test func `an argument that is null by its variable fails its field`() async throws {
        let response = try await respond(
            "query ($id: ID = 1) { school(id: $id) { id } any { __typename } }",
            variables: ["id": .null])
        #expect(response.outcome == .executedWithErrors)
        #expect(
            text(response)
                == #"{"data":{"school":null,"any":{"__typename":"Office"}},"errors":["#
                + #"{"message":"Argument \"id\" of non-null type \"ID!\" must not be null.","#
                + #""locations":[{"line":1,"column":34}],"path":["school"],"#
                + #""extensions":{"code":"BAD_USER_INPUT"}}]}"#)
    }

    @Test func `more values than the bound are refused whole`() async throws {
        var limits = EngineLimits()
        limits.execution.valuesMax = 6
        let response = try await respond("{ rows id: __typename }", limits: limits)
        #expect(response.outcome == .requestError(.invalidOperation))
        #expect(text(response).contains("The operation asks for more than 6 values;"))
        #expect(text(response).contains("LIMIT_EXCEEDED"))
        limits.execution.valuesMax = 8
        #expect(try await respond("{ rows id: __typename }", limits: limits).outcome == .executed)
    }
}
