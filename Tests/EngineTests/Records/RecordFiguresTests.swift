import PostgresClient
import TestSupport
import Testing
import TransportProtocols

/// Figures of records against plain SQL, over the demonstration with random facts beside it.
@Suite("Figures of records", .serialized)
struct RecordFiguresTests {
    private static let prepared = Task {
        let ground = try ActGround(database: "record_figures")
        try ground.fixture.administration().execute(RandomFacts.sql(seed: RandomFacts.seed))
        return ground
    }

    /// Answers as the delegate of Tanger-Assilah would make the functions answer.
    private func query(
        _ sql: String, office: String = "01511"
    ) async throws -> [[String?]] {
        let ground = try await Self.prepared.value
        let connection = try ground.fixture.administration()
        try connection.execute("BEGIN")
        defer { try? connection.execute("ROLLBACK") }
        let delegate = try ground.fixture.engine.database.principal("DELEGATE", office: office)
        _ = try connection.query(
            "SELECT access.begin_request($1::uuid, $2)", [delegate.person, office])
        return try connection.query(sql)
    }

    /// What the fields of figures are by statements of their own; `a` is an assignment.
    ///
    /// - Parameter isMine: of the person of the assignment; else of the community.
    private static func expected(_ isMine: Bool) -> String {
        func mine(_ column: String) -> String { isMine ? "AND \(column) = a.person_id" : "" }
        let stands = "NOT IN (SELECT fact_id FROM app.annulment)"
        let day = "least(access.today(), make_date(right(a.school_year, 4)::integer, 6, 30))"
        let members = """
            SELECT s.id FROM app.school s WHERE s.office_id = 1511
            AND app.community_of_school(1511, s.id, \(day)) = a.community_id
            """
        let visits = """
            (SELECT count(*) FROM app.visit v WHERE v.office_id = 1511 \(mine("v.escort_id"))
            AND v.school_year = a.school_year AND v.id \(stands)
            AND app.community_of_school(1511, v.school_id, v.visited_on) = a.community_id
            """
        let findings = """
            (SELECT count(*) FROM app.finding f WHERE f.office_id = 1511 \(mine("f.author_id"))
            AND f.school_year = a.school_year AND f.community_id = a.community_id
            """
        let groups = """
            FROM app.small_group g
            JOIN app.small_group_school s ON s.small_group_id = g.id
            JOIN app.small_group_facilitator p ON p.small_group_id = g.id
            WHERE g.office_id = 1511 AND s.community_id = a.community_id \(mine("p.person_id"))
            AND g.school_year = a.school_year AND g.id \(stands)
            """
        let workshops = """
            FROM app.workshop w JOIN app.workshop_facilitator p ON p.workshop_id = w.id
            WHERE w.office_id = 1511 AND w.community_id = a.community_id \(mine("p.person_id"))
            AND w.school_year = a.school_year AND w.id \(stands)
            """
        return """
            jsonb_build_object(
                'heads', (SELECT count(DISTINCT person_id) FROM app.role_grant
                    WHERE role = 'SCHOOL_HEAD' AND school_id IN (\(members))
                    AND daterange(valid_from, valid_to, '[]') @> \(day)),
                'schools', (SELECT count(*) FROM (\(members)) m),
                'vacancies', (SELECT count(*) FROM (\(members)) m WHERE m.id NOT IN (
                    SELECT school_id FROM app.role_grant WHERE role = 'SCHOOL_HEAD'
                    AND daterange(valid_from, valid_to, '[]') @> \(day))),
                'visits', \(visits)),
                'visitsByCycle', jsonb_build_object(
                    'PRIMARY', \(visits) AND cycle = 'PRIMARY'),
                    'LOWER_SECONDARY', \(visits) AND cycle = 'LOWER_SECONDARY'),
                    'UPPER_SECONDARY', \(visits) AND cycle = 'UPPER_SECONDARY')),
                'smallGroups', (SELECT count(DISTINCT g.id) \(groups)),
                'smallGroupAttendance',
                    (SELECT count(DISTINCT (g.id, s.school_id)) \(groups) AND s.head_attended),
                'workshops', (SELECT count(DISTINCT w.id) \(workshops)),
                'topics', (SELECT coalesce(jsonb_agg(DISTINCT w.topic ORDER BY w.topic), '[]')
                    \(workshops)),
                'strengths', \(findings) AND kind = 'STRENGTH'),
                'weaknesses', \(findings) AND kind = 'WEAKNESS'))
            """
    }

    /// The figures with the topics of workshops alone, in their order.
    private static func actual(_ person: String) -> String {
        """
        (SELECT f - 'progress' - 'referenceDay' || jsonb_build_object('topics', (
            SELECT coalesce(jsonb_agg(DISTINCT t ->> 'topic' ORDER BY t ->> 'topic'), '[]')
            FROM jsonb_array_elements(f -> 'topics') t))
        FROM records.figures(\(person), a.community_id, a.school_year) f)
        """
    }

    @Test(arguments: [true, false])
    func `they are what plain SQL counts, for every escort and for every community`(
        isMine: Bool
    ) async throws {
        let rows = try await query(
            """
            SELECT a.person_id, a.school_year, \(Self.actual(isMine ? "a.person_id" : "NULL")),
                \(Self.expected(isMine)), a.total
            FROM (SELECT DISTINCT person_id, community_id, school_year, count(*) OVER () AS total
                FROM app.assignment WHERE office_id = 1511) a
            """)
        #expect(rows.count == 30)
        for row in rows {
            #expect(row[2] == row[3], "seed \(RandomFacts.seed): \(row[0] ?? "") \(row[1] ?? "")")
        }
        #expect(Set(rows.map { $0[2] ?? "" }).count > (isMine ? 25 : 10), "the world is too even")
    }

    @Test func `an act that several facilitated counts once in the community`() async throws {
        let rows = try await query(
            """
            SELECT c.id, y.label,
                (SELECT sum((records.figures(e.person_id, c.id, y.label)
                    ->> 'smallGroups')::integer)
                FROM app.role_grant e WHERE e.office_id = 1511 AND e.role = 'ESCORT'),
                records.figures(NULL, c.id, y.label) ->> 'smallGroups'
            FROM app.community c, app.school_year y
            WHERE c.office_id = 1511 AND y.label IN ('2024-2025', '2025-2026', '2026-2027')
            """)
        #expect(rows.count == 15)
        let pairs = rows.map { (Int($0[2] ?? "") ?? 0, Int($0[3] ?? "") ?? 0) }
        #expect(pairs.allSatisfy { $0.0 > $0.1 && $0.1 > 0 }, "seed \(RandomFacts.seed): \(pairs)")
    }

    @Test func `progress is the latest degree of each project and stage, by its source`()
        async throws
    {
        let rows = try await query(
            """
            SELECT t.stage, o.source, n,
                (records.figures(NULL, c.id, '2025-2026') #>>
                    ARRAY['progress', o.source, t.stage, n::text])::integer,
                (SELECT count(*) FROM app.project_progress g JOIN app.project p
                    ON p.id = g.project_id AND p.status <> 'DRAFT' AND p.community_id = c.id
                    AND '2025-2026' BETWEEN p.first_school_year AND p.last_school_year
                WHERE g.stage = t.stage AND g.source = o.source AND g.degree = n
                    AND g.observed_on <= '2026-08-31'
                    AND NOT EXISTS (SELECT FROM app.project_progress l
                        WHERE l.project_id = g.project_id AND l.stage = g.stage
                        AND l.source = g.source AND l.observed_on <= '2026-08-31'
                        AND (l.observed_on, l.recorded_at) > (g.observed_on, g.recorded_at)))
            FROM app.community c
            CROSS JOIN unnest(ARRAY['DIAGNOSIS', 'PLANNING', 'IMPLEMENTATION', 'MONITORING',
                'EVALUATION']) t(stage)
            CROSS JOIN unnest(ARRAY['OBSERVED', 'DECLARED']) o(source)
            CROSS JOIN generate_series(0, 4) n
            WHERE c.office_id = 1511
            """)
        #expect(rows.count == 250)
        #expect(rows.allSatisfy { $0[3] == $0[4] }, "seed \(RandomFacts.seed)")
        #expect(rows.count { $0[3] != "0" } > 40)
    }

    @Test func `in the context of another office nothing is counted`() async throws {
        let rows = try await query(
            """
            SELECT f ->> 'heads', f ->> 'visits', f ->> 'smallGroups' FROM (
                SELECT md5('mouwakaba/demo/community/01511/1')::uuid AS id) c,
                records.figures(NULL, c.id, '2025-2026') f
            """, office: "09581")
        #expect(rows == [["0", "0", "0"]])
    }
}

/// Facts at random in Tanger-Assilah: acts on any schools by any escorts, moves of schools, posts
/// that fall vacant, and annulments.
private enum RandomFacts {
    static let seed = 20_261_126

    static func sql(seed: Int) -> String {
        """
        BEGIN;
        CREATE FUNCTION pg_temp.n(label text, bound bigint) RETURNS integer LANGUAGE sql
            RETURN ('x' || left(md5('\(seed)/' || label), 7))::bit(28)::integer % bound;
        CREATE TEMP TABLE pick AS SELECT 'school' AS kind, id, row_number() OVER (ORDER BY id) - 1
            AS n FROM app.school WHERE office_id = 1511
        UNION ALL SELECT 'escort', person_id, row_number() OVER (ORDER BY person_id) - 1
            FROM app.role_grant WHERE office_id = 1511 AND role = 'ESCORT'
        UNION ALL SELECT 'community', id, row_number() OVER (ORDER BY id) - 1
            FROM app.community WHERE office_id = 1511
        UNION ALL SELECT 'project', id, row_number() OVER (ORDER BY id) - 1
            FROM app.project WHERE office_id = 1511 AND status <> 'DRAFT';
        CREATE FUNCTION pg_temp.pick(wanted text, label text) RETURNS uuid LANGUAGE sql
            RETURN (SELECT id FROM pick WHERE kind = wanted AND n = pg_temp.n(wanted || label,
                (SELECT count(*) FROM pick WHERE kind = wanted)));
        CREATE FUNCTION pg_temp.day(label text) RETURNS date LANGUAGE sql
            RETURN date '2024-09-16' + pg_temp.n('day' || label, 780);
        CREATE FUNCTION pg_temp.year(day date) RETURNS text LANGUAGE sql
            RETURN (SELECT label FROM app.school_year WHERE day BETWEEN starts_on AND ends_on);
        \(moves)
        \(acts)
        \(observations)
        INSERT INTO app.annulment (office_id, fact_id, fact, reason, annulled_by_id)
        SELECT 1511, f.id, f.fact, 'خطأ', md5('mouwakaba/demo/person/01511/delegate')::uuid
        FROM (SELECT id, 'VISIT' AS fact FROM app.visit WHERE office_id = 1511
            UNION ALL SELECT id, 'SMALL_GROUP' FROM app.small_group WHERE office_id = 1511
            UNION ALL SELECT id, 'WORKSHOP' FROM app.workshop WHERE office_id = 1511) f
        WHERE pg_temp.n('annulled' || f.id, 10) = 0;
        COMMIT;
        """
    }

    private static let moves = """
        CREATE TEMP TABLE move AS SELECT DISTINCT ON (s.id) s.id,
            pg_temp.pick('community', 'move' || s.n) AS community_id,
            pg_temp.day('move' || s.n) AS day
        FROM pick s WHERE s.kind = 'school' AND pg_temp.n('moves' || s.n, 3) = 0;
        DELETE FROM move v USING app.school_membership m WHERE m.school_id = v.id
            AND m.valid_to IS NULL AND (m.community_id = v.community_id OR m.valid_from >= v.day);
        UPDATE app.school_membership m SET valid_to = v.day - 1, ended_at = now()
        FROM move v WHERE m.school_id = v.id AND m.valid_to IS NULL;
        INSERT INTO app.school_membership (office_id, school_id, community_id, valid_from)
        SELECT 1511, id, community_id, day FROM move;
        UPDATE app.school s SET community_id = v.community_id FROM move v WHERE s.id = v.id;
        UPDATE app.role_grant SET valid_to = pg_temp.day('left' || id) WHERE office_id = 1511
            AND role = 'SCHOOL_HEAD' AND pg_temp.n('leaves' || id, 6) = 0
            AND valid_from < pg_temp.day('left' || id);
        """

    private static let acts = """
        INSERT INTO app.visit (office_id, id, escort_id, school_id, school_year, visited_on, mode,
            cycle, purpose, stages, requested_by)
        SELECT 1511, md5('visit' || k)::uuid, pg_temp.pick('escort', 'v' || k),
            pg_temp.pick('school', 'v' || k), pg_temp.year(pg_temp.day('v' || k)),
            pg_temp.day('v' || k), 'FIELD',
            (ARRAY['PRIMARY', 'LOWER_SECONDARY', 'UPPER_SECONDARY'])[1 + pg_temp.n('c' || k, 3)],
            'SET_PRIORITIES', '{PLANNING}', 'HEAD' FROM generate_series(1, 200) k;
        INSERT INTO app.small_group (office_id, id, school_year, held_on, mode, stages,
            recorded_by_id)
        SELECT 1511, md5('group' || k)::uuid, pg_temp.year(pg_temp.day('g' || k)),
            pg_temp.day('g' || k), 'FIELD', '{PLANNING}', pg_temp.pick('escort', 'g1' || k)
        FROM generate_series(1, 200) k;
        INSERT INTO app.small_group_facilitator
        SELECT DISTINCT 1511, md5('group' || k)::uuid, pg_temp.pick('escort', 'g' || i || k)
        FROM generate_series(1, 200) k, generate_series(1, 3) i WHERE i <= 1 + k % 3;
        INSERT INTO app.small_group_school
        SELECT DISTINCT ON (k, s.id) 1511, md5('group' || k)::uuid, s.id,
            app.community_of_school(1511, s.id, pg_temp.day('g' || k)),
            pg_temp.n('attended' || k || s.id, 4) > 0
        FROM generate_series(1, 200) k, generate_series(0, 3) i, pick s
        WHERE s.kind = 'school' AND s.n = (pg_temp.n('gs' || k, 1000) + i * 7)
            % (SELECT count(*) FROM pick WHERE kind = 'school') AND i <= 1 + k % 3;
        INSERT INTO app.workshop (office_id, id, community_id, school_year, held_on, mode, topic,
            theme, attendance, recorded_by_id)
        SELECT 1511, md5('workshop' || k)::uuid, pg_temp.pick('community', 'w' || k),
            pg_temp.year(pg_temp.day('w' || k)), pg_temp.day('w' || k), 'FIELD',
            'موضوع ' || k % 9, 'THEME', 10, pg_temp.pick('escort', 'w1' || k)
        FROM generate_series(1, 120) k;
        INSERT INTO app.workshop_facilitator
        SELECT DISTINCT 1511, md5('workshop' || k)::uuid, pg_temp.pick('escort', 'w' || i || k)
        FROM generate_series(1, 120) k, generate_series(1, 3) i WHERE i <= 1 + k % 3;
        """

    private static let observations = """
        INSERT INTO app.finding (office_id, author_id, community_id, school_year, kind, theme,
            text, observed_on)
        SELECT 1511, pg_temp.pick('escort', 'f' || k), pg_temp.pick('community', 'f' || k),
            pg_temp.year(pg_temp.day('f' || k)),
            CASE k % 3 WHEN 0 THEN 'STRENGTH' ELSE 'WEAKNESS' END, 'THEME', 'نص',
            pg_temp.day('f' || k) FROM generate_series(1, 150) k;
        INSERT INTO app.project_progress (office_id, project_id, stage, degree, source,
            observed_on, recorded_by_id)
        SELECT 1511, pg_temp.pick('project', 'p' || k), (ARRAY['DIAGNOSIS', 'PLANNING',
            'IMPLEMENTATION', 'MONITORING', 'EVALUATION'])[1 + pg_temp.n('s' || k, 5)],
            pg_temp.n('d' || k, 5), (ARRAY['OBSERVED', 'DECLARED'])[1 + k % 2],
            pg_temp.day('p' || k), pg_temp.pick('escort', 'p' || k)
        FROM generate_series(1, 200) k;
        """
}
