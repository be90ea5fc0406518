import Engine
import JSONBytes
import TestSupport
import TransportProtocols

/// Two copies of one world, of which one is altered, each with an engine of its own.
struct TwinDatabases: Sendable {
    let left: SelectionFixture
    let right: SelectionFixture

    /// The world's own engine answers no more.
    init(of world: InterferenceWorld) async throws {
        await world.fixture.engine.close()
        let database = world.fixture.engine.database
        let name = "mouwakaba_test_interference_\(world.caller)"
        left = try SelectionFixture(over: database.copy(named: name + "_left"))
        right = try SelectionFixture(over: database.copy(named: name + "_right"))
    }

    /// The answers of both to somebody.
    func ask(
        _ document: String, _ variables: JSONObject = JSONObject(), as person: String,
        in language: String? = nil
    ) async throws -> (left: String, right: String) {
        async let one = Self.answer(left, document, variables, person, language)
        async let other = Self.answer(right, document, variables, person, language)
        return try await (one, other)
    }

    private static func answer(
        _ fixture: SelectionFixture, _ document: String, _ variables: JSONObject,
        _ person: String, _ language: String?
    ) async throws -> String {
        var request = GraphQLRequest(query: Array(document.utf8), variables: variables)
        request.circumstances = RequestCircumstances(acceptLanguage: language)
        let principal = try RequestPrincipal(person: person, office: SelectionFixture.office)
        let response = await fixture.engine.engine.respond(to: request, principal: principal)
        return response.text
    }
}
