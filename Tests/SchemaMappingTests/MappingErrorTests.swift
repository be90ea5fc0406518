import SchemaMapping
import TestSupport
import Testing

/// A mapping that does not fit must stop the server at boot, at the place that has to be mended.
@Suite("Mapping errors")
struct MappingErrorTests {
    /// The problems of the sample with one piece of its SDL replaced, as `line:column message`.
    private func problems(
        replacing old: String, with new: String, catalog: CatalogSnapshot = SampleSchema.catalog
    ) throws -> [String] {
        let sdl = SampleSchema.sdl.replacing(old, with: new)
        try #require(sdl != SampleSchema.sdl || old == new)
        do {
            _ = try SampleSchema.mapping(sdl: sdl, catalog: catalog)
            return []
        } catch let errors as MappingErrors {
            let bundle = SampleSchema.bundle(sdl)
            return errors.errors.map { "\(bundle.place(of: $0.location)) \($0.message)" }
        }
    }

    @Test func `the sample itself has no problem`() throws {
        #expect(try problems(replacing: "", with: "") == [])
    }

    @Test func `@service has a meaning on the values of Role only`() throws {
        #expect(
            try problems(
                replacing: "READER, KEEPER }", with: "READER @service(class: ANALYSIS), KEEPER }")
                == [])
        #expect(
            try problems(replacing: "POETRY,", with: "POETRY @service(class: ANALYSIS),")
                == ["sample.graphql:9:21 Genre.POETRY: @service has no meaning here."])
    }

    @Test(arguments: ["WRITE", "URGENT"])
    func `@service names a class that a role may have`(_ name: String) {
        #expect(throws: (any Error).self) {
            try SampleSchema.schema(
                sdl: SampleSchema.sdl.replacing(
                    "READER, KEEPER }", with: "READER @service(class: \(name)), KEEPER }"))
        }
    }

    @Test func `a role has the class of its @service, or else that of portals`() throws {
        let mapping = try SampleSchema.mapping(
            sdl: SampleSchema.sdl.replacing(
                "READER, KEEPER }", with: "READER @service(class: ANALYSIS), KEEPER }"))
        #expect(mapping.serviceClass(ofRole: "READER") == .analysis)
        #expect(mapping.serviceClass(ofRole: "KEEPER") == .portal)
    }

    @Test func `a relation that is not there is reported at its directive`() throws {
        #expect(
            try problems(replacing: "name: \"book\"", with: "name: \"scroll\"").first
                == "sample.graphql:21:3 Book: there is no relation app.scroll;"
                + " create it in a migration or correct @relation.")
    }

    @Test func `a column that is not there is reported at its field`() throws {
        #expect(
            try problems(replacing: "pages: Int", with: "sheets: Int")
                == [
                    "sample.graphql:27:3 Book.sheets: app.book has no column sheets;"
                        + " correct @column or add the column."
                ])
    }

    @Test func `a field type that does not fit its column is reported`() throws {
        #expect(
            try problems(replacing: "pages: Int", with: "pages: Boolean")
                == [
                    "sample.graphql:27:3 Book.pages: column pages has the type int4,"
                        + " which does not fit the field type Boolean."
                ])
    }

    @Test func `a non-null field needs a column that cannot be null`() throws {
        #expect(
            try problems(replacing: "pages: Int", with: "pages: Int!")
                == [
                    "sample.graphql:27:3 Book.pages: the field is non-null but app.book.pages"
                        + " may be null; drop the ! or add NOT NULL."
                ])
    }

    @Test func `a non-null reference needs columns that cannot be null`() throws {
        #expect(
            try problems(replacing: "sequelOf: Book ", with: "sequelOf: Book! ")
                == [
                    "sample.graphql:30:19 Book.sequelOf: the field is non-null but"
                        + " (town_id, sequel_of_id) may be null; drop the ! or add NOT NULL."
                ])
    }

    @Test func `a reference needs a foreign key`() throws {
        #expect(
            try problems(
                replacing: "library: Library! @reference(columns: [\"town_id\", \"library_id\"])",
                with: "library: Library! @reference(columns: [\"library_id\"])")
                == [
                    "sample.graphql:29:21 Book.library: app.book has no foreign key on"
                        + " (library_id) that refers to app.library."
                ])
    }

    @Test func `a type that nobody may read is refused`() throws {
        #expect(
            try problems(
                replacing: "orderBy: [{ column: \"name\" }])\n  @access(roles: [READER, KEEPER])",
                with: "orderBy: [{ column: \"name\" }])")
                == [
                    "sample.graphql:11:1 Library: no @access says which roles may read it,"
                        + " so nobody could; add @access to the type."
                ])
    }

    @Test func `a relation without forced row-level security is refused`() throws {
        let unprotected = CatalogRelation(
            namespace: "app", name: "library",
            columns: Array(SampleSchema.library.columns.values),
            primaryKey: SampleSchema.library.primaryKey, foreignKeys: [],
            hasForcedRowSecurity: false)
        let catalog = CatalogSnapshot(relations: [unprotected, SampleSchema.book])
        #expect(
            try problems(replacing: "", with: "", catalog: catalog)
                == [
                    "sample.graphql:13:3 Library: row-level security is not enabled and forced"
                        + " on app.library; without it every office would see every row."
                ])
    }

    @Test func `all problems are reported at once, in the order of the schema`() throws {
        let found = try problems(
            replacing: "genre: Genre!\n  printedOn: Date!\n  pages: Int",
            with: "genre: Int!\n  printedOn: Float!\n  pages: Int!")
        #expect(found.count == 3)
    }

    @Test func `a lookup has an argument for each column`() throws {
        #expect(
            try problems(replacing: "@lookup(columns: [\"id\"])", with: "@lookup(columns: [])")
                == [
                    "sample.graphql:6:23 Query.book: @lookup names 0 columns"
                        + " but the field has 1 arguments."
                ])
    }

    @Test func `a scalar is bound by its format and not by its name`() throws {
        #expect(
            try problems(
                replacing: "scalar Date @format(as: DATE)", with: "scalar Date")
                == [
                    "sample.graphql:26:3 Book.printedOn: column printed_on has the type date,"
                        + " which does not fit the field type Date!."
                ])
        #expect(
            try problems(
                replacing: "scalar Date @format(as: DATE)", with: "scalar Date @format(as: UUID)")
                == [
                    "sample.graphql:26:3 Book.printedOn: column printed_on has the type date,"
                        + " which does not fit the field type Date!."
                ])
    }

    @Test func `a key is compared only with columns that keys are made for`() throws {
        #expect(
            try problems(
                replacing: #"book(id: ID!): Book @lookup(columns: ["id"])"#,
                with: #"book(printed: Date!): Book @lookup(columns: ["printed_on"])"#)
                == [
                    "sample.graphql:6:8 Query.book: column printed_on of the type date"
                        + " cannot be looked up by an argument of the type Date!."
                ])
    }

    @Test(arguments: ["json", "jsonb", "_text"])
    func `rows are ordered neither by JSON nor by lists`(type: String) throws {
        let notes = CatalogColumn(name: "notes", typeName: type, isNotNull: true)
        let book = CatalogRelation(
            namespace: "app", name: "book",
            columns: Array(SampleSchema.book.columns.values) + [notes],
            primaryKey: SampleSchema.book.primaryKey,
            foreignKeys: SampleSchema.book.foreignKeys, hasForcedRowSecurity: true)
        #expect(
            try problems(
                replacing: #"[{ column: "printed_on", direction: DESC }]"#,
                with: #"[{ column: "notes" }]"#,
                catalog: CatalogSnapshot(relations: [SampleSchema.library, book]))
                == [
                    "sample.graphql:21:37 Book: column notes has the type \(type),"
                        + " which rows cannot be ordered by."
                ])
    }
}
