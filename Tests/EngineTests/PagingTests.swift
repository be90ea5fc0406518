import JSONBytes
import TestSupport
import Testing
import TransportProtocols

@Suite("Paging")
struct PagingTests {
    /// The names and cursors of a page of schools.
    private struct Page {
        let names: [String]
        let start: String?
        let end: String?
        let hasNext: Bool
        let hasPrevious: Bool
    }

    private func page(_ arguments: String) async throws -> Page {
        let fixture = try await EngineFixture.shared()
        let response = try await fixture.respond(
            """
            { schools(\(arguments)) { nodes { id } \
            pageInfo { startCursor endCursor hasNextPage hasPreviousPage } } }
            """)
        let json = try parseJSON(response.body.span, limits: JSONLimits())
        let connection = try #require(json["data"]?["schools"])
        let info = try #require(connection["pageInfo"])
        return Page(
            names: connection["nodes"]?.items.compactMap { $0["id"]?.text } ?? [],
            start: info["startCursor"]?.text, end: info["endCursor"]?.text,
            hasNext: info["hasNextPage"] == .boolean(true),
            hasPrevious: info["hasPreviousPage"] == .boolean(true))
    }

    private static let orders = [
        "", "orderBy: [{ name: DESC }]", "orderBy: [{ setting: ASC }]",
        "orderBy: [{ setting: ASC }, { openedOn: DESC }]", "orderBy: [{ hasPrimary: DESC }]",
    ]

    @Test func `a page of no rows still tells how many the collection has`() async throws {
        let fixture = try await EngineFixture.shared()
        let response = try await fixture.respond(
            """
            { none: communities(first: 0) { totalCount nodes { id } }
              all: communities { totalCount }
              nested: communities(first: 1) { nodes { schools(last: 0) { totalCount } } }
              one: communities(first: 1) { nodes { schools { totalCount } } } }
            """)
        let data = try parseJSON(response.body.span, limits: JSONLimits())["data"]
        #expect(data?["none"]?["totalCount"] == data?["all"]?["totalCount"])
        #expect(data?["none"]?["totalCount"] != .number("0"))
        #expect(data?["nested"]?["nodes"] == data?["one"]?["nodes"])
    }

    @Test(arguments: orders)
    func `pages forward hold every row once, in the order of the whole`(order: String) async throws
    {
        var names: [String] = []
        var page = try await page("first: 17 \(order)")
        names += page.names
        while page.hasNext {
            page = try await self.page("first: 17 after: \"\(page.end ?? "")\" \(order)")
            #expect(page.hasPrevious)
            names += page.names
        }
        #expect(names == (try await whole(order)))
        #expect(Set(names).count == names.count)
    }

    @Test(arguments: orders)
    func `pages backward hold the same rows as pages forward`(order: String) async throws {
        var names: [String] = []
        var page = try await page("last: 17 \(order)")
        names = page.names
        while page.hasPrevious {
            page = try await self.page("last: 17 before: \"\(page.start ?? "")\" \(order)")
            #expect(page.hasNext)
            names = page.names + names
        }
        #expect(names == (try await whole(order)))
    }

    /// All rows, which the demonstration has fewer than two of the largest pages of.
    private func whole(_ order: String) async throws -> [String] {
        let front = try await page("first: 100 \(order)").names
        let back = try await page("last: 100 \(order)").names
        return front + back.filter { !front.contains($0) }
    }

    @Test func `a cursor of another order is refused`() async throws {
        let fixture = try await EngineFixture.shared()
        let cursor = try await page("first: 1").end ?? ""
        let response = try await fixture.respond(
            "{ schools(after: \"\(cursor)\", orderBy: [{ name: DESC }]) { nodes { id } } }"
        )
        #expect(response.outcome == .requestError(.invalidOperation))
    }

    @Test func `a page that is empty has no cursor and nothing before or after`() async throws {
        let end = try await page("last: 1").end ?? ""
        let empty = try await page("first: 5 after: \"\(end)\"")
        #expect(empty.names == [])
        #expect(empty.start == nil && empty.end == nil)
        #expect(!empty.hasNext)
    }

    private func answer(_ document: String, office: String) async throws -> String {
        let fixture = try await EngineFixture.shared()
        return try await fixture.respond(document, office: office).text
    }

    @Test func `a cursor written into a document is of use to its own office alone`() async throws {
        let first = try await answer(
            "{ zones(first: 1) { pageInfo { endCursor } } }", office: "01511")
        let page = try parseJSON(first.utf8Span.span, limits: JSONLimits())["data"]?["zones"]
        let cursor = try #require(page?["pageInfo"]?["endCursor"]?.text)
        let document = "{ zones(after: \"\(cursor)\") { totalCount nodes { id } } }"
        let own = try await answer(document, office: "01511")
        let other = try await answer(document, office: "09581")
        let again = try await answer(document, office: "01511")
        #expect(own.hasPrefix("{\"data\"") && own == again)
        #expect(other.contains("does not belong to"), "\(other)")
    }
}
