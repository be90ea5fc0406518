import GraphQLLanguage
import SchemaMapping
import TestSupport
import Testing

@Suite("Collections")
struct CollectionExpansionTests {
    private func publicSDL(_ sdl: String = SampleSchema.sdl) throws -> String {
        let document = try parse(SampleSchema.bundle(sdl).source)
        return print(CollectionExpansion.expand(document).withoutMapping)
    }

    @Test func `a collection becomes a connection with Relay's arguments and an order`() throws {
        let sdl = try publicSDL()
        let squeezed = sdl.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(squeezed.contains("last: Int"))
        #expect(squeezed.contains("orderBy: [BookOrder!] ): BookConnection!"))
    }

    @Test
    func `the order input has one direction for each leaf field, of which exactly one is given`()
        throws
    {
        let sdl = try publicSDL()
        #expect(
            sdl.contains(
                """
                input BookOrder @oneOf {
                  id: OrderDirection
                  title: OrderDirection
                  genre: OrderDirection
                  printedOn: OrderDirection
                  pages: OrderDirection
                  price: OrderDirection
                  library: LibraryOrder
                  sequelOf: BookOrder
                }
                """))
        #expect(
            sdl.contains(
                """
                input LibraryOrder @oneOf {
                  id: OrderDirection
                  name: OrderDirection
                  books: BookSummaryOrder
                }
                """))
    }

    @Test func `a filter has a condition for each field, and joins them`() throws {
        let sdl = try publicSDL()
        let plain = sdl.split(separator: "\n").filter { !$0.contains("\"") }
            .joined(separator: "\n")
        #expect(
            plain.contains(
                """
                input BookFilter {
                  and: [BookFilter!]
                  or: [BookFilter!]
                  not: BookFilter
                  id: IDFilter
                  title: StringFilter
                  genre: GenreFilter
                  printedOn: DateFilter
                  pages: IntFilter
                  price: FloatFilter
                  library: LibraryFilter
                  sequelOf: BookFilter
                }
                """))
        #expect(plain.contains("  books: BookCollectionFilter\n"))
        #expect(
            plain.contains(
                """
                input GenreFilter {
                  eq: Genre
                  ne: Genre
                  in: [Genre!]
                  notIn: [Genre!]
                  isNull: Boolean
                }
                """))
    }

    @Test func `a node type has one connection, however many collections lead to it`() throws {
        let sdl = try publicSDL()
        #expect(sdl.split(separator: "type BookConnection").count == 2)
    }

    @Test func `clients see no mapping directive`() throws {
        let sdl = try publicSDL()
        for name in MappingDirectives.names { #expect(!sdl.contains("@\(name)")) }
        for name in MappingDirectives.privateTypeNames { #expect(!sdl.contains(name)) }
        #expect(sdl.contains("scalar Date\n"))
    }

    @Test func `clients see what extensions add besides the mapping, if anything`() throws {
        let sdl = try publicSDL(
            SampleSchema.sdl.replacing("scalar Date @format(as: DATE)", with: "scalar Date") + """

                extend scalar Date @format(as: DATE)
                extend scalar Date @specifiedBy(url: "https://example.org/") @format(as: DATE)
                extend type Library @access(roles: [READER])
                extend enum Role { GUEST @service(class: ANALYSIS) }
                extend type Book { name: String! @column(name: "title") }
                """)
        for name in MappingDirectives.names { #expect(!sdl.contains("@\(name)")) }
        #expect(
            sdl.contains(#"extend scalar Date @specifiedBy(url: "https://example.org/")"#))
        #expect(sdl.split(separator: "extend scalar Date").count == 2)
        #expect(!sdl.contains("extend type Library"))
        #expect(sdl.contains("extend type Book {\n  name: String!\n}"))
    }

    @Test func `nothing is ordered by a scalar of JSON, wherever its format is said`() throws {
        let added = "  title: String!\n  notes: Notes"
        for scalar in [
            "scalar Notes @format(as: JSON)", "scalar Notes\nextend scalar Notes @format(as: JSON)",
        ] {
            let sdl = try publicSDL(
                SampleSchema.sdl.replacing("  title: String!", with: added) + "\n" + scalar)
            #expect(sdl.contains("  notes: Notes\n"))
            #expect(!sdl.contains("notes: OrderDirection"))
        }
    }
}
