import Engine
import PostgresClient
import SchemaMapping

extension Database {
    /// How the pools of all classes of service connect.
    var poolOptions: PoolOptions {
        var settings = PoolOptions.readSettings
        if apiSetsRole { settings["role"] = Self.apiRole }
        return PoolOptions(conninfo: apiConninfo, sessionSettings: settings)
    }

    /// The options of a class of service, with the role of its sessions where it is not that of
    /// all requests.
    static func options(
        for serviceClass: ServiceClass, _ settings: ServiceSettings
    ) -> ServiceOptions {
        var options = settings.options(for: serviceClass)
        if serviceClass == .region { options.settings["role"] = regionRole }
        return options
    }
}

/// The database roles that requests run as.
enum APIRole {
    /// Refuses to serve with a role that row-level security does not bind.
    ///
    /// - Throws: `SettingsError` for a role that is a superuser, may bypass row-level security, or
    ///   owns relations, and for one that reads across offices without taking on the role for it.
    static func check(_ database: Database) throws {
        let connection = try database.api()
        if database.apiSetsRole { try connection.execute("SET ROLE \(Database.apiRole)") }
        try checkIsBound(connection)
        try checkReadsOneOffice(connection)
        try takeOnRegionRole(connection)
        try checkIsBound(connection)
    }

    private static func checkIsBound(_ connection: AdministrationConnection) throws {
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

    /// Policies of a role hold for whoever has its privileges: those across offices must not hold
    /// for requests of an office.
    private static func checkReadsOneOffice(_ connection: AdministrationConnection) throws {
        let answer = try connection.query(
            """
            SELECT current_user FROM pg_catalog.pg_roles r
            WHERE r.rolname = $1 AND pg_has_role(r.oid, 'USAGE')
            """, [Database.regionRole])
        if let name = answer.first?[0] {
            throw SettingsError(
                "The role \(name) has the privileges of \(Database.regionRole);"
                    + " serve with \(Database.apiRole), which has them only when it takes it on.")
        }
    }

    static func takeOnRegionRole(
        _ connection: AdministrationConnection, named name: String = Database.regionRole
    ) throws {
        do throws(DatabaseError) {
            try connection.execute("SET ROLE \(name)")
        } catch {
            throw SettingsError(
                "Requests cannot take on the role \(name): \(error.message)\n"
                    + "Apply db/ with mouwakaba migrate up.")
        }
    }
}
