import Engine
import JSONBytes
import OperationPlanning
import PostgresClient
import SchemaMapping
import TestSupport
import Testing
import TransportProtocols

/// Commands change a database of their own, so that no other test sees it.
@Suite("Commands", .serialized)
struct CommandTests {
    private static let prepared = Task {
        try EngineFixture(
            TestDatabase.fill(conninfo: TestDatabase.createEmpty("mouwakaba_test_commands")))
    }

    private func fixture() async throws -> EngineFixture { try await Self.prepared.value }

    private static let document = """
        mutation ($input: RecordVisitInput!) { recordVisit(input: $input) { \
        visit { visitedOn mode cycle stages advice school { id } escort { fullName } } \
        errors { code message parameters { name value } } } }
        """

    /// A school of the escort's community, and the first day of the assignment.
    private func place(_ fixture: EngineFixture) throws -> (school: String, day: String) {
        let principal = try fixture.database.principal("ESCORT", office: "01511")
        let row = try fixture.database.administration().query(
            """
            SELECT s.id, a.starts_on FROM app.assignment a
            JOIN app.school s ON (s.office_id, s.community_id) = (a.office_id, a.community_id)
            WHERE a.person_id = $1::uuid AND a.office_id = 1511 AND a.starts_on <= current_date
            AND s.has_primary
            ORDER BY a.starts_on DESC, s.id LIMIT 1
            """, [principal.person])[0]
        return (row[0] ?? "", row[1] ?? "")
    }

    private func input(
        _ school: String, _ day: String, cycle: String = "PRIMARY", advice: JSONValue = .null
    ) -> JSONObject {
        [
            "input": .object([
                "schoolId": .string(school), "visitedOn": .string(day), "mode": .string("FIELD"),
                "cycle": .string(cycle), "purpose": .string("SET_PRIORITIES"),
                "stages": .array([.string("DIAGNOSIS"), .string("PLANNING")]),
                "requestedBy": .string("HEAD"), "advice": advice,
            ])
        ]
    }

    private func visits(_ fixture: EngineFixture) throws -> String? {
        try fixture.database.administration().query("SELECT count(*) FROM app.visit")[0][0]
    }

    private func record(
        _ variables: JSONObject, role: String = "ESCORT", document: String = document
    ) async throws -> JSONValue {
        let response = try await fixture().respond(document, variables: variables, role: role)
        return try parseJSON(response.body.span, limits: JSONLimits())
    }

    @Test func `a command is done and read back in one transaction`() async throws {
        let fixture = try await fixture()
        let (school, day) = try place(fixture)
        let before = try visits(fixture)
        let answer = try await record(input(school, day, advice: .string("ابدؤوا بالقراءة \"'\\")))
        let payload = answer["data"]?["recordVisit"]
        let visit = try #require(payload?["visit"], "\(answer)")
        #expect(visit["visitedOn"] == .string(day))
        #expect(visit["school"]?["id"] == .string(school))
        #expect(visit["advice"] == .string("ابدؤوا بالقراءة \"'\\"))
        #expect(visit["stages"]?.items == [.string("DIAGNOSIS"), .string("PLANNING")])
        #expect(payload?["errors"]?.items == [])
        #expect(Int(try visits(fixture) ?? "") == Int(before ?? "").map { $0 + 1 })
    }

    @Test func `a rule that would be broken is data with its facts, and nothing is done`()
        async throws
    {
        let fixture = try await fixture()
        let (school, _) = try place(fixture)
        let before = try visits(fixture)
        let answer = try await record(input(school, "2099-01-01"))
        let payload = answer["data"]?["recordVisit"]
        #expect(payload?["visit"] == .null)
        let error = payload?["errors"]?.items.first
        #expect(error?["code"] == .string("VISIT_IS_MADE"))
        let facts = Dictionary(
            uniqueKeysWithValues: error?["parameters"]?.items.map {
                ($0["name"]?.text ?? "", $0["value"]?.text ?? "")
            } ?? [])
        let today = try fixture.database.administration().query("SELECT access.today()")[0][0]
        #expect(facts == ["visitedOn": "2099-01-01", "today": today])
        #expect(
            error?["message"]
                == .string(
                    "A visit is recorded after it was made: 2099-01-01 is yet to come, today is "
                        + "\(today ?? "")."))
        #expect(answer["errors"] == nil)
        #expect(try visits(fixture) == before)
    }

    @Test func `a known command is done or refused without a task, but not for a GET`() async throws
    {
        let fixture = try await fixture()
        let principal = try fixture.database.principal("ESCORT", office: "01511")
        let (school, day) = try place(fixture)
        let known = try await fixture.respond(
            Self.document, variables: input(school, "2099-01-01"), role: "ESCORT")
        func directly(_ day: String, allowsMutation: Bool = true) async -> GraphQLResponse? {
            let request = GraphQLRequest(
                query: Array(Self.document.utf8), variables: input(school, day),
                allowsMutation: allowsMutation)
            return await fixture.engine.directResponse(to: request, principal: principal)
        }
        let before = try visits(fixture)
        #expect(await directly("2099-01-01")?.text == known.text)
        #expect(await directly(day, allowsMutation: false) == nil)
        #expect(try visits(fixture) == before)
        let done = try #require(await directly(day))
        #expect(done.text.hasPrefix(#"{"data":{"recordVisit":{"visit":{"visitedOn":"\#(day)""#))
        #expect(Int(try visits(fixture) ?? "") == Int(before ?? "").map { $0 + 1 })
    }

    @Test func `a constraint is a rule by its name`() async throws {
        let fixture = try await fixture()
        let (school, day) = try place(fixture)
        let answer = try await record(input(school, day, advice: .string("  ")))
        let error = answer["data"]?["recordVisit"]?["errors"]?.items.first
        #expect(error?["code"] == .string("VISIT_ADVICE_IS_STATED_OR_ABSENT"))
        #expect(
            error?["message"] == .string("Advice is a text of 4000 characters at most, or absent."))
        #expect(error?["parameters"]?.items == [])
    }

    @Test func `schools of another office and of other communities are refused`() async throws {
        let fixture = try await fixture()
        let (_, day) = try place(fixture)
        let connection = try fixture.database.administration()
        let other =
            try connection.query(
                "SELECT id FROM app.school WHERE office_id <> 1511 ORDER BY id LIMIT 1")[0][0] ?? ""
        let answer = try await record(input(other, day))
        let error = answer["data"]?["recordVisit"]?["errors"]?.items.first
        #expect(error?["code"] == .string("SCHOOL_IS_KNOWN"))
        let person = try fixture.database.principal("ESCORT", office: "01511").person
        let foreign =
            try connection.query(
                """
                SELECT s.id FROM app.school s WHERE s.office_id = 1511 AND s.community_id NOT IN
                (SELECT a.community_id FROM app.assignment a WHERE a.person_id = $1::uuid) LIMIT 1
                """, [person])[0][0] ?? ""
        let refused = try await record(input(foreign, day))
        #expect(
            refused["data"]?["recordVisit"]?["errors"]?.items.first?["code"]
                == .string("VISIT_IS_UNDER_AN_ASSIGNMENT"))
    }

    @Test func `one operation is one transaction: a command beside a refused one is not done`()
        async throws
    {
        let fixture = try await fixture()
        let (school, day) = try place(fixture)
        let before = try visits(fixture)
        var variables = JSONObject()
        let good = input(school, day)["input"] ?? .null
        let bad = input(school, "2099-01-01")["input"] ?? .null
        variables.append(name: "good", value: good)
        variables.append(name: "bad", value: bad)
        let answer = try await record(
            variables,
            document: """
                mutation ($good: RecordVisitInput!, $bad: RecordVisitInput!) { \
                first: recordVisit(input: $good) { visit { id } errors { code } } \
                second: recordVisit(input: $bad) { errors { code } } }
                """)
        let first = answer["data"]?["first"]
        #expect(first?["visit"] == .null)
        #expect(first?["errors"]?.items.first?["code"] == .string("NOT_DONE"))
        #expect(
            answer["data"]?["second"]?["errors"]?.items.first?["code"]
                == .string("VISIT_IS_MADE"))
        #expect(try visits(fixture) == before)
    }

    @Test func `without the role a command is refused before anything runs`() async throws {
        let fixture = try await fixture()
        let (school, day) = try place(fixture)
        for role in ["OFFICER", "ANALYST", "SCHOOL_HEAD"] {
            let answer = try await record(input(school, day), role: role)
            let code = answer["errors"]?.items.first?["extensions"]?["code"]
            #expect(code == .string("FORBIDDEN"), "\(role): \(answer)")
        }
    }

    @Test func `a mutation by a request that must be safe to repeat is refused`() async throws {
        let fixture = try await fixture()
        let (school, day) = try place(fixture)
        let request = GraphQLRequest(
            query: Array(Self.document.utf8), variables: input(school, day),
            allowsMutation: false)
        let principal = try fixture.database.principal("ESCORT", office: "01511")
        let response = await fixture.engine.respond(to: request, principal: principal)
        #expect(response.text.contains("A mutation cannot be sent by GET; use POST."))
    }

    @Test func `commands of one operation are bounded on both sides`() async throws {
        let fixture = try await fixture()
        let commandsMax = EngineLimits().planning.commandsMax
        let (school, _) = try place(fixture)
        func answer(_ count: Int) async throws -> JSONValue {
            let calls = (0..<count).map { "c\($0): recordVisit(input: $input) { errors { code } }" }
            return try await record(
                input(school, "2099-01-01"),
                document: "mutation ($input: RecordVisitInput!) { "
                    + calls.joined(separator: " ") + " }")
        }
        let most = try await answer(commandsMax)
        #expect(most["errors"] == nil)
        let more = try await answer(commandsMax + 1)
        #expect(
            more["errors"]?.items.first?["message"]
                == .string("The operation has more than 16 commands; send several operations."))
    }

    /// A command whose rows were none or several would be found out only once it was done.
    @Test func `a function that returns a set is no command`() async throws {
        let connection = try await fixture().database.administration()
        try connection.execute(
            """
            BEGIN;
            CREATE FUNCTION api.many(OUT id uuid) RETURNS SETOF uuid LANGUAGE sql
                AS 'SELECT gen_random_uuid()';
            CREATE FUNCTION api.one(OUT id uuid) LANGUAGE sql AS 'SELECT gen_random_uuid()';
            """)
        defer { try? connection.execute("ROLLBACK") }
        let commands = try CatalogSnapshot(reading: connection).commands
        #expect(commands["many"] == nil)
        #expect(commands["one"]?.results.map(\.name) == ["id"])
        #expect(commands["record_visit"]?.parameters.first?.typeName == "uuid")
    }

    /// The rules stand in the database: whoever speaks SQL as the API's role meets them as well.
    @Test func `the role of the API cannot write but by a command`() async throws {
        let fixture = try await fixture()
        let options = fixture.database.writePoolOptions()
        let connection = try AdministrationConnection(connecting: options.conninfo)
        for statement in [
            "INSERT INTO app.visit (office_id) VALUES (1511)", "UPDATE app.visit SET advice = 'x'",
            "DELETE FROM app.visit", "SELECT api.refuse('a', 'b')",
        ] {
            let error = #expect(throws: DatabaseError.self) { try connection.execute(statement) }
            #expect(error?.sqlState == .insufficientPrivilege, "\(statement)")
        }
        let call = """
            SELECT api.record_visit(gen_random_uuid(), current_date, 'FIELD', 'PRIMARY', \
            'SET_PRIORITIES', '{PLANNING}', 'HEAD', NULL)
            """
        let error = #expect(throws: DatabaseError.self) { try connection.execute(call) }
        #expect(error?.constraint == "escort_only")
    }
}
