import GraphQLLanguage
import SchemaMapping
import TestSupport
import Testing

@Suite("Collections")
struct CollectionExpansionTests {
    private func publicSDL() throws -> String {
        let document = try parse(SampleSchema.bundle().source)
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
        #expect(!sdl.contains("ColumnOrder"))
    }
}
