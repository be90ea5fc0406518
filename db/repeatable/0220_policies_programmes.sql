-- Who reads programmes, proposals, and what the office is asked for. See 0200_policies.sql.
--
-- Drafts are the escort's own, and their coordinator's; the office reads what was deposited.

SET LOCAL ROLE mouwakaba_owner;

-- The inner table is under its own policy.
DROP POLICY IF EXISTS caller_reads ON app.assignment_warning;
CREATE POLICY caller_reads ON app.assignment_warning FOR SELECT TO mouwakaba_api, mouwakaba_owner
    USING (
        office_id = (SELECT access.office_id())
        AND EXISTS (
            SELECT FROM app.assignment a
            WHERE (a.office_id, a.id)
                = (assignment_warning.office_id, assignment_warning.assignment_id)
        )
    );

DROP POLICY IF EXISTS caller_reads ON app.coordinator_agreement;
CREATE POLICY caller_reads ON app.coordinator_agreement
    FOR SELECT TO mouwakaba_api, mouwakaba_owner
    USING (
        office_id = (SELECT access.office_id())
        AND (
            (SELECT access.has_role('DELEGATE', 'OFFICER'))
            OR (
                escort_id = (SELECT access.person_id())
                AND (SELECT access.has_role('ESCORT'))
            )
            OR community_id = ANY ((SELECT access.community_ids())::uuid[])
        )
    );

DROP POLICY IF EXISTS caller_reads ON app.escort_programme;
CREATE POLICY caller_reads ON app.escort_programme FOR SELECT TO mouwakaba_api, mouwakaba_owner
    USING (
        office_id = (SELECT access.office_id())
        AND (
            (SELECT access.has_role('DELEGATE', 'OFFICER'))
            OR (
                escort_id = (SELECT access.person_id())
                AND (SELECT access.has_role('ESCORT'))
            )
            OR community_id = ANY ((SELECT access.community_ids())::uuid[])
            OR (SELECT access.reads_figures())
        )
    );

-- Figures need no version: an analyst reads none, but as one of the others.
DROP POLICY IF EXISTS caller_reads ON app.programme_version;
CREATE POLICY caller_reads ON app.programme_version FOR SELECT TO mouwakaba_api, mouwakaba_owner
    USING (
        office_id = (SELECT access.office_id())
        AND (
            (deposited_at IS NOT NULL AND (SELECT access.has_role('DELEGATE', 'OFFICER')))
            OR EXISTS (
                SELECT FROM app.escort_programme p
                WHERE (p.office_id, p.id)
                    = (programme_version.office_id, programme_version.programme_id)
                  AND (
                    (
                        p.escort_id = (SELECT access.person_id())
                        AND (SELECT access.has_role('ESCORT'))
                    )
                    OR p.community_id = ANY ((SELECT access.community_ids())::uuid[])
                )
            )
        )
    );

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY[
        'programme_milestone', 'planned_activity', 'programme_school', 'programme_theme'
    ] LOOP
        EXECUTE format('DROP POLICY IF EXISTS caller_reads ON app.%I', name);
        EXECUTE format(
            'CREATE POLICY caller_reads ON app.%1$I FOR SELECT TO mouwakaba_api, mouwakaba_owner '
            'USING (office_id = (SELECT access.office_id()) AND EXISTS ('
            'SELECT FROM app.programme_version v '
            'WHERE (v.office_id, v.id) = (%1$I.office_id, %1$I.version_id)))',
            name
        );
    END LOOP;
END
$$;

DROP POLICY IF EXISTS caller_reads ON app.community_programme;
CREATE POLICY caller_reads ON app.community_programme
    FOR SELECT TO mouwakaba_api, mouwakaba_owner
    USING (office_id = (SELECT access.office_id()));

-- What was accepted is the community's; the rest is between escort, coordinator and office.
DROP POLICY IF EXISTS caller_reads ON app.proposed_activity;
CREATE POLICY caller_reads ON app.proposed_activity FOR SELECT TO mouwakaba_api, mouwakaba_owner
    USING (
        office_id = (SELECT access.office_id())
        AND (
            (SELECT access.has_role('DELEGATE', 'OFFICER'))
            OR (
                (SELECT access.has_role('ESCORT'))
                AND (status = 'ACCEPTED' OR proposer_id = (SELECT access.person_id()))
            )
            OR (status = 'ACCEPTED' AND (SELECT access.has_role('COORDINATOR', 'SCHOOL_HEAD')))
            OR community_id = ANY ((SELECT access.community_ids())::uuid[])
            OR (SELECT access.reads_figures())
        )
    );

-- An evaluator has the fields of such rows, so reads no others for figures.
DROP POLICY IF EXISTS caller_reads ON app.support_request;
CREATE POLICY caller_reads ON app.support_request FOR SELECT TO mouwakaba_api, mouwakaba_owner
    USING (
        office_id = (SELECT access.office_id())
        AND (
            (SELECT access.has_role('DELEGATE', 'OFFICER'))
            OR (
                requester_id = (SELECT access.person_id())
                AND (SELECT access.has_role('ESCORT', 'EVALUATOR'))
            )
            OR (SELECT access.reads_figures() AND NOT access.has_role('EVALUATOR'))
        )
    );

DROP POLICY IF EXISTS caller_reads ON app.transport_request;
CREATE POLICY caller_reads ON app.transport_request FOR SELECT TO mouwakaba_api, mouwakaba_owner
    USING (
        office_id = (SELECT access.office_id())
        AND (
            (SELECT access.has_role('DELEGATE', 'OFFICER'))
            OR (
                requester_id = (SELECT access.person_id())
                AND (SELECT access.has_role('ESCORT', 'EVALUATOR'))
            )
            OR (SELECT access.reads_figures() AND NOT access.has_role('EVALUATOR'))
        )
    );

DROP POLICY IF EXISTS caller_reads ON app.visit_not_made;
CREATE POLICY caller_reads ON app.visit_not_made FOR SELECT TO mouwakaba_api, mouwakaba_owner
    USING (
        office_id = (SELECT access.office_id())
        AND (
            (SELECT access.has_role('DELEGATE', 'OFFICER'))
            OR (
                escort_id = (SELECT access.person_id())
                AND (SELECT access.has_role('ESCORT'))
            )
            OR (
                school_id = ANY ((SELECT access.school_ids())::uuid[])
                AND (SELECT access.has_role('COORDINATOR'))
            )
            OR (SELECT access.reads_figures())
        )
    );

-- Across a region: rows that stand behind figures, of records too.

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY[
        'escort_programme', 'escort_record', 'transport_request', 'visit_not_made'
    ] LOOP
        EXECUTE format('DROP POLICY IF EXISTS region_reads ON app.%I', name);
        EXECUTE format(
            'CREATE POLICY region_reads ON app.%I FOR SELECT TO mouwakaba_region '
            'USING (office_id = ANY ((SELECT access.office_ids())::integer[]) '
            'AND (SELECT access.reads_figures()))',
            name
        );
    END LOOP;
END
$$;

RESET ROLE;
