-- Who reads acts, parts of projects, what is observed, and annual records. See 0200_policies.sql.
--
-- A group and its facilitators and schools are read by the same people. Asking each other's tables
-- would never end, so all three ask records.small_group_ids(), once a statement.

SET LOCAL ROLE mouwakaba_owner;

DROP POLICY IF EXISTS caller_reads ON app.school_membership;
CREATE POLICY caller_reads ON app.school_membership FOR SELECT TO mouwakaba_api, mouwakaba_owner
    USING (
        office_id = (SELECT access.office_id())
    );

-- Whoever records a group facilitates it, but their row comes after it.
DROP POLICY IF EXISTS caller_reads ON app.small_group;
CREATE POLICY caller_reads ON app.small_group FOR SELECT TO mouwakaba_api, mouwakaba_owner
    USING (
        office_id = (SELECT access.office_id())
        AND (
            (SELECT access.has_role('DELEGATE', 'OFFICER'))
            OR (
                recorded_by_id = (SELECT access.person_id())
                AND (SELECT access.has_role('ESCORT'))
            )
            OR id = ANY ((SELECT records.small_group_ids())::uuid[])
            OR (
                (SELECT access.reads_figures())
                AND id <> ALL ((SELECT conflict.annulled_fact_ids())::uuid[])
            )
        )
    );

DROP POLICY IF EXISTS caller_reads ON app.small_group_facilitator;
CREATE POLICY caller_reads ON app.small_group_facilitator FOR SELECT TO mouwakaba_api, mouwakaba_owner
    USING (
        office_id = (SELECT access.office_id())
        AND (
            (SELECT access.has_role('DELEGATE', 'OFFICER'))
            OR small_group_id = ANY ((SELECT records.small_group_ids())::uuid[])
            OR (
                (SELECT access.reads_figures())
                AND small_group_id <> ALL ((SELECT conflict.annulled_fact_ids())::uuid[])
            )
        )
    );

DROP POLICY IF EXISTS caller_reads ON app.small_group_school;
CREATE POLICY caller_reads ON app.small_group_school FOR SELECT TO mouwakaba_api, mouwakaba_owner
    USING (
        office_id = (SELECT access.office_id())
        AND (
            (SELECT access.has_role('DELEGATE', 'OFFICER'))
            OR small_group_id = ANY ((SELECT records.small_group_ids())::uuid[])
            OR (
                (SELECT access.reads_figures())
                AND small_group_id <> ALL ((SELECT conflict.annulled_fact_ids())::uuid[])
            )
        )
    );

DROP POLICY IF EXISTS caller_reads ON app.workshop;
CREATE POLICY caller_reads ON app.workshop FOR SELECT TO mouwakaba_api, mouwakaba_owner
    USING (
        office_id = (SELECT access.office_id())
        AND (
            (SELECT access.has_role('DELEGATE', 'OFFICER'))
            OR (
                recorded_by_id = (SELECT access.person_id())
                AND (SELECT access.has_role('ESCORT'))
            )
            OR id = ANY ((SELECT records.workshop_ids())::uuid[])
            OR (
                (SELECT access.reads_figures())
                AND id <> ALL ((SELECT conflict.annulled_fact_ids())::uuid[])
            )
        )
    );

DROP POLICY IF EXISTS caller_reads ON app.workshop_facilitator;
CREATE POLICY caller_reads ON app.workshop_facilitator FOR SELECT TO mouwakaba_api, mouwakaba_owner
    USING (
        office_id = (SELECT access.office_id())
        AND (
            (SELECT access.has_role('DELEGATE', 'OFFICER'))
            OR workshop_id = ANY ((SELECT records.workshop_ids())::uuid[])
            OR (
                (SELECT access.reads_figures())
                AND workshop_id <> ALL ((SELECT conflict.annulled_fact_ids())::uuid[])
            )
        )
    );

-- The inner tables are under their own policies.
DROP POLICY IF EXISTS caller_reads ON app.project_priority;
CREATE POLICY caller_reads ON app.project_priority FOR SELECT TO mouwakaba_api, mouwakaba_owner
    USING (
        office_id = (SELECT access.office_id())
        AND EXISTS (
            SELECT FROM app.project p
            WHERE (p.office_id, p.id) = (project_priority.office_id, project_priority.project_id)
        )
    );

DROP POLICY IF EXISTS caller_reads ON app.project_action;
CREATE POLICY caller_reads ON app.project_action FOR SELECT TO mouwakaba_api, mouwakaba_owner
    USING (
        office_id = (SELECT access.office_id())
        AND EXISTS (
            SELECT FROM app.project p
            WHERE (p.office_id, p.id) = (project_action.office_id, project_action.project_id)
        )
    );

DROP POLICY IF EXISTS caller_reads ON app.project_progress;
CREATE POLICY caller_reads ON app.project_progress FOR SELECT TO mouwakaba_api, mouwakaba_owner
    USING (
        office_id = (SELECT access.office_id())
        AND (
            (SELECT access.has_role('DELEGATE', 'OFFICER'))
            OR recorded_by_id = (SELECT access.person_id())
            OR (SELECT access.reads_figures())
            OR EXISTS (
                SELECT FROM app.project p
                WHERE (p.office_id, p.id)
                    = (project_progress.office_id, project_progress.project_id)
                  AND (
                      p.school_id = ANY ((SELECT access.school_ids())::uuid[])
                      OR p.community_id = ANY ((SELECT access.community_ids())::uuid[])
                      OR p.community_id = ANY (
                          (SELECT records.escorted_community_ids())::uuid[])
                  )
            )
        )
    );

-- No head reads what an escort observed, that of their own school neither (S1.2).
DROP POLICY IF EXISTS caller_reads ON app.finding;
CREATE POLICY caller_reads ON app.finding FOR SELECT TO mouwakaba_api, mouwakaba_owner
    USING (
        office_id = (SELECT access.office_id())
        AND (
            (SELECT access.has_role('DELEGATE', 'OFFICER'))
            OR (
                author_id = (SELECT access.person_id())
                AND (SELECT access.has_role('ESCORT'))
            )
            OR community_id = ANY ((SELECT access.community_ids())::uuid[])
            OR (SELECT access.reads_figures())
        )
    );

DROP POLICY IF EXISTS caller_reads ON app.escort_record;
CREATE POLICY caller_reads ON app.escort_record FOR SELECT TO mouwakaba_api, mouwakaba_owner
    USING (
        office_id = (SELECT access.office_id())
        AND (
            (SELECT access.has_role('DELEGATE', 'OFFICER'))
            OR (
                person_id = (SELECT access.person_id())
                AND (SELECT access.has_role('ESCORT'))
            )
            OR community_id = ANY ((SELECT access.community_ids())::uuid[])
            OR (SELECT access.reads_figures())
        )
    );

DROP POLICY IF EXISTS caller_reads ON app.record_submission;
CREATE POLICY caller_reads ON app.record_submission FOR SELECT TO mouwakaba_api, mouwakaba_owner
    USING (
        office_id = (SELECT access.office_id())
        AND EXISTS (
            SELECT FROM app.escort_record p
            WHERE (p.office_id, p.id) = (record_submission.office_id, record_submission.record_id)
        )
    );

DROP POLICY IF EXISTS caller_reads ON app.record_decision;
CREATE POLICY caller_reads ON app.record_decision FOR SELECT TO mouwakaba_api, mouwakaba_owner
    USING (
        office_id = (SELECT access.office_id())
        AND EXISTS (
            SELECT FROM app.escort_record p
            WHERE (p.office_id, p.id) = (record_decision.office_id, record_decision.record_id)
        )
    );

RESET ROLE;
