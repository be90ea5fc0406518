import Engine
import PostgresClient
import SchemaMapping
import TestSupport
import Testing

/// Which views the catalog says to be under the policies of their tables.
@Suite("Protection of views")
struct ViewProtectionTests {
    /// Whether a view is protected, by the names of the views that a script makes.
    private func protection(_ script: String) async throws -> [String: Bool] {
        let connection = try await TestDatabase.demonstration().administration()
        try connection.execute("BEGIN; CREATE SCHEMA probe;" + script)
        defer { try? connection.execute("ROLLBACK") }
        let catalog = try CatalogSnapshot(reading: connection)
        return catalog.relations.values.filter { $0.namespace == "probe" && $0.isView }
            .reduce(into: [:]) { $0[$1.name] = $1.hasForcedRowSecurity }
    }

    @Test func `a view is protected where it reads protected tables as its caller`() async throws {
        let found = try await protection(
            """
            CREATE TABLE probe.bare (id int);
            CREATE FUNCTION probe.zones() RETURNS SETOF app.zone LANGUAGE sql SECURITY DEFINER
                AS 'SELECT * FROM app.zone';
            CREATE VIEW probe.invoker WITH (security_invoker = true) AS
                SELECT id FROM app.zone UNION ALL SELECT id FROM app.school;
            CREATE VIEW probe.switched_on WITH (security_invoker) AS SELECT id FROM app.zone;
            CREATE VIEW probe.definer AS SELECT id FROM app.zone;
            CREATE VIEW probe.switched_off WITH (security_invoker = off) AS
                SELECT id FROM app.zone;
            CREATE VIEW probe.over_bare WITH (security_invoker = true) AS
                SELECT id FROM app.zone, LATERAL (SELECT FROM probe.bare) b;
            CREATE VIEW probe.over_view WITH (security_invoker = true) AS
                SELECT id FROM probe.definer;
            CREATE VIEW probe.over_function WITH (security_invoker = true) AS
                SELECT id FROM probe.zones();
            """)
        #expect(
            found == [
                "invoker": true, "switched_on": true, "definer": false, "switched_off": false,
                "over_bare": false, "over_view": false, "over_function": false,
            ])
    }
}
