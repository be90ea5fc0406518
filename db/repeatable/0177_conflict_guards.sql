-- What a member of a committee or an evaluator does is refused where they are in conflict, and what
-- an office decides where it would put them in conflict.

SET LOCAL ROLE mouwakaba_conflict;

CREATE OR REPLACE FUNCTION conflict.refuse(rule text, sentence text, facts jsonb) RETURNS void
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RAISE EXCEPTION USING
        ERRCODE = 'MK001', MESSAGE = app.filled(sentence, facts), CONSTRAINT = rule,
        DETAIL = facts::text;
END
$$;

COMMENT ON FUNCTION conflict.refuse(text, text, jsonb) IS 'As api.refuse.';

CREATE OR REPLACE FUNCTION conflict.require_seat(
    office integer, session uuid, person uuid, facts jsonb
) RETURNS void
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM app.committee_seat s
        WHERE (s.office_id, s.session_id, s.person_id) = (office, session, person)
          AND s.status = 'ACCEPTED'
    ) THEN
        PERFORM conflict.refuse(
            'member_has_a_seat', 'You have no seat on the committee of this session.', facts);
    END IF;
END
$$;

COMMENT ON FUNCTION conflict.require_seat(integer, uuid, uuid, jsonb) IS
    'Refuses a person without an accepted seat in a session. Rule: member_has_a_seat.';

CREATE OR REPLACE FUNCTION conflict.require_points(rubric uuid, given app.score) RETURNS void
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    criteria jsonb;
BEGIN
    SELECT jsonb_object_agg(c.code, c.points_max) INTO criteria
    FROM app.rubric_criterion c
    WHERE (c.office_id, c.rubric_id) = (given.office_id, rubric);
    IF jsonb_typeof(given.points) IS DISTINCT FROM 'object' OR EXISTS (
        SELECT FROM jsonb_each(criteria) c
        FULL JOIN jsonb_each(
            CASE jsonb_typeof(given.points) WHEN 'object' THEN given.points ELSE '{}' END
        ) p ON p.key = c.key
        WHERE c.key IS NULL OR p.key IS NULL OR jsonb_typeof(p.value) <> 'number'
           OR p.value::text !~ '^[0-9]{1,3}$'
           OR p.value::text::integer > c.value::text::integer
    ) THEN
        PERFORM conflict.refuse(
            'score_follows_the_rubric',
            'A score gives whole points to every criterion of the rubric, from 0 to its most.',
            jsonb_build_object('entryId', given.entry_id, 'pointsMax', criteria));
    END IF;
END
$$;

COMMENT ON FUNCTION conflict.require_points(uuid, app.score) IS
    'Refuses points that do not fit the criteria of a rubric. Rule: score_follows_the_rubric.';

CREATE OR REPLACE FUNCTION conflict.guard_score() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    entry app.docket_entry;
    session app.selection_session;
BEGIN
    PERFORM conflict.lock_territory(NEW.office_id, false);
    PERFORM conflict.lock_persons(NEW.office_id, ARRAY[NEW.person_id]);
    SELECT * INTO entry FROM app.docket_entry e
    WHERE (e.office_id, e.id) = (NEW.office_id, NEW.entry_id);
    SELECT * INTO session FROM app.selection_session n
    WHERE (n.office_id, n.id) = (NEW.office_id, entry.session_id);
    IF session.status IS DISTINCT FROM 'SCORING' THEN
        PERFORM conflict.refuse(
            'session_is_scoring',
            'This is done before the deliberation, while the session takes scores.',
            jsonb_build_object('entryId', NEW.entry_id));
    END IF;
    PERFORM conflict.require_seat(
        NEW.office_id, entry.session_id, NEW.person_id,
        jsonb_build_object('entryId', NEW.entry_id));
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
    IF EXISTS (
        SELECT FROM app.score s
        WHERE (s.office_id, s.entry_id) = (NEW.office_id, NEW.entry_id) AND s.status = 'COUNTED'
          AND s.id <> NEW.id AND s.person_id = ANY (conflict.accounts(NEW.person_id))
    ) THEN
        PERFORM conflict.refuse(
            'score_counts_once_a_member', 'A score of yours counts for this entry already.',
            jsonb_build_object('entryId', NEW.entry_id));
    END IF;
    PERFORM conflict.require_points(session.rubric_id, NEW);
    SELECT sum(p.value::text::integer) INTO NEW.total FROM jsonb_each(NEW.points) p;
    RETURN NEW;
END
$$;

COMMENT ON FUNCTION conflict.guard_score() IS
    'Trigger: a score is given in an open session, by a member with a seat who is in no conflict '
    'and did not step back, once by whatever account, to every criterion.';

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
    -- First of all: how far a ranking has come is hidden from whoever is in conflict.
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
    IF session.status IS DISTINCT FROM 'DELIBERATION' OR ranking.status <> 'PROPOSED' THEN
        PERFORM conflict.refuse(
            'ranking_is_proposed', 'There is no such ranking up for a vote.',
            jsonb_build_object('rankingId', NEW.ranking_id));
    END IF;
    PERFORM conflict.require_seat(
        NEW.office_id, ranking.session_id, NEW.person_id,
        jsonb_build_object('rankingId', NEW.ranking_id));
    IF EXISTS (
        SELECT FROM app.vote v
        WHERE (v.office_id, v.ranking_id) = (NEW.office_id, NEW.ranking_id) AND v.id <> NEW.id
          AND v.person_id = ANY (conflict.accounts(NEW.person_id))
    ) THEN
        PERFORM conflict.refuse(
            'vote_once_a_ranking', 'You have voted on this ranking already.',
            jsonb_build_object('rankingId', NEW.ranking_id));
    END IF;
    RETURN NEW;
END
$$;

COMMENT ON FUNCTION conflict.guard_vote() IS
    'Trigger: a vote is cast on the proposed ranking, by a member with a seat who is in conflict '
    'with none of its entries, once by whatever account.';

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
    accounts uuid[] := conflict.accounts(NEW.person_id);
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
      AND s.person_id = ANY (accounts)
      AND NEW.community_id IN (
          SELECT k FROM conflict.kin(NEW.office_id, p.community_id) k
          UNION ALL SELECT k FROM conflict.kin(NEW.office_id, c.community_id) k)
      AND NOT EXISTS (
          SELECT FROM app.recusal r
          WHERE (r.office_id, r.entry_id) = (e.office_id, e.id)
            AND r.person_id = ANY (accounts))
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
        WHERE f.office_id = office AND f.fact_id = require_annullable.fact_id
          AND f.person_id = ANY (conflict.accounts(access.person_id()))
    ) THEN
        PERFORM conflict.refuse(
            'annulled_fact_is_of_others',
            'Nobody annuls a fact about themselves: another delegate does.',
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
    'Refuses the annulment of a fact that is none or annulled, that is about the caller, that bars '
    'a member of an open session, or of an assignment with an act (A3). Rules: fact_is_known, '
    'annulled_fact_is_of_others, fact_is_not_under_selection, assignment_has_no_act.';

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

RESET ROLE;
