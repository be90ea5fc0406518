import Testing

@testable import NationalSeed

/// The rule on conflicts of interest over the national data.
@Suite("Conflicts that the national seed plants", .serialized)
struct PlantedConflictTests {
    /// Every ground of a member of a committee for an entry of its docket, once a kind.
    private static let derived = """
        with seat as (
            select c.office_id, c.session_id, c.person_id, array_agg(e.project_id) as projects,
                exists (
                    select from app.role_grant r
                    where r.person_id = c.person_id and r.role = 'ESCORT'
                ) as is_escort
            from app.committee_seat c
            join app.docket_entry e on (e.office_id, e.session_id) = (c.office_id, c.session_id)
            group by c.office_id, c.session_id, c.person_id
        )
        select distinct s.session_id, s.person_id, g.project_id,
            case
                when s.is_escort then 'ESCORT'
                when g.rule <> 'ESCORTED' then g.rule
                when exists (
                    select from app.escorting_history h
                    where h.id = g.fact_id and h.person_id <> s.person_id
                ) then 'MERGED_ACCOUNT'
                when exists (
                    select from app.community_lineage l where l.ancestor_id = g.community_id
                ) then 'LINEAGE'
                when g.community_id <> p.community_id then 'MOVED_SCHOOL'
                else g.fact
            end as kind
        from seat s
        cross join lateral conflict.grounds(
            s.person_id, s.office_id, s.projects, access.today(), 'SELECTION') g
        join app.project p on (p.office_id, p.id) = (s.office_id, g.project_id)
        """

    @Test func `conflicts that are derived are those that were planted, kind by kind`()
        async throws
    {
        let offices = try await NationalOffices.loaded.value
        let rows = try offices.query(
            "select kind, count(*) from (\(Self.derived)) d group by kind")
        let derived = Dictionary(
            uniqueKeysWithValues: rows.map { ($0[0] ?? "", Int($0[1] ?? "") ?? 0) })
        for (kind, conflicts) in NationalSeedRunner.planted(offices.plans) {
            #expect(derived[kind.rawValue] == conflicts, "\(kind)")
            #expect(conflicts > 0, "\(kind)")
        }
        #expect(derived.count == PlantedKind.allCases.count)
    }

    @Test func `conflicts that are derived are those that were planted, row by row`() async throws {
        let offices = try await NationalOffices.loaded.value
        let derived = try offices.query(
            "select session_id, person_id, project_id, kind from (\(Self.derived)) d")
        let planted = offices.plans.flatMap(\.plantedConflicts).map { conflict in
            [
                conflict.session.text, conflict.person.text, conflict.project.text,
                conflict.kind.rawValue,
            ]
        }
        #expect(Set(planted) == Set(derived.map { row in row.map { $0 ?? "" } }))
    }

    @Test func `whoever is in conflict with an entry has no score, and no vote on its ranking`()
        async throws
    {
        let offices = try await NationalOffices.loaded.value
        let counts = try offices.query(
            """
            with derived as materialized (\(Self.derived))
            select
                (select count(*) from derived d
                    join app.docket_entry e on (e.session_id, e.project_id)
                        = (d.session_id, d.project_id)
                    join app.score s on (s.entry_id, s.person_id) = (e.id, d.person_id)),
                (select count(*) from derived d
                    join app.ranking r on r.session_id = d.session_id
                    join app.vote v on (v.ranking_id, v.person_id) = (r.id, d.person_id)),
                (select count(*) from app.incident),
                (select count(*) > 100 from app.score),
                (select count(*) > 10 from app.vote),
                (select count(distinct s.person_id) > 5 from app.score s
                    join derived d on d.person_id = s.person_id)
            """)
        #expect(counts == [["0", "0", "0", "t", "t", "t"]])
    }

    @Test func `a ranking has the means of its scores, in their order`() async throws {
        let offices = try await NationalOffices.loaded.value
        let broken = try offices.query(
            """
            select l.id from app.ranking_line l
            left join lateral (
                select round(avg(s.total), 3) as mean, count(*) as scores
                from app.score s where s.entry_id = l.entry_id
            ) w on true
            where l.mean is distinct from w.mean or l.scores <> w.scores or exists (
                select from app.ranking_line o
                where o.ranking_id = l.ranking_id and o.position > l.position and o.mean > l.mean
            )
            """)
        #expect(broken.isEmpty)
        let closed = try offices.query(
            """
            select count(*), count(*) filter (where m.content ->> 'rankingId' = r.id::text)
            from app.selection_session n
            join app.ranking r on r.session_id = n.id and r.status = 'ADOPTED'
            left join app.minutes m on m.session_id = n.id
            where n.status = 'CLOSED'
            """)[0]
        #expect(closed[0] == closed[1] && closed[0] != "0")
    }
}
