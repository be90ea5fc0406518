-- Values that are computed of a row when somebody asks for them: functions of the row, bound to fields
-- by @computed. Written as single expressions, so that the planner merges them with the statement.

SET LOCAL ROLE mouwakaba_owner;

CREATE OR REPLACE FUNCTION app.is_current(assignment app.assignment) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN assignment.annulled_fact_id IS NULL
        AND access.today() BETWEEN assignment.starts_on AND assignment.ends_on;

COMMENT ON FUNCTION app.is_current(app.assignment) IS
    'Whether the assignment stands and today is a day of it.';

CREATE OR REPLACE FUNCTION app.cycles(school app.school) RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN array_remove(
        ARRAY[
            CASE WHEN school.has_primary THEN 'PRIMARY' END,
            CASE WHEN school.has_lower_secondary THEN 'LOWER_SECONDARY' END,
            CASE WHEN school.has_upper_secondary THEN 'UPPER_SECONDARY' END
        ],
        NULL
    );

COMMENT ON FUNCTION app.cycles(app.school) IS 'The cycles that a school teaches, from the lowest.';

RESET ROLE;
