import PostgresClient

extension Database {
    /// How the pools of all classes of service connect.
    var poolOptions: PoolOptions {
        var settings = PoolOptions.readSettings
        if apiSetsRole { settings["role"] = Self.apiRole }
        return PoolOptions(conninfo: apiConninfo, sessionSettings: settings)
    }
}

/// The database role that requests run as.
enum APIRole {
    /// Refuses to serve with a role that row-level security does not bind.
    ///
    /// - Throws: `SettingsError` for a role that is a superuser, may bypass row-level security, or
    ///   owns relations.
    static func check(_ database: Database) throws {
        let connection = try database.api()
        if database.apiSetsRole { try connection.execute("SET ROLE \(Database.apiRole)") }
        let answer = try connection.query(
            """
            SELECT current_user, r.rolsuper OR r.rolbypassrls,
                   EXISTS (SELECT FROM pg_catalog.pg_class c WHERE c.relowner = r.oid)
            FROM pg_catalog.pg_roles r WHERE r.rolname = current_user
            """)
        let name = answer.first?[0] ?? "unknown"
        if answer.first?[1] != "f" {
            throw SettingsError(
                "The role \(name) bypasses row-level security; serve with \(Database.apiRole).")
        }
        if answer.first?[2] != "f" {
            throw SettingsError(
                "The role \(name) owns relations; serve with \(Database.apiRole), which owns none.")
        }
    }
}
