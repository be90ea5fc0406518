import PostgresClient
import TestSupport

/// What a history has led to.
extension ConflictHistory {
    /// What the closed session of an office has published.
    func publication(of office: Int) throws -> String {
        let rows = try connection.query(
            """
            SELECT string_agg(l::text, '|' ORDER BY l.id) FROM app.ranking_line l
            JOIN app.ranking r ON r.id = l.ranking_id AND r.status = 'ADOPTED'
            WHERE r.office_id = \(office)
            UNION ALL SELECT m.content::text || m.digest FROM app.minutes m
            WHERE m.office_id = \(office)
            """)
        return rows.map { $0[0] ?? "" }.joined(separator: "\n")
    }

    /// A score, a vote or a mandate of a person; a vote is on no project.
    struct Counted: Hashable {
        let kind: String
        let person: Int
        let project: Int

        init(_ row: [String?]) {
            kind = row[0] ?? ""
            person = Int(row[1] ?? "") ?? 0
            project = Int(row[2] ?? "") ?? 0
        }

        /// The same of another kind.
        func `as`(_ kind: String) -> Counted {
            Counted([kind, String(person), String(project)])
        }
    }

    /// Scores, votes on a ranking that stands, and mandates.
    func counted() throws -> Set<Counted> {
        let rows = try connection.query(
            """
            SELECT 'SCORE', right(person_id::text, 2), right(entry_id::text, 2)
            FROM app.score WHERE status = 'COUNTED'
            UNION ALL
            SELECT 'VOTE', right(v.person_id::text, 2), r.office_id::text
            FROM app.vote v JOIN app.ranking r ON r.id = v.ranking_id
            WHERE v.status = 'COUNTED' AND r.status <> 'STALE'
            UNION ALL
            SELECT 'MANDATE', right(evaluator_id::text, 2), right(project_id::text, 2)
            FROM app.evaluation_mandate WHERE status <> 'VOID'
            """)
        return Set(rows.map(Counted.init))
    }

    func countedScores() throws -> Set<Counted> {
        try counted().filter { $0.kind == "SCORE" }
    }

    /// Evaluations that were submitted.
    func evaluated() throws -> Set<Counted> {
        let rows = try connection.query(
            """
            SELECT 'EVALUATION', right(evaluator_id::text, 2), right(project_id::text, 2)
            FROM app.evaluation_mandate WHERE status = 'SUBMITTED'
            """)
        return Set(rows.map(Counted.init))
    }

    /// Scores and evaluations on which an incident was opened.
    func incidents() throws -> Set<Counted> {
        let rows = try connection.query(
            """
            SELECT CASE WHEN session_id IS NULL THEN 'EVALUATION' ELSE 'SCORE' END,
                right(person_id::text, 2), right(project_id::text, 2)
            FROM app.incident
            """)
        return Set(rows.map(Counted.init))
    }

    /// Incidents by an act that is dated after the closing.
    func incidentsOfLaterActs() throws -> [[String?]] {
        try connection.query(
            """
            SELECT i.rule, i.occurred_on FROM app.incident i
            JOIN app.selection_session n ON n.id = i.session_id
            WHERE i.occurred_on > (n.closed_at AT TIME ZONE 'Africa/Casablanca')::date
            """)
    }

    /// All conflicts that the database derives.
    func conflicts() throws -> Set<ConflictModel.Conflict> {
        let rows = try connection.query(
            """
            SELECT DISTINCT n, right(g.project_id::text, 2), u.purpose
            FROM generate_series(1, 6) n
            CROSS JOIN (
                SELECT office_id, array_agg(id) AS ids FROM app.project
                WHERE id::text LIKE 'b0000000-%' GROUP BY office_id
            ) p
            CROSS JOIN (VALUES ('SELECTION'), ('EVALUATION')) u (purpose)
            CROSS JOIN LATERAL conflict.grounds(
                ('a0000000-0000-4000-8000-00000000000' || n)::uuid, p.office_id, p.ids,
                access.today(), u.purpose) g
            """)
        return Set(
            rows.map { row in
                ConflictModel.Conflict(
                    person: Int(row[0] ?? "") ?? 0, project: Int(row[1] ?? "") ?? 0,
                    purpose: ConflictModel.Purpose(rawValue: row[2] ?? "") ?? .selection)
            })
    }

    /// The rows of evaluation data that a person may read in an office: which they are, or all that
    /// they say.
    func readable(by person: Int, in office: Int, whole: Bool = false) throws -> Set<String> {
        let tables = [
            "score", "ranking", "ranking_line", "vote", "minutes", "incident",
            "evaluation_mandate", "evaluation",
        ]
        let selects = tables.map { table in
            whole
                ? "SELECT t::text FROM app.\(table) t" : "SELECT '\(table)' || id FROM app.\(table)"
        }
        try connection.execute(
            "SAVEPOINT reading; "
                + Self.beginning(as: SelectionFixture.person(person), in: office))
        let rows = try connection.query(selects.joined(separator: " UNION ALL "))
        try connection.execute(
            "ROLLBACK TO reading; RELEASE reading; RESET SESSION AUTHORIZATION")
        return Set(rows.compactMap { $0[0] })
    }

    /// Changes all that others said about projects that a person is barred from, as far as it is
    /// not published.
    func changeHidden(from person: Int, in office: Int) throws {
        let own = ConflictWorld.persons.filter { model.isSame($0, person) }
            .map { "'\(SelectionFixture.person($0))'" }.joined(separator: ", ")
        let projects = ConflictWorld.projects(of: office)
        func list(_ projects: [Int]) -> String {
            (projects.map { "'\(SelectionFixture.project($0))'" } + ["NULL"])
                .joined(separator: ", ")
        }
        let barred = projects.filter { model.isBarred(person, $0, on: today) }
        let evaluated = projects.filter {
            model.isInConflict(person, $0, for: .evaluation, on: today)
        }
        // What is never changed is, while triggers rest.
        try connection.execute("SET LOCAL session_replication_role = replica")
        try connection.execute(
            """
            UPDATE app.score SET total = total + 1, comment = 'y'
            WHERE entry_id IN (\(list(barred))) AND person_id NOT IN (\(own));
            UPDATE app.evaluation v SET degree = 1, results = 'z' FROM app.evaluation_mandate m
            WHERE m.id = v.mandate_id AND m.project_id IN (\(list(evaluated)))
              AND m.evaluator_id NOT IN (\(own));
            """)
        if !barred.isEmpty, closings[office] == nil {
            try connection.execute(
                """
                UPDATE app.ranking_line SET mean = 1, position = NULL WHERE office_id = \(office);
                UPDATE app.vote SET choice = 'AGAINST' WHERE office_id = \(office)
                  AND person_id NOT IN (\(own));
                """)
        }
        try connection.execute("SET LOCAL session_replication_role = origin")
    }
}
