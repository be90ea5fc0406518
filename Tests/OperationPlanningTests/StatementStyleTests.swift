import AccessControl
import GraphQLExecution
import GraphQLLanguage
import GraphQLValidation
import OperationPlanning
import SchemaMapping
import TestSupport
import Testing

/// The statements of other options than the usual, over the sample of libraries and books.
@Suite("Statement styles")
struct StatementStyleTests {
    private func plan(_ document: String, _ options: PlanningOptions) throws -> OperationPlan {
        let mapping = try SampleSchema.mapping()
        let validated = try validate(
            parse(Source(bytes: Array(document.utf8))), against: mapping.schema
        ).get()
        let operation = try ExecutableOperation(selecting: nil, in: validated)
        let authorized = try authorize(
            operation, access: RoleAccess(mapping, roles: ["KEEPER"]), variableValues: [:])
        return try OperationPlanning.plan(authorized, variableValues: [:], options: options)
    }

    /// The statement below the root of an operation that asks for books of libraries.
    private func windowStatement(_ books: String) throws -> Edge {
        try plan("{ libraries { nodes { \(books) } } }", PlanningOptions(style: .window)).edges[1]
    }

    @Test func `at the root the styles are the same`() throws {
        let document = """
            { libraries(first: 2, filter: { name: { startsWith: "x" } }) { nodes { name }
              totalCount groups(having: { count: { gt: 1 } }) { key { name } count } } }
            """
        #expect(
            try plan(document, PlanningOptions(style: .window)).drawing
                == plan(document, PlanningOptions()).drawing)
    }

    @Test func `rows are numbered within their parent`() throws {
        #expect(
            try windowStatement("books(first: 3) { nodes { title } }").sql == """
                SELECT p."n", r."c0"
                FROM unnest($1::int4[], $2::uuid[]) WITH ORDINALITY AS p ("k0", "k1", "n")
                JOIN (
                    SELECT t0."title" AS "c0", t0."town_id" AS "k0", t0."library_id" AS "k1", \
                row_number() OVER (PARTITION BY t0."town_id", t0."library_id" \
                ORDER BY t0."printed_on" DESC, t0."id" DESC) AS "i"
                    FROM "app"."book" AS t0
                    WHERE (t0."town_id" = ANY ($1::int4[]) AND t0."library_id" = ANY ($2::uuid[]))
                ) AS r ON (r."k0" = p."k0" AND r."k1" = p."k1")
                WHERE r."i" <= $3::int8
                ORDER BY p."n" ASC, r."i" ASC
                """)
    }

    @Test func `filters, references and orders stay within the subquery`() throws {
        let edge = try windowStatement(
            """
            books(last: 3, orderBy: [{ pages: ASC_NULLS_FIRST }],
              filter: { genre: { eq: POETRY }, sequelOf: { pages: { lt: 9 } } }) {
              nodes { library { name } } }
            """)
        #expect(
            edge.sql == """
                SELECT p."n", r."c0", r."c1"
                FROM unnest($1::int4[], $2::uuid[]) WITH ORDINALITY AS p ("k0", "k1", "n")
                JOIN (
                    SELECT t1."town_id" AS "c0", t1."name" AS "c1", t0."town_id" AS "k0", \
                t0."library_id" AS "k1", \
                row_number() OVER (PARTITION BY t0."town_id", t0."library_id" \
                ORDER BY t0."pages" DESC NULLS LAST, t0."id" DESC) AS "i"
                    FROM "app"."book" AS t0
                    LEFT JOIN "app"."library" AS t1 ON (t1."town_id" = t0."town_id" \
                AND t1."id" = t0."library_id")
                    WHERE (t0."town_id" = ANY ($1::int4[]) AND t0."library_id" = ANY ($2::uuid[]) \
                AND t0."genre" = $3::text AND EXISTS (
                        SELECT
                        FROM "app"."book" AS s1
                        WHERE (s1."town_id" = t0."town_id" AND s1."id" = t0."sequel_of_id" \
                AND s1."pages" < $4::int4)
                    ))
                ) AS r ON (r."k0" = p."k0" AND r."k1" = p."k1")
                WHERE r."i" <= $5::int8
                ORDER BY p."n" ASC, r."i" ASC
                """)
    }

    @Test func `groups are made and numbered within their parent`() throws {
        let edge = try windowStatement(
            """
            books { groups(first: 2, having: { count: { gt: 1 } }, orderBy: [{ count: DESC }]) {
              key { genre } count } }
            """)
        #expect(
            edge.sql == """
                SELECT p."n", r."c0", r."c1"
                FROM unnest($1::int4[], $2::uuid[]) WITH ORDINALITY AS p ("k0", "k1", "n")
                JOIN (
                    SELECT t0."genre" AS "c0", count(*) AS "c1", t0."town_id" AS "k0", \
                t0."library_id" AS "k1", \
                row_number() OVER (PARTITION BY t0."town_id", t0."library_id" \
                ORDER BY count(*) DESC, t0."genre" ASC) AS "i"
                    FROM "app"."book" AS t0
                    WHERE (t0."town_id" = ANY ($1::int4[]) AND t0."library_id" = ANY ($2::uuid[]))
                    GROUP BY t0."town_id", t0."library_id", t0."genre"
                    HAVING count(*) > $3::int8
                ) AS r ON (r."k0" = p."k0" AND r."k1" = p."k1")
                WHERE r."i" <= $4::int8
                ORDER BY p."n" ASC, r."i" ASC
                """)
    }

    @Test func `a parent without rows has a row of figures`() throws {
        #expect(
            try windowStatement("books { totalCount aggregate { max { pages } } }").sql == """
                SELECT p."n", coalesce(r."c0", 0), r."c1"
                FROM unnest($1::int4[], $2::uuid[]) WITH ORDINALITY AS p ("k0", "k1", "n")
                LEFT JOIN (
                    SELECT count(*) AS "c0", "pg_catalog"."max"(t0."pages") AS "c1", \
                t0."town_id" AS "k0", t0."library_id" AS "k1"
                    FROM "app"."book" AS t0
                    WHERE (t0."town_id" = ANY ($1::int4[]) AND t0."library_id" = ANY ($2::uuid[]))
                    GROUP BY t0."town_id", t0."library_id"
                ) AS r ON (r."k0" = p."k0" AND r."k1" = p."k1")
                ORDER BY p."n" ASC
                """)
    }

    @Test func `groups without a key are asked of the figures, also where there are no rows`()
        throws
    {
        let edge = try windowStatement(
            """
            books { groups(having: { count: { lt: 2 }, max: { pages: { isNull: true } } }) {
              countDistinct { library } } }
            """)
        #expect(
            edge.sql == """
                SELECT p."n", coalesce(r."c0", 0), coalesce(r."c1", 0), r."c2"
                FROM unnest($1::int4[], $2::uuid[]) WITH ORDINALITY AS p ("k0", "k1", "n")
                LEFT JOIN (
                    SELECT "pg_catalog"."count"(DISTINCT (t0."town_id", t0."library_id")) \
                AS "c0", count(*) AS "c1", "pg_catalog"."max"(t0."pages") AS "c2", \
                t0."town_id" AS "k0", t0."library_id" AS "k1"
                    FROM "app"."book" AS t0
                    WHERE (t0."town_id" = ANY ($1::int4[]) AND t0."library_id" = ANY ($2::uuid[]))
                    GROUP BY t0."town_id", t0."library_id"
                ) AS r ON (r."k0" = p."k0" AND r."k1" = p."k1")
                WHERE (coalesce(r."c1", 0) < $3::int8 AND r."c2" IS NULL)
                ORDER BY p."n" ASC
                """)
    }

    @Test func `where nothing is shared a reference is a statement for each use`() throws {
        let plan = try plan(
            "{ books { nodes { library { name } again: library { id } } } }",
            PlanningOptions(sharesStatements: false))
        #expect(plan.levels == [[0], [1, 2]])
        #expect(!plan.edges[0].sql.contains("JOIN"))
        #expect(
            plan.edges[1].sql == """
                SELECT p."n", r."c0"
                FROM unnest($1::int4[], $2::uuid[]) WITH ORDINALITY AS p ("k0", "k1", "n")
                CROSS JOIN LATERAL (
                    SELECT t0."name" AS "c0"
                    FROM "app"."library" AS t0
                    WHERE (t0."town_id" = p."k0" AND t0."id" = p."k1")
                    LIMIT $3::int8
                ) AS r
                """)
    }

    @Test func `where nothing is shared each field of a connection is a statement`() throws {
        let document = """
            { books { totalCount aggregate { count } nodes { id } again: nodes { id }
              edges { cursor } pageInfo { hasNextPage } } }
            """
        let plan = try plan(document, PlanningOptions(sharesStatements: false))
        #expect(plan.levels == [[0, 1, 2, 3, 4, 5]])
        #expect(plan.edges.map(\.page.fetchesOneMore) == [false, false, false, false, false, true])
        #expect(try self.plan(document, PlanningOptions()).edges.count == 2)
    }
}
