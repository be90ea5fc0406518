import PostgresClient
import Testing

/// Alters, in one of two twins, what is hidden from somebody: each column that is neither key nor
/// foreign key, a row more, and a row less, of each table.
struct HiddenAlteration {
    private let hidden: HiddenRows
    private let connection: AdministrationConnection
    /// The columns that some row has another value of now, by table.
    private(set) var altered: [String: Set<String>] = [:]
    private(set) var added: [String: Int] = [:]
    private(set) var removed: [String: Int] = [:]

    /// Whether a ranking is adopted is told by the version of its session, which every step moves
    /// and everybody sees, and by whether the session can be closed; so it is no secret.
    ///
    /// That a mandate stands is told to the office, which issues it, grants the role that goes with
    /// it, and is refused a second one; so none turns void, and none is removed.
    private static let told = ["ranking.status": "ADOPTED", "evaluation_mandate.status": "VOID"]
    private static let kept: Set<String> = ["evaluation_mandate"]

    init(_ hidden: HiddenRows, in connection: AdministrationConnection) throws {
        self.hidden = hidden
        self.connection = connection
        try connection.execute("BEGIN; SET LOCAL session_replication_role = replica")
        for (table, condition) in hidden.conditions {
            let rows = try keys(table, condition)
            for (number, row) in rows.enumerated() { try alter(row, number, of: table) }
            for row in rows.prefix(2) where try add(likeRow: row, to: table) {
                added[table, default: 0] += 1
            }
            guard rows.count > 1, !Self.kept.contains(table) else { continue }
            if try remove(oneOf: rows.reversed(), of: table) { removed[table] = 1 }
        }
        // The next line of the trail goes behind the one that was added.
        try connection.execute(
            """
            UPDATE app.audit_head SET sequence = sequence + 5000, hash = repeat('a', 64)
            WHERE office_id = 1511 AND trail = 'EVALUATION';
            COMMIT
            """)
    }

    /// A condition for each row of a table that it is found by.
    private func keys(_ table: String, _ condition: String) throws -> [String] {
        let names = columns(table).filter(\.isKey).map(\.name)
        let key = names.map { "'\($0) = ' || quote_literal(t.\($0))" }
        let text = key.joined(separator: " || ' AND ' || ")
        return try connection.query(
            "SELECT \(text) FROM app.\(table) t WHERE \(condition) ORDER BY 1"
        ).compactMap { $0[0] }
    }

    private func columns(_ table: String) -> [EvaluationTables.Column] {
        hidden.tables.columns[table] ?? []
    }

    // MARK: Values

    private mutating func alter(_ row: String, _ number: Int, of table: String) throws {
        for column in columns(table) where !column.isKey && !column.isForeign {
            for assignment in assignments(column, number, of: table)
            where try attempt(
                """
                UPDATE app.\(table) SET \(assignment)
                WHERE \(row) AND \(column.name) IS DISTINCT FROM
                    \(assignment.firstValue) RETURNING true
                """)
            {
                altered[table, default: []].insert(column.name)
                break
            }
        }
    }

    /// Another value of a column, by itself or with a column that has to follow.
    private func assignments(
        _ column: EvaluationTables.Column, _ number: Int, of table: String
    ) -> [Assignment] {
        let told = Self.told["\(table).\(column.name)"].map { "'\($0)'" }
        let values = values(column, number).filter { $0 != told }
        let followers = columns(table).filter {
            $0.isNullable && !$0.isForeign && $0.name != column.name
        }
        return values.map { Assignment(column: column.name, firstValue: $0, follower: "") }
            + values.flatMap { value in
                followers.flatMap { follower in
                    ["NULL", self.values(follower, number)[0]].map {
                        Assignment(
                            column: column.name, firstValue: value,
                            follower: ", \(follower.name) = \($0)")
                    }
                }
            }
    }

    private struct Assignment: CustomStringConvertible {
        let column: String
        let firstValue: String
        let follower: String
        var description: String { "\(column) = \(firstValue)\(follower)" }
    }

    /// Expressions of other values than a row has, in the order in which they are tried.
    private func values(_ column: EvaluationTables.Column, _ number: Int) -> [String] {
        let name = column.name
        if !column.values.isEmpty {
            let turn = number % column.values.count
            return (column.values[turn...] + column.values[..<turn]).map { "'\($0)'" }
        }
        return switch column.type {
        case "integer", "bigint", "smallint":
            ["coalesce(\(name), 0) + \(number % 3 + 1)", "\(name) - 1", "\(name) + 100"]
        case "numeric": ["coalesce(\(name), 0) + 1.5 + \(number)"]
        case "timestamp with time zone":
            ["coalesce(\(name), now()) - interval '25 hours' * \(number + 1)"]
        case "date": ["coalesce(\(name), current_date) - \(number + 1)"]
        case "boolean": ["NOT coalesce(\(name), false)"]
        case "uuid": ["gen_random_uuid()"]
        case "jsonb":
            [
                "regexp_replace(\(name)::text, ': ([0-9])', ': 9\\1', 'g')::jsonb",
                "\(name) || '{\"altered\": true}'",
            ]
        case "text[]": ["\(name) || '{altered}'"]
        default: ["coalesce(\(name), '') || 'altered'", "repeat('b', 64)"]
        }
    }

    // MARK: Rows

    /// Adds a row like another, but what makes it the same row; it stays hidden, since it leads
    /// where hidden rows lead.
    private func add(likeRow row: String, to table: String) throws -> Bool {
        let columns = columns(table)
        let numbers = columns.filter {
            ["integer", "bigint"].contains($0.type) && !$0.isForeign
        }.map { ($0.name, "\($0.name) + 1000") }
        let persons = hidden.tables.persons(of: table).map {
            ($0, "'\(SelectionFixture.person(10))'")
        }
        let instants = columns.filter { $0.isNullable && $0.type.hasPrefix("timestamp") }
            .map { ($0.name, "now() - interval '1 day'") }
        let states = columns.filter { !$0.values.isEmpty }.flatMap { column in
            column.values.map { [(column.name, "'\($0)'")] + instants }
        }
        let leads = try leads(of: table)
        for lead in [[]] + leads {
            for other in [[], persons, numbers, numbers + persons] {
                for state in [[]] + states
                where try insert(table, row, lead + other + state) {
                    return true
                }
            }
        }
        return false
    }

    private func insert(
        _ table: String, _ row: String, _ changes: [(String, String)]
    ) throws -> Bool {
        let names = columns(table).map(\.name)
        let expressions = names.map { name in
            changes.last { $0.0 == name }?.1 ?? (name == "id" ? "gen_random_uuid()" : name)
        }
        return try attempt(
            """
            INSERT INTO app.\(table) (\(names.joined(separator: ", ")))
            SELECT \(expressions.joined(separator: ", ")) FROM app.\(table) WHERE \(row)
            RETURNING true
            """)
    }

    /// Other rows of evaluation data that the rule hides, which a row may belong to instead.
    private func leads(of table: String) throws -> [[(String, String)]] {
        guard hidden.tables.secret.contains(table) else { return [] }
        return try hidden.tables.foreignKeys(of: table).flatMap(leads)
    }

    private func leads(to key: EvaluationTables.ForeignKey) throws -> [[(String, String)]] {
        let isSecret = hidden.tables.secret.contains(key.target)
        let condition = hidden.conditions.first { isSecret && $0.table == key.target }?.condition
        let query =
            condition.map { "SELECT t.id FROM app.\(key.target) t WHERE \($0) ORDER BY 1" }
            ?? HiddenRows.conflicted[key.target]
        return try (query.map { try connection.query($0) } ?? []).compactMap { $0[0] }
            .map { [(key.column, "'\($0)'")] }
    }

    /// Removes a row that no other refers to.
    private func remove(oneOf rows: [String], of table: String) throws -> Bool {
        let references = hidden.tables.foreignKeys.filter { $0.target == table }.map {
            "AND NOT EXISTS (SELECT FROM app.\($0.table) x WHERE x.\($0.column) = t.id)"
        }.joined(separator: " ")
        for row in rows
        where try attempt("DELETE FROM app.\(table) t WHERE \(row) \(references) RETURNING true") {
            return true
        }
        return false
    }

    /// Whether a statement wrote a row; what a constraint refuses is undone.
    private func attempt(_ sql: String) throws -> Bool {
        try connection.execute("SAVEPOINT attempt")
        do {
            let written = try !connection.query(sql).isEmpty
            try connection.execute("RELEASE SAVEPOINT attempt")
            return written
        } catch {
            try connection.execute("ROLLBACK TO SAVEPOINT attempt; RELEASE SAVEPOINT attempt")
            return false
        }
    }
}
