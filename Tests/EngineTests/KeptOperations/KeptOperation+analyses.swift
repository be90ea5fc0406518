import JSONBytes

extension KeptOperation {
    /// Records in time, stages of projects, and what committees did.
    static let analyses = [recordsOnTime, projectsByStage, dispersion, acceptance]

    private static let committee: Set<String> = ["DELEGATE", "OFFICER", "ANALYST"]
    private static let schoolYears: JSONObject = ["schoolYear": .string("2024-2025")]

    private static let recordsOnTime = KeptOperation(
        name: "records-on-time", roles: everyRole.subtracting(["SCHOOL_HEAD"]),
        variables: ["schoolYear": .string("2024-2025")],
        levels: [
            Level(
                path: ["records", "groups"],
                columns: [
                    ["key", "community", "office", "code"], ["key", "schoolYear"],
                    ["key", "isLate"], ["count"],
                ])
        ]
    ) { viewer in
        """
        SELECT o.code, r.school_year, s.submitted_at >= y.record_due_at, count(*)
        FROM app.escort_record r
        JOIN app.record_submission s ON s.record_id = r.id AND s.number = 1
        JOIN app.school_year y ON y.label = r.school_year
        JOIN app.office o ON o.id = r.office_id
        WHERE \(viewer.records)
        GROUP BY 1, 2, 3 HAVING count(*) >= \(viewer.rowsMin) ORDER BY 1, 2, 3
        """
    }

    private static let projectsByStage = KeptOperation(
        name: "projects-by-stage", roles: everyRole.subtracting(["REGIONAL_ANALYST"]),
        variables: ["until": .string("2026-11-30")],
        levels: [
            Level(
                path: ["projectProgress", "groups"],
                columns: [
                    ["key", "stage"], ["key", "degree"], ["count"], ["countDistinct", "project"],
                ])
        ]
    ) { viewer in
        """
        SELECT stage, degree, count(*), count(DISTINCT project_id)
        FROM (
            SELECT DISTINCT ON (t.project_id, t.stage) t.project_id, t.stage, t.degree
            FROM app.project_progress t
            JOIN app.project p ON (p.office_id, p.id) = (t.office_id, t.project_id)
            WHERE \(viewer.progress) AND t.source = 'OBSERVED'
            ORDER BY t.project_id, t.stage, t.observed_on DESC, t.recorded_at DESC
        ) t
        GROUP BY 1, 2 HAVING count(*) >= \(viewer.rowsMin) ORDER BY 1, 2
        """
    }

    private static let dispersion = KeptOperation(
        name: "dispersion-of-scores", roles: committee, variables: schoolYears,
        levels: [
            Level(
                path: ["rankingLines", "groups"],
                columns: [
                    ["key", "publishedSchoolYear"], ["count"], ["avg", "dispersion"],
                    ["min", "dispersion"], ["max", "dispersion"],
                ])
        ], isInEveryOffice: false
    ) { viewer in
        """
        SELECT e.school_year, count(*), avg(e.dispersion), min(e.dispersion), max(e.dispersion)
        FROM (
            SELECT n.school_year, round(stddev_pop(s.total), 3) AS dispersion
            FROM app.selection_session n
            JOIN app.docket_entry e ON e.session_id = n.id
            JOIN app.score s ON s.entry_id = e.id AND s.status = 'COUNTED'
            WHERE \(viewer.isInScope("n")) AND n.status = 'CLOSED'
            GROUP BY n.school_year, e.id
        ) e
        GROUP BY 1 HAVING count(*) >= \(viewer.rowsMin) ORDER BY 1
        """
    }

    /// The SQL counts the entries of the minutes.
    private static let acceptance = KeptOperation(
        name: "acceptance-and-recusal", roles: committee, variables: schoolYears,
        levels: [
            Level(
                path: ["rankingLines", "groups"],
                columns: [
                    ["key", "publishedSchoolYear"], ["key", "isOfRecusedCommunity"], ["count"],
                    ["avg", "acceptance"],
                ])
        ], isInEveryOffice: false
    ) { viewer in
        """
        WITH entry AS (
            SELECT m.session_id, m.content ->> 'schoolYear' AS school_year, p.community_id,
                p.status, coalesce(x -> 'barred' @> '[{"rules": ["RECUSED"]}]', false) AS is_recused
            FROM app.minutes m
            CROSS JOIN jsonb_array_elements(m.content -> 'entries') x
            JOIN app.project p ON p.id = (x ->> 'projectId')::uuid
            WHERE \(viewer.isInScope("m"))
        )
        SELECT e.school_year, c.is_recused, count(*),
            avg(CASE WHEN e.status = 'SUBMITTED' THEN 0 ELSE 1 END)::float8
        FROM entry e
        JOIN (
            SELECT session_id, community_id, bool_or(is_recused) AS is_recused FROM entry
            GROUP BY 1, 2
        ) c USING (session_id, community_id)
        GROUP BY 1, 2 HAVING count(*) >= \(viewer.rowsMin) ORDER BY 1, 2
        """
    }
}

extension Viewer {
    /// What a row `r` of records must meet.
    fileprivate var records: String {
        let isSeen =
            switch role {
            case "ESCORT": "r.person_id = '\(person)'"
            case "COORDINATOR": "r.community_id IN (\(granted("community_id")))"
            default: "true"
            }
        return "\(isInScope("r")) AND \(isSeen)"
    }

    /// What a row `t` of progress must meet, joined to its project `p`.
    fileprivate var progress: String {
        let isSeen =
            switch role {
            case "ESCORT":
                """
                (t.recorded_by_id = '\(person)' OR p.community_id IN (
                    SELECT a.community_id FROM app.assignment a WHERE a.person_id = '\(person)'
                    AND access.today() BETWEEN a.starts_on AND a.ends_on))
                """
            case "COORDINATOR": "p.community_id IN (\(granted("community_id")))"
            case "SCHOOL_HEAD": "p.school_id IN (\(granted("school_id")))"
            default: "true"
            }
        return "\(isInScope("t")) AND \(isSeen)"
    }
}
