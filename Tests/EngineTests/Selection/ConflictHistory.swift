import Foundation
import PostgresClient
import TestSupport

/// A random history of one office: facts, annulments, moves, splits, merges of accounts, scores,
/// and the steps of one session, in a transaction that is rolled back, beside a model of the facts.
final class ConflictHistory {
    static let environment = ProcessInfo.processInfo.environment
    /// How many histories each property is tried on; `CONFLICT_HISTORIES` asks for more.
    static let count = environment["CONFLICT_HISTORIES"].flatMap { Int($0) } ?? 40
    static let seed =
        environment["CONFLICT_SEED"].flatMap { UInt64($0) }
        ?? UInt64.random(in: 0..<1_000_000_000)
    /// Whether each statement and what became of it is printed; `CONFLICT_TRACE` asks for it.
    private static let isTraced = environment["CONFLICT_TRACE"] != nil

    static let persons = 1...5
    private static let session = "d0000000-0000-4000-8000-000000000001"

    let connection: AdministrationConnection
    var random: SeededGenerator
    private(set) var model = ConflictModel()
    private let delegate: String
    /// The identifiers of communities by their number.
    private var communities: [Int: String] = [:]
    private(set) var isClosed = false
    private(set) var published: String?

    init(_ connection: AdministrationConnection, delegate: String, seed: UInt64) throws {
        self.connection = connection
        self.delegate = delegate
        random = SeededGenerator(seed: seed)
        try connection.execute("BEGIN")
        try readWorld()
        try openSession()
    }

    /// Forgets what was rolled back.
    func restore(_ model: ConflictModel) { self.model = model }

    func end() throws { try connection.execute("ROLLBACK") }

    private func readWorld() throws {
        for row in try connection.query(
            "SELECT number, id, zone_id FROM app.community WHERE office_id = 1511")
        {
            let number = Int(row[0] ?? "") ?? 0
            communities[number] = row[1]
            model.zones[number] = row[2]
        }
        for row in try connection.query(
            """
            SELECT c.number, p.submitted_on, m.valid_from FROM app.project p
            JOIN app.community c ON c.id = p.community_id
            JOIN app.school_membership m ON m.school_id = p.school_id
            WHERE p.office_id = 1511 AND p.id::text LIKE 'b0000000-%'
            """)
        {
            let number = Int(row[0] ?? "") ?? 0
            model.projects[number] = ConflictModel.Project(
                community: number, submittedOn: row[1] ?? "",
                memberships: [.init(community: number, from: row[2] ?? "", to: nil)])
        }
    }

    private func openSession() throws {
        try connection.execute(
            """
            INSERT INTO app.selection_session (office_id, id, school_year, rubric_id, title,
                minimum_scores, quorum, opened_by_id)
            VALUES (1511, '\(Self.session)', '2026-2027', '\(SelectionFixture.rubric)', 's', 1, 1,
                '\(delegate)');
            INSERT INTO app.docket_entry (office_id, id, session_id, project_id, position)
            SELECT 1511, p.id, '\(Self.session)', p.id, row_number() OVER (ORDER BY p.id)
            FROM app.project p WHERE p.office_id = 1511 AND p.id::text LIKE 'b0000000-%';
            INSERT INTO app.committee_seat (office_id, session_id, person_id, seat, status,
                invited_by_id, answered_at)
            SELECT 1511, '\(Self.session)', p.id,
                CASE WHEN p.staff_number = '7000001' THEN 'CHAIR' ELSE 'MEMBER' END, 'ACCEPTED',
                '\(delegate)', now()
            FROM app.person p WHERE p.staff_number BETWEEN '7000001' AND '7000005';
            INSERT INTO app.role_grant (office_id, person_id, role, valid_from)
            SELECT 1511, person_id, CASE seat WHEN 'CHAIR' THEN 'COMMITTEE_CHAIR'
                ELSE 'COMMITTEE_MEMBER' END, '2026-09-01' FROM app.committee_seat;
            """)
    }

    // MARK: Events

    /// One event; refusals leave everything as it was.
    func step() throws {
        switch Int.random(in: 0..<20, using: &random) {
        case 0..<5: try addFact(anyone(), anyCommunity())
        case 5..<12: try score(anyone(), Int.random(in: 1...5, using: &random))
        case 12: try annul()
        case 13: try moveSchool()
        case 14: try split()
        case 15: try mergeAccounts()
        case 16: try deliberate()
        case 17: try close()
        default: try visit(anyone(), Int.random(in: 1...5, using: &random))
        }
    }

    func anyone() -> Int { Int.random(in: Self.persons, using: &random) }

    func anyCommunity() -> Int { communities.keys.sorted().randomElement(using: &random) ?? 1 }

    /// A fact from paper, of a school year.
    func addFact(_ person: Int, _ community: Int) throws {
        let first = Int.random(in: 2024...2026, using: &random)
        let (year, id) = ("\(first)-\(first + 1)", identifier())
        let isDone = try tried(
            """
            INSERT INTO app.escorting_history
                (office_id, id, person_id, community_id, school_year, source)
            VALUES (1511, '\(id)', '\(SelectionFixture.person(person))',
                '\(communities[community] ?? "")', '\(year)', 'x')
            """)
        guard isDone else { return }
        model.facts.append(
            .init(
                id: id, person: person, community: community, from: "\(first)-09-01",
                until: "\(first + 1)-08-31"))
    }

    /// A visit to the school of a project, which bars from all of its community of that day.
    func visit(_ person: Int, _ project: Int) throws {
        let day =
            ["2025-10-15", "2026-03-15", "2026-10-15", "2026-11-15"]
            .randomElement(using: &random) ?? ""
        let memberships = model.projects[project]?.memberships ?? []
        let membership = memberships.first { $0.from <= day && ($0.to.map { $0 >= day } ?? true) }
        guard let community = membership?.community else { return }
        let id = identifier()
        let isDone = try tried(
            """
            INSERT INTO app.visit (office_id, id, escort_id, school_id, school_year, visited_on,
                mode, cycle, purpose, stages, requested_by)
            SELECT 1511, '\(id)', '\(SelectionFixture.person(person))', p.school_id, y.label,
                '\(day)', 'FIELD', 'PRIMARY', 'SET_PRIORITIES', '{PLANNING}', 'HEAD'
            FROM app.project p, app.school_year y
            WHERE p.id = '\(SelectionFixture.project(project))'
              AND '\(day)' BETWEEN y.starts_on AND y.ends_on
            """)
        guard isDone else { return }
        model.facts.append(
            .init(
                id: id, person: person, community: community, visited: project, from: day,
                until: day))
    }

    func score(_ person: Int, _ project: Int) throws {
        let points = Int.random(in: 0...10, using: &random)
        _ = try tried(
            """
            SELECT api.score('\(SelectionFixture.project(project))',
                '{"BASIS": \(points), "FEASIBILITY": 1}', NULL)
            """, as: SelectionFixture.person(person))
    }

    func annul() throws {
        guard let fact = model.facts.randomElement(using: &random) else { return }
        let kind = fact.from == fact.until ? "VISIT" : "HISTORY"
        if try tried("SELECT api.annul_fact('\(kind)', '\(fact.id)', 'error')", as: delegate) {
            model.facts.removeAll { $0.id == fact.id }
        }
    }

    func moveSchool() throws {
        let project = Int.random(in: 1...5, using: &random)
        let target = anyCommunity()
        let day = ["2026-02-01", "2026-10-05", "2026-11-20"].randomElement(using: &random) ?? ""
        guard
            try tried(
                """
                SELECT api.move_school(p.school_id, '\(communities[target] ?? "")', '\(day)')
                FROM app.project p WHERE p.id = '\(SelectionFixture.project(project))'
                """, as: delegate)
        else { return }
        move(project, to: target, on: day)
    }

    private func move(_ project: Int, to community: Int, on day: String) {
        let last = (model.projects[project]?.memberships.count ?? 1) - 1
        model.projects[project]?.memberships[last].to = Self.dayBefore(day)
        model.projects[project]?.memberships.append(
            .init(community: community, from: day, to: nil))
        model.learn(of: project)
    }

    /// Of a day that the history knows.
    private static func dayBefore(_ day: String) -> String {
        [
            "2026-02-01": "2026-01-31", "2026-10-05": "2026-10-04", "2026-11-20": "2026-11-19",
            "2026-11-21": "2026-11-20",
        ][day] ?? day
    }

    func split() throws {
        let project = Int.random(in: 1...5, using: &random)
        guard let old = model.projects[project]?.memberships.last?.community else { return }
        let (number, day) = (90 + communities.count, "2026-11-21")
        let isDone = try tried(
            """
            SELECT api.split_community('\(communities[old] ?? "")', ARRAY[p.school_id::text],
                \(number), 'جديدة', 'Nouvelle', '\(day)')
            FROM app.project p WHERE p.id = '\(SelectionFixture.project(project))'
            """, as: delegate)
        guard isDone else { return }
        communities[number] =
            try connection.query("SELECT id FROM app.community WHERE number = \(number)")[0][0]
        model.zones[number] = model.zones[old]
        model.lineage.append((ancestor: old, descendant: number))
        move(project, to: number, on: day)
    }

    func mergeAccounts() throws {
        guard model.merged.isEmpty else { return }
        let isDone = try tried(
            """
            SELECT api.merge_persons('\(SelectionFixture.person(2))',
                '\(SelectionFixture.person(3))')
            """, as: delegate)
        if isDone { model.merged = [3: 2] }
    }

    func deliberate() throws {
        _ = try tried(
            "SELECT api.open_deliberation('\(Self.session)', \(try version()))",
            as: SelectionFixture.person(1))
    }

    /// A vote of everybody, the adoption, and the closing, as far as they are let.
    func close() throws {
        guard !isClosed else { return }
        try deliberate()
        for person in Self.persons {
            _ = try tried(
                """
                SELECT api.cast_vote(id, 'FOR') FROM app.ranking WHERE status = 'PROPOSED'
                """, as: SelectionFixture.person(person))
        }
        _ = try tried(
            "SELECT api.adopt_ranking('\(Self.session)', \(try version()))",
            as: SelectionFixture.person(1))
        isClosed = try tried(
            "SELECT api.close_session('\(Self.session)', \(try version()))", as: delegate)
        if isClosed { published = try publication() }
    }

    private func version() throws -> String {
        try connection.query("SELECT version FROM app.selection_session")[0][0] ?? ""
    }

    // MARK: Observations

    /// What the closed session has published.
    func publication() throws -> String {
        let rows = try connection.query(
            """
            SELECT string_agg(l::text, '|' ORDER BY l.id) FROM app.ranking_line l
            JOIN app.ranking r ON r.id = l.ranking_id AND r.status = 'ADOPTED'
            UNION ALL SELECT m.content::text || m.digest FROM app.minutes m
            """)
        return rows.map { $0[0] ?? "" }.joined(separator: "\n")
    }

    struct CountedScore: Hashable {
        let person: Int
        let project: Int
    }

    func countedScores() throws -> Set<CountedScore> {
        let rows = try connection.query(
            """
            SELECT right(s.person_id::text, 2)::integer, right(s.entry_id::text, 2)::integer
            FROM app.score s WHERE s.status = 'COUNTED'
            """)
        return Set(
            rows.map { CountedScore(person: Int($0[0] ?? "") ?? 0, project: Int($0[1] ?? "") ?? 0) }
        )
    }

    func hasIncident(_ score: CountedScore) throws -> Bool {
        try !connection.query(
            """
            SELECT 1 FROM app.incident WHERE person_id = $1::uuid AND project_id = $2::uuid
            """, [SelectionFixture.person(score.person), SelectionFixture.project(score.project)]
        ).isEmpty
    }

    /// The rows of evaluations that a person may read.
    func readable(by person: Int) throws -> Set<String> {
        try connection.execute("SAVEPOINT reading; SET LOCAL ROLE mouwakaba_api")
        _ = try connection.query(
            "SELECT * FROM access.begin_request($1::uuid, '01511')",
            [SelectionFixture.person(person)])
        let rows = try connection.query(
            """
            SELECT id::text || status || total FROM app.score WHERE person_id <> access.person_id()
            UNION ALL SELECT id::text FROM app.ranking UNION ALL SELECT id::text FROM app.vote
            UNION ALL SELECT id::text FROM app.minutes UNION ALL SELECT id::text FROM app.incident
            """)
        try connection.execute("ROLLBACK TO reading")
        return Set(rows.compactMap { $0[0] })
    }

    /// Whether the database derives the conflict.
    func isInConflict(_ person: Int, _ project: Int, _ purpose: String) throws -> Bool {
        try connection.query(
            "SELECT conflict.exists($1::uuid, 1511, $2::uuid, $3)",
            [SelectionFixture.person(person), SelectionFixture.project(project), purpose]
        )[0][0] == "t"
    }

    // MARK: Statements

    private func identifier() -> String {
        UUID(
            uuid: (
                0xe0, 0, 0, 0, 0, 0, 0x40, 0, 0x80, 0, .random(in: 0...255, using: &random),
                .random(in: 0...255, using: &random), .random(in: 0...255, using: &random),
                .random(in: 0...255, using: &random), .random(in: 0...255, using: &random),
                .random(in: 0...255, using: &random)
            )
        ).uuidString.lowercased()
    }

    /// Whether a statement was done; undone where it was refused.
    ///
    /// As somebody, in a session of the
    /// API's role, or as an administrator.
    func tried(_ sql: String, as person: String? = nil) throws -> Bool {
        try connection.execute("SAVEPOINT event")
        do throws(DatabaseError) {
            if let person {
                try connection.execute("SET LOCAL SESSION AUTHORIZATION mouwakaba_api")
                _ = try connection.query(
                    "SELECT * FROM access.begin_request($1::uuid, '01511')", [person])
            }
            _ = try connection.query(sql)
            try connection.execute("RESET SESSION AUTHORIZATION; RELEASE event")
            if Self.isTraced { print("done: \(sql)") }
            return true
        } catch {
            try connection.execute("ROLLBACK TO event; RESET SESSION AUTHORIZATION")
            guard error.sqlState?.conditionClass == "23" || error.sqlState == SQLState("MK001")
            else { throw error }
            if Self.isTraced { print("\(error.constraint ?? error.message): \(sql)") }
            return false
        }
    }
}
