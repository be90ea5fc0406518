-- When what is under way is weighed: after each statement that enters facts, ties or territory, and
-- after accounts were merged. An argument of a trigger names the column of the person.

SET LOCAL ROLE mouwakaba_conflict;

CREATE OR REPLACE FUNCTION conflict.weigh_facts() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    affected record;
BEGIN
    FOR affected IN EXECUTE format(
        'SELECT office_id, array_agg(DISTINCT %I) AS persons FROM new_rows '
        'GROUP BY office_id ORDER BY office_id', TG_ARGV[0])
    LOOP
        PERFORM conflict.lock_territory(affected.office_id, false);
        PERFORM conflict.lock_persons(affected.office_id, affected.persons);
        PERFORM conflict.weigh(affected.office_id, affected.persons);
    END LOOP;
    RETURN NULL;
END
$$;

COMMENT ON FUNCTION conflict.weigh_facts() IS
    'Trigger: weighs what new facts about persons do to what is under way.';

CREATE OR REPLACE FUNCTION conflict.weigh_small_group_schools() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    affected record;
BEGIN
    FOR affected IN
        SELECT f.office_id, array_agg(DISTINCT f.person_id) AS persons
        FROM new_rows n
        JOIN app.small_group_facilitator f
            ON (f.office_id, f.small_group_id) = (n.office_id, n.small_group_id)
        GROUP BY f.office_id ORDER BY f.office_id
    LOOP
        PERFORM conflict.lock_territory(affected.office_id, false);
        PERFORM conflict.lock_persons(affected.office_id, affected.persons);
        PERFORM conflict.weigh(affected.office_id, affected.persons);
    END LOOP;
    RETURN NULL;
END
$$;

COMMENT ON FUNCTION conflict.weigh_small_group_schools() IS
    'Trigger: weighs the facts of those who facilitated the groups of new schools.';

CREATE OR REPLACE FUNCTION conflict.weigh_territory() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    office integer;
BEGIN
    FOR office IN SELECT DISTINCT n.office_id FROM new_rows n ORDER BY 1 LOOP
        PERFORM conflict.lock_territory(office, true);
        PERFORM conflict.weigh(office, NULL);
    END LOOP;
    RETURN NULL;
END
$$;

COMMENT ON FUNCTION conflict.weigh_territory() IS
    'Trigger: weighs everything under way in an office after its schools or communities changed.';

CREATE OR REPLACE FUNCTION conflict.weigh_merge() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    office integer;
BEGIN
    FOR office IN
        SELECT DISTINCT p.office_id FROM app.office_person p
        WHERE p.person_id IN (NEW.id, NEW.merged_into_id)
        ORDER BY 1
    LOOP
        -- Alone: whoever holds a lock of one of the accounts shares the territory.
        PERFORM conflict.lock_territory(office, true);
        PERFORM conflict.weigh(office, ARRAY[NEW.id, NEW.merged_into_id]);
        PERFORM conflict.void_doubles(office, NEW.id);
    END LOOP;
    RETURN NULL;
END
$$;

COMMENT ON FUNCTION conflict.weigh_merge() IS
    'Trigger: weighs the facts of both accounts of a person, in every office, once they are one, and '
    'lets neither count twice.';

CREATE OR REPLACE FUNCTION conflict.note_zones() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    INSERT INTO app.community_zone (office_id, community_id, zone_id, valid_from)
    SELECT n.office_id, n.id, n.zone_id,
        CASE TG_OP WHEN 'INSERT' THEN '-infinity' ELSE access.today() END
    FROM new_rows n
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;

COMMENT ON FUNCTION conflict.note_zones() IS
    'Trigger: enters the zones of new communities, and of those that come into another one today, '
    'in community_zone.';

CREATE OR REPLACE FUNCTION conflict.free_place() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    UPDATE app.assignment a SET annulled_fact_id = NEW.fact_id
    WHERE NEW.fact = 'ASSIGNMENT' AND (a.office_id, a.id) = (NEW.office_id, NEW.fact_id);
    UPDATE app.escorting_history h SET annulled_fact_id = NEW.fact_id
    WHERE NEW.fact = 'HISTORY' AND (h.office_id, h.id) = (NEW.office_id, NEW.fact_id);
    RETURN NULL;
END
$$;

COMMENT ON FUNCTION conflict.free_place() IS
    'Trigger: what was annulled may be recorded again.';

RESET ROLE;

GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA conflict TO mouwakaba_owner;

SET LOCAL ROLE mouwakaba_owner;

DO $$
DECLARE
    rule record;
BEGIN
    FOR rule IN
        SELECT * FROM (VALUES
            ('assignment', 'weigh_facts', 'person_id'),
            ('visit', 'weigh_facts', 'escort_id'),
            ('small_group_facilitator', 'weigh_facts', 'person_id'),
            ('small_group_school', 'weigh_small_group_schools', NULL),
            ('workshop_facilitator', 'weigh_facts', 'person_id'),
            ('escorting_history', 'weigh_facts', 'person_id'),
            ('role_grant', 'weigh_facts', 'person_id'),
            ('declared_conflict', 'weigh_facts', 'person_id'),
            ('recusal', 'weigh_facts', 'person_id'),
            ('school_membership', 'weigh_territory', NULL),
            ('community_lineage', 'weigh_territory', NULL),
            ('community_zone', 'weigh_territory', NULL)
        ) AS t(name, function, argument)
    LOOP
        EXECUTE format('DROP TRIGGER IF EXISTS %I ON app.%I', rule.name || '_is_weighed', rule.name);
        EXECUTE format(
            'CREATE TRIGGER %I AFTER INSERT ON app.%I REFERENCING NEW TABLE AS new_rows '
            'FOR EACH STATEMENT EXECUTE FUNCTION conflict.%I(%s)',
            rule.name || '_is_weighed', rule.name, rule.function,
            coalesce(quote_literal(rule.argument), ''));
    END LOOP;
END
$$;

CREATE OR REPLACE TRIGGER community_notes_zones AFTER INSERT ON app.community
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION conflict.note_zones();
CREATE OR REPLACE TRIGGER community_move_notes_zones AFTER UPDATE ON app.community
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION conflict.note_zones();

DROP TRIGGER IF EXISTS annulment_frees_place ON app.annulment;
CREATE TRIGGER annulment_frees_place AFTER INSERT ON app.annulment
    FOR EACH ROW EXECUTE FUNCTION conflict.free_place();

DROP TRIGGER IF EXISTS person_merge_is_weighed ON app.person;
CREATE TRIGGER person_merge_is_weighed
    AFTER UPDATE OF merged_into_id ON app.person
    FOR EACH ROW WHEN (NEW.merged_into_id IS NOT NULL)
    EXECUTE FUNCTION conflict.weigh_merge();

RESET ROLE;
