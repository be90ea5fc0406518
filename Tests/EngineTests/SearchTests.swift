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
        ["مدرسة الوحدة الابتدائية", "مدرسه الوحده الابتدائيه", "وَحْدَة", "الوحـــدة", "مدرسة وحدة"],
        ["Collège Lalla Aïcha", "college lalla aicha", "LALLA AÏCHA"],
        ["أصيلة", "اصيله", "أصــيلة"],
    ])
    func `all spellings of a name find the same`(spellings: [String]) async throws {
        let fixture = try await EngineFixture.shared()
        var counts: [String] = []
        for spelling in spellings {
            let response = try await fixture.respond(
                """
                query ($s: String) { schools(filter: { search: $s }) { nodes { id } } \
                communities(filter: { search: $s }) { nodes { id } } \
                zones(filter: { communities: { some: { search: $s } } }) { nodes { id } } }
                """, variables: ["s": .string(spelling)])
            counts.append(response.text)
        }
        if spellings[0].hasPrefix("مدرسة") { #expect(counts[0].contains("-")) }
        #expect(Set(counts[..<2]).count == 1, "\(counts)")
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
