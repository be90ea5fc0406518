-- Commands: one function each, called by the mutation of the same name. It returns the key of the
-- row that it made or changed, which is then read back under the caller's policies.
--
-- A rule that a command would break is raised by api.refuse with a stable name, a sentence, and
-- the facts that the sentence is about; {name} in it stands for the fact of that name. Constraints
-- are rules as well, under their own names. What each says in every language is in app.sentence.

SET LOCAL ROLE mouwakaba_owner;

CREATE OR REPLACE FUNCTION api.refuse(rule text, sentence text, facts jsonb DEFAULT '{}') RETURNS void
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RAISE EXCEPTION USING
        ERRCODE = 'MK001', MESSAGE = app.filled(sentence, facts), CONSTRAINT = rule,
        DETAIL = facts::text;
END
$$;

COMMENT ON FUNCTION api.refuse(text, text, jsonb) IS
    'Ends the command and undoes it. Whoever asked reads the rule, the sentence and the facts, so '
    'these must hold nothing that the caller may not see.';

CREATE OR REPLACE FUNCTION api.record_visit(
    school_id uuid,
    visited_on date,
    mode text,
    cycle text,
    purpose text,
    stages text[],
    requested_by text,
    advice text,
    OUT office_id integer,
    OUT id uuid
)
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    me uuid := access.person_id();
    office integer := access.office_id();
    school app.school;
    assignment app.assignment;
    year text;
BEGIN
    IF NOT access.has_role('ESCORT') THEN
        PERFORM api.refuse('escort_only', 'Only an escort records visits.');
    END IF;
    SELECT * INTO school FROM app.school s
    WHERE s.office_id = office AND s.id = record_visit.school_id;
    IF school.id IS NULL THEN
        PERFORM api.refuse(
            'school_is_known', 'There is no such school in your office.',
            jsonb_build_object('schoolId', record_visit.school_id));
    END IF;
    IF record_visit.visited_on > access.today() THEN
        PERFORM api.refuse(
            'visit_is_made',
            'A visit is recorded after it was made: {visitedOn} is yet to come, today is {today}.',
            jsonb_build_object('visitedOn', record_visit.visited_on, 'today', access.today()));
    END IF;
    SELECT y.label INTO year FROM app.school_year y
    WHERE record_visit.visited_on BETWEEN y.starts_on AND y.ends_on;
    IF year IS NULL THEN
        PERFORM api.refuse(
            'visit_lies_in_a_school_year', '{visitedOn} lies in no school year that is known.',
            jsonb_build_object('visitedOn', record_visit.visited_on));
    END IF;
    SELECT * INTO assignment FROM app.assignment a
    WHERE a.office_id = office AND a.person_id = me AND a.community_id = school.community_id
      AND record_visit.visited_on BETWEEN a.starts_on AND a.ends_on
      AND a.annulled_fact_id IS NULL;
    IF assignment.id IS NULL THEN
        PERFORM api.refuse(
            'visit_is_under_an_assignment',
            'You did not escort the community of this school on that day.',
            jsonb_build_object(
                'schoolId', record_visit.school_id, 'communityId', school.community_id,
                'visitedOn', record_visit.visited_on));
    END IF;
    IF NOT (CASE record_visit.cycle
        WHEN 'PRIMARY' THEN school.has_primary
        WHEN 'LOWER_SECONDARY' THEN school.has_lower_secondary
        ELSE school.has_upper_secondary
    END) THEN
        PERFORM api.refuse(
            'visit_is_for_a_cycle_of_the_school', 'The school does not have this cycle: {cycle}.',
            jsonb_build_object('schoolId', record_visit.school_id, 'cycle', record_visit.cycle));
    END IF;
    INSERT INTO app.visit AS v (
        office_id, escort_id, school_id, assignment_id, school_year, visited_on, mode, cycle,
        purpose, stages, requested_by, advice
    ) VALUES (
        office, me, school.id, assignment.id, year, record_visit.visited_on, record_visit.mode,
        record_visit.cycle, record_visit.purpose, record_visit.stages,
        record_visit.requested_by, record_visit.advice
    )
    RETURNING v.office_id, v.id INTO record_visit.office_id, record_visit.id;
END
$$;

COMMENT ON FUNCTION api.record_visit(uuid, date, text, text, text, text[], text, text) IS
    'Records an individual visit of the caller to a school of a community that they escort on that '
    'day (S2.a). Rules: escort_only, school_is_known, visit_is_made, visit_lies_in_a_school_year, '
    'visit_is_under_an_assignment, visit_is_for_a_cycle_of_the_school, and the constraints of '
    'app.visit.';

DROP POLICY IF EXISTS caller_records ON app.visit;
CREATE POLICY caller_records ON app.visit FOR INSERT TO mouwakaba_owner
    WITH CHECK (
        office_id = (SELECT access.office_id())
        AND escort_id = (SELECT access.person_id())
        AND (SELECT access.has_role('ESCORT'))
    );

RESET ROLE;
