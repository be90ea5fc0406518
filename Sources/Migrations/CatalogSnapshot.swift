import PostgresClient

/// The objects of the project's namespaces as PostgreSQL's catalog describes them, one digest each.
///
/// Names are qualified because the search path is empty. A new major version of PostgreSQL may
/// describe an object in other words, which shows as drift and is accepted once.
struct CatalogSnapshot {
    let connection: AdministrationConnection
    let namespaces: [String]

    /// Replaces the stored snapshot by the present state; to be called inside a transaction.
    func store() throws(DatabaseError) {
        try connection.execute("delete from mouwakaba.catalog_object")
        try withEmptySearchPath { () throws(DatabaseError) in
            _ = try connection.query(
                "insert into mouwakaba.catalog_object (kind, identity, digest) "
                    + Self.statement, [namespaceArray])
        }
    }

    /// The objects that differ from the stored snapshot, by kind and name.
    func differences() throws(DatabaseError) -> [CatalogDifference] {
        let rows = try withEmptySearchPath { () throws(DatabaseError) in
            try connection.query(
                """
                select case when stored.digest is null then 'added'
                        when live.digest is null then 'removed' else 'changed' end,
                    kind, identity
                from mouwakaba.catalog_object as stored
                full join (\(Self.statement)) as live using (kind, identity)
                where stored.digest is distinct from live.digest
                order by identity collate "C", kind collate "C"
                """, [namespaceArray])
        }
        return rows.map { row in
            CatalogDifference(
                change: CatalogDifference.Change(rawValue: row[0] ?? "") ?? .changed,
                kind: row[1] ?? "", identity: row[2] ?? "")
        }
    }

    private func withEmptySearchPath<Result>(
        _ body: () throws(DatabaseError) -> Result
    ) throws(DatabaseError) -> Result {
        let rows = try connection.query("select current_setting('search_path')")
        try setSearchPath("")
        let result = try body()
        try setSearchPath(rows.first?.first.flatMap { $0 } ?? "")
        return result
    }

    private func setSearchPath(_ value: String) throws(DatabaseError) {
        _ = try connection.query(
            "select pg_catalog.set_config('search_path', $1, false)", [value])
    }

    /// An array in PostgreSQL's text form.
    private var namespaceArray: String {
        let elements = namespaces.map { name in
            let escaped = name.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : "\($0)" }
            return "\"" + escaped.joined() + "\""
        }
        return "{" + elements.joined(separator: ",") + "}"
    }
}
