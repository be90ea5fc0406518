import JSONBytes
import PostgresClient
import TestSupport
import Testing
import TransportProtocols

/// Who reads which acts, findings, drafts, progress and records of the demonstration.
@Suite("Reading of acts and records")
struct ActReadingTests {
    private static let office = "01511"

    /// How many rows the API's role sees on behalf of somebody.
    private func visible(_ table: String, to role: String, where condition: String = "true")
        async throws -> String
    {
        let database = try await TestDatabase.demonstration()
        let principal = try database.principal(role, office: Self.office)
        let connection = try database.administration()
        try connection.execute("SET ROLE mouwakaba_api; BEGIN")
        defer { try? connection.execute("ROLLBACK") }
        _ = try connection.query(
            "SELECT access.begin_request($1::uuid, $2)", [principal.person, Self.office])
        return try connection.query("SELECT count(*) FROM app.\(table) WHERE \(condition)")[0][0]
            ?? ""
    }

    /// How many rows of the office an administrator counts; `$1` is the person.
    private func counted(_ table: String, role: String, _ condition: String) async throws -> String
    {
        let database = try await TestDatabase.demonstration()
        let principal = try database.principal(role, office: Self.office)
        return try database.administration().query(
            """
            SELECT count(*) FROM app.\(table) t WHERE t.office_id = 1511
            AND ($1::uuid IS NOT NULL AND (\(condition)))
            """, [principal.person])[0][0] ?? ""
    }

    private static let facilitated = """
        EXISTS (SELECT FROM app.small_group_facilitator f
            WHERE f.small_group_id = t.id AND f.person_id = $1::uuid)
        """
    private static let coordinated = """
        (SELECT community_id FROM app.role_grant
            WHERE person_id = $1::uuid AND role = 'COORDINATOR')
        """
    private static let headed = """
        (SELECT school_id FROM app.role_grant
            WHERE person_id = $1::uuid AND role = 'SCHOOL_HEAD')
        """
    private static let escorted = """
        (SELECT community_id FROM app.assignment WHERE person_id = $1::uuid
            AND access.today() BETWEEN starts_on AND ends_on)
        """

    @Test(arguments: [
        ("small_group", "DELEGATE", "true"), ("small_group", "OFFICER", "true"),
        ("small_group", "ANALYST", "true"), ("small_group", "ESCORT", facilitated),
        (
            "small_group", "COORDINATOR",
            """
            t.id IN (SELECT small_group_id FROM app.small_group_school
                WHERE community_id IN \(coordinated))
            """
        ),
        (
            "small_group", "SCHOOL_HEAD",
            """
            t.id IN (SELECT small_group_id FROM app.small_group_school
                WHERE school_id IN \(headed))
            """
        ),
        (
            "small_group_school", "ESCORT",
            """
            t.small_group_id IN (SELECT small_group_id FROM app.small_group_facilitator
                WHERE person_id = $1::uuid)
            """
        ),
        (
            "small_group_facilitator", "ESCORT",
            """
            t.small_group_id IN (SELECT small_group_id FROM app.small_group_facilitator
                WHERE person_id = $1::uuid)
            """
        ),
        ("workshop", "DELEGATE", "true"), ("workshop", "SCHOOL_HEAD", "false"),
        ("workshop", "COORDINATOR", "t.community_id IN \(coordinated)"),
        (
            "workshop", "ESCORT",
            """
            t.id IN (SELECT workshop_id FROM app.workshop_facilitator
                WHERE person_id = $1::uuid)
            """
        ),
        ("finding", "DELEGATE", "true"), ("finding", "OFFICER", "true"),
        ("finding", "ANALYST", "true"), ("finding", "SCHOOL_HEAD", "false"),
        ("finding", "ESCORT", "t.author_id = $1::uuid"),
        ("finding", "COORDINATOR", "t.community_id IN \(coordinated)"),
        ("escort_record", "DELEGATE", "true"), ("escort_record", "SCHOOL_HEAD", "false"),
        ("escort_record", "ANALYST", "true"),
        ("escort_record", "ESCORT", "t.person_id = $1::uuid"),
        ("escort_record", "COORDINATOR", "t.community_id IN \(coordinated)"),
        (
            "record_submission", "ESCORT",
            "t.record_id IN (SELECT id FROM app.escort_record WHERE person_id = $1::uuid)"
        ),
        (
            "record_decision", "COORDINATOR",
            "t.record_id IN (SELECT id FROM app.escort_record WHERE community_id IN \(coordinated))"
        ),
        ("record_decision", "SCHOOL_HEAD", "false"),
        ("project", "DELEGATE", "true"),
        ("project", "ESCORT", "t.status <> 'DRAFT' OR t.community_id IN \(escorted)"),
        ("project", "SCHOOL_HEAD", "t.status <> 'DRAFT' OR t.school_id IN \(headed)"),
        ("project", "COORDINATOR", "t.status <> 'DRAFT' OR t.community_id IN \(coordinated)"),
        (
            "project_priority", "ESCORT",
            """
            t.project_id IN (SELECT id FROM app.project
                WHERE status <> 'DRAFT' OR community_id IN \(escorted))
            """
        ),
        (
            "project_progress", "ESCORT",
            """
            t.recorded_by_id = $1::uuid
            OR t.project_id IN (SELECT id FROM app.project WHERE community_id IN \(escorted))
            """
        ),
        (
            "project_progress", "SCHOOL_HEAD",
            "t.project_id IN (SELECT id FROM app.project WHERE school_id IN \(headed))"
        ),
        ("school_membership", "SCHOOL_HEAD", "true"),
    ])
    func `a caller reads these rows and no others`(
        table: String, role: String, condition: String
    ) async throws {
        let seen = try await visible(table, to: role)
        #expect(try await counted(table, role: role, condition) == seen)
    }

    @Test func `escorts and coordinators read some rows of each table, and not all`() async throws {
        for table in ["small_group", "workshop", "finding", "escort_record"] {
            for role in ["ESCORT", "COORDINATOR"] {
                let seen = Int(try await visible(table, to: role)) ?? 0
                let all = Int(try await visible(table, to: "DELEGATE")) ?? 0
                #expect(seen > 0 && seen < all, "\(table), \(role): \(seen) of \(all)")
            }
        }
    }

    @Test(arguments: [
        ("DELEGATE", "true"), ("OFFICER", "false"), ("ANALYST", "false"), ("ESCORT", "true"),
        ("COORDINATOR", "true"),
    ])
    func `texts of findings are for the author, the coordinator and the delegate`(
        role: String, isReadable: String
    ) async throws {
        let hidden = isReadable == "true" ? "IS NULL" : "IS NOT NULL"
        #expect(
            try await visible(
                "finding", to: role, where: "app.readable_text(finding) \(hidden)") == "0")
        #expect(
            try await visible(
                "record_submission", to: role,
                where: "app.readable_findings(record_submission) \(hidden)") == "0")
    }

    @Test func `acts are visits, small groups and workshops in one order`() async throws {
        let fixture = try await EngineFixture.shared()
        let response = try await fixture.respond(
            """
            { acts(first: 100) { totalCount nodes { __typename heldOn mode \
            ... on Visit { visitedOn } ... on SmallGroup { schools { totalCount } } \
            ... on Workshop { community { name } } } } }
            """, role: "ESCORT")
        let acts = try parseJSON(response.body.span, limits: JSONLimits())["data"]?["acts"]
        let nodes = acts?["nodes"]?.items ?? []
        let days = nodes.compactMap { $0["heldOn"]?.text }
        #expect(days.count == nodes.count && days == days.sorted(by: >))
        #expect(
            Set(nodes.compactMap { $0["__typename"]?.text }) == [
                "Visit", "SmallGroup", "Workshop",
            ],
            "\(response.text)")
        let sum = try await ["visit", "small_group", "workshop"].asyncSum {
            Int(try await visible($0, to: "ESCORT")) ?? 0
        }
        #expect(acts?["totalCount"]?.leafText == "\(sum)")
    }

    @Test func `heads have no workshops among their acts, and analysts only figures`() async throws
    {
        let fixture = try await EngineFixture.shared()
        let head = try await fixture.respond(
            "{ acts(first: 100) { nodes { __typename } } }", role: "SCHOOL_HEAD")
        #expect(head.outcome == .executed)
        #expect(!head.text.contains("Workshop"))
        let rows = try await fixture.respond(
            "{ smallGroups { nodes { heldOn } } }", role: "ANALYST")
        #expect(rows.outcome == .requestError(.forbidden))
        let figures = try await fixture.respond(
            """
            { smallGroups { aggregate { count } } \
            findings { groups(first: 2) { key { kind } count } } }
            """, role: "ANALYST")
        #expect(
            figures.text == """
                {"data":{"smallGroups":{"aggregate":{"count":45}},"findings":{"groups":[\
                {"key":{"kind":"STRENGTH"},"count":30},{"key":{"kind":"WEAKNESS"},"count":30}]}}}
                """)
    }
}

extension Sequence {
    fileprivate func asyncSum(_ term: (Element) async throws -> Int) async rethrows -> Int {
        var sum = 0
        for element in self { sum += try await term(element) }
        return sum
    }
}
