import JSONBytes
import PostgresClient
import TestSupport
import Testing
import TransportProtocols

/// What was annulled stays as it was recorded and counts for nothing.
@Suite("Annulled facts", .serialized)
struct AnnulledFactTests {
    private static let prepared = Task { try SelectionFixture(database: "annulled_facts") }

    private func fixture() async throws -> SelectionFixture { try await Self.prepared.value }

    private func codes(_ payload: JSONValue) -> [String] {
        payload["errors"]?.items.compactMap { $0["code"]?.text } ?? []
    }

    private func annul(_ fact: String, _ id: String) async throws {
        let annulled = try await fixture().command(
            "annulFact",
            ["fact": .string(fact), "factId": .string(id), "reason": .string("خطأ")],
            as: fixture().delegate)
        #expect(codes(annulled) == [])
    }

    /// Any visit, small group and workshop that stands, by the names that annulments know them by.
    private func acts() async throws -> [String: String] {
        let rows = try await fixture().administration().query(
            """
            SELECT DISTINCT ON (fact) fact, fact_id FROM app.escorting_fact
            WHERE office_id = 1511 AND fact IN ('VISIT', 'SMALL_GROUP', 'WORKSHOP')
            ORDER BY fact, fact_id
            """)
        return Dictionary(uniqueKeysWithValues: rows.map { ($0[0] ?? "", $0[1] ?? "") })
    }

    private func counts() async throws -> [String] {
        let fixture = try await fixture()
        let analyst = try fixture.engine.database.principal(
            "ANALYST", office: SelectionFixture.office)
        var counts: [String] = []
        for collection in ["visits", "smallGroups", "workshops"] {
            let answer = try await fixture.ask(
                "{ \(collection) { aggregate { count } } }", as: analyst.person)
            counts.append(answer.text)
        }
        return counts
    }

    @Test func `an annulled act is in no figure of analysts, and says so to those who read it`()
        async throws
    {
        let fixture = try await fixture()
        let acts = try await acts()
        let before = try await counts()
        for (fact, id) in acts { try await annul(fact, id) }
        let after = try await counts()
        for (old, new) in zip(before, after) {
            let count = Int(old.filter(\.isNumber)) ?? 0
            #expect(Int(new.filter(\.isNumber)) == count - 1, "\(old)")
        }
        for (collection, fact) in [
            ("visits", "VISIT"), ("smallGroups", "SMALL_GROUP"), ("workshops", "WORKSHOP"),
        ] {
            let said = try await fixture.ask(
                """
                query ($id: ID!) { annulled: \(collection)(filter: { id: { eq: $id } }) \
                { nodes { isAnnulled } } others: \(collection)(filter: { id: { ne: $id } }, \
                first: 1) { nodes { isAnnulled } } }
                """, ["id": .string(acts[fact] ?? "")], as: fixture.delegate)
            #expect(
                said.text == """
                    {"data":{"annulled":{"nodes":[{"isAnnulled":true}]},\
                    "others":{"nodes":[{"isAnnulled":false}]}}}
                    """)
        }
    }

    private func appoint(_ person: Int) async throws -> JSONValue {
        let community = try await fixture().administration().query(
            "SELECT id FROM app.community WHERE office_id = 1511 AND number = 1")[0][0]
        return try await fixture().command(
            "appointEscort",
            [
                "personId": .string(SelectionFixture.person(person)),
                "communityId": .string(community ?? ""), "schoolYear": .string("2026-2027"),
                "startsOn": .string("2026-09-15"), "endsOn": .string("2027-06-30"),
                "decisionNumber": .string("21/2026"), "decidedOn": .string("2026-09-10"),
            ], as: fixture().delegate, selecting: "assignment { id isCurrent isAnnulled }")
    }

    private func recordVisit(_ person: Int) async throws -> [String] {
        let school = try await fixture().administration().query(
            """
            SELECT s.id FROM app.school s JOIN app.community c ON c.id = s.community_id
            WHERE c.office_id = 1511 AND c.number = 1 AND s.has_primary ORDER BY s.id LIMIT 1
            """)[0][0]
        return codes(
            try await fixture().command(
                "recordVisit",
                [
                    "schoolId": .string(school ?? ""), "visitedOn": .string("2026-11-16"),
                    "mode": .string("FIELD"), "cycle": .string("PRIMARY"),
                    "purpose": .string("SET_PRIORITIES"),
                    "stages": .array([.string("PLANNING")]), "requestedBy": .string("HEAD"),
                ], as: SelectionFixture.person(person)))
    }

    @Test func `under an annulled assignment nothing is done, and the same one is decided again`()
        async throws
    {
        let first = try await appoint(8)
        #expect(codes(first) == [])
        #expect(first["assignment"]?["isCurrent"] == .boolean(true))
        #expect(codes(try await appoint(8)) == ["ASSIGNMENTS_DO_NOT_REPEAT"])
        let id = first["assignment"]?["id"]?.text ?? ""
        try await annul("ASSIGNMENT", id)
        let said = try await fixture().ask(
            """
            query ($id: ID!) { assignments(filter: { id: { eq: $id } }) \
            { nodes { isCurrent isAnnulled } } }
            """, ["id": .string(id)], as: fixture().delegate)
        #expect(
            said.text == """
                {"data":{"assignments":{"nodes":[{"isCurrent":false,"isAnnulled":true}]}}}
                """)
        #expect(try await recordVisit(8) == ["VISIT_IS_UNDER_AN_ASSIGNMENT"])
        #expect(codes(try await appoint(8)) == [])
        #expect(try await recordVisit(8) == [])
    }
}
