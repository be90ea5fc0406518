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

CREATE OR REPLACE FUNCTION conflict.void_score(
    given app.score, rule text, occurred_on date
) RETURNS void
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
    SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    entry app.docket_entry;
BEGIN
    UPDATE app.score s SET status = 'VOID', ended_at = clock_timestamp()
    WHERE (s.office_id, s.id) = (given.office_id, given.id);
    SELECT * INTO entry FROM app.docket_entry e
    WHERE (e.office_id, e.id) = (given.office_id, given.entry_id);
    UPDATE app.ranking r SET status = 'STALE'
    WHERE (r.office_id, r.session_id) = (entry.office_id, entry.session_id)
      AND r.status <> 'STALE';
    INSERT INTO app.notice (office_id, person_id, kind, project_id, rule, occurred_on)
    VALUES (
        given.office_id, given.person_id, 'SCORE_VOID', entry.project_id, rule, occurred_on);
END
$$;

COMMENT ON FUNCTION conflict.void_score(app.score, text, date) IS
    'Voids a score, tells its member, and makes the ranking stale.';

CREATE OR REPLACE FUNCTION conflict.open_scores(office integer, persons uuid[])
    RETURNS SETOF app.score
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
    SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT s.*
    FROM app.selection_session n
    JOIN app.docket_entry e ON (e.office_id, e.session_id) = (n.office_id, n.id)
    JOIN app.score s ON (s.office_id, s.entry_id) = (e.office_id, e.id)
    WHERE n.office_id = office AND n.status <> 'CLOSED' AND s.status = 'COUNTED'
      AND (persons IS NULL OR s.person_id = ANY (persons));
END
$$;

COMMENT ON FUNCTION conflict.open_scores(integer, uuid[]) IS
    'The scores of these accounts, or of all if NULL, that count in open sessions.';

CREATE OR REPLACE FUNCTION conflict.void_scores(office integer, persons uuid[]) RETURNS void
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
    SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
DECLARE
    barred record;
BEGIN
    FOR barred IN
        WITH held AS MATERIALIZED (
            SELECT s AS score, s.person_id, e.project_id
            FROM conflict.open_scores(office, persons) s
            JOIN app.docket_entry e ON (e.office_id, e.id) = (s.office_id, s.entry_id)
        )
        SELECT DISTINCT ON (h.score) h.score, b.rule, b.occurred_on
        FROM (
            SELECT person_id, array_agg(DISTINCT project_id) AS projects
            FROM held GROUP BY person_id
        ) p
        CROSS JOIN LATERAL conflict.bars(p.person_id, office, p.projects, access.today()) b
        JOIN held h ON (h.person_id, h.project_id) = (p.person_id, b.project_id)
        ORDER BY h.score, b.occurred_on, b.rule
    LOOP
        PERFORM conflict.void_score(barred.score, barred.rule, barred.occurred_on);
    END LOOP;
END
$$;

COMMENT ON FUNCTION conflict.void_scores(integer, uuid[]) IS
    'Voids the scores of open sessions whose members, all if NULL, are barred now.';

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

CREATE OR REPLACE FUNCTION conflict.void_vote(
    given app.vote, project uuid, rule text, occurred_on date
) RETURNS void
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
    SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    UPDATE app.vote v SET status = 'VOID'
    WHERE (v.office_id, v.id) = (given.office_id, given.id);
    UPDATE app.ranking r SET status = 'STALE'
    WHERE (r.office_id, r.id) = (given.office_id, given.ranking_id) AND r.status = 'ADOPTED';
    INSERT INTO app.notice (office_id, person_id, kind, project_id, rule, occurred_on)
    VALUES (given.office_id, given.person_id, 'VOTE_VOID', project, rule, occurred_on);
END
$$;

COMMENT ON FUNCTION conflict.void_vote(app.vote, uuid, text, date) IS
    'Voids a vote and tells its member of a project that is a reason. A ranking that was adopted '
    'by it is adopted no more.';

CREATE OR REPLACE FUNCTION conflict.open_votes(office integer, persons uuid[])
    RETURNS SETOF app.vote
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
    SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT v.*
    FROM app.selection_session n
    JOIN app.ranking r ON (r.office_id, r.session_id) = (n.office_id, n.id)
    JOIN app.vote v ON (v.office_id, v.ranking_id) = (r.office_id, r.id)
    WHERE n.office_id = office AND n.status <> 'CLOSED' AND v.status = 'COUNTED'
      AND (persons IS NULL OR v.person_id = ANY (persons));
END
$$;

COMMENT ON FUNCTION conflict.open_votes(integer, uuid[]) IS
    'The votes of these accounts, or of all if NULL, that count in open sessions.';

CREATE OR REPLACE FUNCTION conflict.ranked_projects(office integer, ranking uuid) RETURNS uuid[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
    SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    RETURN (
        SELECT array_agg(e.project_id ORDER BY e.position)
        FROM app.ranking r
        JOIN app.docket_entry e ON (e.office_id, e.session_id) = (r.office_id, r.session_id)
        WHERE (r.office_id, r.id) = (office, ranking)
    );
END
$$;

COMMENT ON FUNCTION conflict.ranked_projects(integer, uuid) IS
    'The projects of the docket that a ranking orders.';

CREATE OR REPLACE FUNCTION conflict.void_votes(office integer, persons uuid[]) RETURNS void
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
    SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
DECLARE
    barred record;
BEGIN
    FOR barred IN
        SELECT DISTINCT ON (v) v AS vote, b.project_id, b.rule, b.occurred_on
        FROM conflict.open_votes(office, persons) v
        CROSS JOIN LATERAL conflict.bars(
            v.person_id, office, conflict.ranked_projects(office, v.ranking_id),
            access.today()) b
        ORDER BY v, b.occurred_on, b.rule, b.project_id
    LOOP
        PERFORM conflict.void_vote(
            barred.vote, barred.project_id, barred.rule, barred.occurred_on);
    END LOOP;
END
$$;

COMMENT ON FUNCTION conflict.void_votes(integer, uuid[]) IS
    'Voids the votes of open sessions whose members, all if NULL, are barred from an entry now.';

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
    PERFORM conflict.void_score(s, 'SAME_PERSON', access.today())
    FROM conflict.open_scores(office, ARRAY[duplicate]) s
    WHERE EXISTS (
        SELECT FROM conflict.open_scores(office, others) o WHERE o.entry_id = s.entry_id
    );
    PERFORM conflict.void_vote(
        v, (conflict.ranked_projects(office, v.ranking_id))[1], 'SAME_PERSON', access.today())
    FROM conflict.open_votes(office, ARRAY[duplicate]) v
    WHERE EXISTS (
        SELECT FROM conflict.open_votes(office, others) o WHERE o.ranking_id = v.ranking_id
    );
END
$$;

COMMENT ON FUNCTION conflict.void_doubles(integer, uuid) IS
    'Voids the scores and votes of an account in open sessions beside which another account of the '
    'same person has one, and tells them.';

RESET ROLE;

GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA conflict TO mouwakaba_owner;
