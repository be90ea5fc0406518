-- What follows from an assignment: when the programme is due, and what is unusual about it.

SET LOCAL ROLE mouwakaba_owner;

CREATE OR REPLACE FUNCTION app.programme_due(
    charter_due_at timestamp with time zone,
    starts_on date,
    OUT due_at timestamp with time zone,
    OUT due_by_office_rule boolean
)
    LANGUAGE sql STABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp
AS $$
    SELECT greatest(charter_due_at, o.due_at), o.due_at > charter_due_at
    FROM (
        SELECT (starts_on + 30)::timestamp AT TIME ZONE 'Africa/Casablanca' AS due_at
    ) AS o
$$;

COMMENT ON FUNCTION app.programme_due(timestamp with time zone, date) IS
    'Before which instant the programme of an assignment that starts on a day is in time: that of '
    'the charter, or 30 days after the start if that is later, by a rule of the office.';

CREATE OR REPLACE FUNCTION app.is_late(
    deposited_at timestamp with time zone, due_at timestamp with time zone
) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN deposited_at >= due_at;

COMMENT ON FUNCTION app.is_late(timestamp with time zone, timestamp with time zone) IS
    'Whether a deposit is too late: what is due is due before the instant.';

CREATE OR REPLACE FUNCTION app.warnings_of(assignment app.assignment) RETURNS text[]
    LANGUAGE sql STABLE
    SET search_path = pg_catalog, pg_temp
AS $$
    SELECT array_remove(
        ARRAY[
            CASE WHEN NOT assignment.in_own_zone THEN 'OUTSIDE_OWN_ZONE' END,
            CASE WHEN EXISTS (
                SELECT FROM app.assignment a
                WHERE a.office_id = assignment.office_id
                  AND a.person_id = assignment.person_id
                  AND a.school_year = assignment.school_year
                  AND a.community_id <> assignment.community_id
                  AND a.annulled_fact_id IS NULL
            ) THEN 'SECOND_COMMUNITY' END
        ],
        NULL
    )
$$;

COMMENT ON FUNCTION app.warnings_of(app.assignment) IS
    'The codes of what is unusual about an assignment beside those that the office already made.';

RESET ROLE;
