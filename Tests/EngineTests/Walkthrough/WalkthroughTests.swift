import Engine
import JSONBytes
import PostgresClient
import TestSupport
import Testing
import TransportProtocols

/// The year of `schema/operations/walkthrough.md`, asked of the engine as it stands there.
@Suite("Walk-through", .serialized)
struct WalkthroughTests {
    private static let office = "01511"

    private func fixture() throws -> EngineFixture {
        try EngineFixture(
            TestDatabase.fill(
                conninfo: TestDatabase.createEmpty("mouwakaba_test_walkthrough")),
            connections: 1)
    }

    private func names(_ connection: AdministrationConnection) throws -> WalkthroughNames {
        let days = try connection.query("SELECT access.today(), access.today() + 60")[0]
        return WalkthroughNames([
            "$today": .string(days[0] ?? ""), "$inTwoMonths": .string(days[1] ?? ""),
        ]) { label in
            try connection.query("SELECT md5('mouwakaba/demo/' || $1)::uuid", [label])[0][0] ?? ""
        }
    }

    private func answer(
        _ step: Walkthrough.Step, _ names: WalkthroughNames, _ fixture: EngineFixture
    ) async throws -> GraphQLResponse? {
        guard case .object(let variables) = try names.resolved(step.variables) else { return nil }
        let person = try names.resolved(.string("demo:person/\(Self.office)/\(step.caller)"))
        return await fixture.engine.respond(
            to: GraphQLRequest(query: Array(step.document.utf8), variables: variables),
            principal: try RequestPrincipal(person: person.text ?? "", office: Self.office))
    }

    @Test func `every operation of the page gives the answer that stands below it, in order`()
        async throws
    {
        let page = try Walkthrough()
        let fixture = try fixture()
        var names = try names(fixture.database.administration())
        var count = 0
        for step in page.steps {
            count += 1
            let response = try #require(try await answer(step, names, fixture))
            let body = try parseJSON(response.body.span, limits: JSONLimits())
            names.bind(step.answer, to: body["data"])
            let isExpected = try body == .object(["data": names.resolved(step.answer)])
            #expect(isExpected, "operation \(count), as \(step.caller): \(response.text)")
        }
        #expect(count == page.operationCount && count > 30)
    }

    @Test func `a name stands for what it stood for first, and another value is a difference`()
        throws
    {
        var names = WalkthroughNames([:]) { "id of \($0)" }
        names.bind(.array([.string("$a"), .string("$b")]), to: .array([.string("1"), .null]))
        names.bind(.array([.string("$a")]), to: .array([.string("2")]))
        #expect(
            try names.resolved(
                .array([.string("$a"), .string("$b"), .string("$c"), .string("demo:x")]))
                == .array([.string("1"), .null, .string("$c"), .string("id of x")]))
    }
}
