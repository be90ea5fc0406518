-- Commands by which escorts and evaluators ask the office for support and transport, the office
-- answers, and a visit that was not made is reported (S5.1).

SET LOCAL ROLE mouwakaba_owner;

CREATE OR REPLACE FUNCTION api.require_school(school uuid) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM app.school s WHERE s.office_id = access.office_id() AND s.id = school
    ) THEN
        PERFORM api.refuse(
            'school_is_known', 'There is no such school in your office.',
            jsonb_build_object('schoolId', school));
    END IF;
END
$$;

COMMENT ON FUNCTION api.require_school(uuid) IS
    'Refuses a school that is none of the office. Rule: school_is_known.';

CREATE OR REPLACE FUNCTION api.request_transport(
    trip_on date,
    departure text,
    destination text,
    school_id uuid,
    means text,
    kilometres numeric,
    activity_id uuid,
    shared_with_id uuid,
    OUT office_id integer,
    OUT id uuid
)
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
    PERFORM api.require_role('ESCORT', 'EVALUATOR');
    IF request_transport.school_id IS NOT NULL THEN
        PERFORM api.require_school(request_transport.school_id);
    END IF;
    PERFORM api.require_own_activity(request_transport.activity_id);
    INSERT INTO app.transport_request AS t (
        office_id, requester_id, school_year, trip_on, departure, destination, school_id, means,
        kilometres, activity_id, shared_with_id, is_after_the_fact
    ) VALUES (
        access.office_id(), access.person_id(), api.school_year_of(request_transport.trip_on),
        request_transport.trip_on, request_transport.departure, request_transport.destination,
        request_transport.school_id, request_transport.means, request_transport.kilometres,
        request_transport.activity_id, request_transport.shared_with_id,
        access.today() > request_transport.trip_on
    )
    RETURNING t.office_id, t.id INTO request_transport.office_id, request_transport.id;
END
$$;

COMMENT ON FUNCTION
    api.request_transport(date, text, text, uuid, text, numeric, uuid, uuid) IS
    'Asks the office for transport; after the trip as well, which is marked. Rules: '
    'caller_has_the_role, school_is_known, activity_is_known, day_lies_in_a_school_year, and the '
    'constraints of app.transport_request.';

CREATE OR REPLACE FUNCTION api.answer_transport(
    transport_request_id uuid, decision text, refusal_reason text, expected_version integer,
    OUT office_id integer, OUT id uuid
)
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    request app.transport_request;
BEGIN
    PERFORM api.require_role('DELEGATE', 'OFFICER');
    SELECT * INTO request FROM app.transport_request t
    WHERE t.office_id = access.office_id() AND t.id = answer_transport.transport_request_id
    FOR UPDATE;
    PERFORM api.require_request(
        request.id, answer_transport.transport_request_id, request.status);
    PERFORM api.require_version(answer_transport.expected_version, request.version);
    UPDATE app.transport_request AS t SET
        status = answer_transport.decision, refusal_reason = answer_transport.refusal_reason,
        answered_by_id = access.person_id(), answered_at = now(), version = t.version + 1
    WHERE t.office_id = request.office_id AND t.id = request.id
    RETURNING t.office_id, t.id INTO answer_transport.office_id, answer_transport.id;
END
$$;

COMMENT ON FUNCTION api.answer_transport(uuid, text, text, integer) IS
    'Grants or refuses transport; a refusal has a reason. Rules: caller_has_the_role, those of '
    'api.require_request, version_is_current, transport_refusal_has_a_reason.';

CREATE OR REPLACE FUNCTION api.require_request(
    request uuid, wanted uuid, status text
) RETURNS void
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF request IS NULL THEN
        PERFORM api.refuse(
            'request_is_known', 'There is no such request to your office.',
            jsonb_build_object('requestId', wanted));
    END IF;
    IF status <> 'REQUESTED' THEN
        PERFORM api.refuse(
            'request_is_open', 'This request has been answered.',
            jsonb_build_object('status', status));
    END IF;
END
$$;

COMMENT ON FUNCTION api.require_request(uuid, uuid, text) IS
    'Refuses a request that is not there or was answered. Rules: request_is_known, '
    'request_is_open.';

CREATE OR REPLACE FUNCTION api.request_support(
    kind text, need text, needed_on date, OUT office_id integer, OUT id uuid
)
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
    PERFORM api.require_role('ESCORT', 'EVALUATOR');
    INSERT INTO app.support_request AS s (
        office_id, requester_id, school_year, kind, need, needed_on
    ) VALUES (
        access.office_id(), access.person_id(), api.school_year_of(request_support.needed_on),
        request_support.kind, request_support.need, request_support.needed_on
    )
    RETURNING s.office_id, s.id INTO request_support.office_id, request_support.id;
END
$$;

COMMENT ON FUNCTION api.request_support(text, text, date) IS
    'Asks the office for support. Rules: caller_has_the_role, day_lies_in_a_school_year, and the '
    'constraints of app.support_request.';

CREATE OR REPLACE FUNCTION api.answer_support(
    support_request_id uuid, decision text, refusal_reason text, expected_version integer,
    OUT office_id integer, OUT id uuid
)
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    request app.support_request;
BEGIN
    PERFORM api.require_role('DELEGATE', 'OFFICER');
    SELECT * INTO request FROM app.support_request s
    WHERE s.office_id = access.office_id() AND s.id = answer_support.support_request_id
    FOR UPDATE;
    PERFORM api.require_request(request.id, answer_support.support_request_id, request.status);
    PERFORM api.require_version(answer_support.expected_version, request.version);
    UPDATE app.support_request AS s SET
        status = answer_support.decision, refusal_reason = answer_support.refusal_reason,
        answered_by_id = access.person_id(), answered_at = now(), version = s.version + 1
    WHERE s.office_id = request.office_id AND s.id = request.id
    RETURNING s.office_id, s.id INTO answer_support.office_id, answer_support.id;
END
$$;

COMMENT ON FUNCTION api.answer_support(uuid, text, text, integer) IS
    'Grants or refuses support; a refusal has a reason. Rules: caller_has_the_role, those of '
    'api.require_request, version_is_current, support_refusal_has_a_reason.';

CREATE OR REPLACE FUNCTION api.report_visit_not_made(
    school_id uuid, planned_on date, reason text, activity_id uuid,
    OUT office_id integer, OUT id uuid
)
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    office integer := access.office_id();
    me uuid := access.person_id();
BEGIN
    PERFORM api.require_role('ESCORT');
    PERFORM api.require_school(report_visit_not_made.school_id);
    PERFORM api.require_own_activity(report_visit_not_made.activity_id);
    IF report_visit_not_made.planned_on > access.today() THEN
        PERFORM api.refuse(
            'day_of_the_visit_has_come',
            'The day of the visit has not come yet: {plannedOn} is yet to come, today is {today}.',
            jsonb_build_object(
                'plannedOn', report_visit_not_made.planned_on, 'today', access.today()));
    END IF;
    IF NOT EXISTS (
        SELECT FROM app.assignment a
        JOIN app.school s ON (s.office_id, s.community_id) = (a.office_id, a.community_id)
        WHERE s.office_id = office AND s.id = report_visit_not_made.school_id
          AND a.person_id = me
          AND report_visit_not_made.planned_on BETWEEN a.starts_on AND a.ends_on
          AND a.annulled_fact_id IS NULL
    ) THEN
        PERFORM api.refuse(
            'visit_is_under_an_assignment',
            'You did not escort the community of this school on that day.',
            jsonb_build_object(
                'schoolId', report_visit_not_made.school_id,
                'plannedOn', report_visit_not_made.planned_on));
    END IF;
    INSERT INTO app.visit_not_made AS v (
        office_id, escort_id, school_id, activity_id, school_year, planned_on, reason
    ) VALUES (
        office, me, report_visit_not_made.school_id, report_visit_not_made.activity_id,
        api.school_year_of(report_visit_not_made.planned_on), report_visit_not_made.planned_on,
        report_visit_not_made.reason
    )
    RETURNING v.office_id, v.id INTO report_visit_not_made.office_id, report_visit_not_made.id;
END
$$;

COMMENT ON FUNCTION api.report_visit_not_made(uuid, date, text, uuid) IS
    'Records that a visit of the caller was not made, and why. Rules: caller_has_the_role, '
    'school_is_known, activity_is_known, day_of_the_visit_has_come, visit_is_under_an_assignment, '
    'day_lies_in_a_school_year, visit_not_made_key.';

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['support_request', 'transport_request'] LOOP
        EXECUTE format('DROP POLICY IF EXISTS caller_requests ON app.%I', name);
        EXECUTE format(
            'CREATE POLICY caller_requests ON app.%I FOR INSERT TO mouwakaba_owner WITH CHECK ('
            'office_id = (SELECT access.office_id()) '
            'AND requester_id = (SELECT access.person_id()) AND status = ''REQUESTED'' '
            'AND (SELECT access.has_role(''ESCORT'', ''EVALUATOR'')))',
            name);
        EXECUTE format('DROP POLICY IF EXISTS office_answers ON app.%I', name);
        EXECUTE format(
            'CREATE POLICY office_answers ON app.%I FOR UPDATE TO mouwakaba_owner USING ('
            'office_id = (SELECT access.office_id()) '
            'AND (SELECT access.has_role(''DELEGATE'', ''OFFICER'')))',
            name);
    END LOOP;
END
$$;

DROP POLICY IF EXISTS caller_records ON app.visit_not_made;
CREATE POLICY caller_records ON app.visit_not_made FOR INSERT TO mouwakaba_owner
    WITH CHECK (
        office_id = (SELECT access.office_id())
        AND escort_id = (SELECT access.person_id())
        AND (SELECT access.has_role('ESCORT'))
    );

RESET ROLE;
