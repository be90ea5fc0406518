import JSONBytes
import PostgresClient
import TestSupport
import Testing

/// Which facts bar whom from which project, by the charter's sentences (S2.c, S2.d) and readings.
///
/// Person 1 is of the office and has escorted nobody; project 1 is of community 1. Each history is
/// entered in a transaction that is rolled back.
@Suite("Conflict rule")
struct ConflictRuleTests {
    private static let prepared = Task { try SelectionFixture(database: "conflict_rule") }

    struct History: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let sql: String
        /// The rules that bar person 1 from selecting project 1.
        var selection: [String] = []
        /// The rules that bar them from evaluating it.
        var evaluation: [String]?
    }

    private static let me = SelectionFixture.person(1)

    private static func community(_ number: Int) -> String {
        "(SELECT id FROM app.community WHERE office_id = 1511 AND number = \(number))"
    }

    private static let school =
        "(SELECT school_id FROM app.project WHERE id = '\(SelectionFixture.project(1))')"

    private static func otherSchool(of number: Int, offset: Int = 0) -> String {
        """
        (SELECT id FROM app.school WHERE office_id = 1511 AND community_id = \(community(number)) \
        AND id <> \(school) ORDER BY id LIMIT 1 OFFSET \(offset))
        """
    }

    private static func visit(_ school: String, on day: String = "2025-11-03") -> String {
        """
        INSERT INTO app.visit (office_id, id, escort_id, school_id, school_year, visited_on, mode,
            cycle, purpose, stages, requested_by)
        SELECT 1511, 'f0000000-0000-4000-8000-000000000001', '\(me)', \(school), y.label, '\(day)',
            'REMOTE', 'PRIMARY', 'SET_PRIORITIES', '{PLANNING}', 'HEAD'
        FROM app.school_year y WHERE '\(day)' BETWEEN y.starts_on AND y.ends_on;
        """
    }

    private static func assignment(_ number: Int, from day: String) -> String {
        """
        INSERT INTO app.assignment (office_id, person_id, community_id, school_year,
            decision_number, decided_on, starts_on, ends_on)
        SELECT 1511, '\(me)', \(community(number)), y.label, '1', '\(day)', '\(day)', y.ends_on
        FROM app.school_year y WHERE '\(day)' BETWEEN y.starts_on AND y.ends_on;
        """
    }

    private static func group(_ schools: [String], facilitator: String = me) -> String {
        """
        INSERT INTO app.small_group (office_id, id, school_year, held_on, mode, stages,
            recorded_by_id)
        VALUES (1511, 'f0000000-0000-4000-8000-000000000002', '2025-2026', '2025-12-01', 'FIELD',
            '{DIAGNOSIS}', '\(me)');
        INSERT INTO app.small_group_facilitator
        VALUES (1511, 'f0000000-0000-4000-8000-000000000002', '\(facilitator)');
        """
            + schools.map {
                """
                INSERT INTO app.small_group_school
                SELECT 1511, 'f0000000-0000-4000-8000-000000000002', s.id, s.community_id, true
                FROM app.school s WHERE s.id = \($0);
                """
            }.joined()
    }

    private static func workshop(_ number: Int) -> String {
        """
        INSERT INTO app.workshop (office_id, id, community_id, school_year, held_on, mode, topic,
            theme, attendance, recorded_by_id)
        VALUES (1511, 'f0000000-0000-4000-8000-000000000003', \(community(number)), '2025-2026',
            '2025-12-02', 'FIELD', 'القراءة', 'READING', 12, '\(me)');
        INSERT INTO app.workshop_facilitator
        VALUES (1511, 'f0000000-0000-4000-8000-000000000003', '\(me)');
        """
    }

    private static func annul(_ fact: String, _ id: String) -> String {
        """
        INSERT INTO app.office_person VALUES (1511, '\(me)') ON CONFLICT DO NOTHING;
        INSERT INTO app.annulment (office_id, fact_id, fact, reason, annulled_by_id)
        VALUES (1511, '\(id)', '\(fact)', 'error', '\(me)');
        """
    }

    /// Community 1 divides: the project's school stays, or goes to the new community 91.
    private static func split(takesSchool: Bool) -> String {
        """
        INSERT INTO app.community (office_id, id, zone_id, number, name_ar, name_fr, established_on)
        SELECT 1511, 'f0000000-0000-4000-8000-000000000091', zone_id, 91, 'جديدة', 'Nouvelle',
            '2026-01-10' FROM app.community WHERE id = \(community(1));
        INSERT INTO app.community_lineage (office_id, ancestor_id, descendant_id, kind, happened_on)
        VALUES (1511, \(community(1)), 'f0000000-0000-4000-8000-000000000091', 'SPLIT',
            '2026-01-10');
        """
            + (takesSchool ? move(school, to: 91, on: "2026-01-10") : "")
    }

    /// As if submitted in the community of today, so that only lineage and moves lead elsewhere.
    private static func move(_ school: String, to number: Int, on day: String) -> String {
        """
        UPDATE app.school_membership SET valid_to = date '\(day)' - 1, ended_at = clock_timestamp()
        WHERE school_id = \(school) AND valid_to IS NULL;
        INSERT INTO app.school_membership (office_id, school_id, community_id, valid_from)
        VALUES (1511, \(school), \(community(number)), '\(day)');
        UPDATE app.school SET community_id = \(community(number)) WHERE id = \(school);
        UPDATE app.project SET community_id = \(community(number))
        WHERE school_id = \(school) AND submitted_on >= '\(day)';
        """
    }

    private static func grant(_ role: String, _ columns: String, from: String, to: String) -> String
    {
        """
        UPDATE app.role_grant SET valid_to = '2020-12-31', valid_from = '2020-01-01'
        WHERE role = '\(role)' AND \(columns);
        INSERT INTO app.role_grant (office_id, person_id, role, school_id, community_id,
            valid_from, valid_to)
        SELECT 1511, '\(me)', '\(role)', \(role == "SCHOOL_HEAD" ? school : "NULL"),
            \(role == "COORDINATOR" ? community(1) : "NULL"), '\(from)', '\(to)';
        """
    }

    static let zones = """
        UPDATE app.community SET zone_id = (SELECT zone_id FROM app.community WHERE number = 1
        AND office_id = 1511) WHERE office_id = 1511 AND number = 2;
        """

    static let histories: [History] = [
        History(testDescription: "nothing", sql: ""),
        History(
            testDescription: "F1: an assignment to the community, from its first day",
            sql: assignment(1, from: "2026-11-01"), selection: ["ESCORTED"]),
        History(
            testDescription: "F1: not before an assignment starts",
            sql: assignment(1, from: "2027-02-01")),
        History(
            testDescription: "an assignment to another community of another zone",
            sql: assignment(5, from: "2026-11-01")),
        History(
            testDescription: "F2: one visit to any school of the community, even from afar",
            sql: visit(otherSchool(of: 1)), selection: ["ESCORTED"]),
        History(
            testDescription: "F2: a visit of ten years ago counts as well (A1)",
            sql: """
                INSERT INTO app.school_year VALUES ('2015-2016', '2015-09-01', '2016-08-31',
                    '2015-09-30 23:00Z', '2016-06-30 23:00Z') ON CONFLICT DO NOTHING;
                UPDATE app.school_membership SET valid_from = '2000-01-01'
                WHERE school_id = \(school);
                """ + visit(school, on: "2016-03-01"), selection: ["ESCORTED"]),
        History(
            testDescription: "F3: a small group with one school of the community among others",
            sql: group([otherSchool(of: 5), otherSchool(of: 1)]), selection: ["ESCORTED"]),
        History(
            testDescription: "F3: a small group of others, facilitated by somebody else",
            sql: group([otherSchool(of: 1)], facilitator: SelectionFixture.person(2))),
        History(
            testDescription: "F4: a workshop in the community", sql: workshop(1),
            selection: ["ESCORTED"]),
        History(
            testDescription: "F5: history on paper", sql: SelectionFixture.history(1, community: 1),
            selection: ["ESCORTED"]),
        History(
            testDescription: "a false visit that was annulled",
            sql: visit(otherSchool(of: 1))
                + annul("VISIT", "f0000000-0000-4000-8000-000000000001")),
        History(
            testDescription: "one annulled visit beside a workshop that stands",
            sql: visit(otherSchool(of: 1)) + workshop(1)
                + annul("VISIT", "f0000000-0000-4000-8000-000000000001"),
            selection: ["ESCORTED"]),
        History(
            testDescription: "the old community of a split, where the school went with the new one",
            sql: visit(otherSchool(of: 1), on: "2025-11-03") + split(takesSchool: true),
            selection: ["ESCORTED"]),
        History(
            testDescription:
                "the new community of a split alone, where the school stayed in the old",
            sql: split(takesSchool: false)
                + """
                INSERT INTO app.escorting_history
                    (office_id, person_id, community_id, school_year, source)
                VALUES (1511, '\(me)', 'f0000000-0000-4000-8000-000000000091', '2025-2026', 'x');
                """, selection: ["ESCORTED"]),
        History(
            testDescription: "a community that the school left before, at a time when one escorted",
            sql: SelectionFixture.history(1, community: 1)
                + move(school, to: 5, on: "2026-01-10"),
            selection: ["ESCORTED"]),
        History(
            testDescription: "the school's former community, escorted after it had left",
            sql: move(school, to: 5, on: "2026-01-10")
                + SelectionFixture.history(1, community: 1, year: "2026-2027")),
        History(
            testDescription:
                "a small group before a move that is dated back: one school was of this community",
            sql: group([otherSchool(of: 5), otherSchool(of: 4)])
                + move(otherSchool(of: 5), to: 1, on: "2025-10-01"), selection: ["ESCORTED"]),
        History(
            testDescription: "a visit before a move that is dated back: it was in this community",
            sql: visit(otherSchool(of: 1)) + move(otherSchool(of: 1), to: 5, on: "2025-10-01"),
            selection: ["ESCORTED"]),
        History(
            testDescription: "a visit after a move, to a school of another community by then",
            sql: move(otherSchool(of: 1), to: 5, on: "2025-10-01")
                + visit(otherSchool(of: 5, offset: 3))),
        History(
            testDescription: "a community that the school joined after submission",
            sql: SelectionFixture.history(1, community: 5)
                + """
                UPDATE app.project SET submitted_on = '2026-09-15' WHERE school_id = \(school);
                """ + move(school, to: 5, on: "2026-10-10"),
            selection: ["ESCORTED"]),
        History(
            testDescription: "another community of the same zone bars from evaluating only (A5)",
            sql: zones + SelectionFixture.history(1, community: 2),
            evaluation: ["ESCORTED_IN_ZONE"]),
        History(
            testDescription: "a community that has left the zone bars no less (A6)",
            sql: zones + SelectionFixture.history(1, community: 2)
                + """
                UPDATE app.community SET zone_id = (SELECT zone_id FROM app.community
                    WHERE number = 5 AND office_id = 1511) WHERE office_id = 1511 AND number = 2;
                """, evaluation: ["ESCORTED_IN_ZONE"]),
        History(
            testDescription: "the account that was merged into one's own (A19)",
            sql: SelectionFixture.history(2, community: 1)
                + "UPDATE app.person SET merged_into_id = '\(me)' WHERE id = '"
                + SelectionFixture.person(2) + "';",
            selection: ["ESCORTED"]),
        History(
            testDescription: "beyond the charter: the author",
            sql: "UPDATE app.project SET author_id = '\(me)' WHERE school_id = \(school);",
            selection: ["AUTHOR_OF_PROJECT"]),
        History(
            testDescription: "beyond the charter: the head of the school",
            sql: grant(
                "SCHOOL_HEAD", "school_id = \(school)", from: "2026-09-01", to: "2026-12-31"),
            selection: ["OWN_SCHOOL"]),
        History(
            testDescription: "the head of the school, but until before the project was submitted",
            sql: grant(
                "SCHOOL_HEAD", "school_id = \(school)", from: "2025-09-01", to: "2026-08-31")),
        History(
            testDescription: "beyond the charter: the coordinator of the community",
            sql: grant(
                "COORDINATOR", "community_id = \(community(1))", from: "2026-09-01",
                to: "2026-12-31"),
            selection: ["COORDINATES_COMMUNITY"]),
        History(
            testDescription: "beyond the charter: a declared interest",
            sql: """
                INSERT INTO app.declared_conflict (office_id, person_id, project_id, reason)
                VALUES (1511, '\(me)', '\(SelectionFixture.project(1))', 'قرابة');
                """, selection: ["DECLARED"]),
        History(
            testDescription: "an office that goes by the charter alone",
            sql: """
                INSERT INTO app.office_setting (office_id, grounds_beyond_charter)
                VALUES (1511, false);
                UPDATE app.project SET author_id = '\(me)' WHERE school_id = \(school);
                """),
        History(
            testDescription: "an office that goes by the charter alone, and an escort",
            sql: """
                INSERT INTO app.office_setting (office_id, grounds_beyond_charter)
                VALUES (1511, false);
                """ + SelectionFixture.history(1, community: 1), selection: ["ESCORTED"]),
    ]

    @Test(arguments: histories)
    func `a history bars by the rules that follow from it`(history: History) async throws {
        let connection = try await Self.prepared.value.administration()
        try connection.execute("BEGIN")
        try connection.execute(history.sql)
        func rules(_ purpose: String) throws -> [String] {
            try connection.query(
                """
                SELECT DISTINCT rule FROM conflict.grounds($1::uuid, 1511, ARRAY[$2::uuid],
                access.today(), $3) ORDER BY 1
                """, [Self.me, SelectionFixture.project(1), purpose]
            ).compactMap { $0[0] }
        }
        #expect(try rules("SELECTION") == history.selection)
        // Whoever escorted the community escorted in its zone.
        let zone = history.selection == ["ESCORTED"] ? ["ESCORTED", "ESCORTED_IN_ZONE"] : []
        #expect(
            try rules("EVALUATION")
                == history.evaluation ?? (zone.isEmpty ? history.selection : zone))
        try connection.execute("ROLLBACK")
    }

    @Test
    func `grounds say the fact, the day, the place and the rule, to the person and the office`()
        async throws
    {
        let fixture = try SelectionFixture(database: "conflict_grounds")
        try fixture.administration().execute(SelectionFixture.history(1, community: 1))
        let session = try await fixture.openSession(projects: [1, 2], members: [1, 2])
        let own = try await fixture.data(
            """
            { docketEntry(id: "\(session.entries[1] ?? "")") { ownConflicts } }
            """, as: SelectionFixture.person(1))
        let ground = own?["docketEntry"]?["ownConflicts"]?.items.first
        #expect(ground?["rule"] == .string("ESCORTED"))
        #expect(ground?["fact"] == .string("HISTORY"))
        #expect(ground?["occurredOn"] == .string("2024-09-01"))
        #expect(ground?["beyondCharter"] == .boolean(false))
        #expect(ground?["communityName"]?.text?.isEmpty == false)
        let document = "{ committeeSeats { nodes { conflicts } } }"
        func counts(_ person: String) async throws -> Set<Int> {
            let data = try await fixture.data(document, as: person)
            let nodes = data?["committeeSeats"]?["nodes"]?.items ?? []
            return Set(nodes.map { $0["conflicts"]?.items.count ?? -1 })
        }
        #expect(try await counts(fixture.delegate) == [0, 1])
        #expect(try await counts(SelectionFixture.person(1)) == [0, 1])
        #expect(try await counts(SelectionFixture.person(2)) == [0])
    }
}
