import AccessControl
import GraphQLExecution
import GraphQLLanguage
import GraphQLValidation
import JSONBytes
import OperationPlanning
import PostgresClient
import SchemaMapping
import TestSupport
import Testing
import TransportProtocols

@testable import Engine

/// What PostgreSQL expects to cost too much must not run.
@Suite("Estimates", .serialized, .timeLimit(.minutes(1)))
struct EstimateTests {
    private static let groups = "{ measures { groups { key { kind } count } } }"
    /// The office of 20,000 measures, and that of 10.
    private static let large = "00001"
    private static let small = "00002"

    @Test(arguments: [EstimateFixture.Person.analyst, .regional])
    func `an operation is refused under the policies of the office that asks`(
        person: EstimateFixture.Person
    ) async throws {
        let fixture = try await EstimateFixture.shared()
        let engine = fixture.engine(estimatedCostMax: 200)
        let refused = await fixture.respond(engine, Self.groups, office: Self.large, as: person)
        #expect(refused.outcome == .requestError(.invalidOperation))
        #expect(
            refused.text == """
                {"errors":[{"message":"PostgreSQL expects the operation to cost about 510, more \
                than 200; the dearest field is \\"measures.groups\\", with about 510: narrow its \
                \\"filter\\", to a shorter period for example, or group by less.",\
                "locations":[{"line":1,"column":14}],"extensions":{"code":"LIMIT_EXCEEDED"}}]}
                """)
        #expect(
            await fixture.respond(engine, Self.groups, office: Self.small, as: person).text
                == #"{"data":{"measures":{"groups":[{"key":{"kind":"a"},"count":10}]}}}"#)
    }

    @Test func `an estimate depends on the values of variables`() async throws {
        let fixture = try await EstimateFixture.shared()
        let engine = fixture.engine(estimatedCostMax: 300)
        let document = """
            query ($id: ID!) { measures(filter: { id: { eq: $id } }) { aggregate { count } } }
            """
        for (id, count) in [("1-7", 1), ("none", 0)] {
            let answer = await fixture.respond(
                engine, document, office: Self.large, variables: ["id": .string(id)])
            #expect(answer.text == #"{"data":{"measures":{"aggregate":{"count":\#(count)}}}}"#)
        }
        let all = """
            query ($id: ID!) { measures(filter: { id: { ne: $id } }) { aggregate { count } } }
            """
        let refused = await fixture.respond(
            engine, all, office: Self.large, variables: ["id": .string("1-7")])
        #expect(refused.text.contains("or select fewer figures.\""))
    }

    @Test func `the statements of a level count together, and later levels are not asked about`()
        async throws
    {
        let fixture = try await EstimateFixture.shared()
        let one = "a: measures { aggregate { count } }"
        let other = "b: measures(filter: { kind: { ne: \"z\" } }) { aggregate { count } }"
        let engine = fixture.engine(estimatedCostMax: 700)
        for document in ["{ \(one) }", "{ \(other) }"] {
            let answer = await fixture.respond(engine, document, office: Self.large)
            #expect(answer.outcome == .executed)
        }
        let both = await fixture.respond(engine, "{ \(one) \(other) }", office: Self.large)
        #expect(
            both.text.contains(
                #"more than 700; the dearest field is \"b.aggregate\", with about 510:"#))
        let nested = "{ kinds { nodes { id measures { totalCount } } } }"
        #expect(
            await fixture.respond(engine, nested, office: Self.large).text
                == #"{"data":{"kinds":{"nodes":[{"id":"a","measures":{"totalCount":20000}}]}}}"#)
    }

    @Test func `only analyses are asked about, and only where there is a bound`() async throws {
        let fixture = try await EstimateFixture.shared()
        let strict = fixture.engine(estimatedCostMax: 1)
        for (person, outcome) in [
            (EstimateFixture.Person.delegate, GraphQLResponse.Outcome.executed),
            (.analyst, .requestError(.invalidOperation)),
        ] {
            let answer = await fixture.respond(
                strict, Self.groups, office: Self.large, as: person)
            #expect(answer.outcome == outcome)
        }
        let free = fixture.engine(estimatedCostMax: nil)
        #expect(
            await fixture.respond(free, Self.groups, office: Self.large).outcome == .executed)
    }

    @Test func `what was let through is remembered for its office, up to estimatesMax`()
        async throws
    {
        let fixture = try await EstimateFixture.shared()
        let engines = [1, 2].map { fixture.engine(estimatedCostMax: 200, estimatesMax: $0) }
        let document = "{ measures { aggregate { count } } }"
        let variable =
            "query ($c: Boolean = true) { measures { aggregate { count @include(if: $c) } } }"
        for (index, engine) in engines.enumerated() {
            let office = "0001\(index)"
            for document in [document, variable] {
                let answer = await fixture.respond(engine, document, office: office)
                #expect(answer.outcome == .executed)
            }
            try fixture.addMeasures(20_000, office: office)
            // Remembered, though it would be refused now.
            for _ in 0..<2 {
                let answer = await fixture.respond(engine, document, office: office)
                #expect(answer.text == #"{"data":{"measures":{"aggregate":{"count":20000}}}}"#)
            }
            #expect(
                await fixture.respond(engine, variable, office: office).outcome
                    == .requestError(.invalidOperation))
            // Another one is let through; where one is remembered, that is it.
            let another = await fixture.respond(engine, document, office: Self.small)
            #expect(another.outcome == .executed)
            #expect(
                await fixture.respond(engine, document, office: office).outcome
                    == (index == 0 ? .requestError(.invalidOperation) : .executed))
        }
    }

    @Test func `both paths ask, and give the same bytes`() async throws {
        let fixture = try await EstimateFixture.shared()
        let document = """
            query ($kind: String!) { measures(filter: { kind: { ne: $kind } }) { totalCount } }
            """
        for (bound, outcome) in [
            (100_000, GraphQLResponse.Outcome.executed), (200, .requestError(.invalidOperation)),
        ] {
            let engine = fixture.engine(estimatedCostMax: bound)
            let plain = await fixture.respond(
                engine, document, office: Self.large, variables: ["kind": .string("z")])
            #expect(plain.outcome == outcome)
            let direct = try #require(
                await fixture.respondDirectly(
                    engine, document, office: Self.large, variables: ["kind": .string("z")]))
            #expect(direct.text == plain.text)
            #expect(direct.outcome == outcome)
        }
    }

    // MARK: Without a database

    private func edges(_ document: String) throws -> [Edge] {
        let mapping = try SampleSchema.mapping()
        let validated = try validate(
            parse(Source(bytes: Array(document.utf8))), against: mapping.schema
        ).get()
        let operation = try ExecutableOperation(selecting: nil, in: validated)
        let authorized = try authorize(
            operation, access: RoleAccess(mapping, roles: ["KEEPER"]), variableValues: [:])
        return try plan(authorized, variableValues: [:]).edges
    }

    @Test func `a sum of exactly estimatedCostMax is let through, and one beyond is not`() throws {
        let edges = try edges(
            "{ book(id: \"x\") { id } books { nodes { id } } libraries { totalCount } }")
        #expect(EstimateExcess([1, 2.5, 6.5], of: edges, max: 10) == nil)
        let beyond = try #require(EstimateExcess([1, 3.5, 6.5], of: edges, max: 10))
        #expect(
            beyond.message
                == "PostgreSQL expects the operation to cost about 11, more than 10; the dearest"
                + " field is \"libraries.totalCount\", with about 7: narrow its \"filter\", to a"
                + " shorter period for example, or select fewer figures.")
        #expect(beyond.location.offset == 46)
        let lookup = try #require(EstimateExcess([9, 1, 1], of: edges, max: 10))
        #expect(lookup.message.hasSuffix("\"book\", with about 9: send several operations."))
        let rows = try #require(EstimateExcess([4, 4.5, 4], of: edges, max: 10))
        #expect(
            rows.message.hasSuffix(
                "\"books\", with about 5: narrow its \"filter\", to a shorter period for example,"
                    + " or leave out \"orderBy\"."))
    }

    @Test(arguments: [
        (1.5, "2"), (98.2, "99"), (100.0, "100"), (101.0, "110"), (1_234_567.8, "1300000"),
        (1_000_000.01, "1100000"), (1e300, "1000000000000000"),
    ])
    func `estimates are shown with two digits, rounded up`(_ cost: Double, _ text: String) {
        #expect(EstimateExcess.rounded(cost) == text)
    }

    @Test func `what is no plan is an error, never let through`() throws {
        let plan = #"[{"Plan": {"Node Type": "Result", "Total Cost": 12.75, "Plans": []}}]"#
        #expect(try EstimateGate.totalCost(ofPlan: plan) == 12.75)
        let deep =
            String(repeating: #"{"Plans": ["#, count: 250) + String(repeating: "]}", count: 250)
        #expect(
            try EstimateGate.totalCost(
                ofPlan: #"[{"Plan": {"Total Cost": 1, "Plans": [\#(deep)]}}]"#) == 1)
        for text in [
            "", "[]", "{}", "[{}]", #"[{"Plan": {}}]"#, #"[{"Plan": {"Total Cost": "1"}}]"#,
        ] {
            #expect(throws: EngineError.self) { try EstimateGate.totalCost(ofPlan: text) }
        }
    }
}
