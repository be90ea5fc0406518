import Engine
import JSONBytes
import PostgresClient
import TestSupport
import Testing
import TransportProtocols

/// Attempts of people of the office itself to get past a conflict of interest.
@Suite("Breaker: past a conflict", .serialized)
struct ConflictEvasionTests {
    private static let prepared = Task { try SelectionFixture(database: "breaker_conflict") }

    private func fixture() async throws -> SelectionFixture { try await Self.prepared.value }

    private func codes(_ payload: JSONValue) -> [String] {
        payload["errors"]?.items.compactMap { $0["code"]?.text } ?? []
    }

    private func codes(
        _ command: String, _ input: JSONObject, as person: String
    ) async throws -> [String] {
        codes(try await fixture().command(command, input, as: person))
    }

    /// The identifier of the only fact of a history.
    private func history(of person: Int) async throws -> String {
        try await fixture().administration().query(
            "SELECT id FROM app.escorting_history WHERE person_id = $1::uuid",
            [SelectionFixture.person(person)])[0][0] ?? ""
    }

    private func grant(_ role: String, to person: Int) async throws {
        _ = try await fixture().administration().query(
            """
            INSERT INTO app.role_grant (office_id, person_id, role, valid_from)
            VALUES (1511, $1::uuid, $2, '2026-09-01') ON CONFLICT DO NOTHING
            """, [SelectionFixture.person(person), role])
    }

    @Test func `a second account does not score what the first escorted, once they are one`()
        async throws
    {
        let fixture = try await fixture()
        try fixture.administration().execute(SelectionFixture.history(1, community: 1))
        let session = try await fixture.openSession(projects: [1, 2], members: [3, 2])
        let scored = try await fixture.score(session.entries[1], as: 2)
        #expect(codes(scored) == [])
        #expect(
            try await codes(
                "mergePersons",
                [
                    "personId": .string(SelectionFixture.person(1)),
                    "duplicateId": .string(SelectionFixture.person(2)),
                ], as: fixture.delegate) == [])
        let again = try await fixture.score(session.entries[1], as: 2)
        #expect(codes(again) == ["MEMBER_IS_NOT_IN_CONFLICT"])
        #expect(
            try fixture.administration().query(
                "SELECT DISTINCT status FROM app.score WHERE entry_id = $1::uuid",
                [session.entries[1] ?? ""]) == [["VOID"]])
    }

    @Test func `a delegate does not annul the fact that bars them`() async throws {
        let fixture = try await fixture()
        try fixture.administration().execute(SelectionFixture.history(4, community: 2))
        try await grant("DELEGATE", to: 4)
        let input: JSONObject = [
            "fact": .string("HISTORY"), "factId": .string(try await history(of: 4)),
            "reason": .string("خطأ"),
        ]
        #expect(
            try await codes("annulFact", input, as: SelectionFixture.person(4))
                == ["ANNULLED_FACT_IS_OF_OTHERS"])
        #expect(try await codes("annulFact", input, as: fixture.delegate) == [])
    }

    @Test func `nobody without the role annuls a fact or grants themselves one`() async throws {
        let fixture = try await fixture()
        try fixture.administration().execute(SelectionFixture.history(5, community: 3))
        try await grant("ESCORT", to: 5)
        let attempts = [
            """
            annulFact(input: { fact: HISTORY, factId: "\(try await history(of: 5))", \
            reason: "x" }) { errors { code } }
            """,
            """
            grantRole(input: { personId: "\(SelectionFixture.person(5))", role: DELEGATE, \
            validFrom: "2026-11-20" }) { errors { code } }
            """,
        ]
        for attempt in attempts {
            let response = try await fixture.ask(
                "mutation { \(attempt) }", as: SelectionFixture.person(5))
            #expect(response.outcome == .requestError(.forbidden), "\(response.text)")
        }
    }

    @Test func `stepping back does not come undone by a score, a vote or another account`()
        async throws
    {
        let fixture = try await fixture()
        let session = try await fixture.openSession(projects: [2, 3], members: [6, 7, 8])
        for member in [6, 8] { _ = try await fixture.score(session.entries[2], as: member) }
        let recuse: JSONObject = [
            "entryId": .string(session.entries[2] ?? ""), "reason": .string("قرابة"),
        ]
        #expect(try await codes("recuse", recuse, as: SelectionFixture.person(7)) == [])
        let scored = try await fixture.score(session.entries[2], as: 7)
        #expect(codes(scored) == ["MEMBER_IS_NOT_RECUSED"])
        #expect(
            try await codes(
                "openDeliberation",
                ["sessionId": .string(session.id), "expectedVersion": .number("1")],
                as: SelectionFixture.person(6)) == [])
        let ranking =
            try fixture.administration().query(
                "SELECT id FROM app.ranking WHERE session_id = $1::uuid", [session.id])[0][0] ?? ""
        #expect(
            try await codes(
                "castVote", ["rankingId": .string(ranking), "choice": .string("FOR")],
                as: SelectionFixture.person(7)) == ["VOTER_IS_IN_NO_CONFLICT"])
    }

    @Test func `a conflict answers before the points are looked at, whatever others gave`()
        async throws
    {
        let fixture = try await fixture()
        try fixture.administration().execute(SelectionFixture.history(10, community: 4))
        let session = try await fixture.openSession(projects: [4, 5], members: [9, 10])
        var answers: Set<String> = []
        for points in [("1", "1"), ("99", "-1"), ("20", "10")] {
            let payload = try await fixture.command(
                "score",
                [
                    "entryId": .string(session.entries[4] ?? ""),
                    "points": .object([
                        "BASIS": .number(points.0), "FEASIBILITY": .number(points.1),
                    ]),
                ], as: SelectionFixture.person(10))
            #expect(codes(payload) == ["MEMBER_IS_NOT_IN_CONFLICT"])
            answers.insert("\(payload)")
            _ = try await fixture.score(session.entries[4], as: 9, basis: answers.count)
        }
        #expect(answers.count == 1)
    }

    @Test func `no selection shows a score of an entry to whoever is in conflict with it`()
        async throws
    {
        let fixture = try await fixture()
        try fixture.administration().execute(SelectionFixture.history(12, community: 5))
        let session = try await fixture.openSession(projects: [5, 2], members: [11, 12])
        let scored = try await fixture.command(
            "score",
            [
                "entryId": .string(session.entries[5] ?? ""),
                "points": .object(["BASIS": .number("13"), "FEASIBILITY": .number("4")]),
            ], as: SelectionFixture.person(11), selecting: "score { id }")
        let score = scored["score"]?["id"]?.text ?? ""
        let entry = session.entries[5] ?? ""
        for selection in [
            "docketEntry(id: \"\(entry)\") { scores { totalCount nodes { total } } }",
            "node(id: \"\(score)\") { ... on Score { total } }",
            "project(id: \"\(SelectionFixture.project(5))\") "
                + "{ entries { nodes { scores { nodes { total } } } } }",
            "scores(filter: { total: { gte: 0 } }, orderBy: [{ total: DESC }]) "
                + "{ totalCount nodes { total } }",
            "selectionSession(id: \"\(session.id)\") "
                + "{ docket(orderBy: [{ scores: { count: DESC } }]) "
                + "{ nodes { id scores { totalCount } } } }",
            "docketEntries(filter: { scores: { some: { total: { gte: 17 } } } }) { totalCount }",
        ] {
            let response = try await fixture.ask(
                "{ \(selection) }", as: SelectionFixture.person(12))
            #expect(!response.text.contains("\"total\":"), "\(response.text)")
            #expect(!response.text.contains("\"totalCount\":1"), "\(response.text)")
        }
    }

    @Test func `a member scores for nobody else, and withdraws nobody else's score`() async throws {
        let fixture = try await fixture()
        let session = try await fixture.openSession(projects: [3], members: [13, 14])
        let scored = try await fixture.command(
            "score",
            [
                "entryId": .string(session.entries[3] ?? ""),
                "points": .object(["BASIS": .number("1"), "FEASIBILITY": .number("1")]),
            ], as: SelectionFixture.person(13), selecting: "score { id }")
        #expect(
            try await codes(
                "withdrawScore", ["scoreId": scored["score"]?["id"] ?? .null],
                as: SelectionFixture.person(14)) == ["SCORE_IS_OWN"])
        let forged = try await fixture.ask(
            """
            mutation { score(input: { entryId: "\(session.entries[3] ?? "")", points: {}, \
            personId: "\(SelectionFixture.person(13))" }) { errors { code } } }
            """, as: SelectionFixture.person(14))
        #expect(forged.outcome == .requestError(.invalidOperation))
    }

    @Test func `a school that is moved away before the docket opens still bars its escorts`()
        async throws
    {
        let fixture = try await fixture()
        try fixture.administration().execute(SelectionFixture.history(15, community: 1))
        let school = try fixture.administration().query(
            "SELECT school_id FROM app.project WHERE id = $1::uuid", [SelectionFixture.project(1)]
        )[0][0]
        let other = try fixture.administration().query(
            "SELECT id FROM app.community WHERE office_id = 1511 AND number = 4")[0][0]
        #expect(
            try await codes(
                "moveSchool",
                [
                    "schoolId": .string(school ?? ""), "communityId": .string(other ?? ""),
                    "movedOn": .string("2026-10-15"),
                ], as: fixture.delegate) == [])
        let session = try await fixture.openSession(projects: [1, 3], members: [16, 15])
        let scored = try await fixture.score(session.entries[1], as: 15)
        #expect(codes(scored) == ["MEMBER_IS_NOT_IN_CONFLICT"])
    }

    @Test func `the key of somebody else's command gives nothing of its answer`() async throws {
        let fixture = try await fixture()
        let session = try await fixture.openSession(projects: [3], members: [17, 18])
        func score(as member: Int) async throws -> GraphQLResponse {
            var request = GraphQLRequest(
                query: Array(
                    """
                    mutation { score(input: { entryId: "\(session.entries[3] ?? "")", \
                    points: { BASIS: 1, FEASIBILITY: 1 } }) { score { id } errors { code } } }
                    """.utf8))
            request.circumstances.idempotencyKey = try IdempotencyKey("stolen")
            return await fixture.engine.engine.respond(
                to: request,
                principal: try RequestPrincipal(
                    person: SelectionFixture.person(member), office: SelectionFixture.office))
        }
        let first = try await score(as: 17)
        let stolen = try await score(as: 18)
        #expect(first.text != stolen.text)
        #expect(try await score(as: 17).text == first.text)
    }
}
