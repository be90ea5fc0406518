import SchemaMapping
import TestSupport
import Testing

/// Collections whose rows are tied to their parents by the rows of a junction.
@Suite("Junctions")
struct JunctionBindingTests {
    /// The problems of the sample with a collection of libraries through loans, at the library.
    private func problems(
        columns: String = #"["town_id", "lender_id"]"#, relation: String = "loan",
        targetColumns: String = #"["town_id", "borrower_id"]"#, isProtected: Bool = true
    ) throws -> [String] {
        let field = """
            borrowers: [Library!]! @collection(
              columns: \(columns), through: { relation: "\(relation)", columns: \(targetColumns) })
            """
        let sdl = SampleSchema.sdl.replacing("name: String!\n", with: "name: String!\n\(field)\n")
        let catalog = CatalogSnapshot(relations: [
            SampleSchema.library, SampleSchema.book, Self.loan(isProtected: isProtected),
        ])
        do {
            _ = try SampleSchema.mapping(sdl: sdl, catalog: catalog)
            return []
        } catch let errors as MappingErrors {
            return errors.errors.map(\.message)
        }
    }

    private static func loan(isProtected: Bool) -> CatalogRelation {
        CatalogRelation(
            namespace: "app", name: "loan",
            columns: [
                CatalogColumn(name: "town_id", typeName: "int4", isNotNull: true),
                CatalogColumn(name: "lender_id", typeName: "uuid", isNotNull: true),
                CatalogColumn(name: "borrower_id", typeName: "uuid", isNotNull: true),
            ],
            primaryKey: ["town_id", "lender_id", "borrower_id"],
            foreignKeys: ["lender_id", "borrower_id"].map {
                CatalogForeignKey(
                    columns: ["town_id", $0], referencedRelation: "app.library",
                    referencedColumns: ["town_id", "id"])
            }, hasForcedRowSecurity: isProtected)
    }

    @Test func `a junction has a foreign key to each side, which may be the same relation`() throws
    {
        #expect(try problems() == [])
    }

    @Test func `a junction that is not there is reported`() throws {
        #expect(
            try problems(relation: "gift") == [
                "Library.borrowers: there is no relation app.gift;"
                    + " create it in a migration or correct @relation."
            ])
    }

    @Test func `without a foreign key to the parent or to the rows it is refused`() throws {
        let message = { (columns: String) in
            "Library.borrowers: app.loan has no foreign key on (\(columns)) that refers to"
                + " app.library."
        }
        #expect(try problems(columns: #"["lender_id"]"#) == [message("lender_id")])
        #expect(try problems(targetColumns: #"["town_id"]"#) == [message("town_id")])
    }

    @Test func `a junction without forced row-level security is refused`() throws {
        #expect(
            try problems(isProtected: false) == [
                "Library.borrowers: row-level security is not enabled and forced on app.loan;"
                    + " without it every office would see every row."
            ])
    }
}
