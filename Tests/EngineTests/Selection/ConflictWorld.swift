import PostgresClient
import TestSupport
import TransportProtocols

/// Two offices, a project for each community of theirs, an open session in each on all of them,
/// and people who sit in both committees; in a database of its own.
struct ConflictWorld: Sendable {
    /// Tanger-Assilah has the projects 1 to 5, Tata 6 to 9.
    static let offices = [1511, 9581]
    static let projects = 1...9
    /// Those that are completed, and may be evaluated.
    static let completed = [2, 4, 5, 7, 9]
    /// The first chairs both sessions, the fifth is a delegate as well; the last has no seat, and
    /// the fourth and the fifth are employed by the second office.
    static let persons = 1...6
    /// The author of a project of each office.
    static let authors = [3: 3, 8: 4]

    let fixture: SelectionFixture
    /// Delegates, who are none of the persons, by office.
    let delegates: [Int: String]

    init(database: String) throws {
        fixture = try SelectionFixture(database: database)
        delegates = [
            1511: fixture.delegate,
            9581: try fixture.engine.database.principal("DELEGATE", office: "09581").person,
        ]
        let connection = try fixture.administration()
        try connection.execute(Self.setUp)
        for office in Self.offices { try connection.execute(opened(in: office)) }
        try connection.execute("ANALYZE")
    }

    static func office(of project: Int) -> Int { project <= 5 ? 1511 : 9581 }
    static func projects(of office: Int) -> [Int] {
        projects.filter { Self.office(of: $0) == office }
    }
    static func code(_ office: Int) -> String { "0\(office)" }
    static func session(_ office: Int) -> String {
        "d0000000-0000-4000-8000-00000000\(office)"
    }

    /// The second office has projects as the first one, people are known in both, each school was
    /// in another community until 2025, former heads have left, and some of the projects are over.
    private static let setUp = """
        \(SelectionFixture.rubric(of: 9581))
        \(SelectionFixture.projects(of: 9581, offset: 5))
        INSERT INTO app.office_person (office_id, person_id)
        SELECT 9581, id FROM app.person WHERE staff_number LIKE '70000%';
        UPDATE app.person SET home_office_id = 9581
        WHERE staff_number IN ('7000004', '7000005');
        UPDATE app.school_membership m SET valid_from = '2026-01-01'
        FROM app.project p
        WHERE p.id::text LIKE 'b0000000-%'
          AND (p.office_id, p.school_id) = (m.office_id, m.school_id);
        INSERT INTO app.school_membership
            (office_id, school_id, community_id, valid_from, valid_to, recorded_at, ended_at)
        SELECT p.office_id, p.school_id, c.id, '2024-09-01', '2025-12-31', '2024-09-01',
            '2026-01-01'
        FROM app.project p
        JOIN app.community o ON (o.office_id, o.id) = (p.office_id, p.community_id)
        JOIN app.community c ON c.office_id = o.office_id AND c.number = o.number % 4 + 1
        WHERE p.id::text LIKE 'b0000000-%';
        UPDATE app.role_grant r SET valid_to = greatest(valid_from, '2026-08-31')
        FROM app.project p WHERE p.id::text LIKE 'b0000000-%' AND r.role = 'SCHOOL_HEAD'
          AND (r.office_id, r.school_id) = (p.office_id, p.school_id);
        UPDATE app.project SET author_id = ('a0000000-0000-4000-8000-' || lpad(
            CASE right(id::text, 1) WHEN '3' THEN '3' ELSE '4' END, 12, '0'))::uuid
        WHERE id IN ('\(SelectionFixture.project(3))', '\(SelectionFixture.project(8))');
        UPDATE app.project SET status = 'COMPLETED', ended_on = '2026-10-30'
        WHERE id IN (\(completed.map { "'\(SelectionFixture.project($0))'" }
            .joined(separator: ", ")));
        """

    private func opened(in office: Int) -> String {
        let session = Self.session(office)
        let delegate = delegates[office] ?? ""
        return """
            INSERT INTO app.selection_session (office_id, id, school_year, rubric_id, title,
                minimum_scores, quorum, opened_by_id)
            VALUES (\(office), '\(session)', '2026-2027', '\(SelectionFixture.rubric)', 's', 1, 1,
                '\(delegate)');
            INSERT INTO app.docket_entry (office_id, id, session_id, project_id, position)
            SELECT office_id, id, '\(session)', id, row_number() OVER (ORDER BY id)
            FROM app.project WHERE office_id = \(office) AND id::text LIKE 'b0000000-%';
            INSERT INTO app.committee_seat (office_id, session_id, person_id, seat, status,
                invited_by_id, answered_at)
            SELECT \(office), '\(session)', p.id,
                CASE WHEN p.staff_number = '7000001' THEN 'CHAIR' ELSE 'MEMBER' END, 'ACCEPTED',
                '\(delegate)', now()
            FROM app.person p WHERE p.staff_number BETWEEN '7000001' AND '7000005';
            INSERT INTO app.role_grant (office_id, person_id, role, valid_from)
            SELECT office_id, person_id, CASE seat WHEN 'CHAIR' THEN 'COMMITTEE_CHAIR'
                ELSE 'COMMITTEE_MEMBER' END, '2026-09-01'
            FROM app.committee_seat WHERE office_id = \(office);
            INSERT INTO app.role_grant (office_id, person_id, role, valid_from) VALUES
                (\(office), '\(SelectionFixture.person(5))', 'DELEGATE', '2026-09-01'),
                (\(office), '\(SelectionFixture.person(6))', 'OFFICER', '2026-09-01');
            """
    }
}
