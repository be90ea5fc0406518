import AccessControl
import GraphQLExecution
import GraphQLLanguage
import GraphQLValidation
import OperationPlanning
import SchemaMapping
import TestSupport
import Testing

/// Plans over the sample of libraries and books, as SQL.
@Suite("Plans")
struct PlanTests {
    private func plan(
        _ document: String, variables: VariableValues = [:],
        limits: PlanningLimits = PlanningLimits()
    ) throws -> OperationPlan {
        let mapping = try SampleSchema.mapping()
        let validated = try validate(
            parse(Source(bytes: Array(document.utf8))), against: mapping.schema
        ).get()
        let operation = try ExecutableOperation(selecting: nil, in: validated)
        let authorized = try authorize(
            operation, access: RoleAccess(mapping, roles: ["KEEPER"]), variableValues: variables)
        return try OperationPlanning.plan(authorized, variableValues: variables, limits: limits)
    }

    @Test func `a root collection is ordered by its default and the primary key`() throws {
        #expect(
            try plan("{ libraries { nodes { name } } }").edges.map(\.sql) == [
                """
                SELECT t0."name" AS "c0"
                FROM "app"."library" AS t0
                ORDER BY t0."name" ASC, t0."town_id" ASC, t0."id" ASC
                LIMIT $1::int8
                """
            ])
    }

    @Test func `a list edge is one statement over the keys of all parents`() throws {
        let plan = try plan("{ libraries { nodes { books(first: 3) { nodes { title } } } } }")
        #expect(plan.levels == [[0], [1]])
        #expect(
            plan.edges[1].sql == """
                SELECT p."n", r."c0"
                FROM unnest($1::int4[], $2::uuid[]) WITH ORDINALITY AS p ("k0", "k1", "n")
                CROSS JOIN LATERAL (
                    SELECT t0."title" AS "c0"
                    FROM "app"."book" AS t0
                    WHERE (t0."town_id" = p."k0" AND t0."library_id" = p."k1")
                    ORDER BY t0."printed_on" DESC, t0."id" DESC
                    LIMIT $3::int8
                ) AS r
                """)
    }

    @Test func `a reference is joined into its parent's statement, once for all its uses`() throws {
        let plan = try plan("{ books { nodes { library { name } again: library { id } } } }")
        #expect(plan.edges.count == 1)
        #expect(
            plan.edges[0].sql == """
                SELECT t1."town_id" AS "c0", t1."name" AS "c1", t1."id" AS "c2"
                FROM "app"."book" AS t0
                LEFT JOIN "app"."library" AS t1 ON (t1."town_id" = t0."town_id" \
                AND t1."id" = t0."library_id")
                ORDER BY t0."printed_on" DESC, t0."town_id" DESC, t0."id" DESC
                LIMIT $1::int8
                """)
    }

    @Test func `a count is a statement only where it is selected, and rows are not fetched for it`()
        throws
    {
        #expect(
            try plan("{ books { totalCount } }").edges.map(\.sql)
                == ["SELECT count(*) AS \"c0\"\nFROM \"app\".\"book\" AS t0"])
        #expect(try plan("{ books { nodes { id } } }").edges.count == 1)
        #expect(try plan("{ books { totalCount nodes { id } } }").edges.count == 2)
    }

    @Test func `a connection of which nothing needs the database has no statement`() throws {
        #expect(try plan("{ __typename books { __typename } }").edges.isEmpty)
    }

    @Test func `terms that run one way are compared as rows`() throws {
        let sql = try plan(
            "query ($c: String) { libraries(after: $c) { nodes { id } } }",
            variables: ["c": .string("x")]
        ).edges[0].sql
        #expect(
            sql.contains(
                "WHERE (t0.\"name\", t0.\"town_id\", t0.\"id\") > ($1::text, $2::int4, $3::uuid)"))
    }

    @Test func `a term that may be null is compared with its nulls last when ascending`() throws {
        let sql = try plan(
            "query ($c: String) { books(after: $c, orderBy: [{ pages: ASC }]) { nodes { id } } }",
            variables: ["c": .string("x")]
        ).edges[0].sql
        #expect(
            sql.contains(
                "((t0.\"pages\" > $1::int4 OR (t0.\"pages\" IS NULL AND $1::int4 IS NOT NULL))"))
        #expect(sql.contains("t0.\"pages\" IS NOT DISTINCT FROM $1::int4"))
    }

    @Test func `last turns the order round and before turns the comparison round`() throws {
        let sql = try plan(
            "query ($c: String) { libraries(last: 2, before: $c) { nodes { id } } }",
            variables: ["c": .string("x")]
        ).edges[0].sql
        #expect(sql.contains("< ($1::text, $2::int4, $3::uuid)"))
        #expect(
            sql.contains("ORDER BY t0.\"name\" DESC, t0.\"town_id\" DESC, t0.\"id\" DESC"))
    }

    @Test func `one row more is fetched only where it tells of another page`() throws {
        func fetchesOneMore(_ arguments: String, _ field: String) throws -> Bool {
            try plan("{ books\(arguments) { pageInfo { \(field) } } }").edges[0].page.fetchesOneMore
        }
        #expect(try fetchesOneMore("", "hasNextPage"))
        #expect(try !fetchesOneMore("", "hasPreviousPage"))
        #expect(try fetchesOneMore("(last: 1)", "hasPreviousPage"))
        #expect(try !fetchesOneMore("(last: 1)", "hasNextPage"))
    }

    @Test func `equal operations plan to equal bytes`() throws {
        let document = "{ libraries { nodes { name books { nodes { title library { name } } } } } }"
        #expect(try plan(document).drawing == plan(document).drawing)
    }

    @Test func `no text of the client reaches the SQL`() throws {
        let plan = try plan(
            """
            { evil: book(id: "'; DROP TABLE app.book; --") { nasty: title } }
            """)
        #expect(!plan.edges[0].sql.contains("DROP"))
        #expect(!plan.edges[0].sql.contains("nasty"))
    }

    @Test func `statements, joins and columns are bounded on both sides`() throws {
        var limits = PlanningLimits()
        limits.edgesMax = 2
        let two = "{ a: books { totalCount } b: books { totalCount } }"
        #expect(try plan(two, limits: limits).edges.count == 2)
        #expect(
            refusal("{ a: books { totalCount } b: books { nodes { id } totalCount } }", limits)
                == "The operation asks for more than 2 collections; split it into several.")
        limits.joinsMax = 1
        #expect(try plan("{ books { nodes { library { id } } } }", limits: limits).edges.count == 1)
        #expect(
            refusal("{ books { nodes { library { id } sequelOf { id } } } }", limits)
                == "The operation follows more than 1 references from one collection;"
                + " split it into several.")
        limits.columnsMax = 2
        #expect(try plan("{ books { nodes { id title } } }", limits: limits).edges.count == 1)
        #expect(
            refusal("{ books { nodes { id title genre } } }", limits)
                == "The operation selects more than 2 columns of one collection;"
                + " split it into several.")
    }

    private func refusal(_ document: String, _ limits: PlanningLimits) -> String? {
        do {
            _ = try plan(document, limits: limits)
            return nil
        } catch {
            return (error as? PlanningError)?.message
        }
    }
}
