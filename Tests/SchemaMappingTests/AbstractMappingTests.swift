import GraphQLLanguage
import SchemaMapping
import TestSupport
import Testing

/// An interface or union that does not fit its relation must stop the server at boot.
@Suite("Mapping of interfaces and unions")
struct AbstractMappingTests {
    private static let interface = """
        interface Item @relation(name: "item", typeColumn: "kind") { id: ID! }
        union Thing @relation(name: "item", typeColumn: "kind") = Library | Book
        extend type Query {
          item(id: ID!): Item @lookup(columns: ["id"])
          items(ids: [ID!]!): [Item]! @lookup(columns: ["id"])
          things: [Thing!]! @collection
        }
        """

    private static let sdl =
        SampleSchema.sdl.replacing("type Library\n", with: "type Library implements Item\n")
        .replacing("type Book\n", with: "type Book implements Item\n") + "\n" + interface

    private static func item(
        kind: String = "text", id: String = "uuid", key: [String] = ["town_id", "id"],
        isProtected: Bool = true, isView: Bool = false
    ) -> CatalogRelation {
        CatalogRelation(
            namespace: "app", name: "item",
            columns: [
                CatalogColumn(name: "town_id", typeName: "int4", isNotNull: !isView),
                CatalogColumn(name: "id", typeName: id, isNotNull: !isView),
                CatalogColumn(name: "kind", typeName: kind, isNotNull: !isView),
            ],
            primaryKey: isView ? [] : key, foreignKeys: [], hasForcedRowSecurity: isProtected,
            isView: isView)
    }

    /// The problems of the sample with one piece of its SDL replaced, without their file.
    private func problems(
        replacing old: String = "", with new: String = "",
        item: CatalogRelation = AbstractMappingTests.item()
    ) throws -> [String] {
        let sdl = Self.sdl.replacing(old, with: new)
        try #require(sdl != Self.sdl || old == new)
        let catalog = CatalogSnapshot(relations: [SampleSchema.library, SampleSchema.book, item])
        do {
            _ = try SampleSchema.mapping(sdl: sdl, catalog: catalog)
            return []
        } catch let errors as MappingErrors {
            let bundle = SampleSchema.bundle(sdl)
            return errors.errors.map { "\(bundle.place(of: $0.location)) \($0.message)" }
        }
    }

    @Test func `an interface and a union may be bound to a table or to a view`() throws {
        #expect(try problems() == [])
        #expect(try problems(item: Self.item(isView: true)) == [])
    }

    @Test func `a relation that is not there is reported at its directive`() throws {
        #expect(
            try problems(
                replacing: "interface Item @relation(name: \"item\"",
                with: "interface Item @relation(name: \"scroll\""
            ).first
                == "sample.graphql:34:16 Item: there is no relation app.scroll;"
                + " create it in a migration or correct @relation.")
    }

    @Test func `rows must say their types`() throws {
        #expect(
            try problems(
                replacing: "interface Item @relation(name: \"item\", typeColumn: \"kind\")",
                with: "interface Item @relation(name: \"item\")")
                == [
                    "sample.graphql:34:16 Item: @relation of an interface or union needs"
                        + " typeColumn: the column with the name of each row's object type."
                ])
        #expect(
            try problems(
                replacing: "interface Item @relation(name: \"item\", typeColumn: \"kind\")",
                with: "interface Item @relation(name: \"item\", typeColumn: \"sort\")")
                == [
                    "sample.graphql:34:16 Item: app.item has no column sort;"
                        + " correct @column or add the column."
                ])
        #expect(
            try problems(item: Self.item(kind: "int4")).first
                == "sample.graphql:34:16 Item: column kind has the type int4;"
                + " the names of types are texts.")
    }

    @Test func `a type column has no meaning on an object type`() throws {
        #expect(
            try problems(
                replacing: "name: \"library\",", with: "name: \"library\", typeColumn: \"name\",")
                == [
                    "sample.graphql:13:42 Library: typeColumn has a meaning on interfaces and"
                        + " unions only."
                ])
    }

    @Test func `a possible type must be bound to a relation`() throws {
        #expect(
            try problems(
                replacing: "union Thing",
                with: "type Loose implements Item { id: ID! }\nunion Thing")
                == [
                    "sample.graphql:34:16 Item: its possible type Loose is not bound to a"
                        + " relation; add @relation to it."
                ])
    }

    @Test func `the relation has the key of each possible type`() throws {
        #expect(
            try problems(item: Self.item(id: "text")).first
                == "sample.graphql:34:16 Item: app.item has no column id of the type uuid,"
                + " which is in the key of its possible type Book.")
    }

    @Test func `a relation or view without protection is refused`() throws {
        #expect(
            try problems(item: Self.item(isProtected: false)).first
                == "sample.graphql:34:16 Item: row-level security is not enabled and forced on"
                + " app.item; without it every office would see every row.")
        #expect(
            try problems(item: Self.item(isProtected: false, isView: true)).first
                == "sample.graphql:34:16 Item: the view app.item must be"
                + " WITH (security_invoker = true) and read only tables on which row-level"
                + " security is enabled and forced; without it every office would see every row.")
    }

    @Test func `a table without a primary key is refused`() throws {
        #expect(
            try problems(item: Self.item(key: [])).first
                == "sample.graphql:34:16 Item: app.item has no primary key, which paging needs.")
    }

    @Test(arguments: [
        "items(ids: [ID!]): [Item]!", "items(ids: [ID]!): [Item]!", "items(ids: [ID!]!): [Item!]!",
        "items(ids: [ID!]!): [Item]", "items(ids: ID!): [Item]!", "items(ids: [ID!]!): [[Item]]!",
    ])
    func `a lookup of many rows is a list of keys and of rows or nulls`(_ field: String) throws {
        #expect(
            try problems(replacing: "items(ids: [ID!]!): [Item]!", with: field).last
                == "sample.graphql:38:3 Query.items: a lookup of many rows has one argument,"
                + " a non-null list of non-null keys, and is a non-null list of nullable rows.")
    }

    @Test func `the keys of many rows are of a type that keys are made for`() throws {
        #expect(
            try problems(
                replacing: "items(ids: [ID!]!)", with: "items(ids: [Boolean!]!)")
                == [
                    "sample.graphql:38:9 Query.items: column id of the type uuid cannot be looked"
                        + " up by an argument of the type [Boolean!]!."
                ])
    }

    @Test func `a field of an interface is no reference of its own`() throws {
        #expect(
            try problems(
                replacing: "typeColumn: \"kind\") { id: ID! }",
                with: "typeColumn: \"kind\") { id: ID! @reference(columns: []) }")
                == ["sample.graphql:34:70 Item.id: @reference has no meaning here."])
    }

    @Test func `clients see neither the relation nor the type column`() throws {
        let source = SampleSchema.bundle(Self.sdl).source
        let document = print(CollectionExpansion.expand(try parse(source)).withoutMapping)
        #expect(document.contains("interface Item {\n  id: ID!\n}"))
        #expect(document.contains("union Thing = Library | Book"))
        #expect(
            document.contains(
                "items(ids: [ID!]!): [Item]! @listSize(slicingArguments: [\"ids\"],"
                    + " requireOneSlicingArgument: false)"))
        #expect(document.contains("things(\n"))
        #expect(!document.contains("ThingFilter"))
    }
}
