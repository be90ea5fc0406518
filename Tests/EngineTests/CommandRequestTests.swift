import Engine
import JSONBytes
import PostgresClient
import TestSupport
import Testing
import TransportProtocols

/// What commands take from their request, and what becomes of them beside others.
@Suite("Requests of commands", .serialized)
struct CommandRequestTests {
    private static let prepared = Task {
        let database = try TestDatabase.fill(
            conninfo: TestDatabase.createEmpty("mouwakaba_test_command_requests"))
        try database.administration().execute(collisions)
        return try EngineFixture(database)
    }

    /// Visits collide as often as a test asks, and note what their transaction was told.
    private static let collisions = """
        CREATE SEQUENCE public.collisions_left;
        CREATE TABLE public.told (operation text, request_id text);
        CREATE FUNCTION public.collide() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
        BEGIN
            IF nextval('public.collisions_left') <= 0 THEN
                RAISE EXCEPTION 'secret' USING ERRCODE = '40001';
            END IF;
            INSERT INTO public.told VALUES (
                current_setting('mouwakaba.operation'), current_setting('mouwakaba.request_id'));
            RETURN NEW;
        END $$;
        CREATE TRIGGER collide BEFORE INSERT ON app.visit
            FOR EACH ROW EXECUTE FUNCTION public.collide();
        ALTER SEQUENCE public.collisions_left MINVALUE -100 RESTART 1;
        """

    private static let document = """
        mutation Record($input: RecordVisitInput!) { recordVisit(input: $input) { \
        visit { id } errors { code message } } }
        """

    private func respond(
        _ day: String? = nil, directly: Bool = false,
        _ circumstances: RequestCircumstances = RequestCircumstances()
    ) async throws -> GraphQLResponse? {
        let fixture = try await Self.prepared.value
        let principal = try fixture.database.principal("ESCORT", office: "01511")
        let row = try fixture.database.administration().query(
            """
            SELECT s.id, a.starts_on FROM app.assignment a
            JOIN app.school s ON (s.office_id, s.community_id) = (a.office_id, a.community_id)
            WHERE a.person_id = $1::uuid AND a.starts_on <= current_date AND s.has_primary
            ORDER BY a.starts_on DESC, s.id LIMIT 1
            """, [principal.person])[0]
        let input: JSONObject = [
            "schoolId": .string(row[0] ?? ""), "visitedOn": .string(day ?? row[1] ?? ""),
            "mode": .string("FIELD"), "cycle": .string("PRIMARY"),
            "purpose": .string("SET_PRIORITIES"), "stages": .array([.string("PLANNING")]),
            "requestedBy": .string("HEAD"), "advice": .null,
        ]
        var request = GraphQLRequest(
            query: Array(Self.document.utf8), variables: ["input": .object(input)])
        request.circumstances = circumstances
        return directly
            ? await fixture.engine.directResponse(to: request, principal: principal)
            : await fixture.engine.respond(to: request, principal: principal)
    }

    private func administration() async throws -> AdministrationConnection {
        try await Self.prepared.value.database.administration()
    }

    private func visits() async throws -> Int {
        let rows = try await administration().query("SELECT count(*) FROM app.visit")
        return Int(rows[0][0] ?? "") ?? -1
    }

    @Test(arguments: [false, true])
    func `commandAttemptsMax bounds how often colliding commands are run`(directly: Bool)
        async throws
    {
        _ = try await respond()
        let attemptsMax = EngineLimits().commandAttemptsMax
        for collisions in [attemptsMax - 1, attemptsMax] {
            try await administration().execute(
                "ALTER SEQUENCE public.collisions_left RESTART \(1 - collisions)")
            let before = try await visits()
            let circumstances = RequestCircumstances(acceptLanguage: "fr-MA")
            let response = try #require(await respond(nil, directly: directly, circumstances))
            let isDone = collisions < attemptsMax
            #expect(response.text.contains(#""code":"CONFLICT""#) == !isDone)
            #expect(
                response.text.contains(
                    "D'autres modifient les mêmes données ; rien n'a été fait. Réessayez.")
                    == !isDone)
            #expect(!response.text.contains("secret"))
            #expect(try await visits() == before + (isDone ? 1 : 0))
        }
        try await administration().execute("ALTER SEQUENCE public.collisions_left RESTART 1")
    }

    @Test func `commandPauseMax bounds the pause before the last attempt`() {
        let limits = EngineLimits()
        let pauses = (1..<limits.commandAttemptsMax).map { limits.pause(before: $0, share: 1) }
        #expect(pauses.last == limits.commandPauseMax)
        #expect(pauses == pauses.sorted() && Set(pauses).count == pauses.count)
        #expect(limits.pause(before: 1, share: 0.5) == pauses[0] / 2)
    }

    @Test func `the transaction is told its operation and its request`() async throws {
        _ = try await respond(nil, RequestCircumstances(requestID: "word-1"))
        let rows = try await administration().query(
            "SELECT operation FROM public.told WHERE request_id = 'word-1'")
        #expect(rows == [["Record"]])
    }

    @Test(arguments: [
        (nil, "A visit is recorded"), ("de", "A visit is recorded"), ("fr-MA", "Une visite"),
        ("fr;q=0.5, ar-MA", "لا تسجل الزيارة"),
    ])
    func `a refusal speaks the language of the request`(field: String?, start: String)
        async throws
    {
        let response = try await respond(
            "2099-01-01", RequestCircumstances(acceptLanguage: field))
        #expect(response?.text.contains(#""message":"\#(start)"#) == true)
    }

    @Test func `a key does its request once and refuses another one`() async throws {
        let circumstances = RequestCircumstances(idempotencyKey: try IdempotencyKey("\"key-1\""))
        let before = try await visits()
        let first = try await respond(nil, circumstances)
        let again = try await respond(nil, circumstances)
        #expect(first?.body == again?.body)
        #expect(try await visits() == before + 1)
        for (language, sentence) in [
            ("ar", "ورد مفتاح Idempotency-Key هذا من قبل مع طلب آخر؛ استعملوا مفتاحا جديدا."),
            ("de", "This Idempotency-Key came with another request before; use a new one."),
            (
                "fr",
                "Cette Idempotency-Key est déjà venue avec une autre requête ; prenez-en une autre."
            ),
        ] {
            var translated = circumstances
            translated.acceptLanguage = language
            let other = try await respond("2099-01-01", translated)
            #expect(other?.outcome == .requestError(.keyReused))
            #expect(other?.text.contains(#""message":"\#(sentence)""#) == true)
        }
    }

    @Test func `rivals under one key do its request once and have one answer`() async throws {
        let circumstances = RequestCircumstances(idempotencyKey: try IdempotencyKey("rivals"))
        _ = try await respond()
        let before = try await visits()
        let bodies = try await withThrowingTaskGroup(of: [UInt8]?.self) { group in
            for _ in 0..<8 { group.addTask { try await respond(nil, circumstances)?.body } }
            return try await group.reduce(into: Set<[UInt8]?>()) { $0.insert($1) }
        }
        #expect(bodies.count == 1)
        #expect(try await visits() == before + 1)
    }

    @Test func `a key of one person is not that of another`() async throws {
        let key = RequestCircumstances(idempotencyKey: try IdempotencyKey("shared"))
        _ = try await respond(nil, key)
        let fixture = try await Self.prepared.value
        var request = GraphQLRequest(query: Array("mutation { recordVisit(input: null) }".utf8))
        request.circumstances = key
        let delegate = try fixture.database.principal("DELEGATE", office: "01511")
        let answer = await fixture.engine.respond(to: request, principal: delegate)
        #expect(answer.outcome != .requestError(.keyReused))
    }
}
