import Engine
import JSONBytes
import PostgresClient
import TestSupport
import TransportProtocols

/// Tanger-Assilah with a session that scores and one that deliberates, an evaluation, programmes,
/// records and requests; and somebody of Tiznit who holds every role there, and tries to get at it.
struct BreakerGround: Sendable {
    static let office = "01511"
    static let attackersOffice = "09581"
    /// Somebody of Tanger-Assilah who escorted every community of a docket, and sees none of it.
    static let conflicted = SelectionFixture.person(20)
    /// The attacker, of Tiznit.
    static let attacker = "e0000000-0000-4000-8000-000000000001"

    let fixture: SelectionFixture
    let session: SelectionFixture.OpenSession
    /// An identifier of Tanger-Assilah and one of Tiznit, by the name of a table.
    let targets: [String: String]
    let own: [String: String]

    init(database name: String) async throws {
        fixture = try SelectionFixture(database: name)
        session = try await fixture.openSession(projects: [1, 2, 3], members: [1, 3, 4])
        let deliberating = try await fixture.openSession(projects: [2, 4], members: [1, 3])
        for open in [session, deliberating] {
            for entry in open.entries.values {
                for member in [1, 3] { _ = try await fixture.score(entry, as: member) }
            }
        }
        _ = try await fixture.command(
            "openDeliberation",
            ["sessionId": .string(deliberating.id), "expectedVersion": .number("1")],
            as: SelectionFixture.person(1))
        let connection = try fixture.administration()
        try connection.execute(Self.attackerWithEveryRole)
        for community in 1...SelectionFixture.communities {
            try connection.execute(SelectionFixture.history(20, community: community))
        }
        try connection.execute(
            """
            INSERT INTO app.role_grant (office_id, person_id, role, valid_from)
            SELECT 1511, '\(Self.conflicted)', r, '2026-09-01'
            FROM unnest(ARRAY['DELEGATE', 'AUDITOR', 'COMMITTEE_MEMBER', 'EVALUATOR']) r
            """)
        targets = try Self.identifiers(1511, connection)
        own = try Self.identifiers(9581, connection)
    }

    /// The identifier of a row of each table that has one.
    private static func identifiers(
        _ office: Int, _ connection: AdministrationConnection
    ) throws -> [String: String] {
        var found: [String: String] = [:]
        for name in try tables(connection, having: "id") {
            let rows = try connection.query(
                """
                SELECT id FROM app.\(name) t WHERE office_id = \(office)
                AND to_jsonb(t) ->> 'person_id' IS DISTINCT FROM '\(attacker)'
                ORDER BY id LIMIT 1
                """)
            found[name] = rows.first?[0]
        }
        found["person"] = try connection.query(
            """
            SELECT person_id FROM app.role_grant WHERE office_id = \(office) AND role = 'ESCORT'
            AND person_id <> '\(attacker)' ORDER BY 1 LIMIT 1
            """)[0][0]
        return found
    }

    private static func tables(
        _ connection: AdministrationConnection, having column: String
    ) throws -> [String] {
        try connection.query(
            """
            SELECT c.table_name FROM information_schema.columns c
            JOIN information_schema.tables t USING (table_schema, table_name)
            WHERE c.table_schema = 'app' AND t.table_type = 'BASE TABLE' AND c.column_name = $1
            AND c.data_type IN ('uuid', 'integer') ORDER BY 1
            """, [column]
        ).compactMap { $0[0] }.filter { try !isAbsent("office_id", of: $0, connection) }
    }

    private static func isAbsent(
        _ column: String, of table: String, _ connection: AdministrationConnection
    ) throws -> Bool {
        try connection.query(
            """
            SELECT FROM information_schema.columns
            WHERE table_schema = 'app' AND table_name = $1 AND column_name = $2
            """, [table, column]
        ).isEmpty
    }

    /// A digest of every row of Tanger-Assilah, by table.
    func digests() throws -> [String: String] {
        let connection = try fixture.administration()
        var digests: [String: String] = [:]
        for name in try Self.tables(connection, having: "office_id") {
            let rows = try connection.query(
                """
                SELECT md5(coalesce(string_agg(t::text, chr(10) ORDER BY t::text), ''))
                FROM app.\(name) t WHERE office_id = 1511
                """)
            digests[name] = rows[0][0]
        }
        return digests
    }

    /// The table that an argument such as `schoolId` or `projectIds` names a row of.
    static func table(of argument: String) -> String {
        let stem = argument.hasSuffix("Ids") ? argument.dropLast(3) : argument.dropLast(2)
        let tables = [
            "programme": "escort_programme", "session": "selection_session",
            "entry": "docket_entry", "activity": "proposed_activity",
            "transportRequest": "transport_request", "supportRequest": "support_request",
            "roleGrant": "role_grant", "programmeVersion": "programme_version",
            "mandate": "evaluation_mandate", "line": "planned_activity", "fact": "visit",
            "evaluator": "person", "escort": "person", "duplicate": "person",
            "sharedWith": "person", "record": "escort_record",
        ]
        return tables[String(stem)] ?? String(stem)
    }

    func ask(
        _ document: String, _ variables: JSONObject = JSONObject()
    ) async throws -> GraphQLResponse {
        await fixture.engine.engine.respond(
            to: GraphQLRequest(query: Array(document.utf8), variables: variables),
            principal: try RequestPrincipal(
                person: Self.attacker, office: Self.attackersOffice))
    }

    private static let attackerWithEveryRole = """
        INSERT INTO app.person (id, staff_number, first_name_ar, last_name_ar, first_name_fr,
            last_name_fr, corps, home_office_id)
        VALUES ('\(attacker)', '6660001', 'متسلل', 'واحد', 'Intrus', 'Un', 'ADMINISTRATION', 9581);
        CREATE TEMP TABLE place AS SELECT c.id AS community_id, (SELECT s.id FROM app.school s
            WHERE s.office_id = 9581 AND s.community_id = c.id ORDER BY s.id LIMIT 1) AS school_id
        FROM app.community c WHERE c.office_id = 9581 ORDER BY c.id LIMIT 1;
        UPDATE app.role_grant g SET valid_to = '2026-10-31' FROM place p
        WHERE g.office_id = 9581 AND (g.community_id = p.community_id OR g.school_id = p.school_id)
            AND coalesce(g.valid_to, '2099-01-01') > '2026-10-31';
        INSERT INTO app.role_grant (office_id, person_id, role, community_id, school_id, valid_from)
        SELECT 9581, '\(attacker)', r.role,
            CASE WHEN r.role = 'COORDINATOR' THEN p.community_id END,
            CASE WHEN r.role = 'SCHOOL_HEAD' THEN p.school_id END, '2026-11-01'
        FROM unnest(ARRAY['ESCORT', 'COORDINATOR', 'SCHOOL_HEAD', 'DELEGATE', 'OFFICER', 'ANALYST',
            'COMMITTEE_MEMBER', 'COMMITTEE_CHAIR', 'EVALUATOR', 'AUDITOR']) AS r (role)
        CROSS JOIN place p;
        """
}
