import PostgresClient

/// Something that a database role may do with rows of a table in the request of somebody.
struct Power: Hashable {
    let databaseRole: String
    let caller: Caller
    let verb: String
    let table: String
    /// What an update assigns, in place of a column to itself.
    var change: String?
    /// What is done before the request.
    var before: String?
    /// Whether it is a trigger that does it.
    var isWithinTrigger = false
}

extension CatalogueSession {
    /// The rows of copies that a role may select, insert again, update or delete.
    ///
    /// Functions in a namespace of their own run as each role, as those of the project do: the
    /// session stays the API's. Only policies can refuse then, since triggers are off and a broken
    /// constraint comes after them.
    func preparePowers(of callers: [Caller]) throws {
        try connection.execute(PowerFunctions.today)
        try separateRoles(of: callers)
        try connection.execute(PowerFunctions.namespace)
        let persons = callers.compactMap(\.request?.person)
        let identifiers =
            try persons
            + values(
                """
                WITH caller AS (SELECT unnest(string_to_array($1, ' '))::uuid AS id)
                SELECT g.id FROM app.small_group g JOIN caller c ON c.id = g.recorded_by_id
                UNION ALL SELECT w.id FROM app.workshop w JOIN caller c ON c.id = w.recorded_by_id
                UNION ALL SELECT r.id FROM app.escort_record r JOIN caller c ON c.id = r.person_id
                UNION ALL SELECT p.id FROM app.project p JOIN caller c ON c.id = p.author_id
                UNION ALL SELECT v.id FROM app.programme_version v
                JOIN app.escort_programme p ON (p.office_id, p.id) = (v.office_id, v.programme_id)
                JOIN caller c ON c.id = p.escort_id
                """, [persons.joined(separator: " ")])
        try connection.execute(PowerFunctions.copies(mentioning: identifiers))
        try connection.execute(PowerFunctions.calls)
        for role in PowerFunctions.databaseRoles {
            try connection.execute(PowerFunctions.function(of: role))
        }
    }

    /// How many rows the power reaches.
    func reach(of power: Power) throws -> Int {
        try undoing {
            let person = power.caller.request?.person
            _ = try connection.query(
                "SELECT set_config('attempt.person', coalesce($1, gen_random_uuid()::text), true)",
                [person])
            try connection.execute(power.before ?? "")
            if let request = power.caller.request {
                try connection.execute("SET SESSION AUTHORIZATION mouwakaba_api")
                _ = try connection.query(
                    "SELECT access.begin_request($1::uuid, $2)", [request.person, request.office])
            }
            let call =
                power.isWithinTrigger
                ? "INSERT INTO attempt.call VALUES ($1, $2, $3, $4) RETURNING reached"
                : "SELECT attempt.reached($1, $2, $3, $4)"
            let rows = try connection.query(
                call, [power.databaseRole, power.verb, power.table, power.change])
            return rows.first?.first?.flatMap { Int($0) } ?? 0
        }
    }
}

/// SQL that tries what a database role may do.
private enum PowerFunctions {
    static let databaseRoles = [
        "mouwakaba_api", "mouwakaba_owner", "mouwakaba_region", "mouwakaba_conflict",
        "mouwakaba_records",
    ]

    /// Holds the day, since people escort and head for a time.
    static let today = """
        CREATE OR REPLACE FUNCTION access.today() RETURNS date
        LANGUAGE sql STABLE PARALLEL SAFE RETURN DATE '2026-11-26'
        """

    static let namespace = """
        CREATE SCHEMA attempt;
        GRANT USAGE ON SCHEMA attempt TO PUBLIC;
        CREATE TABLE attempt.copy (of text, copy jsonb, persons text[]);
        GRANT SELECT ON attempt.copy TO PUBLIC;

        """

    /// Keeps rows of each table, with the names of its columns that lead to a person; those first
    /// that have one of these identifiers, then those of the office.
    static func copies(mentioning identifiers: [String]) -> String {
        let pattern = identifiers.joined(separator: "|")
        return """
            DO $$
            DECLARE
                name text;
            BEGIN
                FOR name IN SELECT DISTINCT polrelid::regclass::text FROM pg_catalog.pg_policy LOOP
                    EXECUTE format(
                        'INSERT INTO attempt.copy SELECT %1$L, to_jsonb(t), ARRAY(
                            SELECT a.attname FROM pg_catalog.pg_constraint k
                            JOIN pg_catalog.pg_attribute a
                            ON a.attrelid = k.conrelid AND k.conkey = ARRAY[a.attnum]
                            WHERE k.conrelid = %1$L::regclass
                            AND k.confrelid = ''app.person''::regclass)
                        FROM %1$s t ORDER BY to_jsonb(t)::text ~ ''\(pattern)'' DESC,
                        to_jsonb(t) @> ''{"office_id": 1511}'' DESC, to_jsonb(t)::text LIMIT 40',
                        name);
                END LOOP;
            END
            $$;

            """
    }

    /// Calls the function of a role, and does so from a trigger for each row of `attempt.call`.
    static let calls = """
        CREATE FUNCTION attempt.reached(role text, verb text, name text, change text)
        RETURNS integer LANGUAGE plpgsql AS $$
        DECLARE
            reached integer;
        BEGIN
            EXECUTE format('SELECT attempt.%I($1, $2, $3)', role) INTO reached
            USING verb, name, change;
            RETURN reached;
        END
        $$;
        CREATE TABLE attempt.call (role text, verb text, name text, change text, reached integer);
        GRANT SELECT, INSERT ON attempt.call TO PUBLIC;
        CREATE FUNCTION attempt.answer() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            NEW.reached := attempt.reached(NEW.role, NEW.verb, NEW.name, NEW.change);
            RETURN NEW;
        END
        $$;
        CREATE TRIGGER answer BEFORE INSERT ON attempt.call
        FOR EACH ROW EXECUTE FUNCTION attempt.answer();
        ALTER TABLE attempt.call ENABLE ALWAYS TRIGGER answer;

        """

    /// Gives the number of rows that the role selects, or that it can write one by one; where they
    /// are inserted, as rows of the caller.
    static func function(of role: String) -> String {
        """
        CREATE FUNCTION attempt.\(role)(verb text, name text, change text) RETURNS integer
        LANGUAGE plpgsql SECURITY DEFINER AS $$
        DECLARE
            kept jsonb;
            reached integer := 0;
            touched integer;
            columns text;
            statement text;
        BEGIN
            IF verb = 'SELECT' THEN
                EXECUTE format('SELECT count(*) FROM %s', name) INTO reached;
                RETURN reached;
            END IF;
            SELECT string_agg(quote_ident(attname), ', ') INTO columns
            FROM pg_catalog.pg_attribute WHERE attrelid = name::regclass AND attnum > 0
            AND NOT attisdropped AND attgenerated = '' AND (verb = 'INSERT' OR attidentity = '')
            AND (verb = 'DELETE' OR has_column_privilege(attrelid, attnum, verb));
            statement := format(
                CASE verb
                WHEN 'INSERT' THEN 'WITH row AS (INSERT INTO %1$s (%2$s) OVERRIDING SYSTEM VALUE
                    SELECT %2$s FROM jsonb_populate_record(NULL::%1$s, $1))
                    SELECT 1'
                WHEN 'UPDATE' THEN 'WITH row AS (UPDATE %1$s t SET %3$s
                    FROM jsonb_populate_record(NULL::%1$s, $1) k WHERE %4$s RETURNING 1)
                    SELECT count(*) FROM row'
                ELSE 'WITH row AS (DELETE FROM %1$s t
                    USING jsonb_populate_record(NULL::%1$s, $1) k WHERE %4$s RETURNING 1)
                    SELECT count(*) FROM row'
                END, name, columns,
                coalesce(change, replace('c = t.c', 'c', split_part(columns, ', ', 1))),
                (SELECT string_agg(format('t.%1$I = k.%1$I', a.attname), ' AND ')
                FROM pg_catalog.pg_index i JOIN pg_catalog.pg_attribute a
                ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
                WHERE i.indrelid = name::regclass AND i.indisprimary));
            EXECUTE format('PREPARE attempted (jsonb) AS %s', statement);
            FOR kept IN
                SELECT copy || CASE verb WHEN 'INSERT' THEN coalesce((
                    SELECT jsonb_object_agg(p, access.person_id()) FROM unnest(persons) p), '{}')
                ELSE '{}' END FROM attempt.copy WHERE of = name
            LOOP
                BEGIN
                    EXECUTE format('EXECUTE attempted (%L)', kept) INTO touched;
                    reached := reached + touched;
                EXCEPTION
                    WHEN insufficient_privilege THEN NULL;
                    WHEN integrity_constraint_violation THEN reached := reached + 1;
                END;
            END LOOP;
            DEALLOCATE attempted;
            RETURN reached;
        EXCEPTION WHEN insufficient_privilege THEN
            RETURN 0;
        END
        $$;
        ALTER FUNCTION attempt.\(role)(text, text, text) OWNER TO \(role);
        """
    }
}
