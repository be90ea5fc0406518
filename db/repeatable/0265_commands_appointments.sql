-- Commands of the delegate that say who escorts which community, and who holds which role.

SET LOCAL ROLE mouwakaba_owner;

-- Somebody of another office is found by the staff number alone, and only while the delegate's
-- command looks for that very number.
DROP POLICY IF EXISTS command_finds ON app.person;
CREATE POLICY command_finds ON app.person FOR SELECT TO mouwakaba_owner
    USING (
        staff_number = (SELECT nullif(current_setting('mouwakaba.staff_number', true), ''))
        AND (SELECT access.has_role('DELEGATE'))
    );

CREATE OR REPLACE FUNCTION api.find_person(person uuid, staff_number text) RETURNS uuid
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    named uuid;
    setting text := set_config('mouwakaba.staff_number', coalesce(staff_number, ''), true);
BEGIN
    IF (person IS NULL) = (staff_number IS NULL) THEN
        PERFORM api.refuse(
            'person_is_named_once', 'Name the person by the ID or by the staff number.');
    END IF;
    SELECT p.id INTO named FROM app.person p
    WHERE p.staff_number = find_person.staff_number
       OR p.id = (
           SELECT o.person_id FROM app.office_person o
           WHERE o.office_id = access.office_id() AND o.person_id = person
       );
    setting := set_config('mouwakaba.staff_number', '', true);
    IF named IS NULL AND staff_number IS NOT NULL THEN
        PERFORM api.refuse(
            'staff_number_is_known', 'Nobody has the staff number {staffNumber}.',
            jsonb_build_object('staffNumber', staff_number));
    ELSIF named IS NULL THEN
        PERFORM api.refuse(
            'person_is_known', 'There is no such person in your office.',
            jsonb_build_object('personId', person));
    END IF;
    RETURN named;
END
$$;

COMMENT ON FUNCTION api.find_person(uuid, text) IS
    'A person of the office by the ID, or anybody by the staff number. Rules: '
    'person_is_named_once, person_is_known, staff_number_is_known.';

CREATE OR REPLACE FUNCTION api.appoint_escort(
    person_id uuid,
    staff_number text,
    community_id uuid,
    school_year text,
    starts_on date,
    ends_on date,
    decision_number text,
    decided_on date,
    outside_zone_reason text,
    OUT office_id integer,
    OUT id uuid
)
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    office integer := access.office_id();
    person uuid;
    decided app.assignment;
BEGIN
    PERFORM api.require_role('DELEGATE');
    PERFORM api.require_community(appoint_escort.community_id);
    person := api.find_person(appoint_escort.person_id, appoint_escort.staff_number);
    INSERT INTO app.assignment AS a (
        office_id, person_id, community_id, school_year, decision_number, decided_on, starts_on,
        ends_on, outside_zone_reason
    ) VALUES (
        office, person, appoint_escort.community_id, appoint_escort.school_year,
        appoint_escort.decision_number, appoint_escort.decided_on, appoint_escort.starts_on,
        appoint_escort.ends_on, appoint_escort.outside_zone_reason
    )
    RETURNING a.* INTO decided;
    INSERT INTO app.assignment_warning (office_id, assignment_id, code)
    SELECT office, decided.id, w.code FROM unnest(app.warnings_of(decided)) AS w (code);
    -- The role for those days of the assignment on which it is not held yet.
    INSERT INTO app.role_grant (office_id, person_id, role, valid_from, valid_to)
    SELECT office, person, 'ESCORT', lower(missing.days), upper(missing.days) - 1
    FROM (
        SELECT unnest(
            datemultirange(daterange(decided.starts_on, decided.ends_on, '[]'))
            - coalesce(range_agg(daterange(g.valid_from, g.valid_to, '[]')), '{}')
        ) AS days
        FROM app.role_grant g
        WHERE g.office_id = office AND g.person_id = person AND g.role = 'ESCORT'
    ) AS missing;
    appoint_escort.office_id := office;
    appoint_escort.id := decided.id;
END
$$;

COMMENT ON FUNCTION api.appoint_escort(uuid, text, uuid, text, date, date, text, date, text) IS
    'Assigns a person to a community (S3.1), and grants the role of escort for the days '
    'on which it is not held. What is unusual is recorded beside it and blocks nothing (S3.2). '
    'Rules: caller_has_the_role, community_is_known, those of api.find_person, '
    'assignment_waits_for_the_session, and the constraints of app.assignment.';

CREATE OR REPLACE FUNCTION api.require_grantable(role text) RETURNS void
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM api.require_role('DELEGATE');
    IF role = 'DELEGATE' THEN
        PERFORM api.refuse(
            'role_is_granted_by_the_office', 'The office neither grants this role nor ends it.',
            jsonb_build_object('role', role));
    END IF;
END
$$;

COMMENT ON FUNCTION api.require_grantable(text) IS
    'Refuses whoever is no delegate, and the role of delegate. Rules: caller_has_the_role, '
    'role_is_granted_by_the_office.';

CREATE OR REPLACE FUNCTION api.grant_role(
    person_id uuid,
    staff_number text,
    role text,
    community_id uuid,
    school_id uuid,
    valid_from date,
    valid_to date,
    OUT office_id integer,
    OUT id uuid
)
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
    PERFORM api.require_grantable(grant_role.role);
    INSERT INTO app.role_grant AS g (
        office_id, person_id, role, community_id, school_id, valid_from, valid_to
    ) VALUES (
        access.office_id(), api.find_person(grant_role.person_id, grant_role.staff_number),
        grant_role.role, grant_role.community_id, grant_role.school_id, grant_role.valid_from,
        grant_role.valid_to
    )
    RETURNING g.office_id, g.id INTO grant_role.office_id, grant_role.id;
END
$$;

COMMENT ON FUNCTION api.grant_role(uuid, text, text, uuid, uuid, date, date) IS
    'Grants a role in the office. Rules: caller_has_the_role, role_is_granted_by_the_office, '
    'those of api.find_person, and the constraints of app.role_grant.';

CREATE OR REPLACE FUNCTION api.revoke_role(
    role_grant_id uuid, OUT office_id integer, OUT id uuid
)
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    today date := access.today();
    held app.role_grant;
BEGIN
    PERFORM api.require_role('DELEGATE');
    SELECT * INTO held FROM app.role_grant g
    WHERE g.office_id = access.office_id() AND g.id = revoke_role.role_grant_id;
    PERFORM api.require_grantable(held.role);
    UPDATE app.role_grant AS g SET valid_to = greatest(g.valid_from, today - 1)
    WHERE g.office_id = held.office_id AND g.id = held.id
      AND g.valid_from <= today AND (g.valid_to IS NULL OR g.valid_to >= today)
    RETURNING g.office_id, g.id INTO revoke_role.office_id, revoke_role.id;
    IF revoke_role.id IS NULL THEN
        PERFORM api.refuse(
            'role_is_held', 'There is no such role that somebody holds today in your office.',
            jsonb_build_object('roleGrantId', revoke_role.role_grant_id));
    END IF;
END
$$;

COMMENT ON FUNCTION api.revoke_role(uuid) IS
    'Ends a role with yesterday, or with today if it began today; nothing is deleted. Rules: '
    'caller_has_the_role, role_is_held, role_is_granted_by_the_office.';

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['assignment', 'assignment_warning', 'office_person'] LOOP
        EXECUTE format('DROP POLICY IF EXISTS delegate_records ON app.%I', name);
        EXECUTE format(
            'CREATE POLICY delegate_records ON app.%I FOR INSERT TO mouwakaba_owner WITH CHECK ('
            'office_id = (SELECT access.office_id()) '
            'AND (SELECT access.has_role(''DELEGATE'')))',
            name
        );
    END LOOP;
END
$$;

DROP POLICY IF EXISTS delegate_records ON app.role_grant;
CREATE POLICY delegate_records ON app.role_grant FOR INSERT TO mouwakaba_owner
    WITH CHECK (
        office_id = (SELECT access.office_id())
        AND role <> 'DELEGATE'
        AND (SELECT access.has_role('DELEGATE'))
    );

DROP POLICY IF EXISTS delegate_ends ON app.role_grant;
CREATE POLICY delegate_ends ON app.role_grant FOR UPDATE TO mouwakaba_owner
    USING (
        office_id = (SELECT access.office_id())
        AND role <> 'DELEGATE'
        AND (SELECT access.has_role('DELEGATE'))
    );

RESET ROLE;
