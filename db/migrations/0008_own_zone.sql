-- Whether an inspector is assigned to the zone where they work, which the charter prefers (S3.2).
--
-- It is a fact of the decision, so a column that is written with it: who changes zones later does
-- not change what was decided. It says nothing of other corps, to whom the preference does not
-- apply, and so needs no person beside it when an analyst counts.

SET LOCAL ROLE mouwakaba_owner;

ALTER TABLE app.assignment ADD COLUMN in_own_zone boolean;

COMMENT ON COLUMN app.assignment.in_own_zone IS
    'Whether the escort, being an inspector, worked in the zone of the community when the office '
    'decided; absent for other corps, and where the zone of work is not known. Kept by a trigger.';

CREATE FUNCTION app.is_own_zone(office integer, person uuid, community uuid) RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path = pg_catalog, pg_temp
AS $$
    SELECT (p.home_office_id, p.work_zone_id) = (c.office_id, c.zone_id)
    FROM app.person p, app.community c
    WHERE p.id = person AND p.corps = 'INSPECTION' AND p.work_zone_id IS NOT NULL
      AND c.office_id = office AND c.id = community
$$;

COMMENT ON FUNCTION app.is_own_zone(integer, uuid, uuid) IS
    'Whether a person of the inspection works in the zone of a community; NULL for others.';

CREATE FUNCTION app.note_own_zone() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    NEW.in_own_zone := app.is_own_zone(NEW.office_id, NEW.person_id, NEW.community_id);
    RETURN NEW;
END
$$;

COMMENT ON FUNCTION app.note_own_zone() IS
    'Trigger: enters in an assignment whether it lies in the zone of the inspector.';

CREATE TRIGGER assignment_notes_own_zone
    BEFORE INSERT OR UPDATE OF office_id, person_id, community_id, in_own_zone ON app.assignment
    FOR EACH ROW EXECUTE FUNCTION app.note_own_zone();

-- Of older decisions only the zone of today is known. The trigger computes it.
UPDATE app.assignment SET in_own_zone = NULL;

RESET ROLE;
