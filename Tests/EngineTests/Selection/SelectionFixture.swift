import Engine
import JSONBytes
import PostgresClient
import TestSupport
import TransportProtocols

/// The demonstration without its sessions and mandates, with a rubric, one submitted project for
/// each community of Tanger-Assilah, and people of that office who have escorted nobody; in a
/// database of its own.
struct SelectionFixture: Sendable {
    static let office = "01511"
    static let communities = 5

    let engine: EngineFixture
    let delegate: String

    init(database name: String) throws {
        let database = try TestDatabase.fill(
            conninfo: TestDatabase.createEmpty("mouwakaba_test_\(name)"))
        try database.administration().execute(Self.setUp)
        try self.init(over: database)
    }

    /// Over the database of another fixture, or a copy of it.
    init(over database: TestDatabase) throws {
        engine = try EngineFixture(database, connections: 1)
        delegate = try database.principal("DELEGATE", office: Self.office).person
    }

    func administration() throws -> AdministrationConnection {
        try engine.database.administration()
    }

    // MARK: Identifiers

    /// Somebody of the office, by a number from 1.
    static func person(_ number: Int) -> String { identifier("a", number) }
    /// The project of a school of a community, by the number of the community.
    static func project(_ number: Int) -> String { identifier("b", number) }
    static let rubric = identifier("c", 1)

    private static func identifier(_ kind: String, _ number: Int) -> String {
        "\(kind)0000000-0000-4000-8000-0000000000" + (number < 10 ? "0\(number)" : "\(number)")
    }

    // MARK: Requests

    func ask(
        _ document: String, _ variables: JSONObject = JSONObject(), as person: String
    ) async throws -> GraphQLResponse {
        await engine.engine.respond(
            to: GraphQLRequest(query: Array(document.utf8), variables: variables),
            principal: try RequestPrincipal(person: person, office: Self.office))
    }

    func data(_ document: String, as person: String) async throws -> JSONValue? {
        let response = try await ask(document, as: person)
        return try parseJSON(response.body.span, limits: JSONLimits())["data"]
    }

    /// Does a command; gives its payload, with `errors { code message parameters { name value } }`.
    ///
    /// - Parameter selecting: what else of the payload.
    func command(
        _ name: String, _ input: JSONObject, as person: String, selecting: String = "__typename"
    ) async throws -> JSONValue {
        let type = name.prefix(1).uppercased() + name.dropFirst() + "Input!"
        let document = """
            mutation ($input: \(type)) { \(name)(input: $input) { \(selecting) \
            errors { code message parameters { name value } } } }
            """
        let response = try await ask(document, ["input": .object(input)], as: person)
        let answer = try parseJSON(response.body.span, limits: JSONLimits())
        guard let payload = answer["data"]?[name] else { throw Failure(text: response.text) }
        return payload
    }

    struct Failure: Error, CustomStringConvertible {
        let text: String
        var description: String { text }
    }

    // MARK: Sessions

    /// A session on projects by the numbers of their communities, with members by their numbers,
    /// who have accepted; the first of them chairs.
    func openSession(
        projects: [Int] = Array(1...communities), members: [Int], quorum: Int = 2,
        minimumScores: Int = 2
    ) async throws -> OpenSession {
        let opened = try await command(
            "openSession",
            [
                "title": .string("دورة"), "schoolYear": .string("2026-2027"),
                "rubricId": .string(Self.rubric),
                "projectIds": .array(projects.map { .string(Self.project($0)) }),
                "minimumScores": .number("\(minimumScores)"), "quorum": .number("\(quorum)"),
            ], as: delegate,
            selecting: "selectionSession { id docket { nodes { id project { id } } } }")
        guard let session = opened["selectionSession"]?["id"]?.text else {
            throw Failure(text: "\(opened)")
        }
        for (index, member) in members.enumerated() {
            try await seat(member, session: session, seat: index == 0 ? "CHAIR" : "MEMBER")
        }
        let entries = opened["selectionSession"]?["docket"]?["nodes"]?.items ?? []
        return OpenSession(
            id: session,
            entries: Dictionary(
                uniqueKeysWithValues: zip(projects, entries.compactMap { $0["id"]?.text })))
    }

    struct OpenSession: Sendable {
        let id: String
        /// By the number of the community.
        let entries: [Int: String]
    }

    func seat(_ member: Int, session: String, seat: String = "MEMBER") async throws {
        let person = Self.person(member)
        let invited = try await command(
            "inviteMember",
            [
                "sessionId": .string(session), "personId": .string(person),
                "seat": .string(seat),
            ], as: delegate)
        guard invited["errors"]?.items.isEmpty == true else { throw Failure(text: "\(invited)") }
        let accepted = try await command(
            "acceptInvitation", ["sessionId": .string(session)], as: person)
        guard accepted["errors"]?.items.isEmpty == true else { throw Failure(text: "\(accepted)") }
    }

    func score(
        _ entry: String?, as member: Int, basis: Int = 10, feasibility: Int = 5
    ) async throws -> JSONValue {
        try await command(
            "score",
            [
                "entryId": .string(entry ?? ""),
                "points": .object([
                    "BASIS": .number("\(basis)"), "FEASIBILITY": .number("\(feasibility)"),
                ]),
            ], as: Self.person(member), selecting: "score { id total status }")
    }

    // MARK: Facts

    /// SQL by which a fact from paper is entered, as administrators do.
    static func history(_ person: Int, community: Int, year: String = "2024-2025") -> String {
        """
        INSERT INTO app.escorting_history (office_id, person_id, community_id, school_year, source)
        SELECT office_id, '\(self.person(person))', id, '\(year)', 'letter'
        FROM app.community WHERE office_id = 1511 AND number = \(community);
        """
    }

    // MARK: What there is

    /// SQL by which an office gets the rubric.
    static func rubric(of office: Int) -> String {
        """
        INSERT INTO app.rubric (office_id, id, name, version)
        VALUES (\(office), '\(rubric)', 'شبكة الانتقاء', 1);
        INSERT INTO app.rubric_criterion
            (office_id, rubric_id, code, position, name_ar, name_fr, points_max)
        VALUES (\(office), '\(rubric)', 'BASIS', 1, 'التشخيص', 'Diagnostic', 20),
            (\(office), '\(rubric)', 'FEASIBILITY', 2, 'القابلية', 'Faisabilité', 10);
        """
    }

    /// SQL by which each community of an office gets a submitted project of a school of its own,
    /// written by the head.
    ///
    /// - Parameter offset: what its number is above that of the community.
    static func projects(of office: Int, offset: Int = 0) -> String {
        """
        INSERT INTO app.project (office_id, id, school_id, community_id, kind, title, objectives,
            first_school_year, last_school_year, budget, author_id, submitted_on, status)
        SELECT c.office_id,
            ('b0000000-0000-4000-8000-' || lpad((c.number + \(offset))::text, 12, '0'))::uuid,
            s.id, c.id, 'INTEGRATED', 'مشروع ' || c.number, 'القراءة', '2026-2027', '2026-2027',
            40000.50, g.person_id, '2026-10-01', 'SUBMITTED'
        FROM app.community c
        CROSS JOIN LATERAL (
            SELECT s.id FROM app.school s
            WHERE s.office_id = c.office_id AND s.community_id = c.id ORDER BY s.id LIMIT 1
        ) s
        CROSS JOIN LATERAL (
            SELECT r.person_id FROM app.role_grant r
            WHERE r.office_id = c.office_id AND r.school_id = s.id
            ORDER BY r.valid_from DESC LIMIT 1
        ) g
        WHERE c.office_id = \(office);
        """
    }

    private static let setUp = """
        TRUNCATE app.selection_session, app.docket_entry, app.committee_seat, app.recusal,
            app.declared_conflict, app.score, app.ranking, app.ranking_line, app.vote,
            app.minutes, app.evaluation_mandate, app.evaluation, app.incident, app.notice;
        \(rubric(of: 1511))
        INSERT INTO app.person (id, staff_number, first_name_ar, last_name_ar, first_name_fr,
            last_name_fr, corps, home_office_id)
        SELECT ('a0000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, (7000000 + n)::text,
            'عضو', n::text, 'Membre', n::text, 'ADMINISTRATION', 1511
        FROM generate_series(1, 20) n;
        INSERT INTO app.office_person (office_id, person_id)
        SELECT 1511, id FROM app.person WHERE staff_number LIKE '70000%';
        \(projects(of: 1511))
        """
}
