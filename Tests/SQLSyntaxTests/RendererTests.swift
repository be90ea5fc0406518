import SQLSyntax
import Testing

@Suite("Renderer")
struct RendererTests {
    private let community: QualifiedName
    private let name: Identifier
    private let number: Identifier
    private let int4: PostgresTypeName

    init() throws {
        community = QualifiedName(
            namespace: try Identifier(validating: "app"),
            name: try Identifier(validating: "community"))
        name = try Identifier(validating: "name_ar")
        number = try Identifier(validating: "number")
        int4 = PostgresTypeName(try Identifier(validating: "int4"))
    }

    private func select(_ filter: Expression? = nil) -> SelectStatement {
        SelectStatement(
            columns: [SelectColumn(.column(.table(0), name))],
            from: .relation(community, .table(0)), filter: filter)
    }

    private func parameter(_ number: Int) -> Expression {
        .parameter(Parameter(number: number, type: int4))
    }

    @Test func `a relation is named with its namespace, all in quotes`() {
        #expect(
            Renderer.render(select())
                == "SELECT t0.\"name_ar\"\nFROM \"app\".\"community\" AS t0")
    }

    @Test func `parameters carry their type, so that the server need not guess it`() {
        let filter = Expression.comparison(.column(.table(0), number), .equal, parameter(1))
        #expect(Renderer.render(select(filter)).hasSuffix("\nWHERE t0.\"number\" = $1::int4"))
    }

    @Test func `a lateral join of one row has a limit of a plain number`() {
        var one = select()
        one.limit = .integer(1)
        var statement = select()
        statement.joins = [Join(.left, .lateral(one, .table(1)), on: .all([]))]
        #expect(
            Renderer.render(statement).hasSuffix(
                """
                LEFT JOIN LATERAL (
                    SELECT t0."name_ar"
                    FROM "app"."community" AS t0
                    LIMIT 1
                ) AS t1 ON TRUE
                """))
    }

    @Test func `alternatives within a conjunction are put in parentheses`() {
        let column = Expression.column(.table(0), number)
        let filter = Expression.all([
            .any([.isNull(column), .comparison(column, .greater, parameter(1))]),
            .isNotNull(column),
        ])
        #expect(
            Renderer.render(select(filter)).hasSuffix(
                "WHERE ((t0.\"number\" IS NULL OR t0.\"number\" > $1::int4)"
                    + " AND t0.\"number\" IS NOT NULL)"))
    }

    @Test func `a conjunction of one is rendered as it is`() {
        let filter = Expression.all([.isNull(.column(.table(0), number))])
        #expect(Renderer.render(select(filter)).hasSuffix("WHERE t0.\"number\" IS NULL"))
    }

    @Test func `rows compare term by term`() {
        let filter = Expression.comparison(
            .row([.column(.table(0), name), .column(.table(0), number)]), .less,
            .row([parameter(1), parameter(2)]))
        #expect(
            Renderer.render(select(filter)).hasSuffix(
                "WHERE (t0.\"name_ar\", t0.\"number\") < ($1::int4, $2::int4)"))
    }

    @Test func `order, nulls and limit follow in SQL's order`() {
        var statement = select()
        statement.orderBy = [
            OrderTerm(.column(.table(0), name), .descending, nulls: .last),
            OrderTerm(.column(.table(0), number), .ascending),
        ]
        statement.limit = parameter(1)
        #expect(
            Renderer.render(statement).hasSuffix(
                "\nORDER BY t0.\"name_ar\" DESC NULLS LAST, t0.\"number\" ASC\nLIMIT $1::int4"))
    }

    @Test func `a lateral subquery is indented under the unnested keys`() throws {
        let key = Parameter(
            number: 1,
            type: PostgresTypeName(try Identifier(validating: "uuid"), isArray: true))
        let ordinality = try Identifier(validating: "n")
        let statement = SelectStatement(
            columns: [SelectColumn(.column(.parents, ordinality))],
            from: .unnest(
                [key], alias: .parents, columns: [try Identifier(validating: "k0")],
                ordinality: ordinality),
            joins: [Join(.cross, .lateral(select(), .rows))])
        #expect(
            Renderer.render(statement) == """
                SELECT p."n"
                FROM unnest($1::uuid[]) WITH ORDINALITY AS p ("k0", "n")
                CROSS JOIN LATERAL (
                    SELECT t0."name_ar"
                    FROM "app"."community" AS t0
                ) AS r
                """)
    }

    @Test func `rows are numbered within those that have the same values`() throws {
        let name = Expression.column(.table(0), try Identifier(validating: "name_ar"))
        var numbered = select()
        numbered.columns = [
            SelectColumn(.rowNumber(partitionBy: [name], orderBy: [])),
            SelectColumn(
                .rowNumber(partitionBy: [name, name], orderBy: [OrderTerm(name, .descending)])),
        ]
        let statement = SelectStatement(
            columns: [SelectColumn(.zeroIfNull(.countRows))], from: .subquery(select(), .parents),
            joins: [Join(.inner, .subquery(numbered, .rows), on: .all([]))])
        #expect(
            Renderer.render(statement) == """
                SELECT coalesce(count(*), 0)
                FROM (
                    SELECT t0."name_ar"
                    FROM "app"."community" AS t0
                ) AS p
                JOIN (
                    SELECT row_number() OVER (PARTITION BY t0."name_ar"), \
                row_number() OVER (PARTITION BY t0."name_ar", t0."name_ar" \
                ORDER BY t0."name_ar" DESC)
                    FROM "app"."community" AS t0
                ) AS r ON TRUE
                """)
    }

    @Test func `equal statements give equal bytes`() {
        #expect(Renderer.render(select()) == Renderer.render(select()))
    }
}
