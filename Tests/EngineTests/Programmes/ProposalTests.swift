import PostgresClient
import TestSupport
import Testing

/// What an escort proposes, only the coordinator puts into the community's programme (S2.b).
@Suite("Proposals to communities")
struct ProposalTests {
    private static let community = ProgrammeSession.id("community", "1")

    private static func propose(
        _ session: ProgrammeSession, by escort: String = "escort-1-a"
    ) throws -> String {
        try session.become(escort)
        return try session.call(
            "propose_activity(\(community), 'ورشة', 'EARLY_READING', '2026-12-10')")
    }

    @Test func `an escort alone can put nothing into the programme of a community`() async throws {
        try await ProgrammeSession.run { session in
            let proposal = try Self.propose(session)
            #expect(
                try session.refusal(ofCommand: "accept_activity($1, NULL, 1)", [proposal])
                    == "caller_has_the_role: Your roles do not include one that may do this.")
            // As the owner with the context of the escort, as a command would write.
            try session.administer()
            try session.connection.execute(
                """
                CREATE FUNCTION api.intrude(sql text) RETURNS integer LANGUAGE plpgsql
                SECURITY DEFINER AS $$
                DECLARE touched integer;
                BEGIN EXECUTE sql; GET DIAGNOSTICS touched = ROW_COUNT; RETURN touched; END $$;
                ALTER FUNCTION api.intrude(text) OWNER TO mouwakaba_owner;
                GRANT EXECUTE ON FUNCTION api.intrude(text) TO mouwakaba_api;
                """)
            try session.become("escort-1-a")
            let programme = ProgrammeSession.id("community-programme", "1/2026-2027")
            #expect(
                try session.value(
                    "api.intrude($1)",
                    [
                        """
                        UPDATE app.proposed_activity SET status = 'ACCEPTED',
                            programme_id = \(programme), answered_at = now(),
                            answered_by_id = access.person_id()
                        WHERE id = '\(proposal)'
                        """
                    ]) == "0")
            for sql in [
                """
                INSERT INTO app.proposed_activity (office_id, community_id, school_year,
                    proposer_id, activity, theme, wished_on, status, programme_id, answered_at,
                    answered_by_id)
                VALUES (1511, \(Self.community), '2026-2027', access.person_id(), 'x', 'X',
                    '2026-12-10', 'ACCEPTED', \(programme), now(),
                    \(ProgrammeSession.id("person", "head-1-01")))
                """,
                """
                INSERT INTO app.community_programme (office_id, community_id, school_year)
                VALUES (1511, \(Self.community), '2025-2026')
                """,
            ] {
                // 42501: insufficient_privilege, which policies raise.
                #expect(try session.refusal(of: "SELECT api.intrude($1)", [sql]) == "42501")
            }
        }
    }

    @Test func `not even a coordinator answers what they proposed as an escort`() async throws {
        try await ProgrammeSession.run { session in
            try session.become("delegate")
            _ = try session.call(
                """
                grant_role(\(ProgrammeSession.id("person", "escort-1-a")), NULL, 'COORDINATOR',
                    \(Self.community), NULL, access.today(), NULL)
                """)
            let proposal = try Self.propose(session)
            #expect(
                try session.refusal(ofCommand: "accept_activity($1, NULL, 1)", [proposal])
                    == "proposal_is_answered_by_another")
            try session.become("head-1-01")
            #expect(try session.call("accept_activity($1, NULL, 1)", [proposal]) == proposal)
        }
    }

    @Test func `a proposal is answered once, by whoever saw it as it is`() async throws {
        try await ProgrammeSession.run { session in
            let proposal = try Self.propose(session)
            try session.become("head-2-01")
            #expect(
                try session.refusal(ofCommand: "accept_activity($1, NULL, 1)", [proposal])
                    == """
                    proposal_is_known: There is no such proposal to a community that you coordinate.
                    """)
            try session.become("head-1-01")
            #expect(
                try session.refusal(ofCommand: "accept_activity($1, NULL, 2)", [proposal])
                    == """
                    version_is_current: Somebody else changed this meanwhile. Read it again and \
                    decide anew.
                    """)
            #expect(
                try session.refusal(ofCommand: "decline_activity($1, NULL, 1)", [proposal])
                    == "declined_activity_has_an_answer")
            _ = try session.call("decline_activity($1, 'مبرمج من قبل', 1)", [proposal])
            #expect(
                try session.refusal(ofCommand: "accept_activity($1, NULL, 2)", [proposal])
                    == "proposal_is_open: This proposal has been answered.")
        }
    }

    @Test func `one proposes to communities that one escorts in the year of the day`() async throws
    {
        try await ProgrammeSession.run { session in
            try session.become("escort-1-a")
            let other = ProgrammeSession.id("community", "2")
            #expect(
                try session.refusal(
                    ofCommand: "propose_activity(\(other), 'ورشة', 'EARLY_READING', '2026-12-10')")
                        == """
                        proposer_escorts_the_community: You are not assigned to this community in \
                        the school year of that day, 2026-2027.
                        """)
            #expect(
                try session.refusal(
                    ofCommand: """
                        propose_activity(\(Self.community), 'ورشة', 'EARLY_READING', '1999-12-10')
                        """)
                        == """
                        day_lies_in_a_school_year: 1999-12-10 lies in no school year that is known.
                        """)
            #expect(
                try session.refusal(
                    ofCommand: "propose_activity(\(Self.community), 'ورشة', 'x', '2026-12-10')")
                    == "proposed_activity_theme_is_a_code")
        }
    }
}
