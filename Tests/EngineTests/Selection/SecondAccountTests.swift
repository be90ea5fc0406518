import JSONBytes
import PostgresClient
import TestSupport
import Testing

/// Somebody with two accounts has one part in a session (A19).
@Suite("Second accounts", .serialized)
struct SecondAccountTests {
    private static let prepared = Task { try SelectionFixture(database: "second_accounts") }

    private func fixture() async throws -> SelectionFixture { try await Self.prepared.value }

    private func codes(_ payload: JSONValue) -> [String] {
        payload["errors"]?.items.compactMap { $0["code"]?.text } ?? []
    }

    private func merge(_ duplicate: Int, into person: Int) async throws -> [String] {
        codes(
            try await fixture().command(
                "mergePersons",
                [
                    "personId": .string(SelectionFixture.person(person)),
                    "duplicateId": .string(SelectionFixture.person(duplicate)),
                ], as: fixture().delegate))
    }

    /// The members whose scores count for an entry, by their numbers.
    private func counted(_ entry: String?) async throws -> [String] {
        try await fixture().administration().query(
            """
            SELECT right(person_id::text, 2) FROM app.score
            WHERE entry_id = $1::uuid AND status = 'COUNTED' ORDER BY 1
            """, [entry ?? ""]
        ).compactMap { $0[0] }
    }

    private func vote(_ member: Int, in session: String) async throws -> [String] {
        let ranking =
            try await fixture().administration().query(
                """
                SELECT id FROM app.ranking
                WHERE session_id = $1::uuid ORDER BY number DESC LIMIT 1
                """, [session])[0][0] ?? ""
        return codes(
            try await fixture().command(
                "castVote", ["rankingId": .string(ranking), "choice": .string("FOR")],
                as: SelectionFixture.person(member)))
    }

    private func deliberate(_ session: String, version: Int) async throws {
        _ = try await fixture().command(
            "openDeliberation",
            ["sessionId": .string(session), "expectedVersion": .number("\(version)")],
            as: SelectionFixture.person(1))
    }

    @Test func `of two scores and two votes of one person those of the duplicate turn void`()
        async throws
    {
        let fixture = try await fixture()
        let session = try await fixture.openSession(projects: [1, 2], members: [1, 2, 3])
        for member in [1, 2, 3] {
            _ = try await fixture.score(session.entries[1], as: member)
        }
        for member in [1, 3] { _ = try await fixture.score(session.entries[2], as: member) }
        try await deliberate(session.id, version: 1)
        for member in [2, 3] { #expect(try await vote(member, in: session.id) == []) }
        #expect(try await merge(3, into: 2) == [])
        #expect(try await counted(session.entries[1]) == ["01", "02"])
        #expect(try await counted(session.entries[2]) == ["01", "03"], "their only one stays")
        let votes = try fixture.administration().query(
            """
            SELECT right(v.person_id::text, 2), v.status, r.status
            FROM app.vote v JOIN app.ranking r ON r.id = v.ranking_id
            WHERE r.session_id = $1::uuid ORDER BY 1
            """, [session.id])
        #expect(votes == [["02", "COUNTED", "STALE"], ["03", "VOID", "STALE"]])
        let notices = try await fixture.ask(
            "{ notices(orderBy: [{ kind: ASC }]) { nodes { kind rule } } }",
            as: SelectionFixture.person(3))
        #expect(
            notices.text == """
                {"data":{"notices":{"nodes":[{"kind":"SCORE_VOID","rule":"SAME_PERSON"},\
                {"kind":"VOTE_VOID","rule":"SAME_PERSON"}]}}}
                """)
    }

    @Test func `once merged, two accounts have one score for an entry and one vote`() async throws {
        let fixture = try await fixture()
        let session = try await fixture.openSession(projects: [3], members: [1, 4, 5])
        #expect(try await merge(5, into: 4) == [])
        for member in [1, 4, 5] {
            let payload = try await fixture.score(session.entries[3], as: member)
            #expect(codes(payload) == [])
        }
        #expect(try await counted(session.entries[3]) == ["01", "05"], "the later one counts")
        do {
            try fixture.administration().execute(
                """
                INSERT INTO app.score (office_id, entry_id, person_id, points, total)
                SELECT office_id, entry_id, '\(SelectionFixture.person(4))', points, 0
                FROM app.score WHERE entry_id = '\(session.entries[3] ?? "")' LIMIT 1
                """)
            Issue.record("both accounts have a score that counts")
        } catch let error as DatabaseError {
            #expect(error.constraint == "score_counts_once_a_member")
            #expect(error.message == "A score of yours counts for this entry already.")
        }
        try await deliberate(session.id, version: 1)
        #expect(try await vote(4, in: session.id) == [])
        #expect(try await vote(5, in: session.id) == ["VOTE_ONCE_A_RANKING"])
    }

    @Test func `an account is merged by the office that employs its person, and no other`()
        async throws
    {
        let fixture = try await fixture()
        try fixture.administration().execute(
            """
            UPDATE app.person SET home_office_id = 9581
            WHERE id = '\(SelectionFixture.person(7))'
            """)
        #expect(try await merge(7, into: 6) == ["DUPLICATE_IS_EMPLOYED_BY_THE_OFFICE"])
        #expect(try await merge(6, into: 7) == [])
    }
}
