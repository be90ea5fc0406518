-- How people who act at the same time are kept in one order: whoever enters a fact about a person,
-- or a score, vote, seat or mandate of theirs, shares the territory of the office, takes that
-- person's lock, and holds both until the transaction ends. Whoever changes where schools belong,
-- what is on a docket, or the step of a session takes the territory alone.
--
-- After the lock each statement must see what others committed meanwhile, as only READ COMMITTED
-- does. Any other isolation is refused.

SET LOCAL ROLE mouwakaba_conflict;

CREATE OR REPLACE FUNCTION conflict.require_read_committed() RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION 'facts and scores are written in READ COMMITTED transactions only'
            USING ERRCODE = 'invalid_transaction_state';
    END IF;
END
$$;

COMMENT ON FUNCTION conflict.require_read_committed() IS
    'Refuses a transaction whose statements would not see what others committed.';

CREATE OR REPLACE FUNCTION conflict.lock_territory(office integer, change boolean) RETURNS void
    LANGUAGE plpgsql VOLATILE
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM conflict.require_read_committed();
    IF change THEN
        PERFORM pg_advisory_xact_lock(1297043457, office);
    ELSE
        PERFORM pg_advisory_xact_lock_shared(1297043457, office);
    END IF;
END
$$;

COMMENT ON FUNCTION conflict.lock_territory(integer, boolean) IS
    'Takes the territory of an office until the end of the transaction: alone, to change where '
    'schools belong, a docket or the step of a session, or shared, so that nobody does.';

CREATE OR REPLACE FUNCTION conflict.lock_keys(office integer, persons uuid[]) RETURNS integer[]
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
    SELECT array_agg(DISTINCT key ORDER BY key)
    FROM app.person p,
        hashtext(office || '/' || coalesce(p.merged_into_id, p.id)) AS key
    WHERE p.id = ANY (persons)
$$;

COMMENT ON FUNCTION conflict.lock_keys(integer, uuid[]) IS
    'The keys of the locks of persons in an office, ascending: one order for everybody, so that '
    'transactions that each want several do not wait for each other.';

CREATE OR REPLACE FUNCTION conflict.lock_persons(office integer, persons uuid[]) RETURNS void
    LANGUAGE plpgsql VOLATILE
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    keys integer[] := conflict.lock_keys(office, persons);
    held integer[];
    key integer;
BEGIN
    PERFORM conflict.require_read_committed();
    -- Two accounts may have become one while this transaction waited.
    WHILE keys IS DISTINCT FROM held LOOP
        FOREACH key IN ARRAY coalesce(keys, '{}') LOOP
            PERFORM pg_advisory_xact_lock(1297043456, key);
        END LOOP;
        held := keys;
        keys := conflict.lock_keys(office, persons);
    END LOOP;
END
$$;

COMMENT ON FUNCTION conflict.lock_persons(integer, uuid[]) IS
    'Takes the locks of these persons in an office until the end of the transaction. The lock is '
    'on the person, whatever account, role or session they act by. A ground lies in the office of '
    'the project, so that facts and scores of different offices need not wait for each other.';

RESET ROLE;
