import GraphQLLanguage
import SchemaMapping
import TestSupport
import Testing

/// A weight or a size that says nothing must stop the server at boot.
@Suite("Costs of a schema")
struct CostBindingTests {
    private func problems(replacing old: String, with new: String) throws -> [String] {
        let sdl = SampleSchema.sdl.replacing(old, with: new)
        try #require(sdl != SampleSchema.sdl)
        do {
            _ = try SampleSchema.mapping(sdl: sdl)
            return []
        } catch let errors as MappingErrors {
            let bundle = SampleSchema.bundle(sdl)
            return errors.errors.map { "\(bundle.place(of: $0.location)) \($0.message)" }
        }
    }

    @Test(arguments: ["0", "0.5", "1000000000"])
    func `a weight from 0 to weightMax is taken`(_ weight: String) throws {
        let weighed = "title: String! @cost(weight: \"\(weight)\")"
        #expect(try problems(replacing: "title: String!", with: weighed) == [])
    }

    @Test(arguments: ["-1", "1000000001", "", "high", "nan", "inf"])
    func `any other weight is refused`(_ weight: String) throws {
        let weighed = "title: String! @cost(weight: \"\(weight)\")"
        #expect(
            try problems(replacing: "title: String!", with: weighed) == [
                "sample.graphql:24:18 Book.title: the weight \"\(weight)\" of @cost is no number"
                    + " from 0 to 1000000000."
            ])
    }

    @Test func `weights are checked wherever they may stand`() throws {
        for (old, new, coordinate) in [
            ("enum Genre {", "enum Genre @cost(weight: \"x\") {", "Genre"),
            ("scalar Date", "scalar Date @cost(weight: \"x\")", "Date"),
            ("type Book\n", "type Book @cost(weight: \"x\")\n", "Book"),
            ("book(id: ID!)", "book(id: ID! @cost(weight: \"x\"))", "Query.book(id:)"),
            ("scalar Date", "input I { a: Int @cost(weight: \"x\") }\nscalar Date", "I.a"),
            ("scalar Date", "interface I { a: Int @cost(weight: \"x\") }\nscalar Date", "I.a"),
        ] {
            let found = try problems(replacing: old, with: new)
            #expect(found.count == 1)
            #expect(found.first?.contains(" \(coordinate): the weight \"x\" of @cost") == true)
        }
    }

    @Test(arguments: [
        ("assumedSize: 0, sizedFields: [\"nodes\"]", nil),
        ("assumedSize: 1000000, sizedFields: [\"nodes\", \"edges\"]", nil),
        ("slicingArguments: [\"first\"], sizedFields: [\"nodes\"]", nil),
        (
            "assumedSize: 1000001, sizedFields: [\"nodes\"]",
            "the assumedSize 1000001 of @listSize is not from 0 to 1000000."
        ),
        (
            "assumedSize: -1, sizedFields: [\"nodes\"]",
            "the assumedSize -1 of @listSize is not from 0 to 1000000."
        ),
        ("sizedFields: [\"nodes\"]", "@listSize needs an assumedSize or slicingArguments."),
        (
            "slicingArguments: [\"after\"], sizedFields: [\"nodes\"]",
            "the field has no argument after of the type Int, or a list, which @listSize names."
        ),
        (
            "slicingArguments: [\"top\"], sizedFields: [\"nodes\"]",
            "the field has no argument top of the type Int, or a list, which @listSize names."
        ),
        (
            "assumedSize: 1, sizedFields: [\"pageInfo\"]",
            "the field's type has no list pageInfo, which @listSize names."
        ),
        (
            "assumedSize: 1",
            "the field is no list; @listSize must name its lists in sizedFields."
        ),
    ])
    func `a size says how many items which list has, up to assumedSizeMax`(
        _ arguments: String, _ problem: String?
    ) throws {
        let found = try problems(
            replacing: "books: [Book!]! @collection\n",
            with: "books: [Book!]! @collection @listSize(\(arguments))\n")
        #expect(found == (problem.map { ["sample.graphql:5:31 Query.books: \($0)"] } ?? []))
    }

    @Test func `clients see the directives of costs, and the sizes of collections`() throws {
        let document = try parse(SampleSchema.bundle().source)
        let sdl = print(CollectionExpansion.expand(document).withoutMapping)
        #expect(
            sdl.contains(
                "): BookConnection! @listSize(assumedSize: 20, slicingArguments: [\"first\","
                    + " \"last\"], sizedFields: [\"edges\", \"nodes\"],"
                    + " requireOneSlicingArgument: false)\n"))
        #expect(sdl.contains("  totalCount: Int! @cost(weight: \"10\")\n"))
        #expect(sdl.contains("  aggregate: BookAggregate! @cost(weight: \"20\")\n"))
        #expect(
            sdl.contains(
                "): [BookGroup!]! @cost(weight: \"20\") @listSize(assumedSize: 100,"
                    + " slicingArguments: [\"first\"], requireOneSlicingArgument: false)\n"))
        #expect(sdl.contains("directive @cost(weight: String!) on ARGUMENT_DEFINITION"))
        #expect(sdl.contains("directive @listSize("))
    }
}
