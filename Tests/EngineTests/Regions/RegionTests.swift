import Engine
import Foundation
import GraphQLExecution
import JSONBytes
import OperationPlanning
import PostgresClient
import SchemaMapping
import TestSupport
import Testing
import TransportProtocols

/// An analyst of a region: all of its offices, no other, and nobody's name.
@Suite("Regions")
struct RegionTests {
    private let fixture: RegionFixture

    init() async throws {
        fixture = try await RegionFixture.shared()
    }

    private func strings(_ response: GraphQLResponse) throws -> Set<String> {
        try JSONStrings.all(in: response.body)
    }

    /// The values of a column by plain SQL.
    private func values(_ sql: String, _ parameters: [String] = []) throws -> Set<String> {
        Set(
            try fixture.database.administration().query(sql, parameters.map { $0 })
                .compactMap(\.first?.self))
    }

    // MARK: What is there

    /// Every root field that is open, down to rows below; each region has fewer than a hundred of a
    /// kind below another.
    private static let everything = [
        """
        { regions { nodes { id code name offices(first: 20) { nodes { id code name slug
          zones(first: 9) { nodes { id name communities { nodes { id } } } } } } } } }
        """,
        """
        { offices(first: 100) { totalCount nodes { id slug region { code }
          communities(first: 9) { nodes { id name } } } } }
        """,
        """
        { communities(first: 100) { totalCount nodes { id zone { id } office { code }
          schools(first: 100) { nodes { id name gresaCode } } } } }
        """,
        "{ zones(first: 100) { totalCount nodes { id office { code } } } }",
        "{ schools(first: 100) { totalCount nodes { id office { code } community { id } } } }",
        "{ schools(last: 100) { nodes { id office { code } community { id } } } }",
        "{ schoolYears { nodes { label } } }",
        """
        { visits { aggregate { count countDistinct { school } min { visitedOn } }
          groups { key { school { name office { code } community { name } } } count } } }
        """,
        """
        { assignments { aggregate { count max { decisionNumber } }
          groups { key { community { name office { code } } inOwnZone } count } } }
        """,
    ]

    @Test(arguments: TestDatabase.regions)
    func `a region's analyst sees every office of it, and nothing of another`(
        region: String
    ) async throws {
        var shown: Set<String> = []
        for document in Self.everything {
            let response = try await fixture.respond(document, region: region)
            #expect(response.outcome == .executed, "\(response.text)")
            shown.formUnion(try strings(response))
        }
        for table in ["zone", "community", "school"] {
            let own = try values(
                "SELECT t.id FROM app.\(table) t JOIN app.office o ON o.id = t.office_id"
                    + " WHERE o.region_code = $1", [region])
            #expect(own.count > 1 && own.isSubset(of: shown), "\(table)")
        }
        let offices = "SELECT code FROM app.office WHERE region_code"
        #expect(try values("\(offices) = $1", [region]).isSubset(of: shown))
        #expect(try shown.isDisjoint(with: values("\(offices) <> $1", [region])))
        let secrets = try RegionSecrets(fixture.database.administration(), region)
        #expect(secrets.others.count > 1000 && secrets.people.count > 500)
        #expect(shown.isDisjoint(with: secrets.others))
        #expect(shown.isDisjoint(with: secrets.people))
    }

    @Test func `keys of other regions lead nowhere, those of the own one to their rows`()
        async throws
    {
        for (region, office) in [("01", "1227"), ("01", "1511"), ("01", "9541"), ("09", "1511")] {
            for (field, table) in [("school", "school"), ("community", "community")] {
                let id = try #require(
                    values("SELECT min(id::text) FROM app.\(table) WHERE office_id = \(office)")
                        .first)
                let isOwn = Int(office).map { $0 / 1000 } == Int(region)
                let response = try await fixture.respond(
                    "query ($id: ID!) { \(field)(id: $id) { id } }",
                    variables: ["id": .string(id)], region: region)
                #expect(
                    response.text
                        == (isOwn
                            ? #"{"data":{"\#(field)":{"id":"\#(id)"}}}"#
                            : #"{"data":{"\#(field)":null}}"#))
            }
        }
    }

    @Test func `filters and orders through relations reach no other region`() async throws {
        let response = try await fixture.respond(
            """
            { far: schools(filter: { community: { office: { region: { code: { eq: "09" } } } } }) {
                totalCount }
              not: schools(filter: { not: { office: { code: { eq: "01511" } } } },
                orderBy: [{ office: { code: DESC } }], first: 1) { nodes { office { code } } }
              other: offices(filter: { code: { startsWith: "09" } }) { totalCount }
              some: regions(filter: { offices: { some: { code: { eq: "09581" } } } }) {
                totalCount }
              most: offices(orderBy: [{ communities: { count: DESC } }], first: 3) {
                nodes { region { code } } }
              found: schools(filter: { search: "9541" }) { totalCount }
              near: schools(filter: { search: "1227" }) { totalCount } }
            """, region: "01")
        let near = try values("SELECT count(*) FROM app.school WHERE office_id = 1227").first ?? ""
        let region = #"{"region":{"code":"01"}}"#
        #expect(
            response.text == """
                {"data":{"far":{"totalCount":0},"not":{"nodes":[{"office":{"code":"01571"}}]},\
                "other":{"totalCount":0},"some":{"totalCount":0},\
                "most":{"nodes":[\(region),\(region),\(region)]},\
                "found":{"totalCount":0},"near":{"totalCount":\(near)}}}
                """)
    }

    /// A cursor is of its region; one with the right seal says only where to go on.
    @Test func `cursors of another scope are refused, and forged ones show no other row`()
        async throws
    {
        let document = "query ($c: String) { offices(first: 2, after: $c) { nodes { code } } }"
        let type = try #require(fixture.engine.mapping.relationTypes["Office"])
        let order = type.defaultOrder.map { OrderKey(.column($0.column), $0.direction) }
        func answer(sealedFor scope: String) async throws -> String {
            let seal = CursorSeal(key: EngineFixture.cursorKey, office: scope)
            // The last office of region 01, after which others follow in the table.
            let bytes: [UInt8] = [0, 0, 0x06, 0x25]
            let cursor = seal.text(of: [bytes], scope: CursorScope(typeName: "Query", order: order))
            return try await fixture.respond(
                document, variables: ["c": .string(String(decoding: cursor, as: UTF8.self))],
                region: "01"
            ).text
        }
        #expect(try await answer(sealedFor: "01") == #"{"data":{"offices":{"nodes":[]}}}"#)
        for scope in ["09", "01511"] {
            #expect(try await answer(sealedFor: scope).contains("does not belong to"))
        }
    }

    // MARK: What is not

    @Test(arguments: [
        "{ people { totalCount } }", "{ roleGrants { nodes { role } } }",
        #"{ person(id: "x") { fullName } }"#, #"{ visit(id: "x") { id } }"#,
        "{ visits { nodes { id } } }", "{ visits { totalCount } }",
        "{ visits { edges { cursor } } }", "{ assignments { nodes { id } } }",
        "{ visits { groups { key { escort { fullName } } count } } }",
        "{ visits { groups { key { escort { corps } } count } } }",
        "{ visits { aggregate { countDistinct { escort } } } }",
        "{ assignments { aggregate { countDistinct { escort } } } }",
        "{ visits { aggregate { max { advice } } } }",
        "{ visits(filter: { escort: { corps: { isNull: true } } }) { aggregate { count } } }",
        #"{ visits(filter: { escort: { fullName: { eq: "x" } } }) { aggregate { count } } }"#,
        "{ visits(filter: { advice: { isNull: true } }) { aggregate { count } } }",
        "{ schools(filter: { visits: { some: {} } }) { totalCount } }",
        "{ schools(orderBy: [{ visits: { count: DESC } }]) { nodes { id } } }",
        "{ communities { nodes { assignments { nodes { id } } } } }",
        "{ communities { nodes { escorts { totalCount } } } }",
        "{ communities(orderBy: [{ escorts: { count: DESC } }]) { nodes { id } } }",
        #"{ node(id: "x") { id } }"#, #"{ nodes(ids: ["x"]) { id } }"#,
        """
        mutation { recordVisit(input: { schoolId: "x", visitedOn: "2026-11-02", mode: FIELD,
          cycle: PRIMARY, purpose: SET_PRIORITIES, stages: [PLANNING], requestedBy: HEAD }) {
          errors { code } } }
        """,
    ])
    func `no person, no row behind figures and no command is open`(document: String) async throws {
        let response = try await fixture.respond(document, region: "01")
        #expect(response.outcome == .requestError(.forbidden), "\(response.text)")
        #expect(response.text.contains("FORBIDDEN") && !response.text.contains("\"data\""))
    }

    @Test func `cells of fewer than five rows are not shown, across offices either`() async throws {
        let response = try await fixture.respond(
            """
            { visits { groups(first: 1000) { key { school { office { code } } } count }
                aggregate { count } }
              few: visits(filter: { school: { office: { code: { eq: "01227" } } } }) {
                aggregate { count min { visitedOn } } groups { key { cycle } count } }
              days: visits { groups(first: 1000) { key { visitedOn cycle } count } } }
            """, region: "01")
        let data = try parseJSON(response.body.span, limits: JSONLimits())["data"]
        let counts = try fixture.database.administration().query(
            """
            SELECT o.code, count(*) FROM app.visit v JOIN app.office o ON o.id = v.office_id
            WHERE o.region_code = '01' GROUP BY 1 ORDER BY 1
            """)
        #expect(counts.contains([RegionFixture.fewVisits, "3"]))
        let groups = data?["visits"]?["groups"]?.items.map {
            [$0["key"]?["school"]?["office"]?["code"]?.leafText, $0["count"]?.leafText]
        }
        #expect(groups == counts.filter { Int($0[1] ?? "") ?? 0 >= 5 })
        let all = counts.compactMap { $0[1].flatMap { Int($0) } }.reduce(0, +)
        #expect(data?["visits"]?["aggregate"]?["count"]?.leafText == "\(all)")
        #expect(data?["few"]?["aggregate"] == .null)
        #expect(data?["few"]?["groups"]?.items.isEmpty == true)
        let days = data?["days"]?["groups"]?.items.compactMap { $0["count"]?.leafText }
        #expect(days?.isEmpty == false)
        #expect(days?.allSatisfy { Int($0) ?? 0 >= 5 } == true)
    }

    // MARK: Who

    @Test(arguments: [
        "{ offices { nodes { code communities { totalCount } } } }",
        "{ visits { aggregate { count } groups { key { cycle } count } } }",
        "{ escortProgrammes { aggregate { count } } }", "{ visits { nodes { id } } }",
        "{ people { totalCount } }", "{ scores { totalCount } }", "{ auditEntries { totalCount } }",
    ])
    func `the portal of a region gets what its analyst gets, and no more`(document: String)
        async throws
    {
        let analyst = try await fixture.respond(document, region: "01")
        let portal = await fixture.respond(document, as: try fixture.portal())
        #expect(portal.text == analyst.text)
        let isOpen = document.contains("aggregate") || document.contains("offices")
        #expect(portal.outcome == (isOpen ? .executed : .requestError(.forbidden)))
        let elsewhere = try RequestPrincipal(person: fixture.portal().person, office: "09")
        let refused = await fixture.respond(document, as: elsewhere)
        #expect(refused.outcome == .requestError(.forbidden), "\(refused.text)")
    }

    @Test func `a grant that has ended or not begun, or is of another region, opens nothing`()
        async throws
    {
        let database = fixture.database
        let strangers = [
            try database.principal("OFFICER", office: "01511"),
            try database.principal("ANALYST", office: "01511"),
            try database.principal("DELEGATE", office: "09581"),
        ].map(\.person)
        for person in strangers {
            let principal = try RequestPrincipal(person: person, office: "01")
            let response = await fixture.respond("{ offices { totalCount } }", as: principal)
            #expect(response.outcome == .requestError(.forbidden))
            #expect(!response.text.contains("\"data\""))
        }
    }

    @Test func `who has a role of an office and one of its region has each by its token only`()
        async throws
    {
        let delegate = try fixture.database.principal("DELEGATE", office: "01511")
        let regional = try RequestPrincipal(person: delegate.person, office: "01")
        let offices = "{ offices { totalCount } }"
        let names = "{ people(first: 1) { nodes { __typename } } }"
        for _ in 0..<2 {
            #expect(
                await fixture.respond(offices, as: regional).text
                    == #"{"data":{"offices":{"totalCount":8}}}"#)
            #expect(
                await fixture.respond(offices, as: delegate).text
                    == #"{"data":{"offices":{"totalCount":1}}}"#)
            #expect(
                await fixture.respond(names, as: delegate).text
                    == #"{"data":{"people":{"nodes":[{"__typename":"Person"}]}}}"#)
            #expect(
                await fixture.respond(names, as: regional).outcome
                    == .requestError(.forbidden))
        }
    }

    @Test(arguments: ["99", "3", "003", "0", "1", "00001511"])
    func `a code that is of no region and no office is answered as ever`(code: String)
        async throws
    {
        let person = try fixture.analyst(of: "01").person
        let response = await fixture.respond(
            "{ offices { totalCount } }", as: try RequestPrincipal(person: person, office: code))
        #expect(
            response.text == """
                {"errors":[{"message":"The token names an office that does not exist; ask for a \
                new token.","extensions":{"code":"FORBIDDEN"}}]}
                """)
    }

    @Test(arguments: ["", " 01", "01 ", "0 1", "٠١", "01,09", "0x1", "-1"])
    func `a code that is not of digits makes no principal`(code: String) throws {
        let person = try fixture.analyst(of: "01").person
        #expect(throws: RequestPrincipal.InvalidPart.office) {
            _ = try RequestPrincipal(person: person, office: code)
        }
    }

    @Test func `introspection shows what the role may use, and no person`() async throws {
        let response = try await fixture.respond(
            "{ __schema { types { name } } }", region: "01")
        for name in ["Region", "Office", "School", "VisitAggregate", "AssignmentGroupKey"] {
            #expect(response.text.contains("\"name\":\"\(name)\""))
        }
        for name in ["Person", "Corps", "RoleGrant", "Visit", "VisitEdge", "RecordVisitInput"] {
            #expect(!response.text.contains("\"name\":\"\(name)\""), "\(name)")
        }
        let members = try await fixture.respond(
            """
            { query: __type(name: "Query") { fields { name } }
              key: __type(name: "VisitGroupKey") { fields { name } }
              counts: __type(name: "VisitCounts") { fields { name } } }
            """, region: "01")
        for name in ["people", "person", "roleGrants", "visit", "escort", "advice"] {
            #expect(!members.text.contains("\"\(name)\""), "\(name)")
        }
        for name in ["offices", "visits", "visitedOn", "school"] {
            #expect(members.text.contains("\"\(name)\""), "\(name)")
        }
    }
}

/// What an analyst of a region must not be shown: texts and identifiers.
private struct RegionSecrets {
    /// Of rows of other regions' offices, without what the own region has as well.
    let others: Set<String>
    /// Of persons, whoever they are.
    let people: Set<String>

    init(_ connection: AdministrationConnection, _ region: String) throws {
        func texts(_ table: String, _ columns: String, _ condition: String) throws -> Set<String> {
            let rows = try connection.query(
                """
                SELECT DISTINCT v.value FROM app.\(table) t, LATERAL jsonb_each_text(to_jsonb(t)) v
                WHERE \(condition) AND char_length(v.value) >= 6 AND v.key ~ '\(columns)'
                """)
            return Set(rows.compactMap { $0[0] })
        }
        let columns = "(^|_)(id|name_ar|name_fr|number|advice)$"
        let tables = ["zone", "community", "school", "assignment", "visit"]
        let isOwn = "office_id / 1000 = \(Int(region) ?? 0)"
        var others: Set<String> = []
        var own: Set<String> = []
        for table in tables {
            others.formUnion(try texts(table, columns, "NOT \(isOwn)"))
            own.formUnion(try texts(table, columns, isOwn))
        }
        self.others = others.subtracting(own)
        people = try texts("person", "^(id|staff_number|full_name_.*)$", "true")
    }
}
