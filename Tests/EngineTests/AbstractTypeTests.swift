import AccessControl
import Engine
import OperationPlanning
import SchemaMapping
import TestSupport
import Testing
import TransportProtocols

/// Interfaces and unions over relations whose rows say of which type they are.
@Suite("Interfaces and unions")
struct AbstractTypeTests {
    private func answer(
        _ document: String, as person: AbstractFixture.Person = .keeper, town: Int = 3
    ) async throws -> String {
        try await AbstractFixture.shared().respond(document, as: person, town: town).text
    }

    private func id(_ number: Int) -> String { AbstractFixture.id(number) }

    private func ids(_ numbers: Int...) -> String {
        "[" + numbers.map { "\"\(id($0))\"" }.joined(separator: ", ") + "]"
    }

    // MARK: Rows

    @Test func `a row shows what is selected of its own type`() async throws {
        let document = """
            { items(ids: \(ids(1, 2, 3))) {
              __typename ...Own title ... on Book { chapters(first: 2) { nodes { title } } } } }
            fragment Own on Item {
              ... on Book { n: pages } ... on Map { n: sheets } ... on Letter { addressee } }
            """
        #expect(
            try await answer(document) == """
                {"data":{"items":[\
                {"__typename":"Book","n":90,"title":"Rihla",\
                "chapters":{"nodes":[{"title":"Chapter 1"},{"title":"Chapter 2"}]}},\
                {"__typename":"Map","n":8,"title":"Fes"},\
                {"__typename":"Letter","addressee":"Somebody","title":"To Fes"}]}}
                """)
    }

    @Test func `rows come in the order of the keys, twice where a key does, or null`()
        async throws
    {
        #expect(
            try await answer(
                "{ items(ids: \(ids(2, 9, 1, 2, 2))) { title } none: items(ids: []) { id } }")
                    == """
                    {"data":{"items":[{"title":"Fes"},null,{"title":"Rihla"},{"title":"Fes"},\
                    {"title":"Fes"}],"none":[]}}
                    """)
        #expect(
            try await answer(
                "{ books(ids: \(ids(2, 1))) { pages } things(ids: \(ids(2))) { __typename } }")
                == #"{"data":{"books":[null,{"pages":90}],"things":[{"__typename":"Map"}]}}"#)
    }

    @Test func `a row of another town is null`() async throws {
        let document = """
            { item(id: "\(id(1))") { title } thing(id: "\(id(1))") { __typename }
              items(ids: \(ids(1, 2))) { title } }
            """
        #expect(
            try await answer(document, town: 1)
                == #"{"data":{"item":null,"thing":null,"items":[null,null]}}"#)
    }

    @Test func `a row without that of its type is null where that is asked for`() async throws {
        #expect(
            try await answer(
                """
                { shared: item(id: "\(id(6))") { __typename title }
                  own: item(id: "\(id(6))") { title ... on Book { pages } } }
                """) == """
                    {"data":{"shared":{"__typename":"Book","title":"Lost"},"own":null}}
                    """)
    }

    @Test func `fields left out by a condition are not read`() async throws {
        #expect(
            try await answer(
                """
                { item(id: "\(id(6))") { title ... on Book @skip(if: true) { pages }
                  ... on Book { pages @include(if: false) } } }
                """) == #"{"data":{"item":{"title":"Lost"}}}"#)
    }

    @Test(arguments: [4, 5])
    func `a row of a type that the schema does not have is an error at its place`(
        number: Int
    ) async throws {
        #expect(
            try await answer("{ items(ids: \(ids(1, number))) { title } }") == """
                {"data":{"items":[{"title":"Rihla"},null]},"errors":[{"message":"Query.items: \
                The row is of a type that Item does not have.","locations":[{"line":1,"column":3}],\
                "path":["items",1],"extensions":{"code":"INTERNAL_SERVER_ERROR"}}]}
                """)
    }

    @Test func `a row of an unknown type takes a page of non-null rows with it`() async throws {
        #expect(
            try await answer(
                "{ allThings { nodes { __typename } } }"
            ).contains(
                """
                "message":"ThingConnection.nodes: The row is of a type that Thing does not \
                have."
                """))
    }

    @Test func `a reference may lead to an interface`() async throws {
        let document = """
            { marks(filter: { note: { in: ["On Rihla", "On Fes", "On Lost", "Untitled"] } }) {
              nodes { note item { title ... on Book { pages } ... on Map { sheets } } } } }
            """
        let text = try await answer(document)
        #expect(
            text == """
                {"data":{"marks":{"nodes":[{"note":"On Fes","item":{"title":"Fes","sheets":8}},\
                {"note":"On Lost","item":null},\
                {"note":"On Rihla","item":{"title":"Rihla","pages":90}},\
                {"note":"Untitled","item":null}]}}}
                """)
    }

    // MARK: Access

    @Test func `rows of types that are closed to the caller are not there`() async throws {
        #expect(
            try await answer(
                """
                { items(ids: \(ids(1, 3))) { title } thing(id: "\(id(3))") { __typename }
                  marks(filter: { note: { eq: "On To Fes" } }) { nodes { item { title } } } }
                """, as: .reader) == """
                    {"data":{"items":[{"title":"Rihla"},null],"thing":null,\
                    "marks":{"nodes":[{"item":null}]}}}
                    """)
    }

    @Test func `a page and its count leave out the types that are closed`() async throws {
        let document = "{ allItems(first: 100) { totalCount nodes { __typename } } }"
        let keeper = try await answer(document, town: 1)
        #expect(keeper.hasPrefix(#"{"data":{"allItems":{"totalCount":30,"#))
        #expect(keeper.contains("Letter"))
        let reader = try await answer(document, as: .reader, town: 1)
        #expect(reader.hasPrefix(#"{"data":{"allItems":{"totalCount":20,"#))
        #expect(!reader.contains("Letter"))
    }

    @Test(arguments: [
        ("item(id: 0) { ... on Letter { addressee } }", "Letter.addressee"),
        ("item(id: 0) { ... on Map { worth } }", "Map.worth"),
        ("item(id: 0) { worth }", "Item.worth"),
        ("thing(id: 0) { ... on Item { worth } }", "Item.worth"),
        ("allItems(filter: { worth: { gt: 0 } }) { totalCount }", "ItemFilter.worth"),
        ("allItems(orderBy: [{ worth: ASC }]) { totalCount }", "ItemOrder.worth"),
        ("allItems { aggregate { max { worth } } }", "ItemExtremes.worth"),
        ("allItems { groups { key { worth } } }", "ItemGroupKey.worth"),
        ("marks(filter: { item: { title: { eq: \"\" } } }) { totalCount }", "MarkFilter.item"),
        ("marks(orderBy: [{ item: { title: ASC } }]) { totalCount }", "MarkOrder.item"),
    ])
    func `what is closed in a possible type is refused`(
        _ field: String, _ coordinate: String
    ) async throws {
        let fixture = try await AbstractFixture.shared()
        let refused = try await fixture.respond("{ \(field) }", as: .reader)
        #expect(refused.outcome == .requestError(.forbidden), "\(refused.text)")
        #expect(refused.text.contains(coordinate), "\(refused.text)")
        #expect(try await fixture.respond("{ \(field) }").outcome != .requestError(.forbidden))
    }

    @Test func `without a role there is no interface`() async throws {
        let fixture = try await AbstractFixture.shared()
        for document in ["{ item(id: 0) { id } }", "{ things(ids: []) { __typename } }"] {
            let response = try await fixture.respond(document, as: .stranger)
            #expect(response.outcome == .requestError(.forbidden))
        }
    }

    @Test func `introspection shows the possible types that the caller may see`() async throws {
        let document = """
            { item: __type(name: "Item") { kind possibleTypes { name } fields { name } }
              thing: __type(name: "Thing") { kind possibleTypes { name } } }
            """
        #expect(
            try await answer(document) == """
                {"data":{"item":{"kind":"INTERFACE","possibleTypes":[{"name":"Book"},\
                {"name":"Map"},{"name":"Letter"}],"fields":[{"name":"id"},{"name":"title"},\
                {"name":"worth"},{"name":"town"}]},"thing":{"kind":"UNION","possibleTypes":\
                [{"name":"Book"},{"name":"Map"},{"name":"Letter"}]}}}
                """)
        #expect(
            try await answer(document, as: .reader) == """
                {"data":{"item":{"kind":"INTERFACE","possibleTypes":[{"name":"Book"},\
                {"name":"Map"}],"fields":[{"name":"id"},{"name":"title"},{"name":"town"}]},\
                "thing":{"kind":"UNION","possibleTypes":[{"name":"Book"},{"name":"Map"}]}}}
                """)
    }

    // MARK: Bounds

    @Test func `nodesMax keys are looked up, and one more is refused at its place`()
        async throws
    {
        let fixture = try await AbstractFixture.shared()
        let engine = fixture.engine { $0.nodesMax = 2 }
        let enough = try await fixture.respond(
            "{ items(ids: \(ids(1, 1))) { title } }", engine: engine)
        #expect(enough.text == #"{"data":{"items":[{"title":"Rihla"},{"title":"Rihla"}]}}"#)
        let refused = try await fixture.respond(
            "{ items(ids: \(ids(1, 1, 1))) { title } }", engine: engine)
        #expect(
            refused.text == """
                {"errors":[{"message":"\\"ids\\" has more than 2 values; ask for less at once.",\
                "locations":[{"line":1,"column":14}],"extensions":{"code":"LIMIT_EXCEEDED"}}]}
                """)
    }

    @Test func `a key that is none of the column's is refused at its place`() async throws {
        #expect(
            try await answer(#"{ items(ids: ["x"]) { title } }"#) == """
                {"errors":[{"message":"The value of \\"ids\\" is not an ID of this schema.",\
                "locations":[{"line":1,"column":14}],"extensions":{"code":"BAD_USER_INPUT"}}]}
                """)
    }

    // MARK: Against the oracle

    @Test(
        arguments: [AbstractFixture.Person.keeper, .reader], [1, 2])
    func `random operations over interfaces are answered as the oracle answers them`(
        person: AbstractFixture.Person, town: Int
    ) async throws {
        let fixture = try await AbstractFixture.shared()
        let engines = Dictionary(
            uniqueKeysWithValues: ([PlanningOptions()] + PlanningOptions.unusual)
                .map { ($0, fixture.engine($0)) })
        let comparison = OracleComparison(
            fixture.mapping, try fixture.oracleRows(person, town: town),
            RoleAccess(fixture.mapping, roles: person.roles), office: "0000\(town)",
            label: "\(person) of \(town)"
        ) { options, request in
            let engine = try #require(engines[options])
            return await engine.respond(
                to: request, principal: try person.principal(town: town))
        }
        let seeds = OracleComparison.seeds(OracleComparison.operationCount)
        #expect(try await comparison.executed(seeds) * 10 >= seeds.count * 9)
    }
}
