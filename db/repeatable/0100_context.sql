-- The context of a request: who asks, in which office or region, with which roles. It lives in
-- settings that are local to the transaction, so the end of the transaction clears it.

SET LOCAL ROLE mouwakaba_owner;

CREATE OR REPLACE FUNCTION access.today() RETURNS date
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN (now() AT TIME ZONE 'Africa/Casablanca')::date;

COMMENT ON FUNCTION access.today() IS 'Civil date in Morocco when the transaction began.';

CREATE OR REPLACE FUNCTION access.roles() RETURNS text[]
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN string_to_array(nullif(current_setting('mouwakaba.roles', true), ''), ',');

COMMENT ON FUNCTION access.roles() IS
    'Roles that the caller holds today in the office or region of the context, or on the platform, '
    'sorted; NULL if none.';

CREATE OR REPLACE FUNCTION access.has_role(VARIADIC wanted text[]) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN coalesce(
        string_to_array(nullif(current_setting('mouwakaba.roles', true), ''), ',') && wanted,
        false
    );

COMMENT ON FUNCTION access.has_role(text[]) IS
    'Whether the caller holds one of these roles; false without a context.';

CREATE OR REPLACE FUNCTION access.reads_figures() RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN access.has_role('ANALYST', 'REGIONAL_ANALYST', 'REGION_PORTAL')
        AND NOT access.has_role('ESCORT', 'COORDINATOR', 'SCHOOL_HEAD');

COMMENT ON FUNCTION access.reads_figures() IS
    'Whether all rows of the office or region may stand behind figures: the caller is an analyst '
    'there, or the portal of the region, and has no role whose fields would show the rows '
    'themselves.';

CREATE OR REPLACE FUNCTION access.office_id() RETURNS integer
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN CASE
        WHEN coalesce(current_setting('mouwakaba.roles', true), '') <> ''
        THEN nullif(current_setting('mouwakaba.office_id', true), '')::integer
    END;

COMMENT ON FUNCTION access.office_id() IS
    'Office of the context; NULL without a context, in a region, on the platform, and if the caller '
    'holds no role. So a policy that compares office_id with it shows nothing in all these cases.';

-- The context of a region has roles and no office, as that of the platform, which clears the
-- setting. So it need not be cleared for an office.
CREATE OR REPLACE FUNCTION access.office_ids() RETURNS integer[]
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN CASE
        WHEN coalesce(current_setting('mouwakaba.roles', true), '') <> ''
            AND coalesce(current_setting('mouwakaba.office_id', true), '') = ''
        THEN string_to_array(
            nullif(current_setting('mouwakaba.office_ids', true), ''), ','
        )::integer[]
    END;

COMMENT ON FUNCTION access.office_ids() IS
    'Offices of the region of the context; NULL in the context of an office or of the platform, '
    'without a context, and if the caller holds no role in the region.';

CREATE OR REPLACE FUNCTION access.person_id() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('mouwakaba.person_id', true), '')::uuid;

COMMENT ON FUNCTION access.person_id() IS 'Person of the context; NULL without one.';

CREATE OR REPLACE FUNCTION access.community_ids() RETURNS uuid[]
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN string_to_array(
        nullif(current_setting('mouwakaba.community_ids', true), ''), ','
    )::uuid[];

COMMENT ON FUNCTION access.community_ids() IS
    'Communities that the caller coordinates; NULL if none.';

CREATE OR REPLACE FUNCTION access.school_ids() RETURNS uuid[]
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN string_to_array(
        nullif(current_setting('mouwakaba.school_ids', true), ''), ','
    )::uuid[];

COMMENT ON FUNCTION access.school_ids() IS
    'Schools that the caller heads and schools of the communities that the caller coordinates; '
    'NULL if none.';

-- The part of access.begin_request for a region: what an office costs is not to grow by it.
CREATE OR REPLACE FUNCTION access.begin_regional_request(
    person uuid,
    region_code text,
    OUT region_known boolean,
    OUT roles text[]
)
    LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    today date := access.today();
    offices integer[];
BEGIN
    SELECT array_agg(o.id ORDER BY o.id)
    INTO offices
    FROM app.office o
    WHERE o.region_code = begin_regional_request.region_code;
    region_known := offices IS NOT NULL;

    SELECT array_agg(DISTINCT r.role ORDER BY r.role)
    INTO roles
    FROM app.regional_grant r
    WHERE r.region_code = begin_regional_request.region_code
      AND r.person_id = person
      AND r.valid_from <= today
      AND (r.valid_to IS NULL OR r.valid_to >= today);

    PERFORM set_config(
        'mouwakaba.office_ids',
        CASE WHEN roles IS NULL THEN '' ELSE array_to_string(offices, ',') END,
        true
    );
END
$$;

COMMENT ON FUNCTION access.begin_regional_request(uuid, text) IS
    'Whether there is an office in such a region, and the roles that the person holds in it today, '
    'NULL without any. Sets the offices that they may read, and nothing else of the context.';

-- The part of access.begin_request for the whole platform.
CREATE OR REPLACE FUNCTION access.begin_platform_request(person uuid) RETURNS text[]
    LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    today date := access.today();
BEGIN
    PERFORM set_config('mouwakaba.office_ids', '', true);
    RETURN (
        SELECT ARRAY['PLATFORM']
        FROM app.platform_grant g
        WHERE g.person_id = person
          AND g.valid_from <= today
          AND (g.valid_to IS NULL OR g.valid_to >= today)
    );
END
$$;

COMMENT ON FUNCTION access.begin_platform_request(uuid) IS
    'The role of an operator of the platform, if the person is one today, else NULL. They may read '
    'the rows of no office.';

-- Runs as mouwakaba_owner, because before there is a context the caller may read nothing. In the
-- session of the API the owner sees only what the policies context_office, context_role_grant,
-- context_regional_grant and context_platform_grant show it, and schools only once roles and office
-- are set.
--
-- The codes of offices have five or nine digits, those of regions two from 01 on; 00 is the whole
-- platform.
CREATE OR REPLACE FUNCTION access.begin_request(
    person uuid,
    office_code text
) RETURNS TABLE (office_known boolean, roles text[])
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER PARALLEL UNSAFE
    ROWS 1
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    today date := access.today();
    office integer;
    communities uuid[];
    schools uuid[];
    setting text;
BEGIN
    -- An assignment of an expression without a table costs less than PERFORM.
    setting := set_config('mouwakaba.person_id', coalesce(person::text, ''), true);

    -- One statement for both: starting another costs more than all that this one reads.
    SELECT o.id, g.roles, g.communities, g.schools
    INTO office, roles, communities, schools
    FROM app.office o
    CROSS JOIN LATERAL (
        SELECT
            array_agg(DISTINCT r.role ORDER BY r.role) AS roles,
            array_agg(r.community_id) FILTER (WHERE r.community_id IS NOT NULL) AS communities,
            array_agg(r.school_id) FILTER (WHERE r.school_id IS NOT NULL) AS schools
        FROM app.role_grant r
        WHERE r.office_id = o.id
          AND r.person_id = person
          AND r.valid_from <= today
          AND (r.valid_to IS NULL OR r.valid_to >= today)
    ) g
    WHERE o.code = office_code;
    office_known := office IS NOT NULL;

    IF roles IS NULL THEN
        IF office_code = '00' THEN
            office_known := true;
            roles := access.begin_platform_request(person);
        ELSIF NOT office_known THEN
            SELECT r.region_known, r.roles
            INTO office_known, roles
            FROM access.begin_regional_request(person, office_code) r;
        END IF;
        IF roles IS NULL THEN
            roles := '{}';
            office := NULL;
            setting := set_config('mouwakaba.person_id', '', true);
        END IF;
    END IF;

    setting := set_config('mouwakaba.office_id', coalesce(office::text, ''), true);
    setting := set_config('mouwakaba.roles', array_to_string(roles, ','), true);

    IF communities IS NOT NULL THEN
        SELECT coalesce(schools, '{}') || array_agg(s.id)
        INTO schools
        FROM app.school s
        WHERE s.office_id = office AND s.community_id = ANY (communities);
    END IF;

    setting := coalesce(array_to_string(communities, ','), '');
    setting := set_config('mouwakaba.community_ids', setting, true);
    setting := coalesce(array_to_string(schools, ','), '');
    setting := set_config('mouwakaba.school_ids', setting, true);
    RETURN NEXT;
END
$$;

COMMENT ON FUNCTION access.begin_request(uuid, text) IS
    'Sets the context of the rest of the transaction from the roles that the person holds today '
    'in the office, or in the region, that has the code, or 00 for the platform. Exactly one row: '
    'whether there is such an office or region, and the roles, sorted. They are those of one office, '
    'of one region or of the platform, never of two of these. Without a role, or without the office '
    'or region, the context is cleared and nothing is visible.';

RESET ROLE;
