import SQLSyntax
import SchemaMapping

extension StatementComposer {
    /// Runs a statement once a parent.
    ///
    ///     SELECT p."n", r."c0"
    ///     FROM unnest($1::int4[], $2::uuid[]) WITH ORDINALITY AS p ("k0", "k1", "n")
    ///     CROSS JOIN LATERAL (SELECT … FROM "app"."school" AS t0 WHERE … LIMIT $3::int8) AS r
    ///
    /// The nested loop gives the rows of one parent together and the parents in order.
    func lateral(_ select: SelectStatement) -> SelectStatement {
        SelectStatement(
            columns: [SelectColumn(.column(.parents, .fixed("n")))]
                + columnNames.map { SelectColumn(.column(.rows, $0)) },
            from: parents, joins: [Join(.cross, .lateral(select, .rows))])
    }

    /// That a row of the subquery belongs to its one parent.
    var lateralParentConditions: [Expression] {
        builder.keys.ties(StatementBuilder.base, through: builder.junction) { key in
            .column(.parents, .numbered("k", builder.keys.firstIndex(of: key) ?? 0))
        }
    }
}
