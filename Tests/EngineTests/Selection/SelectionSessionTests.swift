import JSONBytes
import PostgresClient
import TestSupport
import Testing

/// A session of the committee through the API, from opening to minutes.
@Suite("Selection sessions", .serialized)
struct SelectionSessionTests {
    private static let prepared = Task { try SelectionFixture(database: "selection") }

    private func fixture() async throws -> SelectionFixture { try await Self.prepared.value }

    private func codes(_ payload: JSONValue) -> [String] {
        payload["errors"]?.items.compactMap { $0["code"]?.text } ?? []
    }

    private func step(
        _ name: String, _ session: SelectionFixture.OpenSession, version: Int, as person: String
    ) async throws -> [String] {
        codes(
            try await fixture().command(
                name,
                ["sessionId": .string(session.id), "expectedVersion": .number("\(version)")],
                as: person))
    }

    private func vote(_ choice: String, _ ranking: String, as member: Int) async throws -> [String]
    {
        codes(
            try await fixture().command(
                "castVote", ["rankingId": .string(ranking), "choice": .string(choice)],
                as: SelectionFixture.person(member)))
    }

    private func proposed(_ session: SelectionFixture.OpenSession, as member: Int) async throws
        -> String
    {
        let data = try await fixture().data(
            """
            { selectionSession(id: "\(session.id)") { \
            rankings(filter: { status: { eq: PROPOSED } }) { nodes { id } } } }
            """, as: SelectionFixture.person(member))
        return data?["selectionSession"]?["rankings"]?["nodes"]?.items.first?["id"]?.text ?? ""
    }

    @Test func `a session goes from scores to a vote, a published ranking and minutes`()
        async throws
    {
        let fixture = try await fixture()
        let session = try await fixture.openSession(projects: [1, 2, 3], members: [1, 2, 3])
        for (member, points) in [(1, 4), (2, 6), (3, 11)] {
            for (community, entry) in session.entries where community < 3 || member > 2 {
                let scored = try await fixture.score(
                    entry, as: member, basis: points, feasibility: community)
                #expect(scored["score"]?["total"] == .number("\(points + community)"))
            }
        }
        let chair = SelectionFixture.person(1)
        #expect(try await step("openDeliberation", session, version: 1, as: chair) == [])
        let ranking = try await proposed(session, as: 1)
        #expect(try await vote("FOR", ranking, as: 1) == [])
        #expect(
            try await step("adoptRanking", session, version: 2, as: chair)
                == ["RANKING_HAS_A_QUORUM"])
        #expect(try await vote("AGAINST", ranking, as: 2) == [])
        #expect(
            try await step("adoptRanking", session, version: 2, as: chair)
                == ["RANKING_HAS_A_MAJORITY"])
        #expect(try await vote("FOR", ranking, as: 3) == [])
        #expect(try await vote("FOR", ranking, as: 3) == ["VOTE_ONCE_A_RANKING"])
        #expect(
            try await step("closeSession", session, version: 2, as: fixture.delegate)
                == ["SESSION_HAS_AN_ADOPTED_RANKING"])
        #expect(try await step("adoptRanking", session, version: 2, as: chair) == [])
        #expect(try await step("closeSession", session, version: 3, as: fixture.delegate) == [])
        let closed = try await fixture.ask(
            """
            { selectionSession(id: "\(session.id)") { status rankings { nodes { status \
            lines { nodes { position mean scores entry { project { title } } } } } } \
            minutes { totalCount } } }
            """, as: fixture.delegate)
        #expect(
            closed.text == """
                {"data":{"selectionSession":{"status":"CLOSED","rankings":{"nodes":[\
                {"status":"ADOPTED","lines":{"nodes":[\
                {"position":1,"mean":"9.000","scores":3,"entry":{"project":{"title":"مشروع 2"}}},\
                {"position":2,"mean":"8.000","scores":3,"entry":{"project":{"title":"مشروع 1"}}},\
                {"position":null,"mean":"14.000","scores":1,\
                "entry":{"project":{"title":"مشروع 3"}}}\
                ]}}]},"minutes":{"totalCount":1}}}}
                """)
    }

    @Test func `a step names the version that was seen`() async throws {
        let session = try await fixture().openSession(projects: [1], members: [1])
        let refused = try await fixture().command(
            "openDeliberation",
            ["sessionId": .string(session.id), "expectedVersion": .number("7")],
            as: SelectionFixture.person(1))
        #expect(codes(refused) == ["VERSION_IS_CURRENT"])
        #expect(
            refused["errors"]?.items[0]["message"]
                == .string("Somebody else changed this meanwhile. Read it again and decide anew."))
    }

    @Test func `only whoever presides leads the deliberation, and only the delegate closes`()
        async throws
    {
        let session = try await fixture().openSession(projects: [1], members: [1, 2])
        let member = SelectionFixture.person(2)
        let response = try await fixture().ask(
            """
            mutation { openDeliberation(input: { sessionId: "\(session.id)", expectedVersion: 1 }) \
            { errors { code } } }
            """, as: member)
        #expect(response.text.contains("\"code\":\"FORBIDDEN\""))
        // Chair of another session, and so with the role, but member of this one.
        let other = try await fixture().openSession(projects: [1], members: [2])
        #expect(
            try await step("openDeliberation", session, version: 1, as: member)
                == ["CALLER_PRESIDES"])
        #expect(try await step("openDeliberation", other, version: 1, as: member) == [])
    }

    @Test func `a member who steps back loses the vote, and the ranking that it adopted`()
        async throws
    {
        let fixture = try await fixture()
        let session = try await fixture.openSession(projects: [1, 2], members: [1, 2, 3])
        for member in 1...3 { _ = try await fixture.score(session.entries[1], as: member) }
        let chair = SelectionFixture.person(1)
        #expect(try await step("openDeliberation", session, version: 1, as: chair) == [])
        let ranking = try await proposed(session, as: 1)
        for member in 1...3 { #expect(try await vote("FOR", ranking, as: member) == []) }
        #expect(try await step("adoptRanking", session, version: 2, as: chair) == [])
        let recused = try await fixture.command(
            "recuse",
            ["entryId": .string(session.entries[2] ?? ""), "reason": .string("قرابة")],
            as: SelectionFixture.person(3))
        #expect(codes(recused) == [])
        let kept = try fixture.administration().query(
            """
            SELECT r.status, string_agg(v.status, ' ' ORDER BY v.person_id) FROM app.ranking r
            JOIN app.vote v ON v.ranking_id = r.id WHERE r.id = $1::uuid GROUP BY r.status
            """, [ranking])
        #expect(kept == [["STALE", "COUNTED COUNTED VOID"]])
        #expect(
            try await step("closeSession", session, version: 3, as: fixture.delegate)
                == ["SESSION_HAS_AN_ADOPTED_RANKING"])
        let notices = try await fixture.ask(
            "{ notices { nodes { kind rule project { title } } } }", as: SelectionFixture.person(3))
        #expect(
            notices.text == """
                {"data":{"notices":{"nodes":[{"kind":"VOTE_VOID","rule":"RECUSED",\
                "project":{"title":"مشروع 2"}}]}}}
                """)
    }

    @Test func `a chair in conflict with an entry learns no votes, and the deputy presides`()
        async throws
    {
        let fixture = try await fixture()
        let session = try await fixture.openSession(projects: [3, 4], members: [13, 14])
        try await fixture.seat(15, session: session.id, seat: "DEPUTY")
        for member in [14, 15] { _ = try await fixture.score(session.entries[3], as: member) }
        try fixture.administration().execute(SelectionFixture.history(13, community: 4))
        let (chair, deputy) = (SelectionFixture.person(13), SelectionFixture.person(15))
        #expect(
            try await step("openDeliberation", session, version: 1, as: chair)
                == ["PRESIDENT_IS_IN_NO_CONFLICT"])
        #expect(try await step("openDeliberation", session, version: 1, as: deputy) == [])
        #expect(
            try await step("adoptRanking", session, version: 2, as: chair)
                == ["PRESIDENT_IS_IN_NO_CONFLICT"])
        #expect(
            try await step("adoptRanking", session, version: 2, as: deputy)
                == ["RANKING_HAS_A_QUORUM"])
    }

    @Test(arguments: [
        #"{"BASIS": 10}"#, #"{"BASIS": 21, "FEASIBILITY": 1}"#,
        #"{"BASIS": 1.5, "FEASIBILITY": 1}"#, #"{"BASIS": -1, "FEASIBILITY": 1}"#,
        #"{"BASIS": 1, "FEASIBILITY": 1, "LOOKS": 1}"#, #"{"BASIS": "1", "FEASIBILITY": 1}"#,
        "[10, 5]", "7",
    ])
    func `a score that does not follow the rubric is refused`(points: String) async throws {
        let fixture = try await fixture()
        let session = try await fixture.openSession(projects: [1], members: [1])
        let refused = try await fixture.command(
            "score",
            [
                "entryId": .string(session.entries[1] ?? ""),
                "points": parseJSON(Array(points.utf8).span, limits: JSONLimits()),
            ], as: SelectionFixture.person(1))
        #expect(codes(refused) == ["SCORE_FOLLOWS_THE_RUBRIC"])
    }

    @Test func `points with the character U+0000 are refused, as no database text can have it`()
        async throws
    {
        let session = try await fixture().openSession(projects: [1], members: [1])
        let response = try await fixture().ask(
            """
            mutation ($points: JSON!) { score(input: { entryId: "\(session.entries[1] ?? "")", \
            points: $points }) { errors { code } } }
            """, ["points": .object(["BASIS": .array([.string("\0")])])],
            as: SelectionFixture.person(1))
        #expect(
            response.text.contains(
                #"The value of \"input.points\" has a character U+0000, which no text can have."#))
    }

    @Test func `the most points of the rubric are accepted, and a second score replaces the first`()
        async throws
    {
        let fixture = try await fixture()
        let session = try await fixture.openSession(projects: [1], members: [1])
        for points in [(20, 10), (0, 0)] {
            let scored = try await fixture.score(
                session.entries[1], as: 1, basis: points.0, feasibility: points.1)
            #expect(codes(scored) == [])
        }
        let seen = try await fixture.ask(
            """
            { docketEntry(id: "\(session.entries[1] ?? "")") { scores { nodes { total status } } } }
            """, as: SelectionFixture.person(1))
        #expect(
            seen.text == """
                {"data":{"docketEntry":{"scores":{"nodes":[{"total":30,"status":"WITHDRAWN"},\
                {"total":0,"status":"COUNTED"}]}}}}
                """)
    }

    @Test func `nobody scores without a seat, after the scoring, or after stepping back`()
        async throws
    {
        let fixture = try await fixture()
        let session = try await fixture.openSession(projects: [1, 2], members: [1, 2])
        let other = try await fixture.openSession(projects: [1], members: [4])
        #expect(codes(try await fixture.score(other.entries[1], as: 1)) == ["ENTRY_IS_KNOWN"])
        let recused = try await fixture.command(
            "recuse",
            ["entryId": .string(session.entries[1] ?? ""), "reason": .string("قرابة")],
            as: SelectionFixture.person(2))
        #expect(codes(recused) == [])
        #expect(
            codes(try await fixture.score(session.entries[1], as: 2))
                == ["MEMBER_IS_NOT_RECUSED"])
        #expect(codes(try await fixture.score(session.entries[2], as: 2)) == [])
        let chair = SelectionFixture.person(1)
        #expect(try await step("openDeliberation", session, version: 1, as: chair) == [])
        #expect(
            codes(try await fixture.score(session.entries[2], as: 2)) == ["SESSION_IS_SCORING"])
        let ranking = try await proposed(session, as: 1)
        #expect(try await vote("FOR", ranking, as: 2) == ["VOTER_IS_IN_NO_CONFLICT"])
    }

    @Test func `one sees the scores of others once one has scored, or in the deliberation`()
        async throws
    {
        let fixture = try await fixture()
        let session = try await fixture.openSession(projects: [1, 2], members: [1, 2])
        for entry in session.entries.values { _ = try await fixture.score(entry, as: 1) }
        _ = try await fixture.score(session.entries[1], as: 2)
        let document = """
            { selectionSession(id: "\(session.id)") { docket { nodes { scores { totalCount } } } } }
            """
        let member = SelectionFixture.person(2)
        let counts =
            #"{"data":{"selectionSession":{"docket":{"nodes":[{"scores":{"totalCount":2}},"#
        #expect(
            try await fixture.ask(document, as: member).text
                == counts + #"{"scores":{"totalCount":0}}]}}}}"#)
        let chair = SelectionFixture.person(1)
        #expect(try await step("openDeliberation", session, version: 1, as: chair) == [])
        #expect(
            try await fixture.ask(document, as: member).text
                == counts + #"{"scores":{"totalCount":1}}]}}}}"#)
    }

    @Test(arguments: [
        "annulment", "community_lineage", "community_zone", "escorting_history", "evaluation",
        "incident", "minutes", "notice", "ranking_line", "recusal", "small_group", "visit",
        "workshop",
    ])
    func `what is recorded or published is never changed, by administrators neither`(
        table: String
    ) async throws {
        let connection = try await fixture().administration()
        for change in ["UPDATE app.\(table) SET office_id = 1", "DELETE FROM app.\(table)"] {
            do {
                try connection.execute(change)
                Issue.record("\(change) was done")
            } catch {
                #expect(error.message == "rows of \(table) are never changed")
                #expect(error.constraint == "\(table)_is_immutable")
            }
        }
    }
}
