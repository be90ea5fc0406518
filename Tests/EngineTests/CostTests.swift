import Engine
import Foundation
import JSONBytes
import OperationPlanning
import SchemaMapping
import TestSupport
import Testing
import TransportProtocols

/// Costs as clients see them: refusals before anything runs, and reports on request.
@Suite("Costs of operations")
struct CostTests {
    private static let twoLevels = """
        {
          communities(first: 3) { nodes { name schools(first: 2) { nodes { name } } } }
        }
        """

    private func engine(_ change: (inout PlanningLimits) -> Void) async throws -> EngineFixture {
        var limits = EngineLimits()
        change(&limits.planning)
        return try EngineFixture(await TestDatabase.demonstration(), limits: limits)
    }

    private func respond(
        _ fixture: EngineFixture, _ document: String, variables: JSONObject = JSONObject(),
        extensions: JSONObject = JSONObject()
    ) async throws -> GraphQLResponse {
        let request = GraphQLRequest(
            query: Array(document.utf8), variables: variables, extensions: extensions)
        return await fixture.engine.respond(
            to: request, principal: try fixture.database.principal("DELEGATE", office: "01511"))
    }

    @Test func `an operation of exactly fieldCostMax is answered, and a dearer one refused`()
        async throws
    {
        // 1 + 1 for the communities, 3 for their schools, 3 for the nodes.
        let enough = try await engine { $0.fieldCostMax = 8 }
        #expect(try await respond(enough, Self.twoLevels).outcome == .executed)
        let less = try await engine { $0.fieldCostMax = 7 }
        let refused = try await respond(less, Self.twoLevels)
        #expect(refused.outcome == .requestError(.invalidOperation))
        #expect(
            refused.text == """
                {"errors":[{"message":"The field cost of the operation is 8, more than 7; the \
                dearest field is \\"communities.nodes.schools\\", which costs 3: ask for fewer \
                than 3 in \\"first\\" of \\"communities\\".","locations":[{"line":2,"column":40}],\
                "extensions":{"code":"LIMIT_EXCEEDED"}}]}
                """)
    }

    @Test func `an operation of exactly typeCostMax is answered, and a dearer one refused`()
        async throws
    {
        // The query, a connection, 3 communities, 3 connections, 6 schools.
        let enough = try await engine { $0.typeCostMax = 14 }
        #expect(try await respond(enough, Self.twoLevels).outcome == .executed)
        let less = try await engine { $0.typeCostMax = 13 }
        #expect(
            try await respond(less, Self.twoLevels).text == """
                {"errors":[{"message":"The type cost of the operation is 14, more than 13; the \
                dearest field is \\"communities.nodes.schools.nodes\\", which costs 6: ask for \
                fewer than 3 in \\"first\\" of \\"communities\\".",\
                "locations":[{"line":2,"column":60}],"extensions":{"code":"LIMIT_EXCEEDED"}}]}
                """)
    }

    @Test func `a prepared operation is refused for the values of variables that make it too dear`()
        async throws
    {
        let document = "query ($n: Int) { communities(first: $n) { nodes { zone { name } } } }"
        let fixture = try await engine { $0.fieldCostMax = 5 }
        let principal = try fixture.database.principal("DELEGATE", office: "01511")
        for _ in 0..<2 {
            let cheap = try await respond(fixture, document, variables: ["n": .number("3")])
            #expect(cheap.outcome == .executed)
            let dear = try await respond(fixture, document, variables: ["n": .number("4")])
            #expect(dear.text.contains("The field cost of the operation is 6, more than 5;"))
        }
        for (size, isDirect) in [("3", true), ("4", false)] {
            let request = GraphQLRequest(
                query: Array(document.utf8), variables: ["n": .number(size)])
            let cancel = fixture.engine.respondDirectly(to: request, principal: principal) { _ in }
            #expect((cancel != nil) == isDirect)
        }
    }

    // MARK: Reports

    private static let report = """
        ,"extensions":{"cost":{"fieldCost":8,"fieldCostMax":50000,"typeCost":14,\
        "typeCostMax":150000,"fields":[\
        {"path":"communities.nodes.schools.nodes","fieldCost":3,"typeCost":6,"size":2},\
        {"path":"communities.nodes.schools","fieldCost":3,"typeCost":3,"size":1},\
        {"path":"communities.nodes","fieldCost":1,"typeCost":3,"size":3},\
        {"path":"communities","fieldCost":1,"typeCost":1,"size":1}]}}}
        """

    @Test func `who asks for the cost has it beside the data, and nobody else`() async throws {
        let fixture = try await EngineFixture.shared()
        let plain = try await respond(fixture, Self.twoLevels)
        #expect(plain.outcome == .executed)
        #expect(!plain.text.contains("extensions"))
        for extensions: JSONObject in [
            ["cost": .boolean(false)], ["cost": .null], ["cost": .string("true")],
            ["other": .boolean(true)],
        ] {
            let other = try await respond(fixture, Self.twoLevels, extensions: extensions)
            #expect(other.body == plain.body)
        }
        let reported = try await respond(
            fixture, Self.twoLevels, extensions: ["cost": .boolean(true)])
        #expect(reported.outcome == .executed)
        #expect(reported.text == plain.text.dropLast() + Self.report)
    }

    @Test func `a request for a report never goes the direct path`() async throws {
        let fixture = try await EngineFixture.shared()
        let principal = try fixture.database.principal("DELEGATE", office: "01511")
        _ = try await respond(fixture, Self.twoLevels)
        for (extensions, isDirect) in [
            (["cost": .boolean(true)] as JSONObject, false), (["cost": .boolean(false)], true),
        ] {
            let request = GraphQLRequest(
                query: Array(Self.twoLevels.utf8), extensions: extensions)
            let cancel = fixture.engine.respondDirectly(to: request, principal: principal) { _ in }
            #expect((cancel != nil) == isDirect)
        }
    }

    @Test func `a refusal for the cost has the report as well, and other refusals have not`()
        async throws
    {
        let asked: JSONObject = ["cost": .boolean(true)]
        let fixture = try await engine { $0.fieldCostMax = 7 }
        let plain = try await respond(fixture, Self.twoLevels)
        let reported = try await respond(fixture, Self.twoLevels, extensions: asked)
        #expect(reported.outcome == .requestError(.invalidOperation))
        let report = Self.report.replacing("\"fieldCostMax\":50000", with: "\"fieldCostMax\":7")
        #expect(reported.text == plain.text.dropLast() + report)
        for document in ["{ nothing }", "{ visits(first: 101) { nodes { id } } }"] {
            let other = try await respond(fixture, document, extensions: asked)
            #expect(!other.text.contains("\"cost\""))
        }
    }

    @Test func `a report has the dearest fields, at most fieldsMax of them`() async throws {
        let fixture = try await EngineFixture.shared()
        for count in [49, 50] {
            let fields = (0..<count).map { "z\($0): zone { name }" }.joined(separator: " ")
            let reported = try await respond(
                fixture, "{ communities(first: 5) { nodes { \(fields) } } }",
                extensions: ["cost": .boolean(true)])
            #expect(reported.text.split(separator: "\"path\"").count - 1 == 50)
            #expect(reported.text.contains("\"path\":\"communities.nodes\"") == (count == 49))
            #expect(!reported.text.contains("\"path\":\"communities\","))
        }
    }

    // MARK: Defaults

    private static let operations: [URL] = {
        let root = PackageDirectory.url
        let kept = root.appendingPathComponent("schema/operations")
        let benchmarks = root.appendingPathComponent("Tests/Benchmarks/Operations")
        return [kept, benchmarks].flatMap { directory in
            let paths = FileManager.default.enumerator(atPath: directory.path)?.allObjects ?? []
            return paths.compactMap { $0 as? String }.filter { $0.hasSuffix(".graphql") }.sorted()
                .map { directory.appendingPathComponent($0) }
        }
    }()

    @Test func `there are operations that are kept and measured`() {
        #expect(Self.operations.count >= 17)
    }

    @Test(arguments: operations)
    func `what is kept or measured costs a tenth of the bounds at most`(_ url: URL) async throws {
        let fixture = try await EngineFixture.shared()
        var limits = EngineLimits()
        limits.planning.fieldCostMax /= 10
        limits.planning.typeCostMax /= 10
        let id = "00000000-0000-0000-0000-000000000000"
        let values = """
            {"id":"\(id)","community":"\(id)","words":"x","cycle":"PRIMARY","first":100,
            "schoolYear":"2025-2026","since":"2025-01-01","until":"2026-01-01",
            "from":"2025-01-01","to":"2025-02-01",
            "input":{"schoolId":"\(id)","visitedOn":"2026-01-01","mode":"FIELD","cycle":"PRIMARY",
            "purpose":"SET_PRIORITIES","stages":["PLANNING"],"requestedBy":"HEAD"}}
            """
        let document = try Data(contentsOf: url)
        let text = try Explanation(mapping: fixture.mapping, limits: limits).text(
            of: Array(document), operationName: nil, variables: values,
            roles: fixture.mapping.roleNames)
        #expect(text.contains("\nCost: fields "))
    }
}
