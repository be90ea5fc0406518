import PostgresClient

/// A policy of row-level security as the catalogue tells it.
struct CataloguePolicy {
    let name: String
    let table: String
    let verbs: [String]
    let databaseRoles: [String]
    let definition: String

    /// Name and table, by which `PoliciesByHand` knows it.
    var title: String { "\(name) on \(table)" }
}

extension CatalogueSession {
    func policies() throws -> [CataloguePolicy] {
        try connection.query(
            """
            SELECT polname, polrelid::regclass, polcmd,
            array_to_string(ARRAY(SELECT rolname FROM pg_catalog.pg_roles r
            WHERE r.oid = ANY (polroles)), ','),
            concat(pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid))
            FROM pg_catalog.pg_policy ORDER BY polrelid, 1
            """
        ).map { row in
            CataloguePolicy(
                name: row[0] ?? "", table: row[1] ?? "", verbs: Self.verbs[row[2] ?? ""] ?? [],
                databaseRoles: (row[3] ?? "").split(separator: ",").map(String.init),
                definition: row[4] ?? "")
        }
    }

    private static let verbs = [
        "r": ["SELECT"], "a": ["INSERT"], "w": ["UPDATE"], "d": ["DELETE"],
        "*": ["SELECT", "INSERT", "UPDATE", "DELETE"],
    ]

    /// The policies that nothing depends on: without them everybody reaches the same rows.
    func idlePolicies(_ policies: [CataloguePolicy], _ callers: [Caller]) throws -> [String] {
        var reached: [Power: Int] = [:]
        return try policies.filter { policy in
            try !powers(of: policy, callers).contains { power in
                let with = try reached[power] ?? reach(of: power)
                reached[power] = with
                return try with != reach(of: power, without: policy)
            }
        }.map { policy in
            "Nothing depends on \(policy.title): give PoliciesByHand the case that it is for."
        }
    }

    /// How many rows a power reaches once a policy is taken away.
    func reach(of power: Power, without policy: CataloguePolicy) throws -> Int {
        try undoing {
            try connection.execute("DROP POLICY \(policy.name) ON \(policy.table)")
            return try reach(of: power)
        }
    }

    /// What a policy may give, to those first whose role it names.
    func powers(of policy: CataloguePolicy, _ callers: [Caller]) -> [Power] {
        let named = callers.filter { policy.definition.contains("'\($0.name)'") }
        let others = callers.filter { !named.contains($0) }
        return policy.verbs.flatMap { verb in
            policy.databaseRoles.flatMap { role in
                (named + others).map { caller in
                    Power(
                        databaseRole: role, caller: caller, verb: verb, table: policy.table,
                        change: PoliciesByHand.changes[policy.title],
                        before: PoliciesByHand.before[policy.title],
                        isWithinTrigger: policy.name == "trail_records")
                }
            }
        }
    }
}

/// What makes a policy tell that the rows of the demonstration do not.
enum PoliciesByHand {
    /// What an update must assign for the policy to allow it.
    static let changes = [
        "caller_answers on app.committee_seat": "status = 'ACCEPTED', answered_at = now()",
        "evaluator_submits on app.evaluation_mandate": "status = 'SUBMITTED'",
    ]

    /// What must be the case before the request of `attempt.person`.
    static let before = [
        "command_finds on app.person": """
        SELECT set_config('mouwakaba.staff_number', staff_number, true)
        FROM app.person WHERE home_office_id = 9581 LIMIT 1
        """,
        "caller_reads on app.notice":
            "UPDATE app.notice SET person_id = current_setting('attempt.person')::uuid",
        "caller_records on app.evaluation": "UPDATE app.evaluation_mandate SET status = 'ISSUED'",
        "caller_answers on app.committee_seat":
            "UPDATE app.committee_seat SET status = 'INVITED', answered_at = NULL",
    ]
}
