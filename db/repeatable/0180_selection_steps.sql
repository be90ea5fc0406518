-- The steps of a selection session. They read every score, which nobody may who is in conflict, so
-- they run as mouwakaba_conflict. Commands decide who may take them.

SET LOCAL ROLE mouwakaba_conflict;

-- A member whom a conflict has overtaken cannot see the score that they give back.
CREATE OR REPLACE FUNCTION conflict.withdraw(
    office integer, entry uuid, person uuid
) RETURNS void
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    UPDATE app.score s SET status = 'WITHDRAWN', ended_at = clock_timestamp()
    WHERE (s.office_id, s.entry_id) = (office, entry) AND s.status = 'COUNTED'
      AND s.person_id = ANY (conflict.accounts(person));
    IF FOUND THEN
        UPDATE app.ranking r SET status = 'STALE'
        FROM app.docket_entry e
        WHERE (e.office_id, e.id) = (office, entry)
          AND (r.office_id, r.session_id) = (office, e.session_id) AND r.status <> 'STALE';
    END IF;
END
$$;

COMMENT ON FUNCTION conflict.withdraw(integer, uuid, uuid) IS
    'Withdraws the score of a person for an entry, by whichever account, if there is one that '
    'counts, and makes the ranking that it stood behind stale.';

CREATE OR REPLACE FUNCTION conflict.propose_ranking(office integer, session uuid) RETURNS uuid
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    ranking uuid;
BEGIN
    PERFORM conflict.lock_territory(office, true);
    PERFORM conflict.weigh(office, NULL);
    UPDATE app.ranking r SET status = 'STALE'
    WHERE (r.office_id, r.session_id) = (office, session) AND r.status <> 'STALE';
    INSERT INTO app.ranking (office_id, session_id, number)
    SELECT office, session, count(*) + 1 FROM app.ranking r
    WHERE (r.office_id, r.session_id) = (office, session)
    RETURNING id INTO ranking;
    -- Of equal means the rural school comes first, then the project submitted earlier, then the
    -- smaller identifier.
    INSERT INTO app.ranking_line (
        office_id, ranking_id, entry_id, position, mean, dispersion, scores)
    SELECT office, ranking, w.entry_id,
        CASE WHEN w.scores >= w.minimum_scores THEN
            row_number() OVER (
                PARTITION BY w.scores >= w.minimum_scores
                ORDER BY w.mean DESC, w.setting, w.submitted_on, w.project_id)
        END,
        round(w.mean, 3), round(w.dispersion, 3), w.scores
    FROM (
        SELECT e.id AS entry_id, e.project_id, n.minimum_scores, c.setting, p.submitted_on,
            avg(s.total) AS mean, stddev_pop(s.total) AS dispersion,
            count(s.id)::integer AS scores
        FROM app.docket_entry e
        JOIN app.selection_session n ON (n.office_id, n.id) = (e.office_id, e.session_id)
        JOIN app.project p ON (p.office_id, p.id) = (e.office_id, e.project_id)
        JOIN app.school c ON (c.office_id, c.id) = (p.office_id, p.school_id)
        LEFT JOIN app.score s
            ON (s.office_id, s.entry_id) = (e.office_id, e.id) AND s.status = 'COUNTED'
        WHERE (e.office_id, e.session_id) = (office, session)
        GROUP BY e.id, e.project_id, n.minimum_scores, c.setting, p.submitted_on
    ) w;
    UPDATE app.selection_session n SET status = 'DELIBERATION', version = n.version + 1
    WHERE (n.office_id, n.id) = (office, session);
    RETURN ranking;
END
$$;

COMMENT ON FUNCTION conflict.propose_ranking(integer, uuid) IS
    'Ends the scoring of a session, or starts its deliberation anew, and proposes a ranking by the '
    'mean of the scores that count. Gives the identifier of the ranking.';

CREATE OR REPLACE FUNCTION conflict.adopt_ranking(office integer, session uuid) RETURNS void
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    ranking uuid;
    quorum integer;
    votes_for integer;
    votes_against integer;
    votes integer;
BEGIN
    PERFORM conflict.lock_territory(office, true);
    PERFORM conflict.weigh(office, NULL);
    SELECT r.id, n.quorum INTO ranking, quorum
    FROM app.ranking r
    JOIN app.selection_session n ON (n.office_id, n.id) = (r.office_id, r.session_id)
    WHERE (r.office_id, r.session_id) = (office, session) AND r.status = 'PROPOSED'
      AND n.status = 'DELIBERATION';
    IF ranking IS NULL THEN
        PERFORM conflict.refuse(
            'ranking_is_proposed', 'There is no such ranking up for a vote.',
            jsonb_build_object('sessionId', session));
    END IF;
    SELECT count(*) FILTER (WHERE v.choice = 'FOR'),
        count(*) FILTER (WHERE v.choice = 'AGAINST'), count(*)
    INTO votes_for, votes_against, votes
    FROM app.vote v
    WHERE (v.office_id, v.ranking_id) = (office, ranking) AND v.status = 'COUNTED';
    IF votes < quorum THEN
        PERFORM conflict.refuse(
            'ranking_has_a_quorum',
            'Too few members voted: the votes are {votes}, the quorum is {quorum}.',
            jsonb_build_object('votes', votes, 'quorum', quorum));
    END IF;
    IF votes_for <= votes_against THEN
        PERFORM conflict.refuse(
            'ranking_has_a_majority',
            'More members must vote for the ranking than against it: for {votesFor}, against '
            '{votesAgainst}.',
            jsonb_build_object('votesFor', votes_for, 'votesAgainst', votes_against));
    END IF;
    UPDATE app.ranking r SET status = 'ADOPTED', adopted_at = clock_timestamp()
    WHERE (r.office_id, r.id) = (office, ranking);
    UPDATE app.selection_session n SET version = n.version + 1
    WHERE (n.office_id, n.id) = (office, session);
END
$$;

COMMENT ON FUNCTION conflict.adopt_ranking(integer, uuid) IS
    'Adopts the proposed ranking of a session by the votes that count. Rules: ranking_is_proposed, '
    'ranking_has_a_quorum, ranking_has_a_majority.';

CREATE OR REPLACE FUNCTION conflict.minutes_content(office integer, session uuid) RETURNS jsonb
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
    SELECT jsonb_build_object(
        'sessionId', n.id, 'title', n.title, 'schoolYear', n.school_year,
        'quorum', n.quorum, 'minimumScores', n.minimum_scores,
        'members', (
            SELECT jsonb_agg(
                jsonb_build_object(
                    'personId', s.person_id, 'name', p.full_name_ar, 'seat', s.seat,
                    'status', s.status)
                ORDER BY s.invited_at, s.id)
            FROM app.committee_seat s JOIN app.person p ON p.id = s.person_id
            WHERE (s.office_id, s.session_id) = (n.office_id, n.id)),
        'entries', (
            SELECT jsonb_agg(
                jsonb_build_object(
                    'entryId', e.id, 'projectId', e.project_id, 'title', p.title,
                    'position', l.position, 'mean', l.mean, 'dispersion', l.dispersion,
                    'scores', l.scores,
                    'barred', (
                        SELECT jsonb_agg(
                            jsonb_build_object('personId', b.person_id, 'rules', b.rules)
                            ORDER BY b.person_id)
                        FROM (
                            SELECT s.person_id, jsonb_agg(DISTINCT g.rule ORDER BY g.rule) AS rules
                            FROM app.committee_seat s
                            CROSS JOIN LATERAL (
                                SELECT x.rule FROM conflict.grounds(
                                    s.person_id, n.office_id, ARRAY[e.project_id],
                                    access.today(), 'SELECTION') x
                                UNION ALL
                                SELECT 'RECUSED' FROM app.recusal r
                                WHERE (r.office_id, r.entry_id) = (e.office_id, e.id)
                                  AND r.person_id = s.person_id
                            ) g
                            WHERE (s.office_id, s.session_id) = (n.office_id, n.id)
                              AND s.status = 'ACCEPTED'
                            GROUP BY s.person_id
                        ) b))
                ORDER BY l.position, e.position)
            FROM app.ranking_line l
            JOIN app.docket_entry e ON (e.office_id, e.id) = (l.office_id, l.entry_id)
            JOIN app.project p ON (p.office_id, p.id) = (e.office_id, e.project_id)
            WHERE (l.office_id, l.ranking_id) = (k.office_id, k.id)),
        'votes', (
            SELECT jsonb_object_agg(v.choice, v.votes)
            FROM (
                SELECT v.choice, count(*) AS votes FROM app.vote v
                WHERE (v.office_id, v.ranking_id) = (k.office_id, k.id) AND v.status = 'COUNTED'
                GROUP BY v.choice
            ) v),
        'rankingId', k.id, 'adoptedAt', k.adopted_at)
    FROM app.selection_session n
    JOIN app.ranking k ON (k.office_id, k.session_id) = (n.office_id, n.id)
    WHERE (n.office_id, n.id) = (office, session) AND k.status = 'ADOPTED'
$$;

COMMENT ON FUNCTION conflict.minutes_content(integer, uuid) IS
    'What the minutes of a session with an adopted ranking say; no row without one.';

CREATE OR REPLACE FUNCTION conflict.close_session(office integer, session uuid) RETURNS void
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    content jsonb;
BEGIN
    PERFORM conflict.lock_territory(office, true);
    PERFORM conflict.weigh(office, NULL);
    content := conflict.minutes_content(office, session);
    IF content IS NULL THEN
        PERFORM conflict.refuse(
            'session_has_an_adopted_ranking',
            'A session is closed once a ranking is adopted whose scores and votes still count.',
            jsonb_build_object('sessionId', session));
    END IF;
    INSERT INTO app.minutes (office_id, session_id, content, digest)
    VALUES (
        office, session, content, encode(sha256(convert_to(content::text, 'UTF8')), 'hex'));
    UPDATE app.selection_session n
    SET status = 'CLOSED', closed_at = clock_timestamp(), version = n.version + 1
    WHERE (n.office_id, n.id) = (office, session);
END
$$;

COMMENT ON FUNCTION conflict.close_session(integer, uuid) IS
    'Closes a session, which publishes its adopted ranking, and writes its minutes. Rule: '
    'session_has_an_adopted_ranking.';

RESET ROLE;

GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA conflict TO mouwakaba_owner;
