import PostgresClient

/// One way to break a constraint, tried on several rows.
struct Breach {
    /// The name of the constraint, or `table.column` of what may not be null.
    let rule: String
    let sqlState: SQLState
    /// What is done to a row, for the reader of a failure.
    let change: String
    /// Statements of which one must be refused for this rule and no other.
    let attempts: [String]

    /// Where what breaks such a rule is written by hand.
    var table: String {
        switch sqlState {
        case "23502": "NullsByHand"
        case "23503": "ForeignKeysByHand"
        case "23514": "ChecksByHand"
        default: "KeysByHand"
        }
    }
}

extension CatalogueSession {
    /// What each way to break a rule lacks, as sentences; none if every rule refuses its breach.
    func unrefused(_ breaches: [Breach]) throws -> [String] {
        try breaches.compactMap { breach in
            var others: Set<String> = []
            for attempt in breach.attempts {
                let refusal = try refusal(of: attempt)
                if refusal?.sqlState == breach.sqlState, refusal?.rule == breach.rule { return nil }
                others.insert(refusal.map { $0.rule ?? $0.message } ?? "nothing")
            }
            let found = others.isEmpty ? "no row" : others.sorted().joined(separator: ", ")
            return """
                \(breach.rule) does not refuse `\(breach.change)`, but \(found): \
                give \(breach.table) what breaks it.
                """
        }
    }
}

extension DatabaseError {
    /// The constraint that refused, or the column that may not be null.
    var rule: String? {
        constraint ?? column.flatMap { column in table.map { "\($0).\(column)" } }
    }
}
