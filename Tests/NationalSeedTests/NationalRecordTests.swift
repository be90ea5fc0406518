import Testing

@testable import NationalSeed

/// Figures of records over the national data.
@Suite("Records of the national seed", .serialized)
struct NationalRecordTests {
    /// One assignment of each of so many escorts, arbitrary ones by the seed.
    private static func chosen(_ escorts: Int, seed: UInt64) -> String {
        """
        select * from (
            select distinct on (a.person_id) a.office_id, a.person_id, a.community_id,
                a.school_year
            from app.assignment a
            join app.role_grant g on g.person_id = a.person_id and g.role = 'ESCORT'
            order by a.person_id, md5('\(seed)/' || a.id)
        ) e
        order by md5('\(seed)/' || e.person_id) limit \(escorts)
        """
    }

    /// What the fields of figures are by statements of their own; `a` is a chosen assignment.
    private static let expected = """
        select jsonb_build_object(
            'heads', count(distinct h.person_id),
            'schools', count(distinct s.id),
            'vacancies', count(distinct s.id) - count(distinct h.school_id))
        from app.school s
        cross join least(access.today(), make_date(right(a.school_year, 4)::integer, 6, 30)) d
        left join app.role_grant h on h.school_id = s.id and h.role = 'SCHOOL_HEAD'
            and daterange(h.valid_from, h.valid_to, '[]') @> d
        where s.office_id = a.office_id
            and app.community_of_school(s.office_id, s.id, d) = a.community_id
        """

    private static let visits = """
        select jsonb_build_object('visits', count(*), 'visitsByCycle', jsonb_build_object(
            'PRIMARY', count(*) filter (where v.cycle = 'PRIMARY'),
            'LOWER_SECONDARY', count(*) filter (where v.cycle = 'LOWER_SECONDARY'),
            'UPPER_SECONDARY', count(*) filter (where v.cycle = 'UPPER_SECONDARY')))
        from app.visit v
        where v.office_id = a.office_id and v.escort_id = a.person_id
            and v.school_year = a.school_year
            and app.community_of_school(v.office_id, v.school_id, v.visited_on) = a.community_id
        """

    private static let groups = """
        select jsonb_build_object(
            'smallGroups', count(distinct g.id),
            'smallGroupAttendance', count(*) filter (where s.head_attended))
        from app.small_group_facilitator p
        join app.small_group g on g.id = p.small_group_id and g.school_year = a.school_year
        join app.small_group_school s on s.small_group_id = g.id
            and s.community_id = a.community_id
        where p.office_id = a.office_id and p.person_id = a.person_id
        """

    private static let workshops = """
        select jsonb_build_object(
            'workshops', count(*),
            'topics', coalesce(jsonb_agg(distinct w.topic order by w.topic), '[]'))
        from app.workshop_facilitator p
        join app.workshop w on w.id = p.workshop_id and w.school_year = a.school_year
            and w.community_id = a.community_id
        where p.office_id = a.office_id and p.person_id = a.person_id
        """

    private static let findings = """
        select jsonb_build_object(
            'strengths', count(*) filter (where i.kind = 'STRENGTH'),
            'weaknesses', count(*) filter (where i.kind = 'WEAKNESS'))
        from app.finding i
        where i.office_id = a.office_id and i.author_id = a.person_id
            and i.school_year = a.school_year and i.community_id = a.community_id
        """

    /// The figures, with the topics of workshops alone.
    private static let actual = """
        select f - 'progress' - 'referenceDay' || jsonb_build_object('topics', (
            select coalesce(jsonb_agg(distinct t ->> 'topic' order by t ->> 'topic'), '[]')
            from jsonb_array_elements(f -> 'topics') t))
        from (
            select set_config('mouwakaba.roles', 'DELEGATE', false),
                set_config('mouwakaba.office_id', a.office_id::text, false)
        ) c
        cross join lateral (
            select records.figures(a.person_id, a.community_id, a.school_year) as f
            where c is not null
        ) r
        """

    @Test func `the figures of random escorts are what plain SQL counts`() async throws {
        let offices = try await NationalOffices.loaded.value
        let seed = UInt64.random(in: 0..<1_000_000)
        let statements = [Self.expected, Self.visits, Self.groups, Self.workshops, Self.findings]
        let expected = statements.map { "(\($0))" }.joined(separator: " || ")
        let rows = try offices.query(
            """
            select a.person_id, (\(Self.actual)), \(expected)
            from (\(Self.chosen(offices.escorts, seed: seed))) a
            """)
        print("seed \(seed): \(rows.count) escorts")
        #expect(rows.count == offices.escorts)
        for row in rows { #expect(row[1] == row[2], "seed \(seed): \(row[0] ?? "")") }
        #expect(Set(rows.map { $0[1] ?? "" }).count > rows.count / 2, "the world is too even")
    }

    @Test func `a record is frozen with the figures that its facts give`() async throws {
        let offices = try await NationalOffices.loaded.value
        let rows = try offices.query(
            """
            select count(*), count(*) filter (where s.visits = (
                select count(*) from app.visit v
                where v.office_id = r.office_id and v.escort_id = r.person_id
                    and v.school_year = r.school_year
                    and app.community_of_school(v.office_id, v.school_id, v.visited_on)
                        = r.community_id)),
                count(*) filter (where s.is_late = (s.submitted_at >= y.record_due_at)),
                count(*) filter (where s.is_late) between 1 and count(*) / 4
            from app.record_submission s
            join app.escort_record r on (r.office_id, r.id) = (s.office_id, s.record_id)
            join app.school_year y on y.label = r.school_year
            """)[0]
        #expect(rows[0] == rows[1] && rows[0] == rows[2] && rows[0] != "0")
        #expect(rows[3] == "t")
    }
}
