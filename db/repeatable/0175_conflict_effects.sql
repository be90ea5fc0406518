-- What a conflict that came to light does to what is under way: scores, votes and mandates turn
-- void, with a notice; what is closed stays as it is, and an incident is opened. In PL/pgSQL with
-- generic plans, as in 0170_conflicts.sql.

SET LOCAL ROLE mouwakaba_conflict;

CREATE OR REPLACE FUNCTION conflict.bars(
    person uuid, office integer, projects uuid[], day date
) RETURNS TABLE (project_id uuid, rule text, fact_id uuid, occurred_on date)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
    SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT g.project_id, g.rule, g.fact_id, g.occurred_on
    FROM conflict.grounds(person, office, projects, day, 'SELECTION') g
    UNION ALL
    SELECT e.project_id, 'RECUSED', r.id, (r.recused_at AT TIME ZONE 'Africa/Casablanca')::date
    FROM app.recusal r
    JOIN app.docket_entry e ON (e.office_id, e.id) = (r.office_id, r.entry_id)
    WHERE r.office_id = office AND r.person_id = ANY (conflict.accounts(person))
      AND e.project_id = ANY (projects);
END
$$;

COMMENT ON FUNCTION conflict.bars(uuid, integer, uuid[], date) IS
    'What keeps a person from taking part in the selection of these projects: grounds as of a day, '
    'and that they stepped back.';

CREATE OR REPLACE FUNCTION conflict.void_scores(office integer, persons uuid[]) RETURNS void
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
    SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
BEGIN
    WITH held AS MATERIALIZED (
        SELECT s.id, s.person_id, e.project_id, e.session_id
        FROM app.selection_session n
        JOIN app.docket_entry e ON (e.office_id, e.session_id) = (n.office_id, n.id)
        JOIN app.score s ON (s.office_id, s.entry_id) = (e.office_id, e.id)
        WHERE n.office_id = office AND n.status <> 'CLOSED' AND s.status = 'COUNTED'
          AND (persons IS NULL OR s.person_id = ANY (persons))
    ), barred AS MATERIALIZED (
        SELECT DISTINCT ON (h.id) h.*, b.rule, b.occurred_on
        FROM (
            SELECT person_id, array_agg(DISTINCT project_id) AS projects
            FROM held GROUP BY person_id
        ) p
        CROSS JOIN LATERAL conflict.bars(p.person_id, office, p.projects, access.today()) b
        JOIN held h ON (h.person_id, h.project_id) = (p.person_id, b.project_id)
        ORDER BY h.id, b.occurred_on, b.rule
    ), voided AS (
        UPDATE app.score s SET status = 'VOID', ended_at = clock_timestamp()
        WHERE s.office_id = office AND s.id IN (SELECT b.id FROM barred b)
    ), stale AS (
        UPDATE app.ranking r SET status = 'STALE'
        WHERE r.office_id = office AND r.status <> 'STALE'
          AND r.session_id IN (SELECT b.session_id FROM barred b)
    )
    INSERT INTO app.notice (office_id, person_id, kind, project_id, rule, occurred_on)
    SELECT office, b.person_id, 'SCORE_VOID', b.project_id, b.rule, b.occurred_on FROM barred b;
END
$$;

COMMENT ON FUNCTION conflict.void_scores(integer, uuid[]) IS
    'Voids the scores of open sessions whose members, all if NULL, are barred now, tells them, and '
    'makes the ranking stale.';

CREATE OR REPLACE FUNCTION conflict.report_scores(office integer, persons uuid[]) RETURNS void
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
    SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
BEGIN
    WITH held AS MATERIALIZED (
        SELECT s.person_id, e.session_id, e.project_id,
            (n.closed_at AT TIME ZONE 'Africa/Casablanca')::date AS closed_on
        FROM app.selection_session n
        JOIN app.docket_entry e ON (e.office_id, e.session_id) = (n.office_id, n.id)
        JOIN app.score s ON (s.office_id, s.entry_id) = (e.office_id, e.id)
        WHERE n.office_id = office AND n.status = 'CLOSED' AND s.status = 'COUNTED'
          AND (persons IS NULL OR s.person_id = ANY (persons))
    )
    INSERT INTO app.incident (
        office_id, kind, project_id, person_id, session_id, rule, fact_id, occurred_on)
    SELECT DISTINCT ON (p.session_id, p.person_id, g.project_id, g.fact_id)
        office, 'SCORE_COUNTED_IN_CONFLICT', g.project_id, p.person_id, p.session_id, g.rule,
        g.fact_id, g.occurred_on
    FROM (
        SELECT person_id, session_id, closed_on, array_agg(project_id) AS projects
        FROM held GROUP BY person_id, session_id, closed_on
    ) p
    CROSS JOIN LATERAL conflict.grounds(
        p.person_id, office, p.projects, p.closed_on, 'SELECTION') g
    ORDER BY p.session_id, p.person_id, g.project_id, g.fact_id, g.rule
    ON CONFLICT DO NOTHING;
END
$$;

COMMENT ON FUNCTION conflict.report_scores(integer, uuid[]) IS
    'Opens an incident for each score of a closed session whose member, all if NULL, was in '
    'conflict on the day of the closing by a fact that is known by now.';

CREATE OR REPLACE FUNCTION conflict.void_votes(office integer, persons uuid[]) RETURNS void
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
    SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
BEGIN
    WITH held AS MATERIALIZED (
        SELECT v.id, v.person_id, v.ranking_id, r.session_id,
            ARRAY(
                SELECT e.project_id FROM app.docket_entry e
                WHERE (e.office_id, e.session_id) = (n.office_id, n.id)
            ) AS projects
        FROM app.selection_session n
        JOIN app.ranking r ON (r.office_id, r.session_id) = (n.office_id, n.id)
        JOIN app.vote v ON (v.office_id, v.ranking_id) = (r.office_id, r.id)
        WHERE n.office_id = office AND n.status <> 'CLOSED' AND v.status = 'COUNTED'
          AND (persons IS NULL OR v.person_id = ANY (persons))
    ), barred AS MATERIALIZED (
        SELECT DISTINCT ON (h.id) h.id, h.person_id, h.ranking_id, b.*
        FROM held h
        CROSS JOIN LATERAL conflict.bars(h.person_id, office, h.projects, access.today()) b
        ORDER BY h.id, b.occurred_on, b.rule, b.project_id
    ), voided AS (
        UPDATE app.vote v SET status = 'VOID'
        WHERE v.office_id = office AND v.id IN (SELECT b.id FROM barred b)
    ), stale AS (
        UPDATE app.ranking r SET status = 'STALE'
        WHERE r.office_id = office AND r.status = 'ADOPTED'
          AND r.id IN (SELECT b.ranking_id FROM barred b)
    )
    INSERT INTO app.notice (office_id, person_id, kind, project_id, rule, occurred_on)
    SELECT office, b.person_id, 'VOTE_VOID', b.project_id, b.rule, b.occurred_on FROM barred b;
END
$$;

COMMENT ON FUNCTION conflict.void_votes(integer, uuid[]) IS
    'Voids the votes of open sessions whose members, all if NULL, are barred from an entry now. A '
    'ranking that was adopted by such a vote is adopted no more.';

CREATE OR REPLACE FUNCTION conflict.void_mandates(office integer, persons uuid[]) RETURNS void
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
    SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
BEGIN
    WITH barred AS MATERIALIZED (
        SELECT DISTINCT ON (m.id) m.id, m.evaluator_id, m.project_id, m.status, g.rule, g.fact_id,
            g.occurred_on
        FROM app.evaluation_mandate m
        LEFT JOIN app.evaluation v ON (v.office_id, v.mandate_id) = (m.office_id, m.id)
        CROSS JOIN LATERAL conflict.grounds(
            m.evaluator_id, office, ARRAY[m.project_id],
            coalesce(
                (v.submitted_at AT TIME ZONE 'Africa/Casablanca')::date, access.today()),
            'EVALUATION') g
        WHERE m.office_id = office AND m.status <> 'VOID'
          AND (persons IS NULL OR m.evaluator_id = ANY (persons))
        ORDER BY m.id, g.occurred_on, g.rule
    ), reported AS (
        INSERT INTO app.incident (
            office_id, kind, project_id, person_id, mandate_id, rule, fact_id, occurred_on)
        SELECT office, 'EVALUATED_IN_CONFLICT', b.project_id, b.evaluator_id, b.id, b.rule,
            b.fact_id, b.occurred_on
        FROM barred b WHERE b.status = 'SUBMITTED'
        ON CONFLICT DO NOTHING
    ), voided AS (
        UPDATE app.evaluation_mandate m SET status = 'VOID'
        WHERE m.office_id = office
          AND m.id IN (SELECT b.id FROM barred b WHERE b.status <> 'SUBMITTED')
    )
    INSERT INTO app.notice (office_id, person_id, kind, project_id, rule, occurred_on)
    SELECT office, b.evaluator_id, 'MANDATE_VOID', b.project_id, b.rule, b.occurred_on
    FROM barred b WHERE b.status <> 'SUBMITTED';
END
$$;

COMMENT ON FUNCTION conflict.void_mandates(integer, uuid[]) IS
    'Voids the mandates whose evaluators, all if NULL, are in conflict now, and tells them; opens '
    'an incident where the evaluation was submitted.';

-- The accounts of a person may sit in several offices, but a ground lies in the office of the
-- project: facts of an office concern what is under way there alone.
CREATE OR REPLACE FUNCTION conflict.weigh(office integer, persons uuid[]) RETURNS void
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    accounts uuid[];
BEGIN
    IF persons IS NOT NULL THEN
        SELECT array_agg(DISTINCT account) INTO accounts
        FROM unnest(persons) person, unnest(conflict.accounts(person)) account;
    END IF;
    PERFORM conflict.void_scores(office, accounts);
    PERFORM conflict.report_scores(office, accounts);
    PERFORM conflict.void_votes(office, accounts);
    PERFORM conflict.void_mandates(office, accounts);
END
$$;

COMMENT ON FUNCTION conflict.weigh(integer, uuid[]) IS
    'Voids what these persons, or everybody if NULL, may not have part in, or opens incidents.';

-- What both accounts did before they were known to be one person. The account that stands keeps its
-- part, as the other would have been refused.
CREATE OR REPLACE FUNCTION conflict.void_doubles(office integer, duplicate uuid) RETURNS void
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
    SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
DECLARE
    others uuid[] := array_remove(conflict.accounts(duplicate), duplicate);
BEGIN
    WITH doubled AS MATERIALIZED (
        SELECT s.id, e.project_id, e.session_id
        FROM app.selection_session n
        JOIN app.docket_entry e ON (e.office_id, e.session_id) = (n.office_id, n.id)
        JOIN app.score s ON (s.office_id, s.entry_id) = (e.office_id, e.id)
        WHERE n.office_id = office AND n.status <> 'CLOSED'
          AND s.person_id = duplicate AND s.status = 'COUNTED'
          AND EXISTS (
              SELECT FROM app.score o
              WHERE (o.office_id, o.entry_id) = (s.office_id, s.entry_id)
                AND o.person_id = ANY (others) AND o.status = 'COUNTED'
          )
    ), voided AS (
        UPDATE app.score s SET status = 'VOID', ended_at = clock_timestamp()
        WHERE s.office_id = office AND s.id IN (SELECT d.id FROM doubled d)
    ), stale AS (
        UPDATE app.ranking r SET status = 'STALE'
        WHERE r.office_id = office AND r.status <> 'STALE'
          AND r.session_id IN (SELECT d.session_id FROM doubled d)
    )
    INSERT INTO app.notice (office_id, person_id, kind, project_id, rule, occurred_on)
    SELECT office, duplicate, 'SCORE_VOID', d.project_id, 'SAME_PERSON', access.today()
    FROM doubled d;

    WITH doubled AS MATERIALIZED (
        SELECT v.id, v.ranking_id, r.session_id
        FROM app.selection_session n
        JOIN app.ranking r ON (r.office_id, r.session_id) = (n.office_id, n.id)
        JOIN app.vote v ON (v.office_id, v.ranking_id) = (r.office_id, r.id)
        WHERE n.office_id = office AND n.status <> 'CLOSED'
          AND v.person_id = duplicate AND v.status = 'COUNTED'
          AND EXISTS (
              SELECT FROM app.vote o
              WHERE (o.office_id, o.ranking_id) = (v.office_id, v.ranking_id)
                AND o.person_id = ANY (others) AND o.status = 'COUNTED'
          )
    ), voided AS (
        UPDATE app.vote v SET status = 'VOID'
        WHERE v.office_id = office AND v.id IN (SELECT d.id FROM doubled d)
    ), stale AS (
        UPDATE app.ranking r SET status = 'STALE'
        WHERE r.office_id = office AND r.status = 'ADOPTED'
          AND r.id IN (SELECT d.ranking_id FROM doubled d)
    )
    INSERT INTO app.notice (office_id, person_id, kind, project_id, rule, occurred_on)
    SELECT office, duplicate, 'VOTE_VOID', e.project_id, 'SAME_PERSON', access.today()
    FROM doubled d
    CROSS JOIN LATERAL (
        SELECT e.project_id FROM app.docket_entry e
        WHERE (e.office_id, e.session_id) = (office, d.session_id)
        ORDER BY e.position LIMIT 1
    ) e;
END
$$;

COMMENT ON FUNCTION conflict.void_doubles(integer, uuid) IS
    'Voids the scores and votes of an account in open sessions beside which another account of the '
    'same person has one, and tells them.';

-- Triggers. The argument names the column of the person.

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
            ('community_lineage', 'weigh_territory', NULL)
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

DROP TRIGGER IF EXISTS annulment_frees_place ON app.annulment;
CREATE TRIGGER annulment_frees_place AFTER INSERT ON app.annulment
    FOR EACH ROW EXECUTE FUNCTION conflict.free_place();

DROP TRIGGER IF EXISTS person_merge_is_weighed ON app.person;
CREATE TRIGGER person_merge_is_weighed
    AFTER UPDATE OF merged_into_id ON app.person
    FOR EACH ROW WHEN (NEW.merged_into_id IS NOT NULL)
    EXECUTE FUNCTION conflict.weigh_merge();

RESET ROLE;
