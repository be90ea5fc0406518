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
                SELECT r."c0"
                FROM (
                    SELECT t0."name" AS "c0"
                    FROM "app"."library" AS t0
                    ORDER BY t0."name" ASC, t0."town_id" ASC, t0."id" ASC
                    LIMIT 101
                ) AS r
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

    @Test(arguments: [
        ("{ books { totalCount } }", true), ("{ books { nodes { title } totalCount } }", true),
        ("{ books { nodes { title } } }", false),
        ("{ libraries(first: 2) { nodes { books { totalCount } } } }", false),
    ])
    func `figures of a whole collection are told from those of a page's rows`(
        document: String, isOfAll: Bool
    ) throws {
        #expect(try plan(document).hasFiguresAtRoot == isOfAll)
    }

    @Test func `the leaves that an object begins with are laid out flat, in one text`() throws {
        let nodes = try nodes("{ books { nodes { title pages sequelOf { title } } } }")
        let flat = try #require(nodes.flat)
        #expect(String(decoding: flat.texts, as: UTF8.self) == #","title":,"pages":"#)
        #expect(flat.members.map(\.name) == [0..<9, 9..<18])
        #expect(flat.members.map(\.leaf.column) == [0, 1])
        #expect(flat.members.map(\.isNonNull) == [true, false])
        #expect(flat.rest.map(\.responseName) == ["sequelOf"])
        #expect(try self.nodes("{ books { nodes { sequelOf { title } title } } }").flat == nil)
    }

    /// The field `nodes` of the only collection.
    private func nodes(_ document: String) throws -> ConnectionField {
        let fields = try plan(document).root.fields.compactMap { field -> ConnectionField? in
            guard case .connection(let shape) = field.content else { return nil }
            return shape.fields.first
        }
        return try #require(fields.first)
    }

    @Test func `a reference is joined into its parent's statement, once for all its uses`() throws {
        let plan = try plan("{ books { nodes { library { name } again: library { id } } } }")
        #expect(plan.edges.count == 1)
        #expect(
            plan.edges[0].sql == """
                SELECT r."c0", r."c1", r."c2"
                FROM (
                    SELECT t1."town_id" AS "c0", t1."name" AS "c1", t1."id" AS "c2"
                    FROM "app"."book" AS t0
                    LEFT JOIN LATERAL (
                        SELECT t1."town_id", t1."name", t1."id"
                        FROM "app"."library" AS t1
                        WHERE (t1."town_id" = t0."town_id" AND t1."id" = t0."library_id")
                        LIMIT 1
                    ) AS t1 ON TRUE
                    ORDER BY t0."printed_on" DESC, t0."town_id" DESC, t0."id" DESC
                    LIMIT 101
                ) AS r
                LIMIT $1::int8
                """)
    }

    @Test func `a reference that rows are ordered by is joined as PostgreSQL finds best`() throws {
        let plan = try plan(
            "{ books(orderBy: [{ library: { name: ASC } }]) { nodes { library { id } } } }")
        #expect(
            plan.edges[0].sql.contains(
                """
                LEFT JOIN "app"."library" AS t1 ON (t1."town_id" = t0."town_id" \
                AND t1."id" = t0."library_id")
                """))
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

    @Test func `a filter's values are parameters, and its relations are subqueries`() throws {
        let edge = try plan(
            """
            query ($genres: [Genre!]) { books(filter: { genre: { in: $genres }, or: [
              { library: { name: { startsWith: "خزانة" } } }, { not: { pages: { gt: 100 } } }
            ] }) { totalCount } }
            """, variables: ["genres": .list([.enumValue("POETRY")])]
        ).edges[0]
        #expect(
            edge.sql == """
                SELECT count(*) AS "c0"
                FROM "app"."book" AS t0
                WHERE ((EXISTS (
                    SELECT
                    FROM "app"."library" AS s1
                    WHERE (s1."town_id" = t0."town_id" AND s1."id" = t0."library_id" \
                AND "pg_catalog"."starts_with"(s1."name", $1::text))
                ) OR (t0."pages" > $2::int4) IS NOT TRUE) AND t0."genre" = ANY ($3::text[]))
                """)
        #expect(
            edge.parameters.map(\.path) == [
                "filter.or[0].library.name.startsWith", "filter.or[1].not.pages.gt",
                "filter.genre.in",
            ])
    }

    @Test func `the rows of a collection are asked for some, none and every one`() throws {
        func condition(_ word: String) throws -> String {
            let sql = try plan(
                "{ libraries(filter: { books: { \(word): { pages: { lt: 9 } } } }) { totalCount } }"
            ).edges[0].sql
            return sql.split(separator: "\n").map { $0.trimmingPrefix { $0 == " " } }
                .dropFirst(2).joined(separator: " ")
        }
        let tie =
            "SELECT FROM \"app\".\"book\" AS s1 WHERE (s1.\"town_id\" = t0.\"town_id\""
            + " AND s1.\"library_id\" = t0.\"id\""
        #expect(
            try condition("some") == "WHERE EXISTS ( \(tie) AND s1.\"pages\" < $1::int4) )")
        #expect(
            try condition("none") == "WHERE NOT EXISTS ( \(tie) AND s1.\"pages\" < $1::int4) )")
        #expect(
            try condition("every")
                == "WHERE NOT EXISTS ( \(tie) AND (s1.\"pages\" < $1::int4) IS NOT TRUE) )")
    }

    @Test func `an order may follow references and count collections`() throws {
        let sql = try plan(
            """
            { books(orderBy: [{ library: { books: { count: DESC } } },
              { sequelOf: { title: ASC_NULLS_FIRST } }]) { nodes { id } } }
            """
        ).edges[0].sql
        #expect(
            sql.contains(
                "HAVING t1.\"town_id\" IS NOT NULL\n    ) DESC, t2.\"title\" ASC NULLS FIRST"))
        #expect(sql.contains("t0.\"town_id\" ASC, t0.\"id\" ASC"))
    }

    @Test func `terms, conditions and relations of a question are bounded on both sides`() throws {
        var limits = PlanningLimits()
        limits.orderTermsMax = 1
        #expect(refusal("{ books(orderBy: [{ id: ASC }]) { nodes { id } } }", limits) == nil)
        #expect(
            refusal("{ books(orderBy: [{ id: ASC }, { id: ASC }]) { nodes { id } } }", limits)
                == "\"orderBy\" has more than 1 terms; order by fewer.")
        limits.filterConditionsMax = 2
        let two = "{ books(filter: { and: [{ pages: { lt: 1 } }] }) { totalCount } }"
        #expect(refusal(two, limits) == nil)
        #expect(
            refusal("{ books(filter: { not: { not: { pages: {} } } }) { totalCount } }", limits)
                == "The filter has more than 2 conditions; ask for less at once.")
        limits.filterRelationsMax = 1
        #expect(refusal("{ books(filter: { library: {} }) { totalCount } }", limits) == nil)
        #expect(
            refusal("{ books(filter: { library: {}, sequelOf: {} }) { totalCount } }", limits)
                == "The filter asks about more than 1 relations; ask for less at once.")
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

extension ParameterSource {
    fileprivate var path: String? {
        if case .filter(let operand, _, _) = self { operand.path.description } else { nil }
    }
}
