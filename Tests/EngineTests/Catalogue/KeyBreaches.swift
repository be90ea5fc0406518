import PostgresClient

/// A unique or exclusion constraint, or a unique index.
struct CatalogueKey {
    let name: String
    let table: String
    let isUnique: Bool
    /// The columns that it compares, those within expressions included.
    let columns: [String]
    /// The rows it is about.
    let condition: String
}

extension CatalogueSession {
    /// One way to break each key: a row takes what the key compares from another.
    func keyBreaches() throws -> [Breach] {
        let keys = try keys()
        return try keys.map { key in
            let before = KeysByHand.before[key.name] ?? ""
            let columns = key.columns + (KeysByHand.further[key.name] ?? [])
            let change = columns.map { "\($0) = other.\($0)" }.joined(separator: ", ")
            let others = keys.filter { $0.table == key.table && $0.name != key.name }
            let attempts = try pairs(key, others).map { row, other in
                before
                    + """
                    UPDATE \(key.table) row SET \(KeysByHand.changes[key.name] ?? change)
                    FROM \(key.table) other
                    WHERE row.ctid = '\(row)' AND other.ctid = '\(other)'
                    """
            }
            return Breach(
                rule: key.name, sqlState: key.isUnique ? .uniqueViolation : "23P01",
                change: change, attempts: attempts)
        }
    }

    private func keys() throws -> [CatalogueKey] {
        try connection.query(
            """
            SELECT c.relname, i.indrelid::regclass, i.indisunique,
            coalesce(pg_get_expr(i.indpred, i.indrelid), 'true'), array_to_string(ARRAY(
                SELECT quote_ident(a.attname) FROM pg_catalog.pg_attribute a
                WHERE a.attrelid = i.indrelid AND a.attnum > 0 AND EXISTS (
                    SELECT FROM generate_series(1, i.indnkeyatts) k
                    WHERE pg_get_indexdef(c.oid, k, false) ~ ('\\m' || a.attname || '\\M'))
                ORDER BY a.attnum), ',')
            FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
            WHERE (i.indisunique OR i.indisexclusion)
            AND c.relnamespace = ANY (\(Self.namespaces)) ORDER BY 2, 1
            """
        ).map { row in
            CatalogueKey(
                name: row[0] ?? "", table: row[1] ?? "", isUnique: row[2] == "t",
                columns: (row[4] ?? "").split(separator: ",").map(String.init),
                condition: row[3] ?? "")
        }
    }

    /// Pairs of rows that a key is about and that other keys tell apart by further columns; first
    /// those that differ least in this key.
    private func pairs(
        _ key: CatalogueKey, _ others: [CatalogueKey]
    ) throws -> [(row: String, other: String)] {
        let apart = others.map { $0.columns.filter { !key.columns.contains($0) } }
            .filter { !$0.isEmpty }.map { columns in
                let pairs = columns.map { "a.\($0) IS DISTINCT FROM b.\($0)" }
                return " AND (" + pairs.joined(separator: " OR ") + ")"
            }
        let compared = key.columns.map { "b.\($0)" }
        let alike = key.columns.map { "(a.\($0) IS NOT DISTINCT FROM b.\($0))::integer" }
        return try connection.query(
            """
            WITH sample AS (
                SELECT ctid AS tuple, * FROM \(key.table) WHERE \(key.condition) LIMIT 100)
            SELECT a.tuple, b.tuple FROM sample a JOIN sample b
            ON a.tuple <> b.tuple\(apart.joined())
            ORDER BY num_nulls(\(compared.joined(separator: ", "))),
            \(alike.joined(separator: " + ")) DESC, a.tuple, b.tuple LIMIT 50
            """
        ).map { ($0[0] ?? "", $0[1] ?? "") }
    }
}

/// What breaks a key that a row cannot simply take from another.
enum KeysByHand {
    /// What the row takes from the other beside the key, since a CHECK binds it to the key.
    static let further = [
        "office_code_key": ["id", "region_code"], "office_pkey": ["code", "region_code"],
        "school_year_pkey": ["starts_on", "ends_on"],
    ]

    /// Assignments in place of those of the columns.
    static let changes = [
        "school_years_do_not_overlap": "ends_on = row.ends_on + 60"
    ]

    /// What stands in the way: the key of `office` already follows from that of `id`, the number
    /// of the code.
    static let before = [
        "office_code_key": "ALTER TABLE app.office DROP CONSTRAINT office_pkey CASCADE;",
        "audit_pending_pkey": "ALTER TABLE app.audit_pending ALTER id DROP IDENTITY;",
    ]
}
