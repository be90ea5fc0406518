import Foundation
import PostgresClient
import TestSupport
import TransportProtocols

/// Persons, schools, projects and sessions, one of each for every run of a race, in an office of
/// the demonstration: person *n* sits in session *n*, whose docket is project *n*, of a school of
/// community 1.
struct RaceGround: Sendable {
    static let office = "01511"
    /// How often each race is run; `RACES` asks for more.
    static let runs = ProcessInfo.processInfo.environment["RACES"].flatMap { Int($0) } ?? 25
    /// Runs at one time, each of at least two transactions.
    static let parallelRuns = 4

    let database: TestDatabase
    let delegate: RequestPrincipal
    private let communities: [Int: String]
    /// The first person of this race, so that races on one database do not meet.
    private let first: Int

    init(_ database: TestDatabase, race: Int) throws {
        self.database = database
        delegate = try database.principal("DELEGATE", office: Self.office)
        first = race * 10_000
        let rows = try database.administration().query(
            "SELECT number, id FROM app.community WHERE office_id = 1511")
        communities = Dictionary(
            uniqueKeysWithValues: rows.map { (Int($0[0] ?? "") ?? 0, $0[1] ?? "") })
        try database.administration().execute(
            Self.setUp(first + 1, first + Self.runs, delegate.person))
    }

    func principal(_ run: Int) throws -> RequestPrincipal {
        try RequestPrincipal(person: id("a", run), office: Self.office)
    }

    func entry(_ run: Int) -> String { id("e", run) }
    func school(_ run: Int) -> String { id("c", run) }
    func project(_ run: Int) -> String { id("b", run) }
    func session(_ run: Int) -> String { id("d", run) }

    private func id(_ kind: String, _ run: Int) -> String {
        let digits = String(first + run)
        let zeros = String(repeating: "0", count: 12 - digits.utf8.count)
        return "\(kind)1000000-0000-4000-8000-\(zeros)\(digits)"
    }

    func community(_ number: Int) throws -> String {
        guard let id = communities[number] else { throw MissingCommunity(number: number) }
        return id
    }

    struct MissingCommunity: Error { let number: Int }

    /// Enters for every person that they escorted a community.
    func everybodyEscorted(_ number: Int) throws {
        try database.administration().execute(
            """
            INSERT INTO app.escorting_history
                (office_id, person_id, community_id, school_year, source)
            SELECT 1511, p.id, c.id, '2024-2025', 'letter' FROM app.person p, app.community c
            WHERE \(isOfThisRace) AND c.office_id = 1511 AND c.number = \(number)
            """)
    }

    /// Takes every person of this race out of their session.
    func everybodyDeclines() throws {
        try database.administration().execute(
            """
            UPDATE app.committee_seat s SET status = 'DECLINED' FROM app.person p
            WHERE p.id = s.person_id AND \(isOfThisRace)
            """)
    }

    /// How many persons have a seat that stands, how many an assignment, and how many both.
    func invitedAndAppointed() throws -> (invited: Int, appointed: Int, both: Int) {
        let row = try database.administration().query(
            """
            SELECT count(*) FILTER (WHERE sits), count(*) FILTER (WHERE escorts),
                count(*) FILTER (WHERE sits AND escorts)
            FROM (
                SELECT EXISTS (SELECT FROM app.committee_seat s WHERE s.person_id = p.id
                        AND s.status <> 'DECLINED') AS sits,
                    EXISTS (SELECT FROM app.assignment a WHERE a.person_id = p.id) AS escorts
                FROM app.person p WHERE \(isOfThisRace)
            ) q
            """)[0]
        func number(_ index: Int) -> Int { Int(row[index] ?? "") ?? -1 }
        return (number(0), number(1), number(2))
    }

    private var isOfThisRace: String {
        """
        p.staff_number::integer BETWEEN \(8_000_000 + first + 1) \
        AND \(8_000_000 + first + Self.runs)
        """
    }

    /// How many scores count although their members are in conflict; how many count; how many are
    /// void.
    func scores() throws -> (inConflict: Int, counted: Int, void: Int) {
        let row = try database.administration().query(
            """
            SELECT count(*) FILTER (WHERE s.status = 'COUNTED' AND conflict.exists(
                    s.person_id, s.office_id, e.project_id, 'SELECTION')),
                count(*) FILTER (WHERE s.status = 'COUNTED'),
                count(*) FILTER (WHERE s.status = 'VOID')
            FROM app.score s JOIN app.docket_entry e ON e.id = s.entry_id
            JOIN app.person p ON p.id = s.person_id
            WHERE \(isOfThisRace)
            """)[0]
        func number(_ index: Int) -> Int { Int(row[index] ?? "") ?? -1 }
        return (number(0), number(1), number(2))
    }

    private static func setUp(_ first: Int, _ last: Int, _ delegate: String) -> String {
        func id(_ kind: String) -> String {
            "('\(kind)1000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid"
        }
        let numbers = "generate_series(\(first), \(last)) n"
        return """
            INSERT INTO app.rubric (office_id, id, name, version)
            VALUES (1511, 'f1000000-0000-4000-8000-000000000001', 'شبكة السباق', 1)
            ON CONFLICT DO NOTHING;
            INSERT INTO app.rubric_criterion
                (office_id, rubric_id, code, position, name_ar, name_fr, points_max)
            VALUES (1511, 'f1000000-0000-4000-8000-000000000001', 'BASIS', 1, 'أساس', 'Base', 20)
            ON CONFLICT DO NOTHING;
            INSERT INTO app.person (id, staff_number, first_name_ar, last_name_ar, first_name_fr,
                last_name_fr, corps, home_office_id)
            SELECT \(id("a")), (8000000 + n)::text, 'عضو', n::text, 'Membre', n::text,
                'ADMINISTRATION', 1511 FROM \(numbers);
            INSERT INTO app.role_grant (office_id, person_id, role, valid_from)
            SELECT 1511, \(id("a")), 'COMMITTEE_MEMBER', '2026-09-01' FROM \(numbers);
            INSERT INTO app.school (office_id, id, community_id, gresa_code, name_ar, name_fr, kind,
                cycle, has_primary, has_lower_secondary, has_upper_secondary, setting,
                municipality_ar, municipality_fr, opened_on)
            SELECT 1511, \(id("c")), c.id, lpad(n::text, 5, '0') || 'Z', 'مدرسة ' || n,
                'École ' || n,
                'PRIMARY_SCHOOL', 'PRIMARY', true, false, false, 'URBAN', 'طنجة', 'Tanger',
                '2020-09-01'
            FROM \(numbers), app.community c WHERE c.office_id = 1511 AND c.number = 1;
            INSERT INTO app.project (office_id, id, school_id, community_id, kind, title,
                objectives, first_school_year, last_school_year, budget, author_id, submitted_on,
                status)
            SELECT 1511, \(id("b")), \(id("c")), c.id, 'INTEGRATED', 'مشروع ' || n, 'القراءة',
                '2026-2027', '2026-2027', 0, '\(delegate)', '2026-10-01', 'SUBMITTED'
            FROM \(numbers), app.community c WHERE c.office_id = 1511 AND c.number = 1;
            INSERT INTO app.selection_session (office_id, id, school_year, rubric_id, title,
                minimum_scores, quorum, opened_by_id)
            SELECT 1511, \(id("d")), '2026-2027', 'f1000000-0000-4000-8000-000000000001',
                'سباق ' || n, 1, 1, '\(delegate)' FROM \(numbers);
            INSERT INTO app.docket_entry (office_id, id, session_id, project_id, position)
            SELECT 1511, \(id("e")), \(id("d")), \(id("b")), 1 FROM \(numbers);
            INSERT INTO app.committee_seat (office_id, session_id, person_id, seat, status,
                invited_by_id, answered_at)
            SELECT 1511, \(id("d")), \(id("a")), 'MEMBER', 'ACCEPTED', '\(delegate)', now()
            FROM \(numbers);
            """
    }
}
