-- Who reads the audit trail, and that only its triggers write it. The trail of evaluations is hidden
-- as a whole from whoever is in conflict with one: how many lines it has would tell of it.

SET LOCAL ROLE mouwakaba_owner;

DROP POLICY IF EXISTS caller_reads ON app.audit_entry;
CREATE POLICY caller_reads ON app.audit_entry FOR SELECT TO mouwakaba_api, mouwakaba_owner
    USING (
        office_id = (SELECT access.office_id())
        AND (SELECT access.has_role('DELEGATE', 'AUDITOR'))
        AND (
            trail = 'OFFICE'
            OR (
                (SELECT conflict.entry_ids()) IS NULL
                AND (SELECT conflict.evaluated_project_ids()) IS NULL
            )
        )
    );

DROP POLICY IF EXISTS trail_records ON app.audit_entry;
CREATE POLICY trail_records ON app.audit_entry FOR INSERT TO mouwakaba_owner
    WITH CHECK ((SELECT pg_trigger_depth()) > 0);

DROP POLICY IF EXISTS trail_records ON app.audit_head;
CREATE POLICY trail_records ON app.audit_head TO mouwakaba_owner
    USING ((SELECT pg_trigger_depth()) > 0)
    WITH CHECK ((SELECT pg_trigger_depth()) > 0);

DROP POLICY IF EXISTS trail_records ON app.audit_pending;
CREATE POLICY trail_records ON app.audit_pending TO mouwakaba_owner
    USING ((SELECT pg_trigger_depth()) > 0)
    WITH CHECK ((SELECT pg_trigger_depth()) > 0);

RESET ROLE;
