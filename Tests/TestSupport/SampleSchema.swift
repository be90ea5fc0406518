import GraphQLLanguage
package import GraphQLTypeSystem
package import SchemaMapping

/// A small schema of libraries and books with its catalog, so that tests of the engine need no
/// domain.
package enum SampleSchema {
    package static let sdl = """
        enum Role { READER, KEEPER }

        type Query {
          libraries: [Library!]! @collection
          books: [Book!]! @collection
          book(id: ID!): Book @lookup(columns: ["id"])
        }

        enum Genre { POETRY, HISTORY }

        "خزانة"
        type Library
          @relation(name: "library", orderBy: [{ column: "name" }])
          @access(roles: [READER, KEEPER]) {
          id: ID!
          name: String!
          books: [Book!]! @collection(columns: ["town_id", "library_id"])
        }

        type Book
          @relation(name: "book", orderBy: [{ column: "printed_on", direction: DESC }])
          @access(roles: [READER, KEEPER]) {
          id: ID!
          title: String!
          genre: Genre!
          printedOn: Date!
          pages: Int
          price: Float @access(roles: [KEEPER])
          library: Library! @reference(columns: ["town_id", "library_id"])
          sequelOf: Book @reference(columns: ["town_id", "sequel_of_id"])
        }

        scalar Date @format(as: DATE)
        """

    package static let library = CatalogRelation(
        namespace: "app", name: "library",
        columns: [
            CatalogColumn(name: "town_id", typeName: "int4", isNotNull: true),
            CatalogColumn(name: "id", typeName: "uuid", isNotNull: true),
            CatalogColumn(name: "name", typeName: "text", isNotNull: true),
        ],
        primaryKey: ["town_id", "id"], foreignKeys: [], hasForcedRowSecurity: true)

    package static let book = CatalogRelation(
        namespace: "app", name: "book",
        columns: [
            CatalogColumn(name: "town_id", typeName: "int4", isNotNull: true),
            CatalogColumn(name: "id", typeName: "uuid", isNotNull: true),
            CatalogColumn(name: "library_id", typeName: "uuid", isNotNull: true),
            CatalogColumn(name: "sequel_of_id", typeName: "uuid", isNotNull: false),
            CatalogColumn(name: "title", typeName: "text", isNotNull: true),
            CatalogColumn(name: "genre", typeName: "text", isNotNull: true),
            CatalogColumn(name: "printed_on", typeName: "date", isNotNull: true),
            CatalogColumn(name: "pages", typeName: "int4", isNotNull: false),
            CatalogColumn(name: "price", typeName: "float8", isNotNull: false),
        ],
        primaryKey: ["town_id", "id"],
        foreignKeys: [
            CatalogForeignKey(
                columns: ["town_id", "library_id"], referencedRelation: "app.library",
                referencedColumns: ["town_id", "id"]),
            CatalogForeignKey(
                columns: ["town_id", "sequel_of_id"], referencedRelation: "app.book",
                referencedColumns: ["town_id", "id"]),
        ],
        hasForcedRowSecurity: true)

    package static let catalog = CatalogSnapshot(relations: [library, book])

    /// The sample's mapping, or that of other SDL or another catalog.
    package static func mapping(
        sdl: String = sdl, catalog: CatalogSnapshot = catalog
    ) throws -> SchemaMapping {
        try SchemaMapping.bind(schema(sdl: sdl), to: catalog)
    }

    package static func schema(sdl: String = sdl) throws -> Schema {
        try Schema.build(from: CollectionExpansion.expand(parse(bundle(sdl).source)))
    }

    package static func bundle(_ sdl: String = sdl) -> SDLBundle {
        SDLBundle(files: [SDLBundle.File(name: "sample.graphql", bytes: Array(sdl.utf8))])
    }
}
