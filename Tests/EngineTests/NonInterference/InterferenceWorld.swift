import JSONBytes
import PostgresClient
import TestSupport

/// Who is in conflict with projects 1 and 5 of a `SelectionFixture`.
enum ConflictedCaller: String, CaseIterable, Sendable {
    case member, delegate
    /// An auditor who evaluates as well.
    case auditor

    func person(in fixture: SelectionFixture) -> String {
        self == .delegate ? fixture.delegate : SelectionFixture.person(2)
    }

    fileprivate var roles: [String] {
        self == .auditor ? ["AUDITOR", "EVALUATOR", "ESCORT"] : []
    }
}

/// A session that scores, one that deliberates and one that is closed, evaluations of completed
/// projects, notices and incidents; and somebody who is in conflict with some of it.
struct InterferenceWorld {
    /// The communities that the person in conflict escorted, which is all that the rule needs.
    static let escorted = [1, 5]
    /// Somebody who is in no conflict and holds every role of the office.
    static let observer = SelectionFixture.person(8)

    let fixture: SelectionFixture
    let caller: ConflictedCaller
    let person: String

    init(_ caller: ConflictedCaller) async throws {
        self.caller = caller
        fixture = try SelectionFixture(database: "interference_\(caller)")
        person = caller.person(in: fixture)
        try grant(caller.roles, to: person)
        try grant(
            ["DELEGATE", "AUDITOR", "OFFICER", "EVALUATOR", "COMMITTEE_MEMBER"],
            to: Self.observer)
        try await closeSession()
        try await scoreSession()
        try await deliberate()
        try await evaluate()
        try recordFacts()
    }

    private func grant(_ roles: [String], to person: String) throws {
        let connection = try fixture.administration()
        for role in roles {
            _ = try connection.query(
                """
                INSERT INTO app.role_grant (office_id, person_id, role, valid_from)
                VALUES (1511, $1::uuid, $2, '2026-09-01')
                """, [person, role])
        }
    }

    // MARK: Sessions

    private func openSession(_ projects: [Int]) async throws
        -> SelectionFixture.OpenSession
    {
        let open = try await fixture.openSession(projects: projects, members: [1, 3, 4])
        if caller == .member { try await fixture.seat(2, session: open.id, seat: "DEPUTY") }
        return open
    }

    /// Every member scores every entry, each otherwise.
    private func score(_ session: SelectionFixture.OpenSession, by members: [Int]) async throws {
        for (project, entry) in session.entries.sorted(by: { $0.key < $1.key }) {
            for member in members {
                _ = try await succeeded(
                    fixture.score(
                        entry, as: member, basis: 5 + 2 * member + project,
                        feasibility: (member + project) % 10))
            }
        }
    }

    private func step(_ command: String, _ session: String, _ version: Int, as person: String)
        async throws
    {
        _ = try await succeeded(
            fixture.command(
                command,
                ["sessionId": .string(session), "expectedVersion": .number("\(version)")],
                as: person))
    }

    private func vote(_ choices: [Int: String]) async throws {
        let rankings = try fixture.administration().query(
            "SELECT id FROM app.ranking WHERE status = 'PROPOSED' AND office_id = 1511")
        for (member, choice) in choices {
            _ = try await succeeded(
                fixture.command(
                    "castVote",
                    ["rankingId": .string(rankings[0][0] ?? ""), "choice": .string(choice)],
                    as: SelectionFixture.person(member)))
        }
    }

    private var committee: [Int] { caller == .member ? [1, 3, 4, 2] : [1, 3, 4] }

    private func closeSession() async throws {
        let closed = try await openSession([1, 2, 4])
        try await score(closed, by: committee)
        try await step("openDeliberation", closed.id, 1, as: SelectionFixture.person(1))
        try await vote([1: "FOR", 3: "FOR", 4: "AGAINST"])
        try await step("adoptRanking", closed.id, 2, as: SelectionFixture.person(1))
        try await step("closeSession", closed.id, 3, as: fixture.delegate)
    }

    private func scoreSession() async throws {
        let scoring = try await openSession([1, 2, 3])
        try await score(scoring, by: committee)
        for project in [2, 3] {
            _ = try await succeeded(
                fixture.command(
                    "recuse",
                    [
                        "entryId": .string(scoring.entries[project] ?? ""),
                        "reason": .string("قرابة"),
                    ], as: SelectionFixture.person(4)))
        }
    }

    private func deliberate() async throws {
        let deliberating = try await openSession([1, 4])
        try await score(deliberating, by: [1, 3, 4])
        try await step("openDeliberation", deliberating.id, 1, as: SelectionFixture.person(1))
        try await vote([1: "FOR", 3: "AGAINST"])
        if caller == .member { try await vote([2: "FOR"]) }
    }

    // MARK: Evaluations

    /// One that is submitted and one that is not, of a project of each kind: of an escorted
    /// community, of the zone of one, and of neither.
    private func evaluate() async throws {
        let completed = [2, 3, 5]
        for project in completed {
            try fixture.administration().execute(
                """
                UPDATE app.project SET status = 'COMPLETED', ended_on = '2026-10-30'
                WHERE id = '\(SelectionFixture.project(project))'
                """)
            try await issueMandate(on: project, to: 7, isSubmitted: true)
            try await issueMandate(on: project, to: 6, isSubmitted: false)
        }
        if caller == .auditor { try await issueMandate(on: 5, to: 2, isSubmitted: true) }
    }

    private func issueMandate(on project: Int, to person: Int, isSubmitted: Bool) async throws {
        let issued = try await succeeded(
            fixture.command(
                "issueMandate",
                [
                    "projectId": .string(SelectionFixture.project(project)),
                    "evaluatorId": .string(SelectionFixture.person(person)),
                    "dueOn": .string("2099-01-01"),
                ], as: fixture.delegate, selecting: "mandate { id }"))
        guard isSubmitted else { return }
        _ = try await succeeded(
            fixture.command(
                "submitEvaluation",
                [
                    "mandateId": issued["mandate"]?["id"] ?? .null,
                    "degree": .number("\(project % 4)"), "results": .string("نتائج"),
                    "recommendations": .string("توصيات"),
                ], as: SelectionFixture.person(person)))
    }

    // MARK: Facts

    /// A late fact about member 3 opens an incident and gives a notice; then the conflict arises.
    private func recordFacts() throws {
        let connection = try fixture.administration()
        try connection.execute(SelectionFixture.history(3, community: 2))
        try connection.execute(
            """
            INSERT INTO app.declared_conflict (office_id, person_id, project_id, reason)
            SELECT 1511, '\(SelectionFixture.person(9))', p.id, 'قرابة' FROM app.project p
            WHERE p.id IN ('\(SelectionFixture.project(1))', '\(SelectionFixture.project(2))')
            """)
        for community in Self.escorted {
            _ = try connection.query(
                """
                INSERT INTO app.escorting_history
                    (office_id, person_id, community_id, school_year, source)
                SELECT 1511, $1::uuid, id, '2024-2025', 'letter' FROM app.community
                WHERE office_id = 1511 AND number = \(community)
                """, [person])
        }
    }

    private func succeeded(_ payload: JSONValue) throws -> JSONValue {
        guard payload["errors"]?.items.isEmpty == true else {
            throw SelectionFixture.Failure(text: "\(payload)")
        }
        return payload
    }
}
