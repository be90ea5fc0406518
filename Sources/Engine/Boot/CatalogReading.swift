package import PostgresClient
package import SchemaMapping

extension CatalogSnapshot {
    /// Reads the relations of every namespace but the server's own from `pg_catalog`.
    package init(reading connection: AdministrationConnection) throws(DatabaseError) {
        var columns = try Self.columns(connection)
        var primaryKeys = try Self.primaryKeys(connection)
        var foreignKeys = try Self.foreignKeys(connection)
        var functions = try Self.functions(connection)
        let relations = try connection.query(Self.relationsStatement).map { row in
            let namespace = row[0] ?? ""
            let name = row[1] ?? ""
            let key = "\(namespace).\(name)"
            return CatalogRelation(
                namespace: namespace, name: name,
                columns: columns.removeValue(forKey: key) ?? [],
                primaryKey: primaryKeys.removeValue(forKey: key) ?? [],
                foreignKeys: foreignKeys.removeValue(forKey: key) ?? [],
                hasForcedRowSecurity: row[2] == "t", isView: row[3] == "t",
                functions: functions.removeValue(forKey: key) ?? [])
        }
        self.init(relations: relations, commands: try Self.commands(connection))
    }

    private static func commands(
        _ connection: AdministrationConnection
    ) throws(DatabaseError) -> [CatalogFunction] {
        var functions: [String: (parameters: [CatalogColumn], results: [CatalogColumn])] = [:]
        for row in try connection.query(commandsStatement, [CatalogFunction.namespace]) {
            let column = CatalogColumn(
                name: row[1] ?? "", typeName: row[2] ?? "", isNotNull: row[3] != "i")
            var function = functions[row[0] ?? ""] ?? ([], [])
            if row[3] == "i" {
                function.parameters.append(column)
            } else {
                function.results.append(column)
            }
            functions[row[0] ?? ""] = function
        }
        return functions.map {
            CatalogFunction(
                name: $0.key, parameters: $0.value.parameters, results: $0.value.results)
        }
    }

    private static func functions(
        _ connection: AdministrationConnection
    ) throws(DatabaseError) -> [String: [CatalogColumn]] {
        var functions: [String: [CatalogColumn]] = [:]
        for row in try connection.query(functionsStatement) {
            let function = CatalogColumn(
                name: row[1] ?? "", typeName: row[2] ?? "", isNotNull: false)
            functions[row[0] ?? "", default: []].append(function)
        }
        return functions
    }

    private static func columns(
        _ connection: AdministrationConnection
    ) throws(DatabaseError) -> [String: [CatalogColumn]] {
        var columns: [String: [CatalogColumn]] = [:]
        for row in try connection.query(columnsStatement) {
            let column = CatalogColumn(
                name: row[1] ?? "", typeName: row[2] ?? "", isNotNull: row[3] == "t")
            columns[row[0] ?? "", default: []].append(column)
        }
        return columns
    }

    private static func primaryKeys(
        _ connection: AdministrationConnection
    ) throws(DatabaseError) -> [String: [String]] {
        var keys: [String: [String]] = [:]
        for row in try connection.query(primaryKeysStatement) {
            keys[row[0] ?? "", default: []].append(row[1] ?? "")
        }
        return keys
    }

    private static func foreignKeys(
        _ connection: AdministrationConnection
    ) throws(DatabaseError) -> [String: [CatalogForeignKey]] {
        var keys: [String: [CatalogForeignKey]] = [:]
        for row in try connection.query(foreignKeysStatement) {
            let key = CatalogForeignKey(
                columns: names(row[2]), referencedRelation: row[1] ?? "",
                referencedColumns: names(row[3]))
            keys[row[0] ?? "", default: []].append(key)
        }
        return keys
    }

    private static func names(_ joined: String?) -> [String] {
        (joined ?? "").split(separator: ",").map(String.init)
    }

    private static let relationsStatement = """
        SELECT n.nspname, c.relname,
               CASE WHEN c.relkind <> 'v' THEN c.relrowsecurity AND c.relforcerowsecurity
               ELSE coalesce((
                   SELECT o.option_value::boolean
                   FROM pg_catalog.pg_options_to_table(c.reloptions) o
                   WHERE o.option_name = 'security_invoker'
               ), false) AND NOT EXISTS (
                   SELECT FROM pg_catalog.pg_rewrite w
                   JOIN pg_catalog.pg_depend d
                     ON d.classid = 'pg_catalog.pg_rewrite'::regclass AND d.objid = w.oid
                   JOIN pg_catalog.pg_class t
                     ON d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjid = t.oid
                   WHERE w.ev_class = c.oid AND t.oid <> c.oid
                     AND NOT (t.relrowsecurity AND t.relforcerowsecurity)
               ) AND NOT EXISTS (
                   SELECT FROM pg_catalog.pg_rewrite w
                   JOIN pg_catalog.pg_depend d
                     ON d.classid = 'pg_catalog.pg_rewrite'::regclass AND d.objid = w.oid
                   JOIN pg_catalog.pg_proc f
                     ON d.refclassid = 'pg_catalog.pg_proc'::regclass AND d.refobjid = f.oid
                   WHERE w.ev_class = c.oid AND f.proretset
               ) END,
               c.relkind = 'v'
        FROM pg_catalog.pg_class c
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p', 'v', 'm')
          AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_'
        ORDER BY 1, 2
        """

    private static let columnsStatement = """
        SELECT n.nspname || '.' || c.relname, a.attname, t.typname, a.attnotnull
        FROM pg_catalog.pg_attribute a
        JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
        WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'v', 'm')
          AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_'
        ORDER BY 1, a.attnum
        """

    /// Functions of one row that give one value, the same one as long as the database is the same.
    private static let functionsStatement = """
        SELECT rn.nspname || '.' || r.relname, n.nspname || '.' || p.proname, t.typname
        FROM pg_catalog.pg_proc p
        JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
        JOIN pg_catalog.pg_type a ON a.oid = p.proargtypes[0]
        JOIN pg_catalog.pg_class r ON r.oid = a.typrelid
        JOIN pg_catalog.pg_namespace rn ON rn.oid = r.relnamespace
        JOIN pg_catalog.pg_type t ON t.oid = p.prorettype
        WHERE p.pronargs = 1 AND p.prokind = 'f' AND NOT p.proretset
          AND p.provolatile IN ('i', 's') AND n.nspname !~ '^pg_'
          AND n.nspname <> 'information_schema'
        ORDER BY 1, 2
        """

    private static let commandsStatement = """
        SELECT p.proname, a.name, t.typname, a.mode
        FROM pg_catalog.pg_proc p
        JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
        CROSS JOIN LATERAL unnest(
            coalesce(p.proallargtypes, p.proargtypes::oid[]), p.proargnames,
            coalesce(p.proargmodes, array_fill('i'::"char", ARRAY[p.pronargs::int]))
        ) WITH ORDINALITY AS a (type, name, mode, position)
        JOIN pg_catalog.pg_type t ON t.oid = a.type
        WHERE n.nspname = $1 AND p.prokind = 'f' AND NOT p.proretset
        ORDER BY p.proname, a.position
        """

    private static let primaryKeysStatement = """
        SELECT n.nspname || '.' || c.relname, a.attname
        FROM pg_catalog.pg_constraint k
        JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        CROSS JOIN LATERAL unnest(k.conkey) WITH ORDINALITY AS p (attnum, position)
        JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = p.attnum
        WHERE k.contype = 'p'
        ORDER BY 1, p.position
        """

    private static let foreignKeysStatement = """
        SELECT n.nspname || '.' || c.relname, rn.nspname || '.' || r.relname,
               string_agg(a.attname, ',' ORDER BY p.position),
               string_agg(ra.attname, ',' ORDER BY p.position)
        FROM pg_catalog.pg_constraint k
        JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_catalog.pg_class r ON r.oid = k.confrelid
        JOIN pg_catalog.pg_namespace rn ON rn.oid = r.relnamespace
        CROSS JOIN LATERAL unnest(k.conkey, k.confkey)
            WITH ORDINALITY AS p (attnum, referenced, position)
        JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = p.attnum
        JOIN pg_catalog.pg_attribute ra ON ra.attrelid = r.oid AND ra.attnum = p.referenced
        WHERE k.contype = 'f'
        GROUP BY k.oid, n.nspname, c.relname, rn.nspname, r.relname, k.conname
        ORDER BY 1, k.conname
        """
}
