import AccessControl
import GraphQLExecution
import GraphQLLanguage
import GraphQLValidation
import OperationPlanning
import SchemaMapping
import TestSupport
import Testing

/// Statements over a sample in which a function computes whether a book is old.
@Suite("Computed fields in statements")
struct ComputedFieldTests {
    private func statements(
        _ document: String, style: StatementStyle = .lateral
    ) throws -> [String] {
        let function = CatalogColumn(name: "app.is_old", typeName: "bool", isNotNull: false)
        let book = CatalogRelation(
            namespace: "app", name: "book", columns: Array(SampleSchema.book.columns.values),
            primaryKey: SampleSchema.book.primaryKey, foreignKeys: SampleSchema.book.foreignKeys,
            hasForcedRowSecurity: true, functions: [function])
        let mapping = try SampleSchema.mapping(
            sdl: SampleSchema.sdl.replacing(
                "pages: Int", with: #"isOld: Boolean @computed(function: "is_old")"#),
            catalog: CatalogSnapshot(relations: [SampleSchema.library, book]))
        let validated = try validate(
            parse(Source(bytes: Array(document.utf8))), against: mapping.schema
        ).get()
        let authorized = try authorize(
            ExecutableOperation(selecting: nil, in: validated),
            access: RoleAccess(mapping, roles: ["KEEPER"]), variableValues: [:])
        return try plan(
            authorized, variableValues: [:], limits: PlanningLimits(),
            options: PlanningOptions(style: style)
        ).edges.map(\.sql)
    }

    @Test func `a function is called with the row, and only where its field is selected`() throws {
        let statement = try statements(#"{ book(id: "x") { isOld } }"#)[0]
        #expect(statement.hasPrefix(#"SELECT "app"."is_old"(t0) AS "c0""#))
        #expect(try !statements(#"{ book(id: "x") { title } }"#)[0].contains("is_old"))
    }

    @Test func `of a row that is looked up, the value is computed where the row is`() throws {
        let statement = try statements("{ books { nodes { sequelOf { isOld } } } }")[0]
        #expect(
            statement.contains(
                """
                    SELECT t1."town_id" AS "c0", t1."is_old" AS "c1"
                    FROM "app"."book" AS t0
                    LEFT JOIN LATERAL (
                        SELECT t1."town_id", "app"."is_old"(t1) AS "is_old"
                        FROM "app"."book" AS t1
                """))
    }

    @Test func `of a row that is joined, the function is called with the joined row`() throws {
        let selection = "{ books { nodes { sequelOf { isOld } } } }"
        #expect(
            try statements(selection, style: .window)[0].contains(#""app"."is_old"(t1) AS "c1""#))
    }

    @Test func `rows are ordered, filtered and counted by what is computed of them`() throws {
        let rows = try statements(
            "{ books(filter: { isOld: { isNull: false } }, orderBy: [{ isOld: DESC }])"
                + " { nodes { id } } }")[0]
        #expect(rows.contains(#"WHERE "app"."is_old"(t0) IS NOT NULL"#))
        #expect(rows.contains(#"ORDER BY "app"."is_old"(t0) DESC, t0."town_id" DESC"#))
        let groups = try statements("{ books { groups { key { isOld } count } } }")[0]
        #expect(groups.contains(#"GROUP BY "app"."is_old"(t0)"#))
        let distinct = try statements("{ books { aggregate { countDistinct { isOld } } } }")[0]
        #expect(distinct.contains(#""count"(DISTINCT "app"."is_old"(t0))"#))
    }
}
