import Engine
import PostgresClient
import TestSupport
import Testing
import TransportProtocols

/// `node` and `nodes` over the demonstration.
@Suite("Nodes")
struct NodeTests {
    /// The identifiers of an office that a view of the administrator has, by the name of a type.
    private func identifiers(office: String) async throws -> [String: String] {
        let rows = try await TestDatabase.demonstration().administration().query(
            """
            SELECT n.type_name, min(n.id::text) FROM app.node n
            JOIN app.office o ON o.id = n.office_id WHERE o.code = $1 GROUP BY n.type_name
            UNION ALL SELECT 'Person', min(p.id::text) FROM app.person p
            JOIN app.office o ON o.id = p.home_office_id WHERE o.code = $1
            """, [office])
        return rows.reduce(into: [:]) { $0[$1[0] ?? ""] = $1[1] }
    }

    private func nodes(
        _ ids: [String], role: String, office: String = "01511"
    ) async throws -> String {
        let list = ids.map { "\"\($0)\"" }.joined(separator: ", ")
        return try await EngineFixture.shared().respond(
            "{ nodes(ids: [\(list)]) { __typename } }", role: role, office: office
        ).text
    }

    @Test func `every type with an ID of its own has nodes`() async throws {
        let ids = try await identifiers(office: "01511").sorted { $0.key < $1.key }
        let names = ids.map(\.key)
        #expect(
            names == [
                "Assignment", "AssignmentWarning", "CommitteeSeat", "Community",
                "CommunityProgramme", "CoordinatorAgreement", "DeclaredConflict", "DocketEntry",
                "EscortProgramme", "EscortRecord", "Evaluation", "EvaluationMandate", "Finding",
                "Minutes", "Notice", "Person", "PlannedActivity", "ProgrammeMilestone",
                "ProgrammeSchool", "ProgrammeTheme", "ProgrammeVersion", "Project",
                "ProjectAction", "ProjectPriority", "ProjectProgress", "ProposedActivity",
                "Ranking", "RankingLine", "RecordDecision", "RecordSubmission", "Recusal",
                "RoleGrant", "Rubric", "RubricCriterion", "School", "SchoolMembership", "Score",
                "SelectionSession", "SmallGroup", "SupportRequest", "TransportRequest", "Visit",
                "VisitNotMade", "Vote", "Workshop", "Zone",
            ])
        // A notice is its addressee's alone.
        let shown = names.map { $0 == "Notice" ? "null" : "{\"__typename\":\"\($0)\"}" }
            .joined(separator: ",")
        #expect(
            try await nodes(ids.map(\.value), role: "DELEGATE")
                == "{\"data\":{\"nodes\":[\(shown)]}}")
    }

    @Test func `a node of another office is null`() async throws {
        let ids = try await identifiers(office: "09581").sorted { $0.key < $1.key }
        #expect(ids.count == 31)
        let hidden = ids.map { _ in "null" }.joined(separator: ",")
        #expect(
            try await nodes(ids.map(\.value), role: "DELEGATE")
                == "{\"data\":{\"nodes\":[\(hidden)]}}")
    }

    @Test func `a node of a type that the role may not see is null`() async throws {
        let ids = try await identifiers(office: "01511")
        let asked = ["Assignment", "Person", "School", "Visit"].compactMap { ids[$0] }
        #expect(
            try await nodes(asked, role: "ANALYST")
                == #"{"data":{"nodes":[null,null,{"__typename":"School"},null]}}"#)
    }

    @Test func `a node whose row the policies hide is null`() async throws {
        let database = try await TestDatabase.demonstration()
        let person = try database.principal("ESCORT", office: "01511").person
        let visits = try database.administration().query(
            """
            SELECT min(v.id::text) FILTER (WHERE v.escort_id = $1::uuid),
                min(v.id::text) FILTER (WHERE v.escort_id <> $1::uuid)
            FROM app.visit v JOIN app.office o ON o.id = v.office_id WHERE o.code = '01511'
            """, [person])
        let ids = try #require(visits.first).compactMap(\.self)
        try #require(ids.count == 2)
        #expect(
            try await nodes(ids, role: "ESCORT")
                == #"{"data":{"nodes":[{"__typename":"Visit"},null]}}"#)
    }

    @Test func `introspection shows the nodes that a role may see`() async throws {
        let document = #"{ __type(name: "Node") { possibleTypes { name } } }"#
        let fixture = try await EngineFixture.shared()
        #expect(
            try await fixture.respond(document, role: "ANALYST").text == """
                {"data":{"__type":{"possibleTypes":[{"name":"RoleGrant"},{"name":"Zone"},\
                {"name":"Community"},{"name":"School"}]}}}
                """)
        let delegate = try await fixture.respond(document, role: "DELEGATE").text
        for name in ["Assignment", "Person", "Visit"] {
            #expect(delegate.contains("{\"name\":\"\(name)\"}"))
        }
    }

    @Test func `a role asks nothing of a node that it may not ask of its type`() async throws {
        let refused = try await EngineFixture.shared().respond(
            "{ node(id: \"\") { ... on Visit { advice } } }", role: "OFFICER")
        #expect(refused.outcome == .requestError(.forbidden))
        #expect(refused.text.contains("Visit.advice"))
    }

    @Test func `100 nodes are looked up at once, and one more is refused`() async throws {
        let id = "00000000-0000-0000-0000-000000000000"
        let nulls = Array(repeating: "null", count: 100).joined(separator: ",")
        #expect(
            try await nodes(Array(repeating: id, count: 100), role: "DELEGATE")
                == "{\"data\":{\"nodes\":[\(nulls)]}}")
        let refused = try await nodes(Array(repeating: id, count: 101), role: "DELEGATE")
        #expect(
            refused == """
                {"errors":[{"message":"\\"ids\\" has more than 100 values; ask for less at once.",\
                "locations":[{"line":1,"column":14}],"extensions":{"code":"LIMIT_EXCEEDED"}}]}
                """)
    }
}
