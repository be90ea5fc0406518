import Engine
import Foundation
import JSONBytes
import OperationPlanning
import PostgresClient
import TestSupport
import Testing
import TransportProtocols

/// Groups are compared with plain SQL: random keys, orders and conditions.
@Suite("Groups")
struct GroupTests {
    /// A key as the operation selects it and as SQL says it.
    private struct Key {
        let selection: String
        let sql: String
        let path: [String]
    }

    private static let keys = [
        Key(selection: "cycle", sql: "v.cycle", path: ["cycle"]),
        Key(selection: "mode", sql: "v.mode", path: ["mode"]),
        Key(selection: "schoolYear", sql: "v.school_year", path: ["schoolYear"]),
        Key(
            selection: "visitedOn(bucket: MONTH)", sql: "date_trunc('month', v.visited_on)::date",
            path: ["visitedOn"]),
        Key(
            selection: "week: visitedOn(bucket: WEEK)",
            sql: "date_trunc('week', v.visited_on)::date", path: ["week"]),
        Key(selection: "day: visitedOn", sql: "v.visited_on", path: ["day"]),
        Key(selection: "school { setting }", sql: "s.setting", path: ["school", "setting"]),
        Key(
            selection: "school { community { name } }", sql: "c.name_ar",
            path: ["school", "community", "name"]),
        Key(selection: "escort { corps }", sql: "p.corps", path: ["escort", "corps"]),
        Key(selection: "assignment { id }", sql: "v.assignment_id", path: ["assignment", "id"]),
    ]

    private static let from = """
        FROM app.visit v
        LEFT JOIN app.school s ON (s.office_id, s.id) = (v.office_id, v.school_id)
        LEFT JOIN app.community c ON (c.office_id, c.id) = (s.office_id, s.community_id)
        LEFT JOIN app.person p ON p.id = v.escort_id
        WHERE v.office_id = 1511
        """

    /// Selections of one field merge where the first of them stands (spec §6.3.2), and so does the
    /// order of the keys.
    private static func merged(_ keys: ArraySlice<Key>) -> [Key] {
        var heads: [String] = []
        for key in keys where !heads.contains(key.path[0]) { heads.append(key.path[0]) }
        return heads.flatMap { head in keys.filter { $0.path[0] == head } }
    }

    @Test func `groups have the keys, figures and order that plain SQL gives`() async throws {
        let fixture = try await EngineFixture.shared()
        let connection = try fixture.database.administration()
        let seed = UInt64.random(in: 0..<1_000_000_000)
        var random = SeededGenerator(seed: seed)
        for _ in 0..<40 {
            let count = Int.random(in: 0...3, using: &random)
            let keys = Self.merged(Self.keys.shuffled(using: &random).prefix(count))
            let least = Int.random(in: 0...6, using: &random)
            let isByCount = Bool.random(using: &random)
            let key = (["__typename"] + keys.map(\.selection)).joined(separator: " ")
            let order = isByCount ? "[{ count: DESC }]" : "[{ key: DESC }]"
            let response = try await fixture.respond(
                """
                { visits { groups(first: 1000, having: { count: { gte: \(least) } }, \
                orderBy: \(order)) { key { \(key) } count max { visitedOn } \
                countDistinct { school } } } }
                """)
            let groups = try parseJSON(response.body.span, limits: JSONLimits())["data"]?[
                "visits"]?[
                    "groups"]?.items
            let columns = keys.map(\.sql)
            let figures = [
                "count(*)", "max(v.visited_on)", "count(DISTINCT v.school_id)",
            ]
            let terms =
                (isByCount ? ["count(*) DESC"] + columns : columns.map { "\($0) DESC" })
            let expected = try connection.query(
                "SELECT \((columns + figures).joined(separator: ", ")) \(Self.from)"
                    + (columns.isEmpty ? "" : " GROUP BY \(columns.joined(separator: ", "))")
                    + " HAVING count(*) >= \(least)"
                    + (terms.isEmpty ? "" : " ORDER BY \(terms.joined(separator: ", "))")
                    + " LIMIT 1000")
            let actual = try #require(groups, "\(response.text)").map { group in
                keys.map { key in key.path.reduce(group["key"]) { $0?[$1] }?.leafText }
                    + [
                        group["count"]?.leafText, group["max"]?["visitedOn"]?.leafText,
                        group["countDistinct"]?["school"]?.leafText,
                    ]
            }
            #expect(actual == expected, "seed \(seed): \(key)")
        }
    }

    @Test func `groups of many parents are the same by other statements`() async throws {
        let fixture = try await EngineFixture.shared()
        let engines = PlanningOptions.unusual.map { ($0.name, fixture.engine($0)) }
        let principal = try fixture.database.principal("DELEGATE", office: "01511")
        let seed = UInt64.random(in: 0..<1_000_000_000)
        var random = SeededGenerator(seed: seed)
        for _ in 0..<20 {
            let count = Int.random(in: 0...3, using: &random)
            let keys = Self.keys.shuffled(using: &random).prefix(count).map(\.selection)
            let key = (["__typename"] + keys).joined(separator: " ")
            let order = Bool.random(using: &random) ? "[{ count: DESC }]" : "[{ key: DESC }]"
            let condition = Bool.random(using: &random) ? "gte" : "lt"
            let first = Int.random(in: 0...4, using: &random)
            let request = GraphQLRequest(
                query: Array(
                    """
                    { schools { nodes { visits { groups(first: \(first), \
                    having: { count: { \(condition): 2 } }, orderBy: \(order)) {
                      key { \(key) } count max { visitedOn } countDistinct { escort } } } } } }
                    """.utf8), variables: JSONObject())
            let expected = await fixture.engine.respond(to: request, principal: principal)
            #expect(expected.outcome == .executed)
            for (name, engine) in engines {
                let response = await engine.respond(to: request, principal: principal)
                #expect(response.text == expected.text, "seed \(seed), \(name): \(key)")
            }
        }
    }

    @Test func `figures of numbers are those of PostgreSQL`() async throws {
        let fixture = try await EngineFixture.shared()
        let response = try await fixture.respond(
            """
            { communities { aggregate { sum { number } avg { number } stddev { number } \
            median { number } percentile10 { number } percentile25 { number } \
            percentile75 { number } percentile90 { number } } } }
            """)
        let figures = try parseJSON(response.body.span, limits: JSONLimits())["data"]?[
            "communities"]?["aggregate"]
        let parts = ["0.5", "0.1", "0.25", "0.75", "0.9"]
            .map { "percentile_cont(\($0)) WITHIN GROUP (ORDER BY number)" }
        let row = try fixture.database.administration().query(
            "SELECT sum(number), avg(number)::float8, stddev_samp(number)::float8, "
                + parts.joined(separator: ", ")
                + " FROM app.community WHERE office_id = 1511")[0]
        let words = [
            "sum", "avg", "stddev", "median", "percentile10", "percentile25", "percentile75",
            "percentile90",
        ]
        for (word, expected) in zip(words, row) {
            let text = figures?[word]?["number"]?.leafText
            #expect(text.flatMap { Double($0) } == expected.flatMap { Double($0) }, "\(word)")
        }
    }

    @Test func `an analyst sees figures of at least five rows, and no row`() async throws {
        let fixture = try await EngineFixture.shared()
        let response = try await fixture.respond(
            """
            { visits { groups(first: 1000) { key { visitedOn cycle } count } } \
            none: visits(filter: { visitedOn: { eq: "2025-10-01" }, cycle: { eq: PRIMARY }, \
            mode: { eq: REMOTE } }) { aggregate { count } } }
            """, role: "ANALYST")
        let data = try parseJSON(response.body.span, limits: JSONLimits())["data"]
        let counts = data?["visits"]?["groups"]?.items.compactMap { $0["count"]?.leafText }
        #expect(counts?.allSatisfy { (Int($0) ?? 0) >= 5 } ?? false, "\(response.text)")
        #expect(data?["none"]?["aggregate"] == .null, "\(response.text)")
        for field in ["nodes { id }", "edges { cursor }", "totalCount", "pageInfo { hasNextPage }"]
        {
            let refused = try await fixture.respond("{ visits { \(field) } }", role: "ANALYST")
            #expect(refused.text.contains("FORBIDDEN"), "\(refused.text)")
        }
        let person = try await fixture.respond(
            "{ visits { groups { key { escort { fullName } } count } } }", role: "ANALYST")
        #expect(person.text.contains("FORBIDDEN"), "\(person.text)")
    }

    @Test(arguments: [
        ("OFFICER", "{ visits { groups { key { advice } count } } }"),
        ("OFFICER", "{ visits { aggregate { max { advice } } } }"),
        ("OFFICER", "{ visits { aggregate { countDistinct { advice } } } }"),
        ("ANALYST", "{ visits { groups { key { advice } count } } }"),
        ("ANALYST", "{ visits { aggregate { max { advice } } } }"),
        ("ESCORT", "{ people { aggregate { min { staffNumber } } } }"),
        ("ESCORT", "{ people { groups { key { staffNumber } count } } }"),
    ])
    func `a field that a role may not select makes neither figure nor key`(
        role: String, document: String
    ) async throws {
        let fixture = try await EngineFixture.shared()
        let refused = try await fixture.respond(document, role: role)
        #expect(refused.outcome == .requestError(.forbidden), "\(refused.text)")
        #expect(!refused.text.contains("\"data\""))
        let type = document.contains("people") ? "Person" : "Visit"
        for suffix in ["GroupKey", "Counts", "Extremes"] {
            let members = try await fixture.respond(
                "{ __type(name: \"\(type)\(suffix)\") { fields { name } } }", role: role)
            #expect(members.text.contains("\"fullName\"") == (type == "Person"))
            #expect(!members.text.contains("advice") && !members.text.contains("staffNumber"))
        }
    }

    @Test func `the number of groups is bounded on both sides`() async throws {
        let fixture = try await EngineFixture.shared()
        let groupsMax = EngineLimits().planning.groupsMax
        func answer(_ first: Int) async throws -> String {
            try await fixture.respond(
                "{ regions { groups(first: \(first)) { key { code } count } } }"
            ).text
        }
        #expect(
            try await answer(groupsMax)
                == #"{"data":{"regions":{"groups":[{"key":{"code":"01"},"count":1}]}}}"#)
        #expect(
            try await answer(groupsMax + 1)
                == #"{"errors":[{"message":"\"first\" of \"groups\" is 1001, more than 1000; "#
                + #"group by less.","locations":[{"line":1,"column":13}],"#
                + #""extensions":{"code":"LIMIT_EXCEEDED"}}]}"#)
        #expect(try await answer(0) == #"{"data":{"regions":{"groups":[]}}}"#)
        #expect(try await answer(-1).contains(#"\"first\" of \"groups\" must not be negative"#))
    }
}
