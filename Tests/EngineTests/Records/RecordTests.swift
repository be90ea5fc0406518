import JSONBytes
import PostgresClient
import TestSupport
import Testing
import TransportProtocols

/// Annual records through the API: submitted, late, returned, accepted, and what comes after.
@Suite("Annual records", .serialized)
struct RecordTests {
    private static let prepared = Task {
        let ground = try ActGround(database: "records")
        // The demonstration has submitted them already.
        try ground.fixture.administration().execute(
            """
            TRUNCATE app.record_decision, app.record_submission, app.escort_record,
                app.receipt_counter;
            """)
        return ground
    }

    private func ground() async throws -> ActGround { try await Self.prepared.value }

    private static let shown = """
        record { id status version receiptNumber addendum \
        submissions { nodes { number isLate workshops visits figures } } \
        decisions { nodes { decision reason } } }
        """

    private func submit(
        _ community: Int, _ year: String, as escort: String
    ) async throws -> JSONValue {
        let ground = try await ground()
        return try await ground.fixture.command(
            "submitRecord",
            [
                "communityId": .string(try ground.community(community)),
                "schoolYear": .string(year),
            ], as: ground.person(escort), selecting: Self.shown)
    }

    private func submissions(_ payload: JSONValue) -> [JSONValue] {
        payload["record"]?["submissions"]?["nodes"]?.items ?? []
    }

    private func codes(_ payload: JSONValue) -> [String] {
        payload["errors"]?.items.compactMap { $0["code"]?.text } ?? []
    }

    private func decide(
        _ command: String, _ record: String, version: Int, reason: String? = nil
    ) async throws -> JSONValue {
        let ground = try await ground()
        var input: JSONObject = [
            "recordId": .string(record), "expectedVersion": .number("\(version)"),
        ]
        if let reason { input.append(name: "reason", value: .string(reason)) }
        return try await ground.fixture.command(
            command, input, as: ground.delegate, selecting: Self.shown)
    }

    private func now(_ record: String, as person: String) async throws -> JSONValue? {
        let fields = Self.shown.dropFirst("record ".count)
        let data = try await ground().fixture.data(
            "{ node(id: \"\(record)\") { ... on EscortRecord \(fields) } }", as: person)
        return data?["node"]
    }

    @Test func `a record of a year that is over is late, and one of this year is not`()
        async throws
    {
        let late = try await submit(1, "2024-2025", as: "escort-1-a")
        #expect(submissions(late).map { $0["isLate"] } == [.boolean(true)], "\(late)")
        let timely = try await submit(1, "2026-2027", as: "escort-1-a")
        #expect(submissions(timely).map { $0["isLate"] } == [.boolean(false)], "\(timely)")
    }

    @Test func `receipts are numbered from 1 in each office and school year`() async throws {
        for (number, community) in [2, 3, 4].enumerated() {
            let payload = try await submit(community, "2025-2026", as: "escort-\(community)-a")
            #expect(payload["record"]?["receiptNumber"] == .number("\(number + 1)"), "\(payload)")
        }
    }

    @Test func `a record needs an assignment of the caller in that year`() async throws {
        let payload = try await submit(3, "2026-2027", as: "escort-1-a")
        #expect(codes(payload) == ["RECORD_IS_OF_AN_ASSIGNMENT"])
        let future = try await submit(1, "2027-2028", as: "escort-1-a")
        #expect(codes(future) == ["RECORD_IS_OF_AN_ASSIGNMENT"])
    }

    @Test func `figures are frozen, and what is recorded later is an addendum`() async throws {
        let ground = try await ground()
        let escort = try ground.person("escort-2-a")
        let payload = try await submit(2, "2026-2027", as: "escort-2-a")
        let record = try #require(payload["record"]?["id"]?.text, "\(payload)")
        #expect(payload["record"]?["addendum"] == .null)
        let frozen = try #require(submissions(payload).first)
        let visit = try await ground.fixture.command(
            "recordVisit",
            [
                "schoolId": .string(
                    try ground.value(
                        """
                        SELECT s.id FROM app.school s JOIN app.community c ON c.id = s.community_id
                        WHERE c.office_id = 1511 AND c.number = 2 AND s.has_primary LIMIT 1
                        """)),
                "visitedOn": .string("2026-11-18"), "mode": .string("FIELD"),
                "cycle": .string("PRIMARY"), "purpose": .string("SET_PRIORITIES"),
                "stages": .array([.string("PLANNING")]), "requestedBy": .string("HEAD"),
            ], as: escort, selecting: "visit { id }")
        let added = try #require(visit["visit"]?["id"]?.text, "\(visit)")
        let later = try #require(try await now(record, as: escort))
        #expect(later["submissions"]?["nodes"]?.items.first?["figures"] == frozen["figures"])
        let visits = Int(frozen["visits"]?.leafText ?? "") ?? 0
        #expect(later["addendum"]?["figures"]?["visits"] == .number("\(visits + 1)"))
        #expect(later["addendum"]?["added"]?.items.map { $0["id"]?.text } == [added])
        #expect(later["addendum"]?["withdrawn"]?.items == [])
        let annulled = try await ground.fixture.command(
            "annulFact",
            [
                "fact": .string("VISIT"), "factId": .string(added),
                "reason": .string("لم تتم الزيارة"),
            ], as: ground.delegate)
        #expect(codes(annulled) == [])
        #expect(try await now(record, as: escort)?["addendum"] == .null)
    }

    @Test func `a returned record is submitted anew beside the former one, and accepted for good`()
        async throws
    {
        let ground = try await ground()
        let payload = try await submit(3, "2026-2027", as: "escort-3-a")
        let record = try #require(payload["record"]?["id"]?.text, "\(payload)")
        let again = try await submit(3, "2026-2027", as: "escort-3-a")
        #expect(codes(again) == ["RECORD_IS_SUBMITTED_ONCE"])
        let stale = try await decide("returnRecord", record, version: 7, reason: "ناقص")
        #expect(codes(stale) == ["VERSION_IS_CURRENT"])
        let blank = try await decide("returnRecord", record, version: 1, reason: " ")
        #expect(codes(blank) == ["RECORD_DECISION_REASON_IS_STATED_OR_ABSENT"])
        let returned = try await decide("returnRecord", record, version: 1, reason: "ناقص")
        #expect(returned["record"]?["status"] == .string("RETURNED"))
        #expect(
            returned["record"]?["decisions"]?["nodes"]?.items.map { $0["reason"] }
                == [.string("ناقص")])
        let workshop = try await ground.refusals(
            of: "recordWorkshop",
            ground.workshop(["communityId": .string(try ground.community(3))]),
            as: ground.person("escort-3-a"))
        #expect(workshop == [])
        let anew = try await submit(3, "2026-2027", as: "escort-3-a")
        #expect(
            anew["record"]?["receiptNumber"] == payload["record"]?["receiptNumber"], "\(anew)")
        let first = Int(submissions(payload)[0]["workshops"]?.leafText ?? "") ?? 0
        #expect(
            submissions(anew).map { $0["workshops"]?.leafText }
                == ["\(first + 1)", "\(first)"])
        let accepted = try await decide("acceptRecord", record, version: 3)
        #expect(accepted["record"]?["status"] == .string("ACCEPTED"))
        let undone = try await decide("returnRecord", record, version: 4, reason: "ناقص")
        #expect(codes(undone) == ["RECORD_AWAITS_A_DECISION"])
        let last = try await submit(3, "2026-2027", as: "escort-3-a")
        #expect(codes(last) == ["RECORD_IS_SUBMITTED_ONCE"])
        let error = #expect(throws: DatabaseError.self) {
            try ground.fixture.administration().execute(
                "UPDATE app.escort_record SET status = 'RETURNED' WHERE id = '\(record)'")
        }
        #expect(error?.constraint == "accepted_record_is_immutable")
    }

    @Test(arguments: ["finding", "project_progress", "record_submission", "record_decision"])
    func `what was recorded, submitted or decided is never changed`(table: String) async throws {
        let connection = try await ground().fixture.administration()
        for change in ["UPDATE app.\(table) SET office_id = 1", "DELETE FROM app.\(table)"] {
            let error = #expect(throws: DatabaseError.self) { try connection.execute(change) }
            #expect(error?.constraint == "\(table)_is_immutable")
        }
    }

    @Test func `a delegate decides on records of the own office only`() async throws {
        let ground = try await ground()
        let other = try ground.value(
            """
            INSERT INTO app.escort_record
                (office_id, person_id, community_id, school_year, receipt_number, is_late)
            SELECT a.office_id, a.person_id, a.community_id, a.school_year, 1, false
            FROM app.assignment a WHERE a.office_id = 9581 LIMIT 1 RETURNING id
            """)
        let payload = try await decide("acceptRecord", other, version: 1)
        #expect(codes(payload) == ["RECORD_IS_KNOWN"])
        let mine = try await ground.fixture.ask(
            """
            mutation { acceptRecord(input: { recordId: "\(other)", expectedVersion: 1 }) \
            { errors { code } } }
            """, as: ground.person("escort-1-a"))
        #expect(mine.outcome == .requestError(.forbidden))
    }
}
