import JSONBytes
import PostgresClient
import TestSupport
import Testing

/// Small groups, workshops and findings, as escorts record them.
@Suite("Commands of acts", .serialized)
struct ActCommandTests {
    private static let prepared = Task { try ActGround(database: "acts") }

    private func ground() async throws -> ActGround { try await Self.prepared.value }

    @Test func `a small group is recorded with its schools and with the caller as facilitator`()
        async throws
    {
        let ground = try await ground()
        let me = try ground.person("escort-1-a")
        let other = try ground.person("escort-2-a")
        let payload = try await ground.fixture.command(
            "recordSmallGroup", ground.smallGroup(["facilitatorIds": ActGround.list([other])]),
            as: me,
            selecting: """
                smallGroup { heldOn schools { totalCount } facilitators { nodes { id } } }
                """)
        let group = payload["smallGroup"]
        #expect(group?["heldOn"] == .string("2026-11-18"), "\(payload)")
        #expect(group?["schools"]?["totalCount"] == .number("2"))
        let facilitators = group?["facilitators"]?["nodes"]?.items.compactMap { $0["id"]?.text }
        #expect(Set(facilitators ?? []) == [me, other])
        let attended = try ground.value(
            """
            SELECT count(*) FILTER (WHERE s.head_attended) || '/' || count(*)
            FROM app.small_group_school s JOIN app.small_group g ON g.id = s.small_group_id
            WHERE g.recorded_by_id = $1 AND g.held_on = '2026-11-18'
            """, [me])
        #expect(attended == "1/2")
    }

    /// A change of a small group that is refused, and how; `TODAY` stands for today.
    struct Refusal: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let refused: String
        let changes: @Sendable (ActGround) throws -> JSONObject
    }

    @Test(arguments: [
        Refusal(
            testDescription: "one school",
            refused: "SMALL_GROUP_HAS_TWO_SCHOOLS: A small group has two schools or more, those "
                + "that attended among them."
        ) {
            let school = try $0.schools(of: 1, 1)
            return [
                "schoolIds": ActGround.list(school + school),
                "attendedSchoolIds": ActGround.list(school),
            ]
        },
        Refusal(
            testDescription: "a school that attended without being called",
            refused: "SMALL_GROUP_HAS_TWO_SCHOOLS: A small group has two schools or more, those "
                + "that attended among them."
        ) { ["attendedSchoolIds": ActGround.list([try $0.schools(of: 1, 3)[2]])] },
        Refusal(
            testDescription: "a school of another office",
            refused: "SCHOOL_IS_KNOWN: There is no such school in your office."
        ) {
            let other = try $0.value("SELECT id FROM app.school WHERE office_id = 9581 LIMIT 1")
            return ["schoolIds": ActGround.list(try $0.schools(of: 1, 2) + [other])]
        },
        Refusal(
            testDescription: "a day to come",
            refused: "ACT_IS_HELD: What happens is recorded after it happened: 2099-01-01 is yet "
                + "to come, today is TODAY."
        ) { _ in ["heldOn": .string("2099-01-01")] },
        Refusal(
            testDescription: "a day of no school year",
            refused: "ACT_LIES_IN_A_SCHOOL_YEAR: 2001-01-01 lies in no school year that is known."
        ) { _ in ["heldOn": .string("2001-01-01")] },
        Refusal(
            testDescription: "a facilitator who is no escort",
            refused: "FACILITATORS_ARE_ESCORTS: Everybody who facilitated was an escort of your "
                + "office on 2026-11-18."
        ) { ["facilitatorIds": ActGround.list([try $0.person("head-1-02")])] },
        Refusal(
            testDescription: "a facilitator of another office",
            refused: "FACILITATORS_ARE_ESCORTS: Everybody who facilitated was an escort of your "
                + "office on 2026-11-18."
        ) {
            let other = try $0.value(
                "SELECT person_id FROM app.role_grant WHERE office_id = 9581 AND role = 'ESCORT'")
            return ["facilitatorIds": ActGround.list([other])]
        },
        Refusal(
            testDescription: "a community that no facilitator escorts",
            refused: "ACT_IS_UNDER_AN_ASSIGNMENT: Nobody who did this escorted the community on "
                + "2026-11-18."
        ) {
            let schools = try $0.schools(of: 1, 1) + $0.schools(of: 3, 1)
            return ["schoolIds": ActGround.list(schools), "attendedSchoolIds": .array([])]
        },
        Refusal(
            testDescription: "no stage",
            refused: "SMALL_GROUP_STAGES_ARE_KNOWN_AND_DISTINCT: A small group has one stage of "
                + "the project or more, each of them once."
        ) { _ in ["stages": .array([])] },
    ])
    func `a small group that breaks a rule is refused, and nothing is kept`(
        refusal: Refusal
    ) async throws {
        let ground = try await ground()
        let before = try ground.value("SELECT count(*) FROM app.small_group")
        let refused = try await ground.refusals(
            of: "recordSmallGroup", ground.smallGroup(refusal.changes(ground)),
            as: ground.person("escort-1-a"))
        let today = try ground.value("SELECT access.today()")
        #expect(refused == [refusal.refused.replacing("TODAY", with: today)])
        #expect(try ground.value("SELECT count(*) FROM app.small_group") == before)
    }

    @Test func `a facilitator's community is open to those who facilitate with them`()
        async throws
    {
        let ground = try await ground()
        let schools = try ground.schools(of: 1, 1) + ground.schools(of: 3, 1)
        let refused = try await ground.refusals(
            of: "recordSmallGroup",
            ground.smallGroup([
                "schoolIds": ActGround.list(schools), "attendedSchoolIds": .array([]),
                "facilitatorIds": ActGround.list([try ground.person("escort-3-a")]),
            ]), as: ground.person("escort-1-a"))
        #expect(refused == [])
    }

    @Test func `a workshop is recorded by an escort of the community alone`() async throws {
        let ground = try await ground()
        let mine = try await ground.refusals(
            of: "recordWorkshop", ground.workshop(), as: ground.person("escort-1-a"))
        #expect(mine == [])
        let other = try await ground.refusals(
            of: "recordWorkshop", ground.workshop(), as: ground.person("escort-3-a"))
        #expect(
            other == [
                "ACT_IS_UNDER_AN_ASSIGNMENT: Nobody who did this escorted the community on "
                    + "2026-11-18."
            ])
        let foreign = try await ground.refusals(
            of: "recordWorkshop",
            ground.workshop(["communityId": .string(try ground.community(1, office: 9581))]),
            as: ground.person("escort-1-a"))
        #expect(foreign == other)
    }

    @Test func `a finding is about the community, or a school of it on that day`() async throws {
        let ground = try await ground()
        let me = try ground.person("escort-1-a")
        let inside = try ground.schools(of: 1, 1)[0]
        let outside = try ground.schools(of: 2, 1)[0]
        for school in [JSONValue.null, .string(inside)] {
            let refused = try await ground.refusals(
                of: "recordFinding", ground.finding(["schoolId": school]), as: me)
            #expect(refused == [])
        }
        let refused = try await ground.refusals(
            of: "recordFinding", ground.finding(["schoolId": .string(outside)]), as: me)
        #expect(
            refused == [
                "FINDING_IS_ABOUT_A_SCHOOL_OF_THE_COMMUNITY: The school did not belong to this "
                    + "community on that day."
            ])
    }

    /// Statements of an administrator, and the rule that refuses them at the end.
    @Test(arguments: [
        (
            """
            INSERT INTO app.small_group_school
            SELECT 1511, 'f0000000-0000-4000-8000-00000000000a', id, community_id, true
            FROM app.school WHERE office_id = 1511 LIMIT 1;
            INSERT INTO app.small_group_facilitator
            SELECT 1511, 'f0000000-0000-4000-8000-00000000000a', person_id
            FROM app.role_grant WHERE office_id = 1511 AND role = 'ESCORT' LIMIT 1;
            """, "small_group_has_two_schools"
        ),
        (
            """
            INSERT INTO app.small_group_school
            SELECT 1511, 'f0000000-0000-4000-8000-00000000000a', id, community_id, true
            FROM app.school WHERE office_id = 1511 LIMIT 2;
            """, "small_group_has_a_facilitator"
        ),
    ])
    func `whoever writes it, a small group has two schools and a facilitator`(
        with: String, rule: String
    ) async throws {
        let ground = try await ground()
        let connection = try ground.fixture.administration()
        let error = #expect(throws: DatabaseError.self) {
            try connection.execute(
                """
                BEGIN;
                INSERT INTO app.small_group (office_id, id, school_year, held_on, mode, stages,
                    recorded_by_id)
                VALUES (1511, 'f0000000-0000-4000-8000-00000000000a', '2025-2026', '2025-12-01',
                    'FIELD', '{PLANNING}', '\(ground.delegate)');
                \(with)
                COMMIT;
                """)
        }
        #expect(error?.constraint == rule)
    }

    @Test func `whoever writes it, a workshop has a facilitator and lies in the past`()
        async throws
    {
        let ground = try await ground()
        let connection = try ground.fixture.administration()
        for (day, year, rule) in [
            ("2025-12-01", "2025-2026", "workshop_has_a_facilitator"),
            ("2029-12-01", "2029-2030", "workshop_is_held"),
        ] {
            let error = #expect(throws: DatabaseError.self) {
                try connection.execute(
                    """
                    INSERT INTO app.workshop (office_id, community_id, school_year, held_on, mode,
                        topic, theme, attendance, recorded_by_id)
                    SELECT 1511, id, '\(year)', '\(day)', 'FIELD', 't', 'T', 1,
                        '\(ground.delegate)'
                    FROM app.community WHERE office_id = 1511 AND number = 1
                    """)
            }
            #expect(error?.constraint == rule)
        }
    }
}
