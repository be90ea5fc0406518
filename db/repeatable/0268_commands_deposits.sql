-- Commands that deposit a programme with the delegate, acknowledge the deposit and amend it
-- (S4.1.c).

SET LOCAL ROLE mouwakaba_owner;

CREATE OR REPLACE FUNCTION api.require_parts(programme app.escort_programme, draft uuid)
    RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    missing text;
    schools uuid[];
BEGIN
    IF NOT EXISTS (
        SELECT FROM app.coordinator_agreement a
        WHERE (a.office_id, a.escort_id, a.community_id, a.school_year) = (
            programme.office_id, programme.escort_id, programme.community_id,
            programme.school_year)
    ) THEN
        PERFORM api.refuse(
            'programme_follows_an_agreement',
            'The coordinator has not agreed yet, nor has the office recorded an exception.',
            jsonb_build_object(
                'communityId', programme.community_id, 'schoolYear', programme.school_year));
    END IF;
    SELECT array_agg(t.school_id) INTO schools FROM app.programme_school t
    WHERE t.office_id = programme.office_id AND t.version_id = draft;
    SELECT string_agg(part, ', ') INTO missing
    FROM (VALUES
        ('timetable', EXISTS (
            SELECT FROM app.programme_milestone m
            WHERE m.office_id = programme.office_id AND m.version_id = draft)
        AND EXISTS (
            SELECT FROM app.planned_activity a
            WHERE a.office_id = programme.office_id AND a.version_id = draft)),
        ('schools', schools IS NOT NULL),
        ('themes', EXISTS (
            SELECT FROM app.programme_theme t
            WHERE t.office_id = programme.office_id AND t.version_id = draft))
    ) AS p (part, is_there)
    WHERE NOT is_there;
    IF missing IS NOT NULL THEN
        PERFORM api.refuse(
            'programme_has_its_three_parts',
            'A programme needs stations and activities, target schools, and themes.',
            jsonb_build_object('missing', missing));
    END IF;
    PERFORM api.require_schools(programme.community_id, schools);
END
$$;

COMMENT ON FUNCTION api.require_parts(app.escort_programme, uuid) IS
    'Refuses a draft that may not be deposited yet. Rules: programme_follows_an_agreement, '
    'programme_has_its_three_parts, programme_is_for_schools_of_the_community.';

CREATE OR REPLACE FUNCTION api.deposit_programme(
    programme_id uuid, expected_version integer, OUT office_id integer, OUT id uuid
)
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    programme app.escort_programme := api.touch_programme(deposit_programme.programme_id);
    draft app.programme_version := api.draft_of(programme.id);
BEGIN
    PERFORM api.require_version(deposit_programme.expected_version, programme.version - 1);
    PERFORM api.require_parts(programme, draft.id);
    UPDATE app.programme_version AS v SET
        deposited_at = now(), receipt_number = api.next_receipt('PROGRAMME', programme.school_year)
    WHERE v.office_id = draft.office_id AND v.id = draft.id
    RETURNING v.office_id, v.id INTO deposit_programme.office_id, deposit_programme.id;
    UPDATE app.escort_programme p SET
        deposited_at = now(), is_late = app.is_late(now(), p.due_at)
    WHERE p.office_id = programme.office_id AND p.id = programme.id AND p.deposited_at IS NULL;
END
$$;

COMMENT ON FUNCTION api.deposit_programme(uuid, integer) IS
    'Deposits the draft of the caller''s programme and gives it the next receipt. A late deposit '
    'is accepted and marked. Rules: those of api.touch_programme, programme_has_a_draft, '
    'version_is_current, and those of api.require_parts.';

CREATE OR REPLACE FUNCTION api.amend_programme(
    programme_id uuid, reason text, expected_version integer,
    OUT office_id integer, OUT id uuid
)
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    programme app.escort_programme := api.touch_programme(amend_programme.programme_id);
    latest app.programme_version;
BEGIN
    PERFORM api.require_version(amend_programme.expected_version, programme.version - 1);
    SELECT * INTO latest FROM app.programme_version v
    WHERE v.office_id = programme.office_id AND v.programme_id = programme.id
    ORDER BY v.number DESC LIMIT 1;
    IF latest.deposited_at IS NULL THEN
        PERFORM api.refuse(
            'programme_is_deposited', 'The programme has a draft already; change that one.',
            jsonb_build_object('programmeId', programme.id));
    END IF;
    INSERT INTO app.programme_version AS v (
        office_id, programme_id, number, school_year, reason
    ) VALUES (
        programme.office_id, programme.id, latest.number + 1, programme.school_year,
        coalesce(amend_programme.reason, '')
    )
    RETURNING v.office_id, v.id INTO amend_programme.office_id, amend_programme.id;
    INSERT INTO app.programme_milestone (office_id, version_id, label, starts_on, ends_on)
    SELECT l.office_id, amend_programme.id, l.label, l.starts_on, l.ends_on
    FROM app.programme_milestone l
    WHERE l.office_id = latest.office_id AND l.version_id = latest.id;
    INSERT INTO app.planned_activity (office_id, version_id, kind, starts_on, ends_on, school_id)
    SELECT l.office_id, amend_programme.id, l.kind, l.starts_on, l.ends_on, l.school_id
    FROM app.planned_activity l
    WHERE l.office_id = latest.office_id AND l.version_id = latest.id;
    INSERT INTO app.programme_school (office_id, version_id, school_id)
    SELECT l.office_id, amend_programme.id, l.school_id
    FROM app.programme_school l
    WHERE l.office_id = latest.office_id AND l.version_id = latest.id;
    INSERT INTO app.programme_theme (office_id, version_id, topic, theme)
    SELECT l.office_id, amend_programme.id, l.topic, l.theme
    FROM app.programme_theme l
    WHERE l.office_id = latest.office_id AND l.version_id = latest.id;
END
$$;

COMMENT ON FUNCTION api.amend_programme(uuid, text, integer) IS
    'Begins a further version of the caller''s deposited programme, with all lines of the last '
    'one. Rules: those of api.touch_programme, version_is_current, programme_is_deposited, '
    'amendment_reason_is_stated_or_absent.';

CREATE OR REPLACE FUNCTION api.acknowledge_programme(
    programme_version_id uuid, comment text, OUT office_id integer, OUT id uuid
)
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    deposit app.programme_version;
BEGIN
    PERFORM api.require_role('DELEGATE', 'OFFICER');
    SELECT * INTO deposit FROM app.programme_version v
    WHERE v.office_id = access.office_id() AND v.id = acknowledge_programme.programme_version_id
      AND v.deposited_at IS NOT NULL
    FOR UPDATE;
    IF deposit.id IS NULL THEN
        PERFORM api.refuse(
            'deposit_is_known', 'There is no such deposit in your office.',
            jsonb_build_object(
                'programmeVersionId', acknowledge_programme.programme_version_id));
    END IF;
    IF deposit.received_at IS NOT NULL THEN
        PERFORM api.refuse(
            'deposit_is_received_once', 'The office has acknowledged this deposit already.',
            jsonb_build_object('receivedAt', deposit.received_at));
    END IF;
    UPDATE app.programme_version AS v SET
        received_by_id = access.person_id(), received_at = now(),
        receipt_comment = acknowledge_programme.comment
    WHERE v.office_id = deposit.office_id AND v.id = deposit.id
    RETURNING v.office_id, v.id INTO acknowledge_programme.office_id, acknowledge_programme.id;
END
$$;

COMMENT ON FUNCTION api.acknowledge_programme(uuid, text) IS
    'Records that the office received a deposit, and what it says of it. Rules: '
    'caller_has_the_role, deposit_is_known, deposit_is_received_once, '
    'receipt_comment_is_stated_or_absent.';

DROP POLICY IF EXISTS office_receives ON app.programme_version;
CREATE POLICY office_receives ON app.programme_version FOR UPDATE TO mouwakaba_owner
    USING (
        office_id = (SELECT access.office_id())
        AND deposited_at IS NOT NULL
        AND (SELECT access.has_role('DELEGATE', 'OFFICER'))
    );

RESET ROLE;
