import SchemaMapping
import TestSupport
import Testing

/// Fields that a function of the row computes.
@Suite("Computed fields")
struct ComputedBindingTests {
    private static let field = #"pages: Int @computed(function: "thickness")"#

    /// The problems of the sample where pages are computed by a function of the catalog.
    private func problems(
        of field: String = field, function name: String = "app.thickness", type: String = "int4"
    ) throws -> [String] {
        let function = CatalogColumn(name: name, typeName: type, isNotNull: false)
        let book = CatalogRelation(
            namespace: "app", name: "book", columns: Array(SampleSchema.book.columns.values),
            primaryKey: SampleSchema.book.primaryKey, foreignKeys: SampleSchema.book.foreignKeys,
            hasForcedRowSecurity: true, functions: [function])
        do {
            _ = try SampleSchema.mapping(
                sdl: SampleSchema.sdl.replacing("pages: Int", with: field),
                catalog: CatalogSnapshot(relations: [SampleSchema.library, book]))
            return []
        } catch let errors as MappingErrors {
            return errors.errors.map(\.message)
        }
    }

    @Test(arguments: [
        field, #"pages: Int! @computed(function: "thickness")"#,
        #"pages: Int @computed(function: "thickness", namespace: "app")"#,
    ])
    func `a function of the row gives a field, of which the SDL alone says whether it is null`(
        _ field: String
    ) throws {
        #expect(try problems(of: field) == [])
    }

    @Test func `a function that is not there is reported`() throws {
        let expected = [
            "Book.pages: there is no function app.thickness(app.book) that gives one value and is"
                + " STABLE or IMMUTABLE; create it or correct @computed."
        ]
        #expect(try problems(function: "app.weight") == expected)
        #expect(try problems(function: "other.thickness") == expected)
    }

    @Test func `the value must be of a type that the field can show`() throws {
        #expect(
            try problems(type: "bool") == [
                "Book.pages: column thickness has the type bool,"
                    + " which does not fit the field type Int."
            ])
        #expect(
            try problems(type: "point") == [
                "Book.pages: column thickness has the type point,"
                    + " which cannot be bound to a field."
            ])
    }

    @Test func `a column of the same name would be confused with the value`() throws {
        #expect(
            try problems(
                of: #"pages: Int @computed(function: "pages")"#, function: "app.pages") == [
                    "Book.pages: app.book has a column pages already;"
                        + " name the function otherwise."
                ])
    }
}
