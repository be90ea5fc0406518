import GraphQLExecution
import GraphQLLanguage
import GraphQLValidation
import OperationPlanning
import OrderedCollections
import SchemaMapping
import TestSupport
import Testing

/// Costs by the weights and sizes of the sample's schema, without a database.
@Suite("Costs")
struct CostTests {
    private func planned(
        _ document: String, _ variables: VariableValues, _ limits: PlanningLimits, sdl: String
    ) throws -> PlannedCost {
        let mapping = try SampleSchema.mapping(sdl: sdl)
        let validated = try validate(
            parse(Source(bytes: Array(document.utf8))), against: mapping.schema
        ).get()
        return try planCost(
            try ExecutableOperation(selecting: nil, in: validated), mapping: mapping,
            variableValues: variables, limits: limits)
    }

    private func cost(
        _ document: String, _ variables: VariableValues = [:], sdl: String = SampleSchema.sdl
    ) throws -> OperationCost {
        try planned(document, variables, PlanningLimits(), sdl: sdl).cost(variables)
    }

    /// Each field as `path field-cost type-cost size`.
    private func lines(_ cost: OperationCost) -> [String] {
        cost.fields.map { field in
            let numbers = [field.fieldCost, field.typeCost, field.size].map(costText)
            return ([field.path.joined(separator: ".")] + numbers).joined(separator: " ")
        }
    }

    /// What a refusal says, and where.
    private func refusal(
        _ document: String, _ variables: VariableValues = [:], sdl: String = SampleSchema.sdl,
        _ change: (inout PlanningLimits) -> Void
    ) throws -> String? {
        var limits = PlanningLimits()
        change(&limits)
        do {
            try planned(document, variables, limits, sdl: sdl).check(variables, limits)
            return nil
        } catch let error as PlanningError {
            return "\(error.location.offset): \(error.message)"
        }
    }

    private static let twoLevels = """
        { libraries(first: 10) { nodes { name books(first: 5) { nodes { id library { id } } } } } }
        """

    @Test
    func `a field costs as often as it is asked for, and its type as often as it is returned`()
        throws
    {
        let cost = try cost(Self.twoLevels)
        #expect(
            lines(cost) == [
                "libraries 1 1 1", "libraries.nodes 1 10 10", "libraries.nodes.books 10 10 1",
                "libraries.nodes.books.nodes 10 50 5",
                "libraries.nodes.books.nodes.library 50 50 1",
            ])
        #expect(cost.fieldCost == 72)
        // The value of the query type is one more.
        #expect(cost.typeCost == 122)
    }

    @Test func `the dearest fields come first, equally dear ones as in the document`() throws {
        let cost = try cost(
            "{ b: books(first: 2) { nodes { id } } a: books(first: 2) { nodes { id } } }")
        #expect(
            cost.dearest(3).map { $0.path.joined(separator: ".") } == ["b.nodes", "a.nodes", "b"])
        #expect(cost.dearest(100).count == 4)
    }

    @Test(arguments: [
        ("books", 20.0), ("books(first: 7)", 7), ("books(last: 8)", 8), ("books(first: 0)", 0),
        ("books(first: null)", 20), ("books(first: $n)", 9), ("books(first: $absent)", 20),
        ("books(last: $n)", 9), ("books(first: $null)", 20), ("books(first: null, last: 3)", 3),
    ])
    func `a page has the size that the client says, or else the default`(
        _ field: String, _ size: Double
    ) throws {
        let document =
            "query ($n: Int, $absent: Int, $null: Int) { \(field) { nodes { id } edges { cursor } }"
            + " all: books(first: $n, last: $null) { nodes { title } }"
            + " more: books(first: $absent) { nodes { title } } }"
        let cost = try cost(document, ["n": .int(9), "null": .null])
        #expect(lines(cost)[1] == "books.nodes 1 \(costText(size)) \(costText(size))")
        #expect(lines(cost)[2] == "books.edges 1 \(costText(size)) \(costText(size))")
    }

    @Test func `figures cost more than rows, for each parent`() throws {
        let cost = try cost(
            """
            { libraries(first: 3) { nodes { books {
              totalCount aggregate { count } groups(first: 9) { key { genre } count }
              all: groups { count }
            } } } }
            """)
        #expect(
            lines(cost).dropFirst(3) == [
                "libraries.nodes.books.totalCount 30 0 1",
                "libraries.nodes.books.aggregate 60 3 1", "libraries.nodes.books.groups 60 27 9",
                "libraries.nodes.books.groups.key 27 27 1", "libraries.nodes.books.all 60 300 100",
            ])
    }

    @Test func `each input object of an argument costs, and introspection does not`() throws {
        let cost = try cost(
            """
            query ($f: BookFilter) {
              plain: books { __typename }
              filtered: books(filter: { and: [{ pages: { gt: 3 } }, { id: { in: [] } }] }) {
                __typename
              }
              variable: books(filter: $f, orderBy: [{ title: ASC }, { library: { name: ASC } }]) {
                __typename
              }
              __schema { types { name } }
            }
            """, ["f": .object(["pages": .object(["gt": .int(1)])])])
        // The filter, `and`, and the two conditions; the filter and one, `orderBy` and one within.
        #expect(
            lines(cost) == ["plain 1 1 1", "filtered 5 1 1", "variable 5 1 1"])
    }

    @Test func `@cost weighs fields, types, arguments, input fields, enums and scalars`() throws {
        let sdl = SampleSchema.sdl
            .replacing("title: String!", with: "title: String! @cost(weight: \"2.5\")")
            .replacing("book(id: ID!)", with: "book(id: ID! @cost(weight: \"4\"))")
            .replacing("enum Genre {", with: "enum Genre @cost(weight: \"0.5\") {")
            .replacing("scalar Date", with: "scalar Date @cost(weight: \"3\")")
            .replacing(
                "@relation(name: \"library\"",
                with: "@cost(weight: \"7\") @relation(name: \"library\"")
        let cost = try cost(
            "{ book(id: \"x\") { id title genre printedOn library { name } } }", sdl: sdl)
        #expect(
            lines(cost) == [
                "book 5 1 1", "book.title 2.5 0 1", "book.genre 0 0.5 1", "book.printedOn 0 3 1",
                "book.library 1 7 1",
            ])
        #expect(cost.fieldCost == 8.5)
        #expect(cost.typeCost == 12.5)
    }

    @Test func `an author's @listSize takes the place of the generated one`() throws {
        let sdl = SampleSchema.sdl.replacing(
            "books: [Book!]! @collection\n",
            with: """
                books: [Book!]! @collection @listSize(
                  slicingArguments: ["first", "last"], sizedFields: ["nodes", "edges"])

                """)
        #expect(
            try lines(cost("{ books(first: 6) { nodes { id } } }", sdl: sdl))[1].hasSuffix(" 6 6"))
        for arguments in ["", "(first: null)", "(first: 1, last: 2)"] {
            #expect(
                try refusal("{ books\(arguments) { nodes { id } } }", sdl: sdl) { _ in }
                    == "2: \"books\" must be given exactly one of \"first\", \"last\".")
        }
    }

    // MARK: Bounds

    @Test func `an operation of fieldCostMax runs, and a dearer one is told how to become cheaper`()
        throws
    {
        #expect(try refusal(Self.twoLevels) { $0.fieldCostMax = 72 } == nil)
        #expect(
            try refusal(Self.twoLevels) { $0.fieldCostMax = 71 }
                == "67: The field cost of the operation is 72, more than 71; the dearest field is"
                + " \"libraries.nodes.books.nodes.library\", which costs 50: ask for fewer than 10"
                + " in \"first\" of \"libraries\".")
    }

    @Test func `an operation of typeCostMax runs, and a dearer one is told how to become cheaper`()
        throws
    {
        let document = "{ libraries(first: 2) { nodes { own: books(last: 5) { nodes { id } } } } }"
        #expect(try refusal(document) { $0.typeCostMax = 16 } == nil)
        #expect(
            try refusal(document) { $0.typeCostMax = 15 }
                == "54: The type cost of the operation is 16, more than 15; the dearest field is"
                + " \"libraries.nodes.own.nodes\", which costs 10: ask for fewer than 5"
                + " in \"last\" of \"libraries.nodes.own\".")
    }

    @Test func `where no list multiplies the cost, less has to be selected`() throws {
        #expect(
            try refusal("{ books { totalCount } }") { $0.fieldCostMax = 10 }
                == "10: The field cost of the operation is 11, more than 10; the dearest field is"
                + " \"books.totalCount\", which costs 10: select less, or send several operations.")
    }

    @Test func `the bounds hold for each value of a variable`() throws {
        let document = "query ($n: Int) { books(first: $n) { nodes { library { id } } } }"
        for (size, isRefused) in [(5, false), (6, true)] {
            let message = try refusal(document, ["n": .int(Int32(size))]) { $0.fieldCostMax = 7 }
            #expect((message != nil) == isRefused)
        }
    }

    @Test func `what no page can make too dear is not weighed for each request`() throws {
        let document = "query ($n: Int) { books(first: $n) { nodes { library { id } } } }"
        for (bound, isAlwaysWithin) in [(102, true), (101, false)] {
            var limits = PlanningLimits()
            limits.fieldCostMax = bound
            let planned = try planned(document, ["n": .int(1)], limits, sdl: SampleSchema.sdl)
            #expect(planned.isAlwaysWithin == isAlwaysWithin)
        }
    }

    // MARK: Interfaces

    private static let itemSDL =
        SampleSchema.sdl.replacing("type Library\n", with: "type Library implements Item\n")
        .replacing("type Book\n", with: "type Book implements Item @cost(weight: \"3\")\n") + """

            interface Item @relation(name: "book", typeColumn: "genre") { id: ID! }
            extend type Query { items(ids: [ID!]!): [Item]! @lookup(columns: ["id"]) }
            """

    @Test func `of the possible types of a row only the dearest counts`() throws {
        let cost = try cost(
            """
            { items(ids: ["a", "b"]) {
              ... on Library { books(first: 4) { nodes { id } } books2: books { totalCount } }
              ... on Book { library { id } sequelOf { id } }
            } }
            """, sdl: Self.itemSDL)
        #expect(
            lines(cost) == [
                "items 1 6 2", "items.books 2 2 1", "items.books.nodes 2 24 4",
                "items.books2 2 2 1", "items.books2.totalCount 20 0 1", "items.library 2 2 1",
                "items.sequelOf 2 6 1",
            ])
        #expect(cost.fieldCost == 27, "the fields of a library are dearer than those of a book")
        #expect(cost.typeCost == 35)
    }

    @Test(arguments: [("[\"a\", \"b\"]", 2.0), ("\"a\"", 1), ("[]", 0), ("$ids", 3)])
    func `a lookup of many rows has the size of its keys`(
        _ keys: String, _ size: Double
    ) throws {
        let ids = CoercedValue.list([.string("a"), .string("b"), .string("c")])
        let cost = try cost(
            "query ($ids: [ID!]!) { items(ids: \(keys)) { id } other: items(ids: $ids) { id } }",
            ["ids": ids], sdl: Self.itemSDL)
        #expect(cost.fields.first?.size == size)
    }

    @Test func `a lookup by a variable counts for nodesMax before its value is known`() throws {
        let document = "query ($ids: [ID!]!) { items(ids: $ids) { id } }"
        for (typeCostMax, isAlwaysWithin) in [(31, true), (30, false)] {
            var limits = PlanningLimits()
            limits.nodesMax = 10
            limits.typeCostMax = typeCostMax
            let planned = try planned(document, ["ids": .list([])], limits, sdl: Self.itemSDL)
            #expect(planned.isAlwaysWithin == isAlwaysWithin)
        }
    }
}
