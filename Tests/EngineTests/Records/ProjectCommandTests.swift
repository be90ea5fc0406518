import JSONBytes
import PostgresClient
import TestSupport
import Testing

/// Drafts of heads, and the progress that heads declare and escorts observe.
@Suite("Commands of projects", .serialized)
struct ProjectCommandTests {
    private static let prepared = Task { try ActGround(database: "project_commands") }

    private func ground() async throws -> ActGround { try await Self.prepared.value }

    /// A head of community 1 who coordinates nothing, and their school.
    private func head() async throws -> (person: String, school: String) {
        let ground = try await ground()
        let person = try ground.person("head-1-05")
        let school = try ground.value(
            "SELECT school_id FROM app.role_grant WHERE person_id = $1 AND role = 'SCHOOL_HEAD'",
            [person])
        return (person, school)
    }

    private func content(_ changes: JSONObject) -> JSONObject {
        ActGround.input(
            [
                "title": .string("مشروع"), "objectives": .string("القراءة"),
                "firstSchoolYear": .string("2026-2027"), "lastSchoolYear": .string("2028-2029"),
                "budget": .string("40000.50"),
                "priorities": .array([.string("أولى"), .string("ثانية")]),
            ], changes)
    }

    private func draft() async throws -> String {
        let (person, school) = try await head()
        let payload = try await ground().fixture.command(
            "draftProject",
            content(["schoolId": .string(school), "kind": .string("INTEGRATED")]), as: person,
            selecting: "project { id status version budget }")
        #expect(payload["project"]?["status"] == .string("DRAFT"), "\(payload)")
        #expect(payload["project"]?["budget"] == .string("40000.50"))
        return payload["project"]?["id"]?.text ?? ""
    }

    private func action(
        _ project: String, version: Int, priority: Int = 2
    ) -> JSONObject {
        [
            "projectId": .string(project), "expectedVersion": .number("\(version)"),
            "priorityPosition": .number("\(priority)"), "title": .string("ورشات"),
            "startsOn": .string("2026-12-01"), "endsOn": .string("2027-05-31"),
            "budget": .string("5000"),
        ]
    }

    @Test func `a head drafts, plans, amends and submits, by the version that they saw`()
        async throws
    {
        let ground = try await ground()
        let (me, _) = try await head()
        let project = try await draft()
        let unknown = try await ground.refusals(
            of: "planAction", action(project, version: 1, priority: 3), as: me)
        #expect(unknown == ["PRIORITY_IS_KNOWN: The project has no priority number 3."])
        #expect(
            try await ground.refusals(of: "planAction", action(project, version: 1), as: me) == [])
        let stale = try await ground.refusals(
            of: "amendProject",
            content(["projectId": .string(project), "expectedVersion": .number("1")]), as: me)
        #expect(
            stale == [
                "VERSION_IS_CURRENT: Somebody else changed this meanwhile. Read it again and "
                    + "decide anew."
            ])
        func amend(_ priorities: [String]) async throws -> [String] {
            try await ground.refusals(
                of: "amendProject",
                content([
                    "projectId": .string(project), "expectedVersion": .number("2"),
                    "priorities": ActGround.list(priorities),
                ]), as: me)
        }
        #expect(
            try await amend(["أولى"]) == [
                "PROJECT_ACTION_PRIORITY_FKEY: A priority that has an action is not dropped."
            ])
        #expect(try await amend(["الأولى", "الثانية", "الثالثة"]) == [])
        let submitted = try await ground.fixture.command(
            "submitProject",
            [
                "projectId": .string(project), "expectedVersion": .number("3"),
                "councilApprovedOn": .string("2026-11-10"),
            ], as: me,
            selecting: """
                project { status submittedOn priorities { nodes { title actions { totalCount } } } }
                """)
        let shown = submitted["project"]
        #expect(shown?["status"] == .string("SUBMITTED"), "\(submitted)")
        #expect(
            shown?["priorities"]?["nodes"]?.items.map { $0["title"]?.text }
                == ["الأولى", "الثانية", "الثالثة"])
        #expect(
            shown?["priorities"]?["nodes"]?.items.map { $0["actions"]?["totalCount"]?.leafText }
                == ["0", "1", "0"])
        let late = try await ground.refusals(
            of: "planAction", action(project, version: 4), as: me)
        #expect(late == ["PROJECT_IS_A_DRAFT: There is no such draft of yours."])
    }

    @Test func `nobody drafts for another school, or touches the draft of another head`()
        async throws
    {
        let ground = try await ground()
        let project = try await draft()
        let (_, school) = try await head()
        // The coordinator of the community, who reads the draft, is one of them.
        for label in ["head-1-06", "head-1-01", "head-2-05"] {
            let other = try ground.person(label)
            let refused = try await ground.refusals(
                of: "draftProject",
                content(["schoolId": .string(school), "kind": .string("INTEGRATED")]), as: other)
            #expect(refused == ["CALLER_HEADS_THE_SCHOOL: You do not head this school."])
            let touched = try await ground.refusals(
                of: "planAction", action(project, version: 1), as: other)
            #expect(touched == ["PROJECT_IS_A_DRAFT: There is no such draft of yours."])
        }
    }

    @Test func `a project is submitted with a priority, and after its council approved`()
        async throws
    {
        let ground = try await ground()
        let (me, school) = try await head()
        let empty = try await ground.fixture.command(
            "draftProject",
            content([
                "schoolId": .string(school), "kind": .string("INTEGRATED"),
                "priorities": .array([]),
            ]), as: me, selecting: "project { id }")
        func submit(_ day: String) async throws -> [String] {
            try await ground.refusals(
                of: "submitProject",
                [
                    "projectId": empty["project"]?["id"] ?? .null,
                    "expectedVersion": .number("1"), "councilApprovedOn": .string(day),
                ], as: me)
        }
        #expect(
            try await submit("2026-11-01")
                == ["PROJECT_HAS_A_PRIORITY: A project is submitted with a priority or more."])
        #expect(
            try await submit("2099-11-01") == [
                "COUNCIL_HAS_APPROVED: The management council approves a project before it is "
                    + "submitted: 2099-11-01 is yet to come."
            ])
    }

    @Test func `an escort observes and a head declares, and neither replaces the other`()
        async throws
    {
        let ground = try await ground()
        let project = try ground.value(
            "SELECT md5('mouwakaba/demo/project/01511/1/2')::uuid")
        func progress(_ degree: Int, as label: String) async throws -> JSONValue {
            try await ground.fixture.command(
                "recordProgress",
                [
                    "projectId": .string(project), "stage": .string("IMPLEMENTATION"),
                    "degree": .number("\(degree)"), "observedOn": .string("2026-11-18"),
                ], as: ground.person(label), selecting: "progress { source degree }")
        }
        let observed = try await progress(2, as: "escort-1-a")
        #expect(observed["progress"]?["source"] == .string("OBSERVED"), "\(observed)")
        let declared = try await progress(4, as: "head-1-02")
        #expect(declared["progress"]?["source"] == .string("DECLARED"), "\(declared)")
        let kept = try ground.value(
            """
            SELECT string_agg(source || degree, ' ' ORDER BY source) FROM app.project_progress
            WHERE project_id = $1 AND observed_on = '2026-11-18'
            """, [project])
        #expect(kept == "DECLARED4 OBSERVED2")
        for label in ["escort-3-a", "head-1-03"] {
            let refused = try await progress(4, as: label)
            #expect(
                refused["errors"]?.items.compactMap { $0["code"]?.text }
                    == ["PROGRESS_IS_KNOWN_TO_THE_CALLER"])
        }
        let beyond = try await progress(5, as: "escort-1-a")
        #expect(
            beyond["errors"]?.items.compactMap { $0["code"]?.text }
                == ["PROJECT_PROGRESS_DEGREE_IS_ONE_OF_FIVE"])
    }

    @Test func `of a draft no progress is recorded`() async throws {
        let ground = try await ground()
        let project = try await draft()
        let refused = try await ground.refusals(
            of: "recordProgress",
            [
                "projectId": .string(project), "stage": .string("DIAGNOSIS"),
                "degree": .number("1"), "observedOn": .string("2026-11-18"),
            ], as: ground.person("escort-1-a"))
        #expect(
            refused == ["PROJECT_IS_SUBMITTED: There is no such project that was submitted."])
    }
}
