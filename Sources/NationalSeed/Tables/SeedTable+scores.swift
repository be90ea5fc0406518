extension SeedTable {
    /// Whoever is in no conflict scores; where scoring goes on, some have not yet.
    static let scores = SeedTable(
        "score",
        [
            "office_id", "id", "entry_id", "person_id", "points", "total", "comment", "scored_at",
        ],
        completion: """
            update app.selection_session n set status = 'DELIBERATION', version = n.version + 1
            from pg_temp.staged_selection_session s
            where (n.office_id, n.id) = (s.office_id, s.id) and s.status <> 'SCORING'
            """
    ) { plan in
        var rows = CopyRows()
        for session in plan.sessions {
            for (number, seat) in session.acceptedSeats {
                for entry in session.entries.indices where seat.conflicts[entry] == nil {
                    let ordinal = (session.ordinal * 100 + entry) * 100 + number
                    var stream = plan.stream(.score, ordinal)
                    guard session.status != "SCORING" || stream.chance(60) else { continue }
                    rows.append(plan.score(session, seat, entry, ordinal, &stream))
                }
            }
        }
        return rows
    }

    /// Lines are those that conflict.propose_ranking makes.
    static let rankings = SeedTable(
        "ranking", ["office_id", "id", "session_id", "number", "proposed_at", "adopted_at"],
        insertion: """
            insert into app.ranking (office_id, id, session_id, number, proposed_at)
            select office_id, id, session_id, number, proposed_at from staged
            """,
        completion: """
            insert into app.ranking_line (
                office_id, id, ranking_id, entry_id, position, mean, dispersion, scores
            )
            select w.office_id, md5(w.ranking_id::text || w.entry_id)::uuid, w.ranking_id,
                w.entry_id,
                case when w.scores >= w.minimum_scores then row_number() over (
                    partition by w.ranking_id, w.scores >= w.minimum_scores
                    order by w.mean desc, w.setting, w.submitted_on, w.project_id)
                end,
                round(w.mean, 3), round(w.dispersion, 3), w.scores
            from (
                select r.office_id, r.id as ranking_id, e.id as entry_id, e.project_id,
                    n.minimum_scores, c.setting, p.submitted_on, avg(s.total) as mean,
                    stddev_pop(s.total) as dispersion, count(s.id)::integer as scores
                from pg_temp.staged_ranking r
                join app.selection_session n on (n.office_id, n.id) = (r.office_id, r.session_id)
                join app.docket_entry e on (e.office_id, e.session_id) = (n.office_id, n.id)
                join app.project p on (p.office_id, p.id) = (e.office_id, e.project_id)
                join app.school c on (c.office_id, c.id) = (p.office_id, p.school_id)
                left join app.score s on (s.office_id, s.entry_id) = (e.office_id, e.id)
                group by r.office_id, r.id, e.id, e.project_id, n.minimum_scores, c.setting,
                    p.submitted_on
            ) w
            """
    ) { plan in
        var rows = CopyRows()
        for session in plan.sessions where session.status != "SCORING" {
            let day = session.openedOn + 9
            rows.append([
                .number(plan.office.id), .identifier(plan.identifier(.ranking, session.ordinal)),
                .identifier(session.id), .number(1), .instant(day, seconds: 36_000),
                session.closedOn.map { .instant($0, seconds: 54_000) } ?? .null,
            ])
        }
        return rows
    }

    /// Whoever is in conflict with an entry has no vote on the ranking.
    static let votes = SeedTable(
        "vote", ["office_id", "id", "ranking_id", "person_id", "choice", "cast_at"],
        completion: """
            update app.ranking r set status = 'ADOPTED', adopted_at = s.adopted_at
            from pg_temp.staged_ranking s
            where (r.office_id, r.id) = (s.office_id, s.id) and s.adopted_at is not null
            """
    ) { plan in
        var rows = CopyRows()
        for session in plan.sessions where session.status != "SCORING" {
            var stream = plan.stream(.vote, -session.ordinal)
            for (number, seat) in session.acceptedSeats where seat.conflicts.isEmpty {
                let choice = number < 4 ? "FOR" : stream.element(of: ["FOR", "AGAINST", "ABSTAIN"])
                rows.append([
                    .number(plan.office.id),
                    .identifier(plan.identifier(.vote, session.ordinal * 100 + number)),
                    .identifier(plan.identifier(.ranking, session.ordinal)),
                    plan.person(seat.person), .text(choice),
                    .instant(session.openedOn + 10, seconds: 36_000 + number),
                ])
            }
        }
        return rows
    }

    /// Written from what the tables before hold, which closes the session.
    static let minutes = SeedTable(
        "minutes", ["office_id", "id", "session_id", "written_at"],
        insertion: """
            insert into app.minutes (office_id, id, session_id, content, digest, written_at)
            select s.office_id, s.id, s.session_id, c.content,
                encode(sha256(convert_to(c.content::text, 'UTF8')), 'hex'), s.written_at
            from staged s
            cross join lateral conflict.minutes_content(s.office_id, s.session_id) as c (content)
            """,
        completion: """
            update app.selection_session n
            set status = 'CLOSED', closed_at = s.closed_at, version = n.version + 2
            from pg_temp.staged_selection_session s
            where (n.office_id, n.id) = (s.office_id, s.id) and s.closed_at is not null
            """
    ) { plan in
        var rows = CopyRows()
        for session in plan.sessions {
            guard let closedOn = session.closedOn else { continue }
            rows.append([
                .number(plan.office.id), .identifier(plan.identifier(.minutes, session.ordinal)),
                .identifier(session.id), .instant(closedOn, seconds: 57_600),
            ])
        }
        return rows
    }
}

extension OfficePlan {
    fileprivate func score(
        _ session: SessionPlan, _ seat: SeatPlan, _ entry: Int, _ ordinal: Int,
        _ stream: inout SeededStream
    ) -> [CopyValue] {
        let points = country.vocabulary.criteria.map { criterion in
            (criterion.code, stream.within(criterion.pointsMax / 3...criterion.pointsMax))
        }
        let json = points.map { "\"\($0)\": \($1)" }.joined(separator: ", ")
        return [
            .number(office.id), .identifier(identifier(.score, ordinal)),
            .identifier(session.identifier(of: entry, self)), person(seat.person),
            .text("{\(json)}"), .number(points.reduce(0) { $0 + $1.1 }),
            stream.chance(40) ? country.vocabulary.phrase("COMMENT", &stream) : .null,
            .instant(
                session.openedOn + stream.within(2...7), seconds: stream.within(32_400...61_200)),
        ]
    }
}
