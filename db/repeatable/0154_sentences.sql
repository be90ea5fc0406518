-- What a rule says of the facts that it is raised with.

SET LOCAL ROLE mouwakaba_owner;

CREATE OR REPLACE FUNCTION app.filled(sentence text, facts jsonb) RETURNS text
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    fact record;
BEGIN
    FOR fact IN SELECT f.key, f.value FROM jsonb_each_text(facts) f LOOP
        sentence := replace(sentence, '{' || fact.key || '}', coalesce(fact.value, 'null'));
    END LOOP;
    RETURN sentence;
END
$$;

COMMENT ON FUNCTION app.filled(text, jsonb) IS
    'The sentence with the fact of each name in the place of {name}, as the server fills those of '
    'app.sentence.';

GRANT EXECUTE ON FUNCTION app.filled(text, jsonb) TO mouwakaba_conflict;

RESET ROLE;
