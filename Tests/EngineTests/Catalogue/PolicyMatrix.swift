import PostgresClient
import TestSupport

/// What policies show and allow to whom, as Markdown for review.
struct PolicyMatrix {
    let session: CatalogueSession
    let callers: [Caller]

    /// A line for each table, a column for each caller: how many rows they see of those of the
    /// office, or of all where rows belong to no office.
    func visibleRows() throws -> String {
        let tables = Set(try session.policies().map(\.table)).sorted()
        let lines = try tables.map { table in
            let rows = try rows(of: table)
            let cells = try callers.map { try visible($0, table).words(of: rows) }
            return Self.line(["`\(table)`", "\(rows)"] + cells)
        }
        let head = ["table", "rows"] + callers.map(\.name)
        return Self.table(head, lines)
    }

    /// A line for each policy by which functions write as the owner: to whom it gives rows.
    func writers() throws -> String {
        let policies = try session.policies().filter { policy in
            policy.databaseRoles == ["mouwakaba_owner"] && policy.name != "administration"
        }
        let lines = try policies.flatMap { policy in
            try policy.verbs.filter { $0 != "SELECT" }.map { verb in
                let names = try writers(by: policy, verb)
                return Self.line([
                    "`\(policy.table)`", "`\(policy.name)`", verb, names.joined(separator: ", "),
                ])
            }
        }
        return Self.table(["table", "policy", "verb", "gives rows to"], lines.sorted())
    }

    private func writers(by policy: CataloguePolicy, _ verb: String) throws -> [String] {
        let gaining = try session.powers(of: policy, callers).filter { power in
            guard power.verb == verb else { return false }
            let with = try session.reach(of: power)
            return try with > 0 && session.reach(of: power, without: policy) != with
        }.map(\.caller)
        return callers.filter(gaining.contains).map(\.name)
    }

    private func visible(_ caller: Caller, _ table: String) throws -> Int {
        let isRegional = caller.request?.office.count == 2
        let role = isRegional ? "mouwakaba_region" : "mouwakaba_api"
        return try session.reach(
            of: Power(databaseRole: role, caller: caller, verb: "SELECT", table: table))
    }

    private func rows(of table: String) throws -> Int {
        let rows = try session.values(
            """
            SELECT count(*) FROM \(table) t
            WHERE coalesce((to_jsonb(t) ->> 'office_id')::integer, 1511) = 1511
            """)
        return rows.first.flatMap { Int($0) } ?? 0
    }

    private static func table(_ head: [String], _ lines: [String]) -> String {
        let rule = line(head.map { _ in "---" })
        return ([line(head), rule] + lines).joined(separator: "\n") + "\n"
    }

    private static func line(_ cells: [String]) -> String {
        "| " + cells.joined(separator: " | ") + " |"
    }
}

extension Int {
    /// This part of a whole, as people say it.
    fileprivate func words(of whole: Int) -> String {
        switch self {
        case 0: whole == 0 ? "–" : "none"
        case whole: "all"
        default: "\(self) of \(whole)"
        }
    }
}
