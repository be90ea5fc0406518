-- Commands on annual records (S4.2): the escort submits, the delegate returns or accepts.

SET LOCAL ROLE mouwakaba_owner;

CREATE OR REPLACE FUNCTION api.submit_record(
    community_id uuid,
    school_year text,
    OUT office_id integer,
    OUT id uuid
)
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    office integer := access.office_id();
    me uuid := access.person_id();
    record app.escort_record;
    year app.school_year;
BEGIN
    PERFORM api.require_role('ESCORT');
    IF NOT records.was_assigned(me, submit_record.community_id, submit_record.school_year) THEN
        PERFORM api.refuse(
            'record_is_of_an_assignment',
            'You were not assigned to this community in the school year {schoolYear}.',
            jsonb_build_object(
                'communityId', submit_record.community_id,
                'schoolYear', submit_record.school_year));
    END IF;
    SELECT * INTO year FROM app.school_year y WHERE y.label = submit_record.school_year;
    SELECT * INTO record FROM app.escort_record r
    WHERE r.office_id = office AND r.person_id = me
      AND r.community_id = submit_record.community_id
      AND r.school_year = submit_record.school_year
    FOR UPDATE;
    IF record.id IS NULL THEN
        INSERT INTO app.escort_record AS r (
            office_id, person_id, community_id, school_year, receipt_number, is_late
        ) VALUES (
            office, me, submit_record.community_id, submit_record.school_year,
            api.next_receipt('RECORD', submit_record.school_year),
            app.is_late(now(), year.record_due_at)
        )
        RETURNING * INTO record;
    ELSIF record.status = 'RETURNED' THEN
        UPDATE app.escort_record r SET status = 'SUBMITTED', version = r.version + 1
        WHERE (r.office_id, r.id) = (office, record.id);
    ELSE
        PERFORM api.refuse(
            'record_is_submitted_once',
            'This record was submitted. It is submitted anew only after it was returned.',
            jsonb_build_object('recordId', record.id, 'status', record.status));
    END IF;
    INSERT INTO app.record_submission (
        office_id, record_id, number, figures, findings, fact_ids, is_late
    )
    SELECT office, record.id,
        (
            SELECT count(*) + 1 FROM app.record_submission s
            WHERE (s.office_id, s.record_id) = (office, record.id)
        ),
        records.figures(me, record.community_id, record.school_year),
        records.findings(me, record.community_id, record.school_year),
        ARRAY(
            SELECT f.id FROM records.facts(me, record.community_id, record.school_year) f
            ORDER BY f.id
        ),
        app.is_late(now(), year.record_due_at);
    submit_record.office_id := office;
    submit_record.id := record.id;
END
$$;

COMMENT ON FUNCTION api.submit_record(uuid, text) IS
    'Submits the overall record of the caller on a community and school year, with the figures of '
    'this instant; anew after it was returned. A late one is marked. Rules: caller_has_the_role, '
    'record_is_of_an_assignment, record_is_submitted_once.';

CREATE OR REPLACE FUNCTION api.decide_record(
    record_id uuid, expected_version integer, decision text, reason text
) RETURNS void
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    office integer := access.office_id();
    record app.escort_record;
BEGIN
    PERFORM api.require_role('DELEGATE');
    SELECT * INTO record FROM app.escort_record r
    WHERE r.office_id = office AND r.id = decide_record.record_id;
    IF record.id IS NULL THEN
        PERFORM api.refuse(
            'record_is_known', 'There is no such record in your office.',
            jsonb_build_object('recordId', decide_record.record_id));
    END IF;
    IF record.status <> 'SUBMITTED' THEN
        PERFORM api.refuse(
            'record_awaits_a_decision', 'This record awaits no decision.',
            jsonb_build_object('recordId', record.id, 'status', record.status));
    END IF;
    SELECT * INTO record FROM app.escort_record r
    WHERE (r.office_id, r.id) = (office, record.id) FOR UPDATE;
    PERFORM api.require_version(expected_version, record.version);
    UPDATE app.escort_record r SET status = decision, version = r.version + 1
    WHERE (r.office_id, r.id) = (office, record.id);
    INSERT INTO app.record_decision (
        office_id, record_id, submission_id, decision, reason, decided_by_id
    )
    SELECT office, record.id, s.id, decision, decide_record.reason, access.person_id()
    FROM app.record_submission s
    WHERE (s.office_id, s.record_id) = (office, record.id)
    ORDER BY s.number DESC LIMIT 1;
END
$$;

COMMENT ON FUNCTION api.decide_record(uuid, integer, text, text) IS
    'Decides on the last submission of a record. Rules: caller_has_the_role, record_is_known, '
    'record_awaits_a_decision, version_is_current, and the constraints of app.record_decision.';

CREATE OR REPLACE FUNCTION api.return_record(
    record_id uuid,
    expected_version integer,
    reason text,
    OUT office_id integer,
    OUT id uuid
)
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM api.decide_record(record_id, expected_version, 'RETURNED', reason);
    return_record.office_id := access.office_id();
    return_record.id := record_id;
END
$$;

COMMENT ON FUNCTION api.return_record(uuid, integer, text) IS
    'Returns a submitted record to the escort, with a reason. Rules: those of api.decide_record.';

CREATE OR REPLACE FUNCTION api.accept_record(
    record_id uuid,
    expected_version integer,
    OUT office_id integer,
    OUT id uuid
)
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM api.decide_record(record_id, expected_version, 'ACCEPTED', NULL);
    accept_record.office_id := access.office_id();
    accept_record.id := record_id;
END
$$;

COMMENT ON FUNCTION api.accept_record(uuid, integer) IS
    'Accepts a submitted record, for good. Rules: those of api.decide_record.';

-- What the owner may write for an escort and for the delegate.

DROP POLICY IF EXISTS escort_submits ON app.escort_record;
CREATE POLICY escort_submits ON app.escort_record FOR INSERT TO mouwakaba_owner
    WITH CHECK (
        office_id = (SELECT access.office_id())
        AND person_id = (SELECT access.person_id())
        AND status = 'SUBMITTED'
        AND (SELECT access.has_role('ESCORT'))
    );

DROP POLICY IF EXISTS record_moves_on ON app.escort_record;
CREATE POLICY record_moves_on ON app.escort_record FOR UPDATE TO mouwakaba_owner
    USING (
        office_id = (SELECT access.office_id())
        AND (
            (status = 'SUBMITTED' AND (SELECT access.has_role('DELEGATE')))
            OR (
                person_id = (SELECT access.person_id())
                AND (SELECT access.has_role('ESCORT'))
            )
        )
    )
    WITH CHECK (
        office_id = (SELECT access.office_id())
        AND (
            (SELECT access.has_role('DELEGATE'))
            OR (person_id = (SELECT access.person_id()) AND status = 'SUBMITTED')
        )
    );

DROP POLICY IF EXISTS escort_submits ON app.record_submission;
CREATE POLICY escort_submits ON app.record_submission FOR INSERT TO mouwakaba_owner
    WITH CHECK (
        office_id = (SELECT access.office_id())
        AND (SELECT access.has_role('ESCORT'))
        AND EXISTS (
            SELECT FROM app.escort_record r
            WHERE (r.office_id, r.id) = (record_submission.office_id, record_submission.record_id)
              AND r.person_id = (SELECT access.person_id()) AND r.status = 'SUBMITTED'
        )
    );

DROP POLICY IF EXISTS delegate_decides ON app.record_decision;
CREATE POLICY delegate_decides ON app.record_decision FOR INSERT TO mouwakaba_owner
    WITH CHECK (
        office_id = (SELECT access.office_id())
        AND decided_by_id = (SELECT access.person_id())
        AND (SELECT access.has_role('DELEGATE'))
    );

RESET ROLE;
