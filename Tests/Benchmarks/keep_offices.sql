-- Takes away the rows of all offices but :offices of them, :office among these.
BEGIN;
SET LOCAL session_replication_role = replica;
CREATE TEMPORARY TABLE kept ON COMMIT DROP AS
SELECT id FROM app.office ORDER BY code <> :'office', EXISTS (
    SELECT FROM app.school s WHERE s.office_id = office.id
) DESC, id LIMIT :offices;
DO $$
DECLARE
    name regclass;
BEGIN
    FOR name IN
        SELECT a.attrelid
        FROM pg_catalog.pg_attribute a
        JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
        WHERE a.attname = 'office_id' AND c.relkind IN ('r', 'p') AND NOT c.relispartition
            AND c.relnamespace = 'app'::regnamespace
    LOOP
        EXECUTE format('DELETE FROM %s WHERE office_id NOT IN (SELECT id FROM kept)', name);
    END LOOP;
END
$$;
DELETE FROM app.person p WHERE NOT EXISTS (
    SELECT FROM app.office_person o WHERE o.person_id = p.id
);
COMMIT;
