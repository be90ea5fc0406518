import PostgresClient

extension CatalogueSession {
    /// One way to break each foreign key, awake alone among the triggers of its table: its last
    /// column names what is not there.
    func foreignKeyBreaches() throws -> [Breach] {
        try connection.query(
            """
            SELECT k.conname, k.conrelid::regclass, quote_ident(a.attname),
            format_type(a.atttypid, NULL), string_agg(quote_ident(t.tgname), ',')
            FROM pg_catalog.pg_constraint k
            JOIN pg_catalog.pg_trigger t ON t.tgconstraint = k.oid AND t.tgrelid = k.conrelid
            AND pg_get_triggerdef(t.oid) LIKE '%RI_FKey_check%'
            JOIN pg_catalog.pg_attribute a
            ON a.attrelid = k.conrelid AND a.attnum = k.conkey[cardinality(k.conkey)]
            WHERE k.contype = 'f' AND k.connamespace = ANY (\(Self.namespaces))
            GROUP BY k.oid, a.attname, a.atttypid ORDER BY 2, 1
            """
        ).map { row in
            try foreignKeyBreach(
                rule: row[0] ?? "", table: row[1] ?? "", column: row[2] ?? "",
                type: row[3] ?? "", triggers: row[4] ?? "")
        }
    }

    private func foreignKeyBreach(
        rule: String, table: String, column: String, type: String, triggers: String
    ) throws -> Breach {
        let change = ForeignKeysByHand.changes[rule] ?? "\(column) = \(Self.missing[type] ?? "''")"
        let awake = triggers.split(separator: ",").map {
            "ALTER TABLE \(table) ENABLE ALWAYS TRIGGER \($0);"
        }
        let attempts = try rows(of: table, first: "\(column) IS NOT NULL").map {
            awake.joined() + "UPDATE \(table) SET \(change) WHERE ctid = '\($0)'"
        }
        return Breach(rule: rule, sqlState: "23503", change: change, attempts: attempts)
    }

    /// A value of each type that no key has.
    private static let missing = [
        "uuid": "gen_random_uuid()", "integer": "-1", "text": "'NO_SUCH_KEY'",
    ]
}

/// What breaks a foreign key whose column other constraints bind to further ones.
enum ForeignKeysByHand {
    static let changes = [
        "assignment_annulment_fkey": "annulled_fact_id = id",
        "escorting_history_annulment_fkey": "annulled_fact_id = id",
        "office_region_code_fkey": """
        region_code = '99', code = '99' || substr(code, 3),
        id = ('99' || substr(code, 3))::integer
        """,
        "project_first_school_year_fkey": "first_school_year = '0000-0001'",
        "support_request_answered_by_id_fkey": """
        status = 'GRANTED', answered_at = now(), answered_by_id = gen_random_uuid()
        """,
        "transport_request_shared_with_fkey": """
        means = 'SHARED', shared_with_id = gen_random_uuid()
        """,
    ]
}
