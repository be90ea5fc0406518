-- What a conflict does to what is under way, and how people who act at the same time are kept in
-- one order: whoever enters a fact about a person, or a score, vote, seat or mandate of theirs,
-- shares the territory of the office, takes that person's lock, and holds both until the
-- transaction ends. Whoever changes where schools belong, what is on a docket, or the step of a
-- session takes the territory alone.
--
-- After the lock each statement must see what others committed meanwhile, as only READ COMMITTED
-- does. Any other isolation is refused.

SET LOCAL ROLE mouwakaba_conflict;

CREATE OR REPLACE FUNCTION conflict.require_read_committed() RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION 'facts and scores are written in READ COMMITTED transactions only'
            USING ERRCODE = 'invalid_transaction_state';
    END IF;
END
$$;

COMMENT ON FUNCTION conflict.require_read_committed() IS
    'Refuses a transaction whose statements would not see what others committed.';

CREATE OR REPLACE FUNCTION conflict.lock_territory(office integer, change boolean) RETURNS void
    LANGUAGE plpgsql VOLATILE
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM conflict.require_read_committed();
    IF change THEN
        PERFORM pg_advisory_xact_lock(1297043457, office);
    ELSE
        PERFORM pg_advisory_xact_lock_shared(1297043457, office);
    END IF;
END
$$;

COMMENT ON FUNCTION conflict.lock_territory(integer, boolean) IS
    'Takes the territory of an office until the end of the transaction: alone, to change where '
    'schools belong, a docket or the step of a session, or shared, so that nobody does.';

CREATE OR REPLACE FUNCTION conflict.lock_keys(office integer, persons uuid[]) RETURNS integer[]
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
    SELECT array_agg(DISTINCT key ORDER BY key)
    FROM app.person p,
        hashtext(office || '/' || coalesce(p.merged_into_id, p.id)) AS key
    WHERE p.id = ANY (persons)
$$;

COMMENT ON FUNCTION conflict.lock_keys(integer, uuid[]) IS
    'The keys of the locks of persons in an office, ascending: one order for everybody, so that '
    'transactions that each want several do not wait for each other.';

CREATE OR REPLACE FUNCTION conflict.lock_persons(office integer, persons uuid[]) RETURNS void
    LANGUAGE plpgsql VOLATILE
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    keys integer[] := conflict.lock_keys(office, persons);
    held integer[];
    key integer;
BEGIN
    PERFORM conflict.require_read_committed();
    -- Two accounts may have become one while this transaction waited.
    WHILE keys IS DISTINCT FROM held LOOP
        FOREACH key IN ARRAY coalesce(keys, '{}') LOOP
            PERFORM pg_advisory_xact_lock(1297043456, key);
        END LOOP;
        held := keys;
        keys := conflict.lock_keys(office, persons);
    END LOOP;
END
$$;

COMMENT ON FUNCTION conflict.lock_persons(integer, uuid[]) IS
    'Takes the locks of these persons in an office until the end of the transaction. The lock is '
    'on the person, whatever account, role or session they act by. A ground lies in the office of '
    'the project, so that facts and scores of different offices need not wait for each other.';

CREATE OR REPLACE FUNCTION conflict.void_scores(office integer, persons uuid[]) RETURNS void
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    held record;
    ground record;
BEGIN
    FOR held IN
        SELECT s.office_id, s.id, s.person_id, e.project_id, e.session_id, n.status,
            (n.closed_at AT TIME ZONE 'Africa/Casablanca')::date AS closed_on
        FROM app.score s
        JOIN app.docket_entry e ON (e.office_id, e.id) = (s.office_id, s.entry_id)
        JOIN app.selection_session n ON (n.office_id, n.id) = (e.office_id, e.session_id)
        WHERE s.status = 'COUNTED' AND s.office_id = office
          AND (persons IS NULL OR s.person_id = ANY (persons))
        ORDER BY s.id
    LOOP
        IF held.status = 'CLOSED' THEN
            INSERT INTO app.incident (
                office_id, kind, project_id, person_id, session_id, rule, fact_id, occurred_on)
            SELECT DISTINCT ON (g.fact_id)
                office, 'SCORE_COUNTED_IN_CONFLICT', held.project_id, held.person_id,
                held.session_id, g.rule, g.fact_id, g.occurred_on
            FROM conflict.grounds(
                held.person_id, office, ARRAY[held.project_id], held.closed_on, 'SELECTION') g
            ORDER BY g.fact_id, g.rule
            ON CONFLICT DO NOTHING;
            CONTINUE;
        END IF;
        SELECT * INTO ground
        FROM conflict.grounds(
            held.person_id, office, ARRAY[held.project_id], access.today(), 'SELECTION') g
        ORDER BY g.occurred_on, g.rule LIMIT 1;
        CONTINUE WHEN NOT FOUND;
        UPDATE app.score s SET status = 'VOID', ended_at = clock_timestamp()
        WHERE (s.office_id, s.id) = (office, held.id);
        UPDATE app.ranking r SET status = 'STALE'
        WHERE (r.office_id, r.session_id) = (office, held.session_id) AND r.status <> 'STALE';
        INSERT INTO app.notice (office_id, person_id, kind, project_id, rule, occurred_on)
        VALUES (
            office, held.person_id, 'SCORE_VOID', held.project_id, ground.rule,
            ground.occurred_on);
    END LOOP;
END
$$;

COMMENT ON FUNCTION conflict.void_scores(integer, uuid[]) IS
    'Voids the scores of open sessions whose members, all if NULL, are in conflict now, tells them, '
    'and makes the ranking stale; opens an incident for each such score of a closed session.';

CREATE OR REPLACE FUNCTION conflict.void_votes(office integer, persons uuid[]) RETURNS void
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    held record;
    ground record;
BEGIN
    FOR held IN
        SELECT v.id, v.person_id,
            ARRAY(
                SELECT e.project_id FROM app.docket_entry e
                WHERE (e.office_id, e.session_id) = (office, r.session_id)
            ) AS projects,
            r.id AS ranking_id
        FROM app.vote v
        JOIN app.ranking r ON (r.office_id, r.id) = (v.office_id, v.ranking_id)
        JOIN app.selection_session n ON (n.office_id, n.id) = (r.office_id, r.session_id)
        WHERE v.office_id = office AND v.status = 'COUNTED' AND n.status <> 'CLOSED'
          AND (persons IS NULL OR v.person_id = ANY (persons))
        ORDER BY v.id
    LOOP
        SELECT * INTO ground
        FROM conflict.grounds(
            held.person_id, office, held.projects, access.today(), 'SELECTION') g
        ORDER BY g.occurred_on, g.rule, g.project_id LIMIT 1;
        CONTINUE WHEN NOT FOUND;
        UPDATE app.vote v SET status = 'VOID' WHERE (v.office_id, v.id) = (office, held.id);
        UPDATE app.ranking r SET status = 'STALE'
        WHERE (r.office_id, r.id) = (office, held.ranking_id) AND r.status = 'ADOPTED';
        INSERT INTO app.notice (office_id, person_id, kind, project_id, rule, occurred_on)
        VALUES (
            office, held.person_id, 'VOTE_VOID', ground.project_id, ground.rule,
            ground.occurred_on);
    END LOOP;
END
$$;

COMMENT ON FUNCTION conflict.void_votes(integer, uuid[]) IS
    'Voids the votes of open sessions whose members, all if NULL, are in conflict with an entry '
    'now. A ranking that was adopted by such a vote is adopted no more.';

CREATE OR REPLACE FUNCTION conflict.void_mandates(office integer, persons uuid[]) RETURNS void
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    held record;
    ground record;
BEGIN
    FOR held IN
        SELECT m.id, m.evaluator_id, m.project_id, m.status,
            (v.submitted_at AT TIME ZONE 'Africa/Casablanca')::date AS submitted_on
        FROM app.evaluation_mandate m
        LEFT JOIN app.evaluation v ON (v.office_id, v.mandate_id) = (m.office_id, m.id)
        WHERE m.office_id = office AND m.status <> 'VOID'
          AND (persons IS NULL OR m.evaluator_id = ANY (persons))
        ORDER BY m.id
    LOOP
        SELECT * INTO ground
        FROM conflict.grounds(
            held.evaluator_id, office, ARRAY[held.project_id],
            coalesce(held.submitted_on, access.today()), 'EVALUATION') g
        ORDER BY g.occurred_on, g.rule LIMIT 1;
        CONTINUE WHEN NOT FOUND;
        IF held.status = 'SUBMITTED' THEN
            INSERT INTO app.incident (
                office_id, kind, project_id, person_id, mandate_id, rule, fact_id, occurred_on)
            VALUES (
                office, 'EVALUATED_IN_CONFLICT', held.project_id, held.evaluator_id, held.id,
                ground.rule, ground.fact_id, ground.occurred_on)
            ON CONFLICT DO NOTHING;
            CONTINUE;
        END IF;
        UPDATE app.evaluation_mandate m SET status = 'VOID'
        WHERE (m.office_id, m.id) = (office, held.id);
        INSERT INTO app.notice (office_id, person_id, kind, project_id, rule, occurred_on)
        VALUES (
            office, held.evaluator_id, 'MANDATE_VOID', held.project_id, ground.rule,
            ground.occurred_on);
    END LOOP;
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
    PERFORM conflict.void_votes(office, accounts);
    PERFORM conflict.void_mandates(office, accounts);
END
$$;

COMMENT ON FUNCTION conflict.weigh(integer, uuid[]) IS
    'Voids what these persons, or everybody if NULL, may not have part in, or opens incidents.';

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
    END LOOP;
    RETURN NULL;
END
$$;

COMMENT ON FUNCTION conflict.weigh_merge() IS
    'Trigger: weighs the facts of both accounts of a person, in every office, once they are one.';

-- The other direction: what a member or evaluator does is refused where they are in conflict.

CREATE OR REPLACE FUNCTION conflict.refuse(rule text, sentence text, facts jsonb) RETURNS void
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RAISE EXCEPTION USING
        ERRCODE = 'MK001', MESSAGE = sentence, CONSTRAINT = rule, DETAIL = facts::text;
END
$$;

COMMENT ON FUNCTION conflict.refuse(text, text, jsonb) IS 'As api.refuse.';

CREATE OR REPLACE FUNCTION conflict.guard_score() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    entry app.docket_entry;
    session app.selection_session;
    criteria jsonb;
BEGIN
    PERFORM conflict.lock_territory(NEW.office_id, false);
    PERFORM conflict.lock_persons(NEW.office_id, ARRAY[NEW.person_id]);
    SELECT * INTO entry FROM app.docket_entry e
    WHERE (e.office_id, e.id) = (NEW.office_id, NEW.entry_id);
    SELECT * INTO session FROM app.selection_session n
    WHERE (n.office_id, n.id) = (NEW.office_id, entry.session_id);
    IF session.status IS DISTINCT FROM 'SCORING' THEN
        PERFORM conflict.refuse(
            'session_is_scoring', 'The session takes no scores now.',
            jsonb_build_object('entryId', NEW.entry_id));
    END IF;
    IF NOT EXISTS (
        SELECT FROM app.committee_seat s
        WHERE (s.office_id, s.session_id) = (NEW.office_id, entry.session_id)
          AND s.person_id = NEW.person_id AND s.status = 'ACCEPTED'
    ) THEN
        PERFORM conflict.refuse(
            'member_has_a_seat', 'You have no seat on the committee of this session.',
            jsonb_build_object('entryId', NEW.entry_id));
    END IF;
    IF EXISTS (
        SELECT FROM app.recusal r
        WHERE (r.office_id, r.entry_id) = (NEW.office_id, NEW.entry_id)
          AND r.person_id = ANY (conflict.accounts(NEW.person_id))
    ) THEN
        PERFORM conflict.refuse(
            'member_is_not_recused', 'You stepped back from this entry.',
            jsonb_build_object('entryId', NEW.entry_id));
    END IF;
    IF conflict.exists(NEW.person_id, NEW.office_id, entry.project_id, 'SELECTION') THEN
        PERFORM conflict.refuse(
            'member_is_not_in_conflict',
            'You are in conflict of interest with this project (S2.d).',
            jsonb_build_object(
                'entryId', NEW.entry_id,
                'grounds', conflict.explained(
                    NEW.person_id, NEW.office_id, ARRAY[entry.project_id], 'SELECTION')));
    END IF;
    SELECT jsonb_object_agg(c.code, c.points_max) INTO criteria
    FROM app.rubric_criterion c
    WHERE (c.office_id, c.rubric_id) = (NEW.office_id, session.rubric_id);
    IF jsonb_typeof(NEW.points) IS DISTINCT FROM 'object' OR EXISTS (
        SELECT FROM jsonb_each(criteria) c
        FULL JOIN jsonb_each(
            CASE jsonb_typeof(NEW.points) WHEN 'object' THEN NEW.points ELSE '{}' END
        ) p ON p.key = c.key
        WHERE c.key IS NULL OR p.key IS NULL OR jsonb_typeof(p.value) <> 'number'
           OR p.value::text !~ '^[0-9]{1,3}$'
           OR p.value::text::integer > c.value::text::integer
    ) THEN
        PERFORM conflict.refuse(
            'score_follows_the_rubric',
            'A score gives whole points to every criterion of the rubric, from 0 to its most.',
            jsonb_build_object('entryId', NEW.entry_id, 'pointsMax', criteria));
    END IF;
    SELECT sum(p.value::text::integer) INTO NEW.total FROM jsonb_each(NEW.points) p;
    RETURN NEW;
END
$$;

COMMENT ON FUNCTION conflict.guard_score() IS
    'Trigger: a score is given in an open session, by a member with a seat who is in no conflict '
    'and did not step back, to every criterion.';

CREATE OR REPLACE FUNCTION conflict.guard_vote() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    ranking app.ranking;
    session app.selection_session;
    projects uuid[];
BEGIN
    PERFORM conflict.lock_territory(NEW.office_id, false);
    PERFORM conflict.lock_persons(NEW.office_id, ARRAY[NEW.person_id]);
    SELECT * INTO ranking FROM app.ranking r
    WHERE (r.office_id, r.id) = (NEW.office_id, NEW.ranking_id);
    SELECT * INTO session FROM app.selection_session n
    WHERE (n.office_id, n.id) = (NEW.office_id, ranking.session_id);
    SELECT array_agg(e.project_id) INTO projects FROM app.docket_entry e
    WHERE (e.office_id, e.session_id) = (NEW.office_id, ranking.session_id);
    IF session.status IS DISTINCT FROM 'DELIBERATION' OR ranking.status <> 'PROPOSED' THEN
        PERFORM conflict.refuse(
            'ranking_is_proposed', 'This ranking is not up for a vote.',
            jsonb_build_object('rankingId', NEW.ranking_id));
    END IF;
    IF NOT EXISTS (
        SELECT FROM app.committee_seat s
        WHERE (s.office_id, s.session_id) = (NEW.office_id, ranking.session_id)
          AND s.person_id = NEW.person_id AND s.status = 'ACCEPTED'
    ) THEN
        PERFORM conflict.refuse(
            'member_has_a_seat', 'You have no seat on the committee of this session.',
            jsonb_build_object('rankingId', NEW.ranking_id));
    END IF;
    IF EXISTS (
        SELECT FROM conflict.grounds(
            NEW.person_id, NEW.office_id, projects, access.today(), 'SELECTION')
    ) OR EXISTS (
        SELECT FROM app.recusal r
        JOIN app.docket_entry e ON (e.office_id, e.id) = (r.office_id, r.entry_id)
        WHERE (e.office_id, e.session_id) = (NEW.office_id, ranking.session_id)
          AND r.person_id = ANY (conflict.accounts(NEW.person_id))
    ) THEN
        PERFORM conflict.refuse(
            'voter_is_in_no_conflict',
            'Whoever is in conflict with an entry does not vote on a ranking that has it.',
            jsonb_build_object(
                'rankingId', NEW.ranking_id,
                'grounds', conflict.explained(
                    NEW.person_id, NEW.office_id, projects, 'SELECTION')));
    END IF;
    RETURN NEW;
END
$$;

COMMENT ON FUNCTION conflict.guard_vote() IS
    'Trigger: a vote is cast on the proposed ranking, by a member with a seat who is in conflict '
    'with none of its entries.';

CREATE OR REPLACE FUNCTION conflict.guard_seat() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    projects uuid[];
BEGIN
    PERFORM conflict.lock_territory(NEW.office_id, false);
    PERFORM conflict.lock_persons(NEW.office_id, ARRAY[NEW.person_id]);
    SELECT array_agg(e.project_id) INTO projects FROM app.docket_entry e
    WHERE (e.office_id, e.session_id) = (NEW.office_id, NEW.session_id);
    IF NEW.status <> 'DECLINED' AND (
        SELECT count(DISTINCT g.project_id) FROM conflict.grounds(
            NEW.person_id, NEW.office_id, projects, access.today(), 'SELECTION') g
    ) = cardinality(projects) THEN
        PERFORM conflict.refuse(
            'member_is_eligible_for_an_entry',
            'This person is in conflict of interest with every project of the docket (S2.d).',
            jsonb_build_object(
                'sessionId', NEW.session_id, 'personId', NEW.person_id,
                'grounds', conflict.explained(
                    NEW.person_id, NEW.office_id, projects, 'SELECTION')));
    END IF;
    RETURN NEW;
END
$$;

COMMENT ON FUNCTION conflict.guard_seat() IS
    'Trigger: nobody is invited or accepts who could take part in the selection of no entry.';

CREATE OR REPLACE FUNCTION conflict.guard_mandate() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM conflict.lock_territory(NEW.office_id, false);
    PERFORM conflict.lock_persons(NEW.office_id, ARRAY[NEW.evaluator_id]);
    IF NEW.status <> 'VOID'
        AND conflict.exists(NEW.evaluator_id, NEW.office_id, NEW.project_id, 'EVALUATION')
    THEN
        PERFORM conflict.refuse(
            'evaluator_is_not_in_conflict',
            'This person escorted the community or the zone of the project (S2.c).',
            jsonb_build_object(
                'projectId', NEW.project_id, 'personId', NEW.evaluator_id,
                'grounds', conflict.explained(
                    NEW.evaluator_id, NEW.office_id, ARRAY[NEW.project_id], 'EVALUATION')));
    END IF;
    RETURN NEW;
END
$$;

COMMENT ON FUNCTION conflict.guard_mandate() IS
    'Trigger: nobody evaluates a project of a community or zone that they escorted.';

-- What an office decides, unlike what happened, waits for the end of a session that it would touch.
CREATE OR REPLACE FUNCTION conflict.guard_assignment() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    entries uuid[];
BEGIN
    PERFORM conflict.lock_territory(NEW.office_id, false);
    PERFORM conflict.lock_persons(NEW.office_id, ARRAY[NEW.person_id]);
    SELECT array_agg(e.id ORDER BY e.id) INTO entries
    FROM app.committee_seat s
    JOIN app.selection_session n ON (n.office_id, n.id) = (s.office_id, s.session_id)
    JOIN app.docket_entry e ON (e.office_id, e.session_id) = (n.office_id, n.id)
    JOIN app.project p ON (p.office_id, p.id) = (e.office_id, e.project_id)
    JOIN app.school c ON (c.office_id, c.id) = (p.office_id, p.school_id)
    WHERE s.office_id = NEW.office_id AND s.status <> 'DECLINED' AND n.status <> 'CLOSED'
      AND s.person_id = ANY (conflict.accounts(NEW.person_id))
      AND NEW.community_id IN (
          SELECT k FROM conflict.kin(NEW.office_id, p.community_id) k
          UNION ALL SELECT k FROM conflict.kin(NEW.office_id, c.community_id) k)
      AND NOT EXISTS (
          SELECT FROM app.recusal r
          WHERE (r.office_id, r.entry_id) = (e.office_id, e.id)
            AND r.person_id = ANY (conflict.accounts(NEW.person_id)))
      AND NOT conflict.exists(NEW.person_id, NEW.office_id, e.project_id, 'SELECTION');
    IF entries IS NOT NULL THEN
        PERFORM conflict.refuse(
            'assignment_waits_for_the_session',
            'The person sits on a committee that is selecting projects of this community; record '
            'the recusal first, or wait until the session is closed.',
            jsonb_build_object(
                'personId', NEW.person_id, 'communityId', NEW.community_id,
                'entryIds', to_jsonb(entries)));
    END IF;
    RETURN NEW;
END
$$;

COMMENT ON FUNCTION conflict.guard_assignment() IS
    'Trigger: refuses an assignment that would put a member of an open session in conflict with an '
    'entry from which they did not step back (A8).';

CREATE OR REPLACE FUNCTION conflict.require_annullable(
    office integer, fact text, fact_id uuid
) RETURNS void
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    assigned app.assignment;
BEGIN
    IF NOT EXISTS (
        SELECT FROM app.escorting_fact f
        WHERE (f.office_id, f.fact, f.fact_id)
            = (office, require_annullable.fact, require_annullable.fact_id)
    ) THEN
        PERFORM conflict.refuse(
            'fact_is_known', 'There is no such fact in your office that stands.',
            jsonb_build_object('fact', fact, 'factId', fact_id));
    END IF;
    IF EXISTS (
        SELECT FROM app.escorting_fact f
        JOIN app.committee_seat s ON s.office_id = office AND s.status <> 'DECLINED'
            AND s.person_id = ANY (conflict.accounts(f.person_id))
        JOIN app.selection_session n ON (n.office_id, n.id) = (s.office_id, s.session_id)
        JOIN app.docket_entry e ON (e.office_id, e.session_id) = (n.office_id, n.id)
        CROSS JOIN LATERAL conflict.grounds(
            f.person_id, office, ARRAY[e.project_id], access.today(), 'SELECTION') g
        WHERE f.office_id = office AND f.fact_id = require_annullable.fact_id
          AND g.fact_id = f.fact_id AND n.status <> 'CLOSED'
    ) THEN
        PERFORM conflict.refuse(
            'fact_is_not_under_selection',
            'The person sits in an open session that selects projects which this fact bars them '
            'from.',
            jsonb_build_object('fact', fact, 'factId', fact_id));
    END IF;
    SELECT * INTO assigned FROM app.assignment a
    WHERE (a.office_id, a.id) = (office, require_annullable.fact_id);
    IF assigned.id IS NOT NULL AND EXISTS (
        SELECT FROM app.escorting_fact f
        WHERE f.person_id = assigned.person_id AND f.office_id = office
          AND f.community_id = assigned.community_id AND f.fact <> 'ASSIGNMENT'
          AND f.occurred_on BETWEEN assigned.starts_on AND assigned.ends_on
    ) THEN
        PERFORM conflict.refuse(
            'assignment_has_no_act',
            'An assignment under which the escort has acted is not annulled.',
            jsonb_build_object('factId', fact_id));
    END IF;
END
$$;

COMMENT ON FUNCTION conflict.require_annullable(integer, text, uuid) IS
    'Refuses the annulment of a fact that is none or annulled, that bars a member of an open '
    'session, or of an assignment with an act (A3). Rules: fact_is_known, '
    'fact_is_not_under_selection, assignment_has_no_act.';

CREATE OR REPLACE FUNCTION conflict.guard_docket() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM conflict.lock_territory(NEW.office_id, true);
    RETURN NEW;
END
$$;

COMMENT ON FUNCTION conflict.guard_docket() IS
    'Trigger: nobody scores or is invited while the docket changes.';

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
    FOR rule IN
        SELECT * FROM (VALUES
            ('score', 'INSERT', 'guard_score'),
            ('vote', 'INSERT', 'guard_vote'),
            ('committee_seat', 'INSERT OR UPDATE', 'guard_seat'),
            ('evaluation_mandate', 'INSERT OR UPDATE', 'guard_mandate'),
            ('assignment', 'INSERT', 'guard_assignment'),
            ('docket_entry', 'INSERT', 'guard_docket')
        ) AS t(name, event, function)
    LOOP
        EXECUTE format('DROP TRIGGER IF EXISTS %I ON app.%I', rule.name || '_is_guarded', rule.name);
        EXECUTE format(
            'CREATE TRIGGER %I BEFORE %s ON app.%I FOR EACH ROW EXECUTE FUNCTION conflict.%I()',
            rule.name || '_is_guarded', rule.event, rule.name, rule.function);
    END LOOP;
END
$$;

DROP TRIGGER IF EXISTS person_merge_is_weighed ON app.person;
CREATE TRIGGER person_merge_is_weighed
    AFTER UPDATE OF merged_into_id ON app.person
    FOR EACH ROW WHEN (NEW.merged_into_id IS NOT NULL)
    EXECUTE FUNCTION conflict.weigh_merge();

RESET ROLE;
