import JSONBytes
import PostgresClient
import TestSupport
import Testing

/// What happens when a conflict appears after somebody has taken part (A8, A9).
@Suite("Late facts", .serialized)
struct LateFactTests {
    private static let prepared = Task { try SelectionFixture(database: "late_facts") }

    private func fixture() async throws -> SelectionFixture { try await Self.prepared.value }

    private func codes(_ payload: JSONValue) -> [String] {
        payload["errors"]?.items.compactMap { $0["code"]?.text } ?? []
    }

    private func statuses(_ entry: String?) async throws -> [String] {
        try await fixture().administration().query(
            "SELECT status FROM app.score WHERE entry_id = $1::uuid ORDER BY person_id",
            [entry ?? ""]
        ).compactMap { $0[0] }
    }

    @Test
    func `a fact voids the open score of the person alone, with a notice, and stales a ranking`()
        async throws
    {
        let fixture = try await fixture()
        let session = try await fixture.openSession(projects: [1, 2], members: [1, 2])
        for member in [1, 2] {
            for entry in session.entries.values { _ = try await fixture.score(entry, as: member) }
        }
        _ = try await fixture.command(
            "openDeliberation",
            ["sessionId": .string(session.id), "expectedVersion": .number("1")],
            as: SelectionFixture.person(1))
        try fixture.administration().execute(SelectionFixture.history(2, community: 1))
        #expect(try await statuses(session.entries[1]) == ["COUNTED", "VOID"])
        #expect(try await statuses(session.entries[2]) == ["COUNTED", "COUNTED"])
        let notices = try await fixture.ask(
            "{ notices { nodes { kind rule occurredOn project { title } } } }",
            as: SelectionFixture.person(2))
        #expect(
            notices.text == """
                {"data":{"notices":{"nodes":[{"kind":"SCORE_VOID","rule":"ESCORTED",\
                "occurredOn":"2024-09-01","project":{"title":"مشروع 1"}}]}}}
                """)
        let ranking = try fixture.administration().query(
            "SELECT status FROM app.ranking WHERE session_id = $1::uuid", [session.id])
        #expect(ranking == [["STALE"]])
        #expect(
            codes(try await fixture.score(session.entries[1], as: 2)) == ["SESSION_IS_SCORING"])
    }

    @Test
    func `a fact of before the closing that comes after it opens an incident and changes nothing`()
        async throws
    {
        let fixture = try await fixture()
        let session = try await fixture.openSession(projects: [3], members: [3, 4])
        for member in [3, 4] { _ = try await fixture.score(session.entries[3], as: member) }
        try await close(session, members: [3, 4])
        let connection = try fixture.administration()
        let published = """
            SELECT md5(string_agg(l::text, '' ORDER BY l.id)) FROM app.ranking_line l
            JOIN app.ranking r ON r.id = l.ranking_id WHERE r.session_id = $1::uuid
            """
        let before = try connection.query(published, [session.id])
        try connection.execute(SelectionFixture.history(4, community: 3))
        try connection.execute(SelectionFixture.history(4, community: 3, year: "2025-2026"))
        #expect(try await statuses(session.entries[3]) == ["COUNTED", "COUNTED"])
        #expect(try connection.query(published, [session.id]) == before)
        let incidents = try await fixture.ask(
            "{ incidents { nodes { kind rule occurredOn } } }", as: fixture.delegate)
        #expect(
            incidents.text.hasPrefix(
                """
                {"data":{"incidents":{"nodes":[{"kind":"SCORE_COUNTED_IN_CONFLICT",\
                "rule":"ESCORTED",
                """))
        #expect(try connection.query("SELECT count(*) FROM app.incident") == [["2"]])
        try connection.execute(
            """
            INSERT INTO app.assignment (office_id, person_id, community_id, school_year,
                decision_number, decided_on, starts_on, ends_on)
            SELECT 1511, '\(SelectionFixture.person(3))', id, '2026-2027', '1', '2027-01-05',
                '2027-01-05', '2027-06-30' FROM app.community WHERE office_id = 1511 AND number = 3
            """)
        #expect(
            try connection.query("SELECT count(*) FROM app.incident") == [["2"]],
            "an act dated after the closing has no effect on the past")
    }

    @Test func `an interest that is declared days after the closing opens no incident`()
        async throws
    {
        let fixture = try await fixture()
        let session = try await fixture.openSession(projects: [2], members: [13, 14])
        for member in [13, 14] { _ = try await fixture.score(session.entries[2], as: member) }
        try await close(session, members: [13, 14])
        let connection = try fixture.administration()
        try connection.execute(
            """
            UPDATE app.selection_session SET closed_at = closed_at - interval '3 days'
            WHERE id = '\(session.id)';
            INSERT INTO app.declared_conflict (office_id, person_id, project_id, reason)
            VALUES (1511, '\(SelectionFixture.person(14))', '\(SelectionFixture.project(2))', 'x')
            """)
        let incidents = "SELECT count(*) FROM app.incident WHERE session_id = $1::uuid"
        #expect(try connection.query(incidents, [session.id]) == [["0"]])
    }

    @Test
    func `a merger of communities after the closing opens no incident for escorts of the other`()
        async throws
    {
        let fixture = try await fixture()
        let session = try await fixture.openSession(projects: [2], members: [15, 16])
        for member in [15, 16] { _ = try await fixture.score(session.entries[2], as: member) }
        try await close(session, members: [15, 16])
        let connection = try fixture.administration()
        let delegate = fixture.delegate
        try connection.execute(
            """
            BEGIN;
            UPDATE app.selection_session SET closed_at = closed_at - interval '3 days'
            WHERE id = '\(session.id)';
            INSERT INTO app.assignment (office_id, person_id, community_id, school_year,
                decision_number, decided_on, starts_on, ends_on)
            SELECT 1511, '\(SelectionFixture.person(16))', id, '2026-2027', '16', '2026-09-15',
                '2026-09-15', '2027-06-30' FROM app.community WHERE office_id = 1511 AND number = 1;
            SET LOCAL SESSION AUTHORIZATION mouwakaba_api;
            SELECT * FROM access.begin_request('\(delegate)', '\(SelectionFixture.office)');
            SELECT api.merge_communities(
                (SELECT array_agg(id::text) FROM app.community
                WHERE office_id = 1511 AND number IN (1, 2)), 90, 'جديدة', 'Nouvelle',
                access.today());
            RESET SESSION AUTHORIZATION;
            """)
        let incidents = "SELECT count(*) FROM app.incident WHERE session_id = $1::uuid"
        let found = try connection.query(incidents, [session.id])
        try connection.execute("ROLLBACK")
        #expect(found == [["0"]])
    }

    private func close(_ session: SelectionFixture.OpenSession, members: [Int]) async throws {
        let fixture = try await fixture()
        let chair = SelectionFixture.person(members[0])
        func step(_ name: String, _ version: Int, as person: String) async throws {
            let payload = try await fixture.command(
                name,
                ["sessionId": .string(session.id), "expectedVersion": .number("\(version)")],
                as: person)
            #expect(codes(payload) == [])
        }
        try await step("openDeliberation", 1, as: chair)
        let ranking =
            try fixture.administration().query(
                "SELECT id FROM app.ranking WHERE session_id = $1::uuid", [session.id])[0][0] ?? ""
        for member in members {
            let vote = try await fixture.command(
                "castVote", ["rankingId": .string(ranking), "choice": .string("FOR")],
                as: SelectionFixture.person(member))
            #expect(codes(vote) == [])
        }
        try await step("adoptRanking", 2, as: chair)
        try await step("closeSession", 3, as: fixture.delegate)
    }

    @Test
    func
        `an assignment that would bar a member of an open session waits, unless they stepped back`()
        async throws
    {
        let fixture = try await fixture()
        let session = try await fixture.openSession(projects: [4], members: [5, 6])
        let assignment = """
            INSERT INTO app.assignment (office_id, person_id, community_id, school_year,
                decision_number, decided_on, starts_on, ends_on)
            SELECT 1511, '\(SelectionFixture.person(6))', id, '2026-2027', '7', '2026-11-01',
                '2026-11-01', '2027-06-30' FROM app.community WHERE office_id = 1511 AND number = 4
            """
        let connection = try fixture.administration()
        do {
            try connection.execute(assignment)
            Issue.record("the assignment was made")
        } catch {
            #expect(error.constraint == "assignment_waits_for_the_session")
        }
        _ = try await fixture.command(
            "recuse",
            ["entryId": .string(session.entries[4] ?? ""), "reason": .string("تكليف")],
            as: SelectionFixture.person(6))
        try connection.execute(assignment)
    }

    @Test func `a fact is annulled by the delegate, but not while the person sits in the session`()
        async throws
    {
        let fixture = try await fixture()
        try fixture.administration().execute(SelectionFixture.history(7, community: 5))
        let fact =
            try fixture.administration().query(
                "SELECT id FROM app.escorting_history WHERE person_id = $1::uuid",
                [SelectionFixture.person(7)])[0][0] ?? ""
        func annul() async throws -> [String] {
            codes(
                try await fixture.command(
                    "annulFact",
                    [
                        "fact": .string("HISTORY"), "factId": .string(fact),
                        "reason": .string("خطأ"),
                    ], as: fixture.delegate))
        }
        let session = try await fixture.openSession(projects: [1, 5], members: [8, 7])
        #expect(try await annul() == ["FACT_IS_NOT_UNDER_SELECTION"])
        try fixture.administration().execute(
            "UPDATE app.committee_seat SET status = 'DECLINED' WHERE session_id = '\(session.id)'")
        #expect(try await annul() == [])
        #expect(try await annul() == ["FACT_IS_KNOWN"])
    }

    @Test func `nobody is invited who is in conflict with the whole docket`() async throws {
        let fixture = try await fixture()
        try fixture.administration().execute(SelectionFixture.history(9, community: 2))
        let session = try await fixture.openSession(projects: [2], members: [10])
        let invited = try await fixture.command(
            "inviteMember",
            [
                "sessionId": .string(session.id), "seat": .string("MEMBER"),
                "personId": .string(SelectionFixture.person(9)),
            ], as: fixture.delegate)
        #expect(codes(invited) == ["MEMBER_IS_ELIGIBLE_FOR_AN_ENTRY"])
    }

    @Test func `an evaluator of the zone is refused, and a later fact voids the mandate`()
        async throws
    {
        let fixture = try await fixture()
        let connection = try fixture.administration()
        try connection.execute(
            """
            UPDATE app.project SET status = 'COMPLETED', ended_on = '2026-10-30'
            WHERE id = '\(SelectionFixture.project(5))';
            UPDATE app.community SET zone_id = (SELECT zone_id FROM app.community
                WHERE office_id = 1511 AND number = 5) WHERE office_id = 1511 AND number = 4;
            """)
        try connection.execute(SelectionFixture.history(11, community: 4))
        func issue(_ person: Int, _ project: Int) async throws -> [String] {
            codes(
                try await fixture.command(
                    "issueMandate",
                    [
                        "projectId": .string(SelectionFixture.project(project)),
                        "evaluatorId": .string(SelectionFixture.person(person)),
                        "dueOn": .string("2099-01-01"),
                    ], as: fixture.delegate))
        }
        #expect(try await issue(11, 5) == ["EVALUATOR_IS_NOT_IN_CONFLICT"])
        #expect(try await issue(12, 4) == ["EVALUATED_PROJECT_IS_COMPLETED"])
        #expect(try await issue(12, 5) == [])
        #expect(try await issue(12, 5) == ["EVALUATION_MANDATE_STANDS_ONCE"])
        try connection.execute(SelectionFixture.history(12, community: 4))
        #expect(
            try connection.query(
                "SELECT status FROM app.evaluation_mandate WHERE evaluator_id = $1::uuid",
                [SelectionFixture.person(12)]) == [["VOID"]])
    }
}
