-- Commands by which an escort draws up a programme, deposits it and amends it, and the office and
-- the coordinator do their part. Lines are planned one by one on the draft; a deposit closes it.

SET LOCAL ROLE mouwakaba_owner;

CREATE OR REPLACE FUNCTION api.agree_programme(
    escort_id uuid,
    community_id uuid,
    school_year text,
    forms text[],
    channels text[],
    exception text,
    reason text,
    agreed_on date,
    OUT office_id integer,
    OUT id uuid
)
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    office integer := access.office_id();
    today date := access.today();
BEGIN
    IF agree_programme.exception IS NOT NULL THEN
        PERFORM api.require_role('DELEGATE', 'OFFICER');
        IF EXISTS (
            SELECT FROM app.role_grant g
            WHERE g.office_id = office AND g.role = 'COORDINATOR'
              AND g.community_id = agree_programme.community_id AND g.valid_from <= today
              AND (g.valid_to IS NULL OR g.valid_to >= today)
        ) THEN
            PERFORM api.refuse(
                'post_is_vacant', 'This community has a coordinator today.',
                jsonb_build_object('communityId', agree_programme.community_id));
        END IF;
    ELSIF agree_programme.community_id = ANY (access.community_ids()) IS NOT TRUE THEN
        PERFORM api.refuse(
            'coordinator_agrees', 'Only the coordinator of the community agrees.',
            jsonb_build_object('communityId', agree_programme.community_id));
    END IF;
    IF agree_programme.agreed_on > today THEN
        PERFORM api.refuse(
            'agreement_is_made',
            'An agreement is recorded after it was made: {agreedOn} is yet to come, today is '
            '{today}.',
            jsonb_build_object('agreedOn', agree_programme.agreed_on, 'today', today));
    END IF;
    PERFORM api.first_day_of_escorting(
        agree_programme.escort_id, agree_programme.community_id, agree_programme.school_year);
    INSERT INTO app.coordinator_agreement AS a (
        office_id, escort_id, community_id, school_year, forms, channels, exception, reason,
        agreed_on, recorded_by_id
    ) VALUES (
        office, agree_programme.escort_id, agree_programme.community_id,
        agree_programme.school_year, coalesce(agree_programme.forms, '{}'),
        coalesce(agree_programme.channels, '{}'), agree_programme.exception,
        agree_programme.reason, coalesce(agree_programme.agreed_on, today), access.person_id()
    )
    RETURNING a.office_id, a.id INTO agree_programme.office_id, agree_programme.id;
END
$$;

COMMENT ON FUNCTION api.agree_programme(uuid, uuid, text, text[], text[], text, text, date) IS
    'Records what the coordinator, who calls, agreed with an escort (S4.1.a); or, by the office, '
    'that there is no coordinator to agree with. Rules: coordinator_agrees, caller_has_the_role, '
    'post_is_vacant, agreement_is_made, escort_is_assigned, and the constraints of '
    'app.coordinator_agreement.';

CREATE OR REPLACE FUNCTION api.first_day_of_escorting(escort uuid, community uuid, year text)
    RETURNS date
    LANGUAGE plpgsql STABLE
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    first_day date;
BEGIN
    SELECT min(a.starts_on) INTO first_day FROM app.assignment a
    WHERE a.office_id = access.office_id() AND a.person_id = escort
      AND a.community_id = community AND a.school_year = year AND a.annulled_fact_id IS NULL;
    IF first_day IS NULL THEN
        PERFORM api.refuse(
            'escort_is_assigned',
            'The escort is not assigned to this community in the school year {schoolYear}.',
            jsonb_build_object(
                'escortId', escort, 'communityId', community, 'schoolYear', year));
    END IF;
    RETURN first_day;
END
$$;

COMMENT ON FUNCTION api.first_day_of_escorting(uuid, uuid, text) IS
    'The day on which a person''s first assignment to a community in a school year starts. Rule: '
    'escort_is_assigned.';

CREATE OR REPLACE FUNCTION api.draft_programme(
    community_id uuid, school_year text, OUT office_id integer, OUT id uuid
)
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    me uuid := access.person_id();
    first_day date;
BEGIN
    PERFORM api.require_role('ESCORT');
    first_day := api.first_day_of_escorting(
        me, draft_programme.community_id, draft_programme.school_year);
    INSERT INTO app.escort_programme AS p (
        office_id, escort_id, community_id, school_year, due_at, due_by_office_rule
    )
    SELECT
        access.office_id(), me, draft_programme.community_id, y.label, d.due_at,
        d.due_by_office_rule
    FROM app.school_year y
    CROSS JOIN app.programme_due(y.programme_due_at, first_day) d
    WHERE y.label = draft_programme.school_year
    RETURNING p.office_id, p.id INTO draft_programme.office_id, draft_programme.id;
    INSERT INTO app.programme_version (office_id, programme_id, number, school_year)
    VALUES (
        draft_programme.office_id, draft_programme.id, 1, draft_programme.school_year);
END
$$;

COMMENT ON FUNCTION api.draft_programme(uuid, text) IS
    'Begins the programme of the caller for a community and a school year (S4.1.b). Rules: '
    'caller_has_the_role, escort_is_assigned, escort_programme_key.';

-- Changing the programme first also keeps other commands on it waiting.
CREATE OR REPLACE FUNCTION api.touch_programme(programme uuid) RETURNS app.escort_programme
    LANGUAGE plpgsql VOLATILE
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    touched app.escort_programme;
BEGIN
    PERFORM api.require_role('ESCORT');
    UPDATE app.escort_programme p SET version = p.version + 1
    WHERE p.office_id = access.office_id() AND p.id = programme
    RETURNING * INTO touched;
    IF touched.id IS NULL THEN
        PERFORM api.refuse(
            'programme_is_known', 'There is no such programme of yours.',
            jsonb_build_object('programmeId', programme));
    END IF;
    RETURN touched;
END
$$;

COMMENT ON FUNCTION api.touch_programme(uuid) IS
    'The caller''s programme with its new version number. Rules: caller_has_the_role, '
    'programme_is_known.';

CREATE OR REPLACE FUNCTION api.draft_of(programme uuid) RETURNS app.programme_version
    LANGUAGE plpgsql VOLATILE
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    draft app.programme_version;
BEGIN
    SELECT * INTO draft FROM app.programme_version v
    WHERE v.office_id = access.office_id() AND v.programme_id = programme
      AND v.deposited_at IS NULL;
    IF draft.id IS NULL THEN
        PERFORM api.refuse(
            'programme_has_a_draft', 'The programme is deposited. Amend it first.',
            jsonb_build_object('programmeId', programme));
    END IF;
    RETURN draft;
END
$$;

COMMENT ON FUNCTION api.draft_of(uuid) IS
    'The version of a programme that is not deposited yet. Rule: programme_has_a_draft.';

CREATE OR REPLACE FUNCTION api.require_window(year text, starts_on date, ends_on date) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM app.school_year y
        WHERE y.label = year AND require_window.starts_on BETWEEN y.starts_on AND y.ends_on
          AND require_window.ends_on BETWEEN y.starts_on AND y.ends_on
    ) THEN
        PERFORM api.refuse(
            'plan_lies_in_its_school_year',
            'The days lie outside the programme''s school year, {schoolYear}.',
            jsonb_build_object('schoolYear', year, 'startsOn', starts_on, 'endsOn', ends_on));
    END IF;
END
$$;

COMMENT ON FUNCTION api.require_window(text, date, date) IS
    'Refuses days outside a school year. Rule: plan_lies_in_its_school_year.';

CREATE OR REPLACE FUNCTION api.require_schools(community uuid, schools uuid[]) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    strangers uuid[];
BEGIN
    SELECT array_agg(w.id) INTO strangers FROM unnest(schools) AS w (id)
    WHERE NOT EXISTS (
        SELECT FROM app.school s
        WHERE s.office_id = access.office_id() AND s.id = w.id AND s.community_id = community
    );
    IF strangers IS NOT NULL THEN
        PERFORM api.refuse(
            'programme_is_for_schools_of_the_community',
            'Some of these schools are not in the community today.',
            jsonb_build_object('schoolIds', to_jsonb(strangers), 'communityId', community));
    END IF;
END
$$;

COMMENT ON FUNCTION api.require_schools(uuid, uuid[]) IS
    'Refuses schools that are not in a community today. Rule: '
    'programme_is_for_schools_of_the_community.';

CREATE OR REPLACE FUNCTION api.plan_milestone(
    programme_id uuid, label text, starts_on date, ends_on date,
    OUT office_id integer, OUT id uuid
)
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    programme app.escort_programme := api.touch_programme(plan_milestone.programme_id);
    draft app.programme_version := api.draft_of(programme.id);
    last_day date := coalesce(plan_milestone.ends_on, plan_milestone.starts_on);
BEGIN
    PERFORM api.require_window(draft.school_year, plan_milestone.starts_on, last_day);
    INSERT INTO app.programme_milestone AS m (office_id, version_id, label, starts_on, ends_on)
    VALUES (
        draft.office_id, draft.id, plan_milestone.label, plan_milestone.starts_on, last_day)
    RETURNING m.office_id, m.id INTO plan_milestone.office_id, plan_milestone.id;
END
$$;

COMMENT ON FUNCTION api.plan_milestone(uuid, text, date, date) IS
    'Adds a station to the draft of the caller''s programme. Rules: those of api.touch_programme, '
    'programme_has_a_draft, plan_lies_in_its_school_year, and the constraints of '
    'app.programme_milestone.';

CREATE OR REPLACE FUNCTION api.plan_activity(
    programme_id uuid, kind text, starts_on date, ends_on date, school_id uuid,
    OUT office_id integer, OUT id uuid
)
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    programme app.escort_programme := api.touch_programme(plan_activity.programme_id);
    draft app.programme_version := api.draft_of(programme.id);
    last_day date := coalesce(plan_activity.ends_on, plan_activity.starts_on);
BEGIN
    PERFORM api.require_window(draft.school_year, plan_activity.starts_on, last_day);
    IF plan_activity.school_id IS NOT NULL THEN
        PERFORM api.require_schools(programme.community_id, ARRAY[plan_activity.school_id]);
    END IF;
    INSERT INTO app.planned_activity AS a (
        office_id, version_id, kind, starts_on, ends_on, school_id
    ) VALUES (
        draft.office_id, draft.id, plan_activity.kind, plan_activity.starts_on, last_day,
        plan_activity.school_id
    )
    RETURNING a.office_id, a.id INTO plan_activity.office_id, plan_activity.id;
END
$$;

COMMENT ON FUNCTION api.plan_activity(uuid, text, date, date, uuid) IS
    'Adds an activity to the draft of the caller''s programme. Rules: those of '
    'api.touch_programme, programme_has_a_draft, plan_lies_in_its_school_year, '
    'programme_is_for_schools_of_the_community, and the constraints of app.planned_activity.';

CREATE OR REPLACE FUNCTION api.target_schools(
    programme_id uuid, school_ids text[], OUT office_id integer, OUT id uuid
)
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    programme app.escort_programme := api.touch_programme(target_schools.programme_id);
    draft app.programme_version := api.draft_of(programme.id);
    schools uuid[] := target_schools.school_ids::uuid[];
BEGIN
    PERFORM api.require_schools(programme.community_id, schools);
    INSERT INTO app.programme_school (office_id, version_id, school_id)
    SELECT draft.office_id, draft.id, w.id
    FROM (SELECT DISTINCT unnest(schools)) AS w (id)
    WHERE NOT EXISTS (
        SELECT FROM app.programme_school t
        WHERE (t.office_id, t.version_id, t.school_id) = (draft.office_id, draft.id, w.id)
    );
    target_schools.office_id := draft.office_id;
    target_schools.id := draft.id;
END
$$;

COMMENT ON FUNCTION api.target_schools(uuid, text[]) IS
    'Adds schools to those that the draft of the caller''s programme targets. Rules: those of '
    'api.touch_programme, programme_has_a_draft, programme_is_for_schools_of_the_community.';

CREATE OR REPLACE FUNCTION api.propose_theme(
    programme_id uuid, topic text, theme text, OUT office_id integer, OUT id uuid
)
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    programme app.escort_programme := api.touch_programme(propose_theme.programme_id);
    draft app.programme_version := api.draft_of(programme.id);
BEGIN
    INSERT INTO app.programme_theme AS t (office_id, version_id, topic, theme)
    VALUES (draft.office_id, draft.id, propose_theme.topic, propose_theme.theme)
    RETURNING t.office_id, t.id INTO propose_theme.office_id, propose_theme.id;
END
$$;

COMMENT ON FUNCTION api.propose_theme(uuid, text, text) IS
    'Adds a thematic activity to the draft of the caller''s programme. Rules: those of '
    'api.touch_programme, programme_has_a_draft, and the constraints of app.programme_theme.';

CREATE OR REPLACE FUNCTION api.remove_from_programme(
    programme_id uuid, line_id uuid, OUT office_id integer, OUT id uuid
)
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    programme app.escort_programme := api.touch_programme(remove_from_programme.programme_id);
    draft app.programme_version := api.draft_of(programme.id);
    lines_table text;
    removed integer;
    total integer := 0;
BEGIN
    FOREACH lines_table IN ARRAY ARRAY[
        'programme_milestone', 'planned_activity', 'programme_school', 'programme_theme'
    ] LOOP
        EXECUTE format(
            'DELETE FROM app.%I l WHERE l.office_id = $1 AND l.version_id = $2 AND l.id = $3',
            lines_table)
        USING draft.office_id, draft.id, remove_from_programme.line_id;
        GET DIAGNOSTICS removed = ROW_COUNT;
        total := total + removed;
    END LOOP;
    IF total = 0 THEN
        PERFORM api.refuse(
            'line_is_known', 'There is no such line in the draft.',
            jsonb_build_object('lineId', remove_from_programme.line_id));
    END IF;
    remove_from_programme.office_id := draft.office_id;
    remove_from_programme.id := draft.id;
END
$$;

COMMENT ON FUNCTION api.remove_from_programme(uuid, uuid) IS
    'Takes a station, an activity, a school or a theme out of the draft of the caller''s '
    'programme. Rules: those of api.touch_programme, programme_has_a_draft, line_is_known.';

DROP POLICY IF EXISTS caller_records ON app.coordinator_agreement;
CREATE POLICY caller_records ON app.coordinator_agreement FOR INSERT TO mouwakaba_owner
    WITH CHECK (
        office_id = (SELECT access.office_id())
        AND recorded_by_id = (SELECT access.person_id())
        AND CASE WHEN exception IS NULL
            THEN community_id = ANY ((SELECT access.community_ids())::uuid[])
            ELSE (SELECT access.has_role('DELEGATE', 'OFFICER'))
        END
    );

DROP POLICY IF EXISTS caller_records ON app.escort_programme;
CREATE POLICY caller_records ON app.escort_programme FOR INSERT TO mouwakaba_owner
    WITH CHECK (
        office_id = (SELECT access.office_id())
        AND escort_id = (SELECT access.person_id())
        AND (SELECT access.has_role('ESCORT'))
    );

DROP POLICY IF EXISTS caller_changes ON app.escort_programme;
CREATE POLICY caller_changes ON app.escort_programme FOR UPDATE TO mouwakaba_owner
    USING (
        office_id = (SELECT access.office_id())
        AND escort_id = (SELECT access.person_id())
        AND (SELECT access.has_role('ESCORT'))
    );

-- What an escort writes of a programme belongs to one of their own.
DO $$
DECLARE
    rule record;
BEGIN
    FOR rule IN
        SELECT t.name, v.verb,
            CASE t.name
                WHEN 'programme_version' THEN format(
                    'SELECT FROM app.escort_programme p WHERE (p.office_id, p.id) = '
                    '(%1$I.office_id, %1$I.programme_id)', t.name)
                ELSE format(
                    'SELECT FROM app.programme_version v JOIN app.escort_programme p '
                    'ON (p.office_id, p.id) = (v.office_id, v.programme_id) '
                    'WHERE (v.office_id, v.id) = (%1$I.office_id, %1$I.version_id)', t.name)
            END AS parent
        FROM unnest(ARRAY[
            'programme_version', 'programme_milestone', 'planned_activity', 'programme_school',
            'programme_theme'
        ]) AS t (name)
        CROSS JOIN unnest(ARRAY['INSERT', 'UPDATE', 'DELETE']) AS v (verb)
        WHERE (t.name = 'programme_version') = (v.verb = 'UPDATE') OR v.verb = 'INSERT'
    LOOP
        EXECUTE format(
            'DROP POLICY IF EXISTS %I ON app.%I', 'escort_' || lower(rule.verb), rule.name);
        EXECUTE format(
            'CREATE POLICY %I ON app.%I FOR %s TO mouwakaba_owner %s ('
            'office_id = (SELECT access.office_id()) AND (SELECT access.has_role(''ESCORT'')) '
            'AND EXISTS (%s AND p.escort_id = (SELECT access.person_id())))',
            'escort_' || lower(rule.verb), rule.name, rule.verb,
            CASE rule.verb WHEN 'INSERT' THEN 'WITH CHECK' ELSE 'USING' END, rule.parent);
    END LOOP;
END
$$;

RESET ROLE;
