-- The numbers of receipts for what escorts deposit: without gaps in an office and school year.

SET LOCAL ROLE mouwakaba_owner;

CREATE OR REPLACE FUNCTION api.next_receipt(kind text, school_year text) RETURNS integer
    LANGUAGE sql VOLATILE
    SET search_path = pg_catalog, pg_temp
AS $$
    INSERT INTO app.receipt_counter AS c (office_id, school_year, kind, last_number)
    VALUES (access.office_id(), next_receipt.school_year, next_receipt.kind, 1)
    ON CONFLICT ON CONSTRAINT receipt_counter_pkey
        DO UPDATE SET last_number = c.last_number + 1
    RETURNING c.last_number
$$;

COMMENT ON FUNCTION api.next_receipt(text, text) IS
    'The next number of a receipt for a PROGRAMME or a RECORD. Other deposits of the kind wait '
    'until this one is done or undone.';

DO $$
DECLARE
    rule record;
BEGIN
    FOR rule IN
        SELECT * FROM (VALUES
            ('SELECT', 'USING'), ('INSERT', 'WITH CHECK'), ('UPDATE', 'USING')
        ) AS v (verb, clause)
    LOOP
        EXECUTE format(
            'DROP POLICY IF EXISTS %I ON app.receipt_counter', 'deposit_' || lower(rule.verb));
        EXECUTE format(
            'CREATE POLICY %I ON app.receipt_counter FOR %s TO mouwakaba_owner %s ('
            'office_id = (SELECT access.office_id()) AND (SELECT access.has_role(''ESCORT'')))',
            'deposit_' || lower(rule.verb), rule.verb, rule.clause);
    END LOOP;
END
$$;

RESET ROLE;
