-- What several commands require of who asks and of what they name.

SET LOCAL ROLE mouwakaba_owner;

CREATE OR REPLACE FUNCTION api.school_year_of(day date) RETURNS text
    LANGUAGE plpgsql STABLE
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    year text;
BEGIN
    SELECT y.label INTO year FROM app.school_year y WHERE day BETWEEN y.starts_on AND y.ends_on;
    IF year IS NULL THEN
        PERFORM api.refuse(
            'day_lies_in_a_school_year', '{day} lies in no school year that is known.',
            jsonb_build_object('day', day));
    END IF;
    RETURN year;
END
$$;

COMMENT ON FUNCTION api.school_year_of(date) IS
    'The school year of a day. Rule: day_lies_in_a_school_year.';

CREATE OR REPLACE FUNCTION api.require_own_activity(activity uuid) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF activity IS NOT NULL AND NOT EXISTS (
        SELECT FROM app.planned_activity a
        JOIN app.programme_version v ON (v.office_id, v.id) = (a.office_id, a.version_id)
        JOIN app.escort_programme p ON (p.office_id, p.id) = (v.office_id, v.programme_id)
        WHERE a.office_id = access.office_id() AND a.id = activity
          AND p.escort_id = access.person_id()
    ) THEN
        PERFORM api.refuse(
            'activity_is_known', 'There is no such activity in a programme of yours.',
            jsonb_build_object('activityId', activity));
    END IF;
END
$$;

COMMENT ON FUNCTION api.require_own_activity(uuid) IS
    'Refuses a planned activity that is none of the caller''s. Rule: activity_is_known.';

RESET ROLE;
