import PostgresClient
import TestSupport
import Testing

/// A transaction in which several people of the demonstration act in turn by SQL, in a session of
/// the API's role; it is undone at the end.
struct ProgrammeSession {
    private static let prepared = Task {
        try TestDatabase.fill(conninfo: TestDatabase.createEmpty("mouwakaba_test_programmes"))
    }

    static func database() async throws -> TestDatabase { try await prepared.value }

    let connection: AdministrationConnection

    static func run(_ body: (ProgrammeSession) throws -> Void) async throws {
        let session = ProgrammeSession(connection: try await database().administration())
        try session.connection.execute("BEGIN")
        try body(session)
        try session.connection.execute("ROLLBACK")
    }

    /// The identifier of something in the demonstration.
    static func id(_ kind: String, _ label: String, office: String = "01511") -> String {
        "md5('mouwakaba/demo/\(kind)/\(office)/\(label)')::uuid"
    }

    /// From here on this person acts, in a session of the API's role.
    func become(_ person: String, office: String = "01511") throws {
        try connection.execute("SET SESSION AUTHORIZATION mouwakaba_api")
        _ = try connection.query(
            "SELECT access.begin_request(\(Self.id("person", person, office: office)), $1)",
            [office])
    }

    /// From here on the administrator acts, whom no policy binds.
    func administer() throws {
        try connection.execute("SET SESSION AUTHORIZATION DEFAULT")
    }

    /// The first value of an expression.
    func value(_ expression: String, _ parameters: [String?] = []) throws -> String? {
        try connection.query("SELECT \(expression)", parameters).first?.first ?? nil
    }

    /// Calls a command and gives the identifier that it returns.
    func call(_ command: String, _ parameters: [String?] = []) throws -> String {
        try connection.query("SELECT id FROM api.\(command)", parameters)[0][0] ?? ""
    }

    /// The rule by which a statement is refused, with its sentence if a command says one.
    func refusal(of statement: String, _ parameters: [String?] = []) throws -> String? {
        try connection.execute("SAVEPOINT refused")
        do {
            _ = try connection.query(statement, parameters)
            return nil
        } catch {
            try connection.execute("ROLLBACK TO refused")
            let rule = error.constraint ?? error.sqlState.map { "\($0)" } ?? ""
            return error.sqlState.map { "\($0)" } == "MK001" ? "\(rule): \(error.message)" : rule
        }
    }

    /// The refusal of a command.
    func refusal(ofCommand command: String, _ parameters: [String?] = []) throws -> String? {
        try refusal(of: "SELECT id FROM api.\(command)", parameters)
    }

    /// Appoints the person without a role to community 1 and gives their agreement and draft.
    func draft() throws -> String {
        try become("delegate")
        _ = try call(
            """
            appoint_escort(NULL, '1510192', \(Self.id("community", "1")), '2026-2027',
                '2026-11-01', '2027-07-31', '77', '2026-10-30', NULL)
            """)
        try become("head-1-01")
        _ = try call(
            """
            agree_programme(\(Self.id("person", "without-role")), \(Self.id("community", "1")),
                '2026-2027', '{VISIT}', '{PHONE}', NULL, NULL, NULL)
            """)
        try become("without-role")
        return try call("draft_programme(\(Self.id("community", "1")), '2026-2027')")
    }

    /// Plans all three parts of a programme, and gives its version number then.
    func planAll(_ programme: String) throws -> String {
        let school = Self.id("school", "1/1")
        _ = try call("plan_milestone($1, 'محطة', '2026-12-01', NULL)", [programme])
        _ = try call(
            "plan_activity($1, 'VISIT', '2026-12-02', '2026-12-04', \(school))", [programme])
        _ = try call("target_schools($1, ARRAY[\(school)]::text[])", [programme])
        _ = try call("propose_theme($1, 'موضوع', 'EARLY_READING')", [programme])
        return try value("version FROM app.escort_programme WHERE id = $1", [programme]) ?? ""
    }
}
