import PostgresClient

/// What was applied to a database, kept in its namespace `mouwakaba`.
///
/// - `mouwakaba.migration`: one row a migration, with the checksum of the file that ran.
/// - `mouwakaba.repeatable`: one row a repeatable; a migration empties the table, because each
///   repeatable must run after it.
/// - `mouwakaba.catalog_object`: one digest an object, as the last `up` left it.
struct Ledger {
    struct AppliedMigration: Hashable, Sendable {
        var number: Int
        var name: String
        var checksum: String
        var appliedAt: String
    }

    let connection: AdministrationConnection

    /// Creates the tables if they are missing; only their owner may read them.
    func create() throws(DatabaseError) {
        try connection.execute(
            """
            begin;
            create schema if not exists mouwakaba;
            revoke all on schema mouwakaba from public;
            create table if not exists mouwakaba.migration (
                number integer primary key,
                name text not null,
                checksum text not null,
                applied_at timestamptz not null default clock_timestamp(),
                duration interval not null
            );
            create table if not exists mouwakaba.repeatable (
                name text primary key,
                checksum text not null,
                applied_at timestamptz not null default clock_timestamp()
            );
            create table if not exists mouwakaba.catalog_object (
                kind text not null,
                identity text not null,
                digest text not null,
                primary key (kind, identity)
            );
            commit;
            """)
    }

    /// Whether the ledger exists, so that reading a database leaves it as it is.
    func exists() throws(DatabaseError) -> Bool {
        let rows = try connection.query("select to_regclass('mouwakaba.catalog_object')")
        return rows.first?.first != .some(nil)
    }

    func migrations() throws(DatabaseError) -> [AppliedMigration] {
        let rows = try connection.query(
            """
            select number, name, checksum,
                to_char(applied_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
            from mouwakaba.migration order by number
            """)
        return rows.map { row in
            AppliedMigration(
                number: row[0].flatMap { Int($0) } ?? 0, name: row[1] ?? "",
                checksum: row[2] ?? "", appliedAt: row[3] ?? "")
        }
    }

    /// The checksums of the repeatables by name.
    func repeatables() throws(DatabaseError) -> [String: String] {
        let rows = try connection.query("select name, checksum from mouwakaba.repeatable")
        return rows.reduce(into: [:]) { $0[$1[0] ?? ""] = $1[1] ?? "" }
    }

    /// Records a migration and makes every repeatable pending.
    ///
    /// The duration is that of the transaction so far.
    func record(_ migration: Migration) throws(DatabaseError) {
        _ = try connection.query(
            """
            insert into mouwakaba.migration (number, name, checksum, duration)
            values ($1, $2, $3, clock_timestamp() - transaction_timestamp())
            """,
            ["\(migration.number)", migration.name, migration.file.checksum])
        try connection.execute("delete from mouwakaba.repeatable")
    }

    func record(_ repeatables: [Repeatable]) throws(DatabaseError) {
        try connection.execute("delete from mouwakaba.repeatable")
        for repeatable in repeatables {
            _ = try connection.query(
                "insert into mouwakaba.repeatable (name, checksum) values ($1, $2)",
                [repeatable.name, repeatable.file.checksum])
        }
    }
}
