import PostgresClient
import TestSupport

/// Which rows the rule hides from somebody in conflict.
///
/// That is said by foreign keys and by what the world has them escort, never by policies: a policy
/// that lost its condition would hide nothing, and nothing would be altered.
struct HiddenRows {
    let tables: EvaluationTables
    let person: String
    /// SQL conditions on `t`, by table.
    let conditions: [(table: String, condition: String)]

    init(_ tables: EvaluationTables, _ world: InterferenceWorld) throws {
        self.tables = tables
        person = world.person
        var found: [(String, String)] = []
        for table in tables.secret {
            let rule = Self.rule(tables, table, world.person)
            found.append((table, "t.office_id = 1511 AND \(rule)"))
        }
        for table in tables.personal {
            found.append((table, try Self.unreadable(table, world)))
        }
        found.append(("audit_entry", "t.office_id = 1511 AND t.trail = 'EVALUATION'"))
        conditions = found
    }

    // MARK: What tells of an evaluation

    /// What is published tells of evaluations by right, and nobody is hidden their own.
    private static func rule(
        _ tables: EvaluationTables, _ table: String, _ person: String
    ) -> String {
        var rule = tells(tables, table, "t")
        if table != "incident" {
            for column in tables.persons(of: table) { rule += " AND t.\(column) <> '\(person)'" }
        }
        if let published = published[table] { rule += " AND NOT \(published)" }
        return rule
    }

    private static let published = [
        "ranking": "(t.status = 'ADOPTED' AND \(isClosed("t.session_id")))",
        "ranking_line": """
        EXISTS (SELECT FROM app.ranking r WHERE r.id = t.ranking_id AND r.status = 'ADOPTED'
            AND \(isClosed("r.session_id")))
        """,
    ]

    private static func isClosed(_ session: String) -> String {
        """
        EXISTS (SELECT FROM app.selection_session n
            WHERE n.id = \(session) AND n.status = 'CLOSED')
        """
    }

    /// That a row leads to an entry, a session or a mandate with which the person is in conflict.
    private static func tells(
        _ tables: EvaluationTables, _ table: String, _ alias: String
    ) -> String {
        let ways = tables.foreignKeys(of: table).compactMap { key -> String? in
            let column = "\(alias).\(key.column)"
            switch key.target {
            case "docket_entry": return "\(column) IN (SELECT e.id FROM \(entries))"
            case "selection_session": return "\(column) IN (SELECT e.session_id FROM \(entries))"
            case "project" where table == "evaluation_mandate":
                return "\(column) IN (\(evaluatedProjects))"
            case let target where tables.secret.contains(target):
                let inner = alias + "x"
                return """
                    EXISTS (SELECT FROM app.\(target) \(inner) WHERE \(inner).id = \(column)
                        AND \(tells(tables, target, inner)))
                    """
            default: return nil
            }
        }
        return "(\(ways.joined(separator: " OR ")))"
    }

    private static let communities = """
        (c.office_id = 1511 AND c.number IN \
        (\(InterferenceWorld.escorted.map(String.init).joined(separator: ", "))))
        """

    /// Queries for the entries and sessions with which the person is in conflict, by table.
    static let conflicted = [
        "docket_entry": "SELECT e.id FROM \(entries) ORDER BY 1",
        "selection_session": "SELECT DISTINCT e.session_id FROM \(entries) ORDER BY 1",
    ]

    /// Entries of projects of an escorted community.
    private static let entries = """
        app.docket_entry e JOIN app.project p ON p.id = e.project_id
        JOIN app.community c ON c.id = p.community_id WHERE \(communities)
        """

    /// Projects of the zone of an escorted community.
    private static let evaluatedProjects = """
        SELECT p.id FROM app.project p JOIN app.community o ON o.id = p.community_id
        JOIN app.community c ON c.zone_id = o.zone_id WHERE \(communities)
        """

    // MARK: What is about other people

    /// Rows of a table about persons that the person does not see, as one condition on their keys.
    private static func unreadable(
        _ table: String, _ world: InterferenceWorld
    ) throws -> String {
        let connection = try world.fixture.administration()
        try connection.execute("BEGIN; SET LOCAL ROLE mouwakaba_api")
        _ = try connection.query(
            "SELECT * FROM access.begin_request($1::uuid, $2)",
            [world.person, SelectionFixture.office])
        let seen = try connection.query("SELECT id FROM app.\(table)").compactMap { $0[0] }
        try connection.execute("ROLLBACK")
        let keys = seen.map { "'\($0)'" }.joined(separator: ", ")
        return "t.office_id = 1511" + (seen.isEmpty ? "" : " AND t.id NOT IN (\(keys))")
    }
}
