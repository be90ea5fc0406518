import JSONBytes
import TestSupport
import Testing
import TransportProtocols

/// Who reads programmes, proposals and requests.
@Suite("Readers of programmes")
struct ProgrammePolicyTests {
    private static let tables = [
        "assignment_warning", "coordinator_agreement", "escort_programme", "programme_version",
        "programme_milestone", "planned_activity", "programme_school", "programme_theme",
        "community_programme", "proposed_activity", "support_request", "transport_request",
        "visit_not_made",
    ]

    /// The tables of which a person sees a row, and whether they see all rows of the office.
    private func seen(_ session: ProgrammeSession, by person: String) throws -> [String: String] {
        var seen: [String: String] = [:]
        for table in Self.tables {
            try session.administer()
            let all = try session.value("count(*) FROM app.\(table) WHERE office_id = 1511")
            try session.become(person)
            let own = try session.value("count(*) FROM app.\(table)")
            seen[table] = own == "0" ? "none" : own == all ? "all" : "some"
        }
        return seen
    }

    @Test func `the office reads all but drafts`() async throws {
        try await ProgrammeSession.run { session in
            for person in ["delegate", "officer-1"] {
                let seen = try seen(session, by: person)
                let versions = [
                    "programme_version", "programme_milestone", "planned_activity",
                    "programme_school", "programme_theme",
                ]
                for (table, rows) in seen {
                    #expect(rows == (versions.contains(table) ? "some" : "all"), "\(table)")
                }
                #expect(
                    try session.value(
                        "count(*) FROM app.programme_version WHERE deposited_at IS NULL") == "0")
            }
        }
    }

    @Test func `an analyst reads what stands behind figures, and no content`() async throws {
        try await ProgrammeSession.run { session in
            let figures = [
                "assignment_warning", "escort_programme", "community_programme",
                "proposed_activity", "support_request", "transport_request", "visit_not_made",
            ]
            for (table, rows) in try seen(session, by: "analyst") {
                #expect(rows == (figures.contains(table) ? "all" : "none"), "\(table)")
            }
        }
    }

    @Test func `an escort reads their own, a coordinator those of the community`() async throws {
        try await ProgrammeSession.run { session in
            try session.become("escort-1-a")
            let escort = ProgrammeSession.id("person", "escort-1-a")
            for (table, column) in [
                ("escort_programme", "escort_id"), ("coordinator_agreement", "escort_id"),
                ("transport_request", "requester_id"), ("support_request", "requester_id"),
                ("visit_not_made", "escort_id"),
            ] {
                let others = "count(*) FROM app.\(table) WHERE \(column) <> \(escort)"
                #expect(try session.value(others) == "0", "\(table)")
                #expect(try session.value("count(*) > 0 FROM app.\(table)") == "t", "\(table)")
            }
            try session.become("head-1-01")
            let community = ProgrammeSession.id("community", "1")
            for table in ["escort_programme", "coordinator_agreement"] {
                #expect(
                    try session.value(
                        "bool_and(community_id = \(community)) FROM app.\(table)") == "t")
            }
            #expect(try session.value("count(*) FROM app.transport_request") == "0")
            #expect(
                try session.value(
                    """
                    bool_and(community_id = \(community) OR status = 'ACCEPTED')
                    FROM app.proposed_activity
                    """) == "t")
        }
    }

    @Test func `a head reads accepted proposals, and nothing between others`() async throws {
        try await ProgrammeSession.run { session in
            let seen = try seen(session, by: "head-1-02")
            for (table, rows) in seen where rows != "none" {
                #expect(["community_programme", "proposed_activity"].contains(table), "\(table)")
            }
            #expect(
                try session.value("bool_and(status = 'ACCEPTED') FROM app.proposed_activity") == "t"
            )
        }
    }

    @Test func `an evaluator who is an analyst as well reads no requests of others`() async throws {
        try await ProgrammeSession.run { session in
            try session.become("delegate")
            _ = try session.call(
                """
                grant_role(\(ProgrammeSession.id("person", "analyst")), NULL, 'EVALUATOR', NULL,
                    NULL, access.today(), NULL)
                """)
            let seen = try seen(session, by: "analyst")
            #expect(seen["transport_request"] == "none")
            #expect(seen["support_request"] == "none")
            #expect(seen["escort_programme"] == "all")
        }
    }

    @Test(arguments: [
        "{ transportRequests { nodes { id } } }",
        "{ transportRequests { groups { key { departure } count } } }",
        "{ proposedActivities { groups { key { activity } count } } }",
        "{ proposedActivities { groups { key { answer } count } } }",
        "{ supportRequests { groups { key { need } count } } }",
        "{ escortProgrammes { groups { key { version } count } } }",
        "{ programmeVersions { totalCount } }",
    ])
    func `an analyst gets figures without texts, and without rows`(document: String) async throws {
        let fixture = try await EngineFixture.shared()
        let response = try await fixture.respond(document, role: "ANALYST")
        let answer = try parseJSON(response.body.span, limits: JSONLimits())
        #expect(answer["data"] == nil)
        #expect(answer["errors"]?.items.isEmpty == false)
    }
}
