-- How lines of the audit trail are made, kept and verified; see 0017_audit.sql.

SET LOCAL ROLE mouwakaba_owner;

-- A column that is added later is absent from older lines and does not change their hash.
CREATE OR REPLACE FUNCTION app.audit_hash(entry app.audit_entry) RETURNS text
    LANGUAGE sql STABLE
    SET search_path = pg_catalog, pg_temp
    SET timezone = 'UTC'
AS $$
    SELECT encode(
        sha256(convert_to(jsonb_strip_nulls(to_jsonb(entry) - 'hash')::text, 'UTF8')), 'hex')
$$;

COMMENT ON FUNCTION app.audit_hash(app.audit_entry) IS
    'The hash that a line should have: SHA-256 of its other columns, without nulls, as one JSON '
    'object.';

CREATE OR REPLACE FUNCTION app.audit_trail(table_name text) RETURNS text
    LANGUAGE sql IMMUTABLE
    SET search_path = pg_catalog, pg_temp
AS $$
    SELECT CASE
        WHEN table_name IN (
            'recusal', 'declared_conflict', 'score', 'ranking', 'ranking_line', 'vote', 'minutes',
            'evaluation_mandate', 'evaluation', 'notice', 'incident'
        ) THEN 'EVALUATION'
        ELSE 'OFFICE'
    END
$$;

COMMENT ON FUNCTION app.audit_trail(text) IS 'The trail that has the lines about a table.';

-- Rows of a command are few, and each is a line. An administrator may load a million: then one line
-- says how many the statement wrote to the table.
CREATE OR REPLACE FUNCTION app.record_audit() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
    SET timezone = 'UTC'
AS $$
DECLARE
    stack text;
    command text;
    trail text := app.audit_trail(TG_TABLE_NAME);
    request text := nullif(current_setting('mouwakaba.request_id', true), '');
BEGIN
    IF pg_has_role(session_user, 'mouwakaba_owner', 'MEMBER') THEN
        IF TG_OP = 'DELETE' THEN
            INSERT INTO app.audit_pending (
                office_id, trail, request_id, verb, table_name, row_count, column_names
            )
            SELECT o.office_id, trail, request, TG_OP, TG_TABLE_NAME, count(*), '{}'
            FROM old_rows o GROUP BY o.office_id ORDER BY o.office_id;
        ELSE
            INSERT INTO app.audit_pending (
                office_id, trail, request_id, verb, table_name, row_count, column_names
            )
            SELECT n.office_id, trail, request, TG_OP, TG_TABLE_NAME, count(*), '{}'
            FROM new_rows n GROUP BY n.office_id ORDER BY n.office_id;
        END IF;
        RETURN NULL;
    END IF;

    -- The outermost command, as a greedy match finds it.
    GET DIAGNOSTICS stack = PG_CONTEXT;
    command := (regexp_match(stack, '.*function api\.(\w+)\('))[1];

    IF TG_OP = 'INSERT' THEN
        INSERT INTO app.audit_pending (
            office_id, trail, person_id, operation, request_id, verb, table_name, row_id,
            row_count, column_names, salt, digest
        )
        SELECT
            n.office_id, trail, access.person_id(), command, request, TG_OP, TG_TABLE_NAME,
            (to_jsonb(n) ->> 'id')::uuid, 1, '{}', s.salt, app.audit_digest(s.salt, to_jsonb(n))
        FROM new_rows n CROSS JOIN LATERAL (SELECT gen_random_uuid(), n.office_id) s (salt);
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO app.audit_pending (
            office_id, trail, person_id, operation, request_id, verb, table_name, row_id,
            row_count, column_names, salt, digest
        )
        SELECT
            o.office_id, trail, access.person_id(), command, request, TG_OP, TG_TABLE_NAME,
            (to_jsonb(o) ->> 'id')::uuid, 1, '{}', s.salt, app.audit_digest(s.salt, to_jsonb(o))
        FROM old_rows o CROSS JOIN LATERAL (SELECT gen_random_uuid(), o.office_id) s (salt);
    ELSE
        INSERT INTO app.audit_pending (
            office_id, trail, person_id, operation, request_id, verb, table_name, row_id,
            row_count, column_names, salt, digest
        )
        SELECT
            n.office_id, trail, access.person_id(), command, request, TG_OP, TG_TABLE_NAME,
            (to_jsonb(n) ->> 'id')::uuid, 1, c.names, s.salt, app.audit_digest(s.salt, to_jsonb(n))
        FROM new_rows n
        LEFT JOIN old_rows o
            ON o.office_id = n.office_id AND to_jsonb(o) -> 'id' = to_jsonb(n) -> 'id'
        CROSS JOIN LATERAL (
            SELECT ARRAY(
                SELECT c.key FROM jsonb_each(to_jsonb(n)) c
                WHERE c.value IS DISTINCT FROM to_jsonb(o) -> c.key ORDER BY c.key
            )
        ) c (names)
        CROSS JOIN LATERAL (SELECT gen_random_uuid(), n.office_id) s (salt)
        -- The line of the annulment says it.
        WHERE c.names <> '{annulled_fact_id}';
    END IF;
    RETURN NULL;
END
$$;

COMMENT ON FUNCTION app.record_audit() IS
    'Notes the rows that a statement wrote. The command is read from the call stack, which no '
    'caller can set.';

CREATE OR REPLACE FUNCTION app.audit_digest(salt uuid, written jsonb) RETURNS text
    LANGUAGE sql IMMUTABLE
    SET search_path = pg_catalog, pg_temp
AS $$
    SELECT encode(sha256(convert_to(salt::text || written::text, 'UTF8')), 'hex')
$$;

COMMENT ON FUNCTION app.audit_digest(uuid, jsonb) IS 'SHA-256 of a salt and a row as JSON, in hex.';

-- The first of the deferred calls does it for all lines of the transaction, trail by trail in order,
-- so that two transactions that write to several of them never wait for each other.
CREATE OR REPLACE FUNCTION app.chain_audit() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    pending app.audit_pending;
    head app.audit_head;
    entry app.audit_entry;
BEGIN
    FOR pending IN SELECT * FROM app.audit_pending p ORDER BY p.office_id, p.trail, p.id LOOP
        IF (head.office_id, head.trail) IS DISTINCT FROM (pending.office_id, pending.trail) THEN
            INSERT INTO app.audit_head (office_id, trail, sequence, hash)
            VALUES (pending.office_id, pending.trail, 0, repeat('0', 64))
            ON CONFLICT ON CONSTRAINT audit_head_pkey DO NOTHING;
            SELECT * INTO head FROM app.audit_head h
            WHERE (h.office_id, h.trail) = (pending.office_id, pending.trail) FOR UPDATE;
        END IF;
        entry := ROW(
            pending.office_id, pending.trail, head.sequence + 1, clock_timestamp(),
            pending.person_id, session_user, pending.operation, pending.request_id, pending.verb,
            pending.table_name, pending.row_id, pending.row_count, pending.column_names,
            pending.salt, pending.digest, head.hash, '');
        entry.hash := app.audit_hash(entry);
        INSERT INTO app.audit_entry SELECT (entry).*;
        UPDATE app.audit_head h SET sequence = entry.sequence, hash = entry.hash
        WHERE (h.office_id, h.trail) = (entry.office_id, entry.trail);
        head.sequence := entry.sequence;
        head.hash := entry.hash;
        DELETE FROM app.audit_pending p
        WHERE p.office_id = pending.office_id AND p.id = pending.id;
    END LOOP;
    RETURN NULL;
END
$$;

COMMENT ON FUNCTION app.chain_audit() IS
    'Numbers and chains the lines of the transaction when it commits.';

DROP TRIGGER IF EXISTS audit_is_chained ON app.audit_pending;
CREATE CONSTRAINT TRIGGER audit_is_chained AFTER INSERT ON app.audit_pending
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION app.chain_audit();

CREATE OR REPLACE FUNCTION app.refuse_audit_change() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    -- The head moves on by app.chain_audit, a trigger itself.
    IF TG_TABLE_NAME = 'audit_head' AND TG_OP = 'UPDATE' AND pg_trigger_depth() > 1 THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION USING
        ERRCODE = 'restrict_violation', CONSTRAINT = 'audit_trail_is_append_only',
        MESSAGE = 'The audit trail is append-only.';
END
$$;

COMMENT ON FUNCTION app.refuse_audit_change() IS
    'Refuses to change or remove lines of the audit trail, to whomever.';

CREATE OR REPLACE TRIGGER audit_trail_is_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON app.audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_audit_change();

CREATE OR REPLACE TRIGGER audit_trail_is_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON app.audit_head
    FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_audit_change();

-- Every table of a tenant is audited, but: office_person, school_membership and community_zone, which
-- triggers keep by what other audited rows say; kept_answer, which repeats what a command answered; and the trail.
DO $$
DECLARE
    name text;
BEGIN
    FOR name IN
        SELECT c.relname
        FROM pg_catalog.pg_class c
        JOIN pg_catalog.pg_attribute a
            ON a.attrelid = c.oid AND a.attname = 'office_id' AND NOT a.attisdropped
        WHERE c.relnamespace = 'app'::regnamespace AND c.relkind IN ('r', 'p')
          AND NOT c.relispartition
          AND c.relname NOT IN (
              'office_person', 'school_membership', 'community_zone', 'kept_answer', 'audit_entry',
              'audit_head', 'audit_pending'
          )
        ORDER BY c.relname
    LOOP
        EXECUTE format(
            'CREATE OR REPLACE TRIGGER insert_is_audited AFTER INSERT ON app.%I '
            'REFERENCING NEW TABLE AS new_rows '
            'FOR EACH STATEMENT EXECUTE FUNCTION app.record_audit()', name);
        EXECUTE format(
            'CREATE OR REPLACE TRIGGER update_is_audited AFTER UPDATE ON app.%I '
            'REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows '
            'FOR EACH STATEMENT EXECUTE FUNCTION app.record_audit()', name);
        EXECUTE format(
            'CREATE OR REPLACE TRIGGER delete_is_audited AFTER DELETE ON app.%I '
            'REFERENCING OLD TABLE AS old_rows '
            'FOR EACH STATEMENT EXECUTE FUNCTION app.record_audit()', name);
    END LOOP;
END
$$;

CREATE OR REPLACE FUNCTION app.verify_audit(
    office integer DEFAULT NULL
) RETURNS TABLE (office_id integer, trail text, sequence bigint, finding text)
    LANGUAGE sql STABLE
    SET search_path = pg_catalog, pg_temp
AS $$
    WITH line AS (
        SELECT
            e.office_id, e.trail, e.sequence, e.previous_hash, e.hash,
            app.audit_hash(e) AS computed,
            coalesce(lag(e.sequence) OVER chain, 0) AS before,
            coalesce(lag(e.hash) OVER chain, repeat('0', 64)) AS hash_before
        FROM app.audit_entry e
        WHERE office IS NULL OR e.office_id = office
        WINDOW chain AS (PARTITION BY e.office_id, e.trail ORDER BY e.sequence)
    ),
    last AS (
        SELECT DISTINCT ON (l.office_id, l.trail) l.office_id, l.trail, l.sequence, l.hash
        FROM line l ORDER BY l.office_id, l.trail, l.sequence DESC
    ),
    head AS (
        SELECT h.* FROM app.audit_head h WHERE office IS NULL OR h.office_id = office
    )
    SELECT l.office_id, l.trail, missing, 'the line is missing'
    FROM line l CROSS JOIN LATERAL generate_series(l.before + 1, l.sequence - 1) missing
    UNION ALL
    SELECT l.office_id, l.trail, l.sequence, 'the line was altered'
    FROM line l WHERE l.hash <> l.computed
    UNION ALL
    SELECT l.office_id, l.trail, l.sequence, 'the line does not follow from the one before'
    FROM line l WHERE l.sequence = l.before + 1 AND l.previous_hash <> l.hash_before
    UNION ALL
    SELECT h.office_id, h.trail, missing, 'the line is missing'
    FROM head h LEFT JOIN last t USING (office_id, trail)
    CROSS JOIN LATERAL generate_series(coalesce(t.sequence, 0) + 1, h.sequence) missing
    UNION ALL
    SELECT l.office_id, l.trail, l.sequence, 'the line is beyond the head'
    FROM line l LEFT JOIN head h USING (office_id, trail)
    WHERE l.sequence > coalesce(h.sequence, 0)
    UNION ALL
    SELECT t.office_id, t.trail, t.sequence, 'the head has another hash'
    FROM last t JOIN head h USING (office_id, trail, sequence) WHERE h.hash <> t.hash
    ORDER BY 1, 2, 3, 4
$$;

COMMENT ON FUNCTION app.verify_audit(integer) IS
    'Every break of the chains of an office, or of all: nothing if the trail is whole. It cannot '
    'show that the last lines and the head were cut together; compare the head with one kept '
    'elsewhere.';

RESET ROLE;
