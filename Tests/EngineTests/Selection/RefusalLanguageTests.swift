import Engine
import JSONBytes
import PostgresClient
import TestSupport
import Testing
import TransportProtocols

/// Refusals of a selection session in the language of the request.
@Suite("Languages of refusals", .serialized)
struct RefusalLanguageTests {
    private static let prepared = Task { try SelectionFixture(database: "refusal_languages") }

    /// Does a command as member 1; gives the message of its error.
    private func message(
        _ name: String, _ input: JSONObject, in acceptLanguage: String?
    ) async throws -> String? {
        let type = name.prefix(1).uppercased() + name.dropFirst() + "Input!"
        let document = """
            mutation ($input: \(type)) { \(name)(input: $input) { errors { message } } }
            """
        var request = GraphQLRequest(
            query: Array(document.utf8),
            variables: ["input": .object(input)])
        request.circumstances = RequestCircumstances(acceptLanguage: acceptLanguage)
        let fixture = try await Self.prepared.value
        let response = await fixture.engine.engine.respond(
            to: request,
            principal: try RequestPrincipal(
                person: SelectionFixture.person(1), office: SelectionFixture.office))
        let answer = try parseJSON(response.body.span, limits: JSONLimits())
        return answer["data"]?[name]?["errors"]?.items.first?["message"]?.text
    }

    private func version(_ session: String) async throws -> JSONValue {
        let fixture = try await Self.prepared.value
        let rows = try fixture.administration().query(
            "SELECT version FROM app.selection_session WHERE id = $1::uuid", [session])
        return .number(rows[0][0] ?? "")
    }

    @Test func `a ranking without a quorum is refused with its figures in each language`()
        async throws
    {
        let fixture = try await Self.prepared.value
        let session = try await fixture.openSession(projects: [1, 2], members: [1, 2], quorum: 2)
        let opened = try await message(
            "openDeliberation",
            [
                "sessionId": .string(session.id),
                "expectedVersion": try await version(session.id),
            ], in: nil)
        #expect(opened == nil)
        let expected: [(String?, String)] = [
            ("ar-MA, fr;q=0.5", "لم يكتمل النصاب القانوني: عدد الأصوات 0، والنصاب 2."),
            ("fr-MA", "Le quorum n'est pas atteint : nombre de votes 0, quorum 2."),
            ("en", "Too few members voted: the votes are 0, the quorum is 2."),
            (nil, "Too few members voted: the votes are 0, the quorum is 2."),
        ]
        for (language, sentence) in expected {
            let refused = try await message(
                "adoptRanking",
                [
                    "sessionId": .string(session.id),
                    "expectedVersion": try await version(session.id),
                ], in: language)
            #expect(refused == sentence)
        }
    }

    @Test(arguments: [
        ("ar", "سبب التنحي إلزامي، في 1000 حرف على الأكثر."),
        ("fr", "Le motif du déport est obligatoire, en 1000 caractères au plus."),
        ("en", "The reason of the recusal is stated, in 1000 characters at most."),
        (nil, "The reason of the recusal is stated, in 1000 characters at most."),
    ])
    func `a constraint says its sentence in each language`(language: String?, sentence: String)
        async throws
    {
        let fixture = try await Self.prepared.value
        let session = try await fixture.openSession(projects: [3], members: [1])
        let refused = try await message(
            "recuse",
            ["entryId": .string(session.entries[3] ?? ""), "reason": .string(" ")], in: language)
        #expect(refused == sentence)
    }
}
