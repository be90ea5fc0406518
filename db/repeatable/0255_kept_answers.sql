-- Commands under an Idempotency-Key: done once, and answered again with the same bytes.
--
-- The key is claimed in the transaction of the commands, before the first of them, and the answer
-- is kept before its end. A rival waits at the primary key until that transaction is over.

SET LOCAL ROLE mouwakaba_owner;

CREATE OR REPLACE FUNCTION access.answer_age_max() RETURNS interval
    LANGUAGE sql IMMUTABLE
    SET search_path = pg_catalog, pg_temp
AS $$
    SELECT interval '24 hours'
$$;

COMMENT ON FUNCTION access.answer_age_max() IS
    'For how long an answer is given again; then its key may be used anew.';

CREATE OR REPLACE FUNCTION access.purged_at_once_max() RETURNS integer
    LANGUAGE sql IMMUTABLE
    SET search_path = pg_catalog, pg_temp
AS $$
    SELECT 100
$$;

COMMENT ON FUNCTION access.purged_at_once_max() IS
    'Old answers of the office that one claim removes at most, so that none takes long.';

CREATE OR REPLACE FUNCTION access.claim_answer(
    key text, digest bytea, OUT is_same boolean, OUT outcome text, OUT answer bytea
)
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    office integer := access.office_id();
    me uuid := access.person_id();
    oldest timestamptz := now() - access.answer_age_max();
BEGIN
    DELETE FROM app.kept_answer k
    WHERE k.office_id = office AND k.person_id = me AND k.key = claim_answer.key
      AND k.kept_at <= oldest;
    DELETE FROM app.kept_answer k
    USING (
        SELECT o.person_id, o.key FROM app.kept_answer o
        WHERE o.office_id = office AND o.kept_at <= oldest
        ORDER BY o.kept_at
        LIMIT access.purged_at_once_max()
        FOR UPDATE SKIP LOCKED
    ) old
    WHERE k.office_id = office AND k.person_id = old.person_id AND k.key = old.key;
    INSERT INTO app.kept_answer (office_id, person_id, key, digest)
    VALUES (office, me, claim_answer.key, claim_answer.digest)
    ON CONFLICT DO NOTHING;
    SELECT k.digest = claim_answer.digest, k.outcome, k.answer
    INTO claim_answer.is_same, claim_answer.outcome, claim_answer.answer
    FROM app.kept_answer k
    WHERE k.office_id = office AND k.person_id = me AND k.key = claim_answer.key;
END
$$;

COMMENT ON FUNCTION access.claim_answer(text, bytea) IS
    'Claims a key of the caller for a request, and removes old answers. Gives whether the key '
    'stands for the same request, and the answer where it was done before. It waits for a '
    'transaction that has claimed the key and is not over.';

CREATE OR REPLACE FUNCTION access.keep_answer(key text, outcome text, answer bytea) RETURNS void
    LANGUAGE sql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
    UPDATE app.kept_answer k SET outcome = $2, answer = $3
    WHERE k.office_id = access.office_id() AND k.person_id = access.person_id() AND k.key = $1
      AND k.answer IS NULL
$$;

COMMENT ON FUNCTION access.keep_answer(text, text, bytea) IS
    'Keeps the answer under a key that this transaction has claimed.';

DROP POLICY IF EXISTS caller_keeps ON app.kept_answer;
CREATE POLICY caller_keeps ON app.kept_answer TO mouwakaba_owner
    USING (office_id = (SELECT access.office_id()))
    WITH CHECK (
        office_id = (SELECT access.office_id()) AND person_id = (SELECT access.person_id())
    );

RESET ROLE;
