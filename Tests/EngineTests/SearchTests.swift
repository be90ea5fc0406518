import JSONBytes
import PostgresClient
import TestSupport
import Testing
import TransportProtocols

/// Names are found whatever their spelling, and by an index.
@Suite("Search")
struct SearchTests {
    private func fold(_ text: String) async throws -> String? {
        let connection = try await EngineFixture.shared().database.administration()
        return try connection.query("SELECT app.fold_text($1)", [text])[0][0]
    }

    @Test(arguments: [
        ("أحمد إبراهيم آدم ٱسم", "احمد ابراهيم ادم اسم"),
        ("مدرسة", "مدرسه"), ("مصطفى", "مصطفي"), ("مســـؤول", "مسوول"), ("هيئة", "هييه"),
        ("مُحَمَّدٌ", "محمد"), ("الرباط", "رباط"), ("مدرسة الإمام مالك", "مدرسه امام مالك"),
        ("ال", "ال"), ("الى", "الي"), ("٢٠٢٦", "2026"),
        ("  École   Élémentaire-Nº1 ", "ecole elementaire no1"),
        ("100%_\\", "100"), ("ﻻ", "لا"), ("", ""),
    ])
    func `a text is folded to one spelling`(text: String, folded: String) async throws {
        #expect(try await fold(text) == folded)
    }

    @Test(arguments: [
        [
            "مدرسة الوحدة الابتدائية", "مدرسه الوحده الابتدائيه", "مَدْرَسَة الوَحْدَة الاِبْتِدائِيَّة",
            "مدرســـة وحدة ابتدائية", "مدرسة، «الوحدة» - الابتدائية",
        ],
        ["Ecole primaire Al Wahda", "ÉCOLE PRIMAIRE AL WAHDA", "école  primaire al-wahda"],
    ])
    func `all spellings of a name find the same school`(spellings: [String]) async throws {
        let fixture = try await EngineFixture.shared()
        var answers: Set<String> = []
        for spelling in spellings {
            let response = try await fixture.respond(
                "query ($s: String) { schools(filter: { search: $s }) { nodes { name nameFr } } }",
                variables: ["s": .string(spelling)])
            answers.insert(response.text)
        }
        #expect(answers.count == 1, "\(answers)")
        #expect(answers.first?.contains("مدرسة الوحدة الابتدائية") ?? false, "\(answers)")
        #expect(answers.first?.contains("École primaire Al Wahda") ?? false, "\(answers)")
    }

    @Test func `a search reaches through relations`() async throws {
        let fixture = try await EngineFixture.shared()
        let response = try await fixture.respond(
            """
            { communities(filter: { schools: { some: { search: "وحدة ابتدائية" } } }) {
              nodes { schools(filter: { search: "وحدة ابتدائية" }) { totalCount } } } }
            """)
        let nodes =
            try parseJSON(response.body.span, limits: JSONLimits())["data"]?[
                "communities"]?["nodes"]?.items ?? []
        #expect(!nodes.isEmpty)
        #expect(nodes.allSatisfy { $0["schools"]?["totalCount"] != .number("0") })
    }

    @Test func `signs of patterns find nothing by themselves`() async throws {
        let fixture = try await EngineFixture.shared()
        let all = try await fixture.respond("{ schools { totalCount } }").text
        let blank = #"{ schools(filter: { search: "  %_ " }) { totalCount } }"#
        #expect(try await fixture.respond(blank).text == all)
        let none = #"{ schools(filter: { search: "q%q" }) { totalCount } }"#
        #expect(
            try await fixture.respond(none).text == #"{"data":{"schools":{"totalCount":0}}}"#)
    }

    /// Where the tables are large the planner takes the index; here it is seen that it may.
    @Test func `row-level security lets an index serve a search`() async throws {
        let connection = try await EngineFixture.shared().database.administration()
        let operators = try connection.query(
            """
            SELECT f.proleakproof, i.indexrelid::regclass
            FROM pg_catalog.pg_index i
            JOIN pg_catalog.pg_opclass c ON c.oid = ANY (i.indclass)
            JOIN pg_catalog.pg_amop o ON o.amopfamily = c.opcfamily
            JOIN pg_catalog.pg_operator p ON p.oid = o.amopopr
            JOIN pg_catalog.pg_proc f ON f.oid = p.oprcode
            WHERE c.opcname = 'search_ops' ORDER BY 2
            """)
        #expect(
            operators == [
                ["t", "app.community_by_search"], ["t", "app.school_by_search"],
                ["t", "app.person_by_search"],
            ])
    }
}
