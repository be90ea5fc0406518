-- Commands by which escorts record what they did besides visits, and what they observed.

SET LOCAL ROLE mouwakaba_owner;

CREATE OR REPLACE FUNCTION api.require_held(day date) RETURNS text
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    year text;
BEGIN
    IF day > access.today() THEN
        PERFORM api.refuse(
            'act_is_held',
            'What happens is recorded after it happened: {day} is yet to come, today is {today}.',
            jsonb_build_object('day', day, 'today', access.today()));
    END IF;
    SELECT y.label INTO year FROM app.school_year y WHERE day BETWEEN y.starts_on AND y.ends_on;
    IF year IS NULL THEN
        PERFORM api.refuse(
            'act_lies_in_a_school_year', '{day} lies in no school year that is known.',
            jsonb_build_object('day', day));
    END IF;
    RETURN year;
END
$$;

COMMENT ON FUNCTION api.require_held(date) IS
    'The school year of a day. Rules: act_is_held, act_lies_in_a_school_year.';

CREATE OR REPLACE FUNCTION api.require_schools(school_ids text[]) RETURNS uuid[]
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    unknown text[];
    schools uuid[];
BEGIN
    SELECT array_agg(s.id ORDER BY s.id) FILTER (WHERE s.id IS NOT NULL),
        array_agg(w.id ORDER BY w.id) FILTER (WHERE s.id IS NULL)
    INTO schools, unknown
    FROM (SELECT DISTINCT lower(i.id) AS id FROM unnest(school_ids) AS i(id)) w
    LEFT JOIN app.school s ON s.office_id = access.office_id() AND s.id::text = w.id;
    IF unknown IS NOT NULL THEN
        PERFORM api.refuse(
            'school_is_known', 'There is no such school in your office.',
            jsonb_build_object('schoolIds', to_jsonb(unknown)));
    END IF;
    RETURN coalesce(schools, '{}');
END
$$;

COMMENT ON FUNCTION api.require_schools(text[]) IS
    'Schools of the office, each once. Rule: school_is_known.';

CREATE OR REPLACE FUNCTION api.require_facilitators(
    facilitator_ids text[], day date
) RETURNS uuid[]
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    others text[];
    facilitators uuid[];
BEGIN
    SELECT array_agg(p.person_id ORDER BY p.person_id) FILTER (WHERE p.person_id IS NOT NULL),
        array_agg(w.id ORDER BY w.id) FILTER (WHERE p.person_id IS NULL)
    INTO facilitators, others
    FROM (
        SELECT access.person_id()::text AS id
        UNION SELECT lower(i.id) FROM unnest(facilitator_ids) AS i(id)
    ) w
    LEFT JOIN app.office_person p
        ON p.office_id = access.office_id() AND p.person_id::text = w.id
        AND records.held_role(p.person_id, 'ESCORT', day);
    IF others IS NOT NULL THEN
        PERFORM api.refuse(
            'facilitators_are_escorts',
            'Everybody who facilitated was an escort of your office on {day}.',
            jsonb_build_object('personIds', to_jsonb(others), 'day', day));
    END IF;
    RETURN facilitators;
END
$$;

COMMENT ON FUNCTION api.require_facilitators(text[], date) IS
    'Who facilitated, the caller among them, each once. Rule: facilitators_are_escorts.';

CREATE OR REPLACE FUNCTION api.require_assignment(
    communities uuid[], persons uuid[], day date
) RETURNS void
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    foreign_ones uuid[];
BEGIN
    SELECT array_agg(DISTINCT c.id) INTO foreign_ones
    FROM unnest(communities) AS c(id)
    WHERE NOT EXISTS (
        SELECT FROM unnest(persons) AS p(id) WHERE c.id = ANY (records.escorts_on(p.id, day))
    );
    IF foreign_ones IS NOT NULL THEN
        PERFORM api.refuse(
            'act_is_under_an_assignment',
            'Nobody who did this escorted the community on {day}.',
            jsonb_build_object('communityIds', to_jsonb(foreign_ones), 'day', day));
    END IF;
END
$$;

COMMENT ON FUNCTION api.require_assignment(uuid[], uuid[], date) IS
    'Refuses communities that none of the persons escorts on that day. Rule: '
    'act_is_under_an_assignment.';

CREATE OR REPLACE FUNCTION api.record_small_group(
    school_ids text[],
    attended_school_ids text[],
    facilitator_ids text[],
    held_on date,
    mode text,
    place text,
    stages text[],
    coordinated_with_id uuid,
    OUT office_id integer,
    OUT id uuid
)
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    office integer := access.office_id();
    schools uuid[];
    attended uuid[];
    facilitators uuid[];
    communities uuid[];
    year text;
BEGIN
    PERFORM api.require_role('ESCORT');
    year := api.require_held(record_small_group.held_on);
    schools := api.require_schools(record_small_group.school_ids);
    attended := api.require_schools(record_small_group.attended_school_ids);
    IF cardinality(schools) < 2 OR NOT attended <@ schools THEN
        PERFORM api.refuse(
            'small_group_has_two_schools',
            'A small group has two schools or more, those that attended among them.',
            jsonb_build_object('schools', cardinality(schools)));
    END IF;
    facilitators := api.require_facilitators(
        record_small_group.facilitator_ids, record_small_group.held_on);
    SELECT array_agg(coalesce(
        (
            SELECT m.community_id FROM app.school_membership m
            WHERE (m.office_id, m.school_id) = (office, s.id)
              AND m.valid_from <= record_small_group.held_on
              AND (m.valid_to IS NULL OR m.valid_to >= record_small_group.held_on)
        ), s.community_id) ORDER BY s.id)
    INTO communities
    FROM app.school s WHERE s.office_id = office AND s.id = ANY (schools);
    PERFORM api.require_assignment(communities, facilitators, record_small_group.held_on);
    IF record_small_group.coordinated_with_id IS NOT NULL THEN
        PERFORM api.require_person(record_small_group.coordinated_with_id);
    END IF;
    INSERT INTO app.small_group AS g (
        office_id, school_year, held_on, mode, place, stages, coordinated_with_id, recorded_by_id
    ) VALUES (
        office, year, record_small_group.held_on, record_small_group.mode,
        record_small_group.place, record_small_group.stages,
        record_small_group.coordinated_with_id, access.person_id()
    )
    RETURNING g.office_id, g.id INTO record_small_group.office_id, record_small_group.id;
    INSERT INTO app.small_group_facilitator (office_id, small_group_id, person_id)
    SELECT office, record_small_group.id, p FROM unnest(facilitators) AS p;
    INSERT INTO app.small_group_school (
        office_id, small_group_id, school_id, community_id, head_attended)
    SELECT office, record_small_group.id, s.id, s.community, s.id = ANY (attended)
    FROM unnest(schools, communities) AS s(id, community);
END
$$;

COMMENT ON FUNCTION api.record_small_group(text[], text[], text[], date, text, text, text[], uuid) IS
    'Records a small group of heads that the caller, and others with them, facilitated (S2.a). '
    'Rules: caller_has_the_role, act_is_held, act_lies_in_a_school_year, school_is_known, '
    'small_group_has_two_schools, facilitators_are_escorts, act_is_under_an_assignment, '
    'person_is_known, and the constraints of app.small_group.';

CREATE OR REPLACE FUNCTION api.record_workshop(
    community_id uuid,
    facilitator_ids text[],
    held_on date,
    mode text,
    topic text,
    theme text,
    need_answered text,
    attendance integer,
    OUT office_id integer,
    OUT id uuid
)
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    office integer := access.office_id();
    facilitators uuid[];
    year text;
BEGIN
    PERFORM api.require_role('ESCORT');
    year := api.require_held(record_workshop.held_on);
    facilitators := api.require_facilitators(
        record_workshop.facilitator_ids, record_workshop.held_on);
    PERFORM api.require_assignment(
        ARRAY[record_workshop.community_id], facilitators, record_workshop.held_on);
    INSERT INTO app.workshop AS w (
        office_id, community_id, school_year, held_on, mode, topic, theme, need_answered,
        attendance, recorded_by_id
    ) VALUES (
        office, record_workshop.community_id, year, record_workshop.held_on,
        record_workshop.mode, record_workshop.topic, record_workshop.theme,
        record_workshop.need_answered, record_workshop.attendance, access.person_id()
    )
    RETURNING w.office_id, w.id INTO record_workshop.office_id, record_workshop.id;
    INSERT INTO app.workshop_facilitator (office_id, workshop_id, person_id)
    SELECT office, record_workshop.id, p FROM unnest(facilitators) AS p;
END
$$;

COMMENT ON FUNCTION api.record_workshop(uuid, text[], date, text, text, text, text, integer) IS
    'Records a workshop of a community that the caller, and others with them, facilitated (S2.b). '
    'Rules: caller_has_the_role, act_is_held, act_lies_in_a_school_year, '
    'facilitators_are_escorts, act_is_under_an_assignment, and the constraints of app.workshop.';

CREATE OR REPLACE FUNCTION api.record_finding(
    community_id uuid,
    school_id uuid,
    kind text,
    theme text,
    text text,
    observed_on date,
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
    year text;
BEGIN
    PERFORM api.require_role('ESCORT');
    year := api.require_held(record_finding.observed_on);
    PERFORM api.require_assignment(
        ARRAY[record_finding.community_id], ARRAY[me], record_finding.observed_on);
    IF record_finding.school_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM app.school_membership m
        WHERE m.office_id = office AND m.school_id = record_finding.school_id
          AND m.community_id = record_finding.community_id
          AND m.valid_from <= record_finding.observed_on
          AND (m.valid_to IS NULL OR m.valid_to >= record_finding.observed_on)
    ) THEN
        PERFORM api.refuse(
            'finding_is_about_a_school_of_the_community',
            'The school did not belong to this community on that day.',
            jsonb_build_object(
                'schoolId', record_finding.school_id,
                'communityId', record_finding.community_id));
    END IF;
    INSERT INTO app.finding AS f (
        office_id, author_id, community_id, school_id, school_year, kind, theme, text, observed_on
    ) VALUES (
        office, me, record_finding.community_id, record_finding.school_id, year,
        record_finding.kind, record_finding.theme, record_finding.text,
        record_finding.observed_on
    )
    RETURNING f.office_id, f.id INTO record_finding.office_id, record_finding.id;
END
$$;

COMMENT ON FUNCTION api.record_finding(uuid, uuid, text, text, text, date) IS
    'Records a strength or a weakness that the caller observed in a community that they escorted '
    'on that day (S4.2.v). Rules: caller_has_the_role, act_is_held, act_lies_in_a_school_year, '
    'act_is_under_an_assignment, finding_is_about_a_school_of_the_community, and the constraints '
    'of app.finding.';

-- What the owner may enter for an escort. Beside a group or workshop, what belongs to it.

DROP POLICY IF EXISTS caller_records ON app.small_group;
CREATE POLICY caller_records ON app.small_group FOR INSERT TO mouwakaba_owner
    WITH CHECK (
        office_id = (SELECT access.office_id())
        AND recorded_by_id = (SELECT access.person_id())
        AND (SELECT access.has_role('ESCORT'))
    );

DROP POLICY IF EXISTS caller_records ON app.workshop;
CREATE POLICY caller_records ON app.workshop FOR INSERT TO mouwakaba_owner
    WITH CHECK (
        office_id = (SELECT access.office_id())
        AND recorded_by_id = (SELECT access.person_id())
        AND (SELECT access.has_role('ESCORT'))
    );

DROP POLICY IF EXISTS caller_records ON app.small_group_facilitator;
CREATE POLICY caller_records ON app.small_group_facilitator FOR INSERT TO mouwakaba_owner
    WITH CHECK (
        (SELECT access.has_role('ESCORT'))
        AND EXISTS (
            SELECT FROM app.small_group g
            WHERE (g.office_id, g.id) = ((SELECT access.office_id()), small_group_id)
              AND g.office_id = small_group_facilitator.office_id
              AND g.recorded_by_id = (SELECT access.person_id())
        )
    );

DROP POLICY IF EXISTS caller_records ON app.small_group_school;
CREATE POLICY caller_records ON app.small_group_school FOR INSERT TO mouwakaba_owner
    WITH CHECK (
        (SELECT access.has_role('ESCORT'))
        AND EXISTS (
            SELECT FROM app.small_group g
            WHERE (g.office_id, g.id) = ((SELECT access.office_id()), small_group_id)
              AND g.office_id = small_group_school.office_id
              AND g.recorded_by_id = (SELECT access.person_id())
        )
    );

DROP POLICY IF EXISTS caller_records ON app.workshop_facilitator;
CREATE POLICY caller_records ON app.workshop_facilitator FOR INSERT TO mouwakaba_owner
    WITH CHECK (
        (SELECT access.has_role('ESCORT'))
        AND EXISTS (
            SELECT FROM app.workshop w
            WHERE (w.office_id, w.id) = ((SELECT access.office_id()), workshop_id)
              AND w.office_id = workshop_facilitator.office_id
              AND w.recorded_by_id = (SELECT access.person_id())
        )
    );

DROP POLICY IF EXISTS caller_records ON app.finding;
CREATE POLICY caller_records ON app.finding FOR INSERT TO mouwakaba_owner
    WITH CHECK (
        office_id = (SELECT access.office_id())
        AND author_id = (SELECT access.person_id())
        AND (SELECT access.has_role('ESCORT'))
    );

RESET ROLE;
