-- Commands of selection sessions (S2.d), by the delegate, the chair and the members.

SET LOCAL ROLE mouwakaba_owner;

CREATE OR REPLACE FUNCTION api.require_role(VARIADIC wanted text[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT access.has_role(VARIADIC wanted) THEN
        PERFORM api.refuse(
            'caller_has_the_role', 'Your roles do not include one that may do this.',
            jsonb_build_object('roles', to_jsonb(wanted)));
    END IF;
END
$$;

COMMENT ON FUNCTION api.require_role(text[]) IS
    'Refuses a caller without one of these roles. Rule: caller_has_the_role.';

CREATE OR REPLACE FUNCTION api.require_presidency(session uuid) RETURNS void
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM app.committee_seat s
        WHERE s.office_id = access.office_id() AND s.session_id = session
          AND s.person_id = access.person_id() AND s.status = 'ACCEPTED'
          AND s.seat IN ('CHAIR', 'DEPUTY')
    ) THEN
        PERFORM api.refuse(
            'caller_presides', 'Only the chair of the session, or the deputy, may do this.',
            jsonb_build_object('sessionId', session));
    END IF;
    IF session = ANY (conflict.session_ids()) THEN
        PERFORM api.refuse(
            'president_is_in_no_conflict',
            'You are in conflict of interest with an entry of this session: whoever else presides, '
            'the chair or the deputy, does this.',
            jsonb_build_object('sessionId', session));
    END IF;
END
$$;

COMMENT ON FUNCTION api.require_presidency(uuid) IS
    'Refuses a caller who does not preside over a session, or is barred from an entry of it (A21). '
    'Rules: caller_presides, president_is_in_no_conflict.';

CREATE OR REPLACE FUNCTION api.require_version(expected integer, current integer) RETURNS void
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF expected IS DISTINCT FROM current THEN
        PERFORM api.refuse(
            'version_is_current',
            'Somebody else changed this meanwhile. Read it again and decide anew.',
            jsonb_build_object('expectedVersion', expected, 'version', current));
    END IF;
END
$$;

COMMENT ON FUNCTION api.require_version(integer, integer) IS
    'Refuses a change of what is no more as the caller saw it. Rule: version_is_current.';

CREATE OR REPLACE FUNCTION api.known_session(session uuid) RETURNS app.selection_session
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    found app.selection_session;
BEGIN
    SELECT * INTO found FROM app.selection_session n
    WHERE n.office_id = access.office_id() AND n.id = session;
    IF found.id IS NULL THEN
        PERFORM api.refuse(
            'session_is_known', 'There is no such session that you may see.',
            jsonb_build_object('sessionId', session));
    END IF;
    RETURN found;
END
$$;

COMMENT ON FUNCTION api.known_session(uuid) IS
    'A session that the caller may see. Rule: session_is_known.';

CREATE OR REPLACE FUNCTION api.open_session(
    title text,
    school_year text,
    rubric_id uuid,
    project_ids text[],
    minimum_scores integer,
    quorum integer,
    OUT office_id integer,
    OUT id uuid
)
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    office integer := access.office_id();
    unknown text[];
BEGIN
    PERFORM api.require_role('DELEGATE');
    IF NOT EXISTS (
        SELECT FROM app.rubric r
        WHERE r.office_id = office AND r.id = open_session.rubric_id
    ) THEN
        PERFORM api.refuse(
            'rubric_is_known', 'There is no such rubric in your office.',
            jsonb_build_object('rubricId', open_session.rubric_id));
    END IF;
    SELECT array_agg(w.id ORDER BY w.id) INTO unknown
    FROM unnest(open_session.project_ids) AS w(id)
    WHERE NOT EXISTS (
        SELECT FROM app.project p
        WHERE p.office_id = office AND p.id::text = lower(w.id) AND p.status = 'SUBMITTED'
    );
    IF unknown IS NOT NULL OR cardinality(open_session.project_ids) = 0 THEN
        PERFORM api.refuse(
            'docket_has_submitted_projects',
            'A docket has one project or more, each submitted in your office.',
            jsonb_build_object('projectIds', to_jsonb(unknown)));
    END IF;
    INSERT INTO app.selection_session AS n (
        office_id, school_year, rubric_id, title, minimum_scores, quorum, opened_by_id
    )
    SELECT office, open_session.school_year, open_session.rubric_id, open_session.title,
        coalesce(open_session.minimum_scores, s.minimum_scores, 3),
        coalesce(open_session.quorum, s.quorum, 3), access.person_id()
    FROM (SELECT office) o
    LEFT JOIN app.office_setting s ON s.office_id = office
    RETURNING n.office_id, n.id INTO open_session.office_id, open_session.id;
    INSERT INTO app.docket_entry (office_id, session_id, project_id, position)
    SELECT office, open_session.id, w.id::uuid, w.position
    FROM unnest(open_session.project_ids) WITH ORDINALITY AS w(id, position);
END
$$;

COMMENT ON FUNCTION api.open_session(text, text, uuid, text[], integer, integer) IS
    'Opens a session with the docket of submitted projects. Rules: caller_has_the_role, '
    'rubric_is_known, docket_has_submitted_projects.';

CREATE OR REPLACE FUNCTION api.invite_member(
    session_id uuid,
    person_id uuid,
    seat text,
    OUT office_id integer,
    OUT id uuid
)
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    office integer := access.office_id();
    session app.selection_session;
    member_role text := CASE invite_member.seat
        WHEN 'MEMBER' THEN 'COMMITTEE_MEMBER' ELSE 'COMMITTEE_CHAIR' END;
    last_day date;
BEGIN
    PERFORM api.require_role('DELEGATE');
    session := api.known_session(invite_member.session_id);
    IF session.status <> 'SCORING' THEN
        PERFORM api.refuse(
            'session_is_scoring',
            'This is done before the deliberation, while the session takes scores.',
            jsonb_build_object('sessionId', session.id));
    END IF;
    IF NOT EXISTS (
        SELECT FROM app.office_person p
        WHERE p.office_id = office AND p.person_id = invite_member.person_id
    ) THEN
        PERFORM api.refuse(
            'person_is_known', 'There is no such person in your office.',
            jsonb_build_object('personId', invite_member.person_id));
    END IF;
    INSERT INTO app.committee_seat AS s (office_id, session_id, person_id, seat, invited_by_id)
    VALUES (
        office, session.id, invite_member.person_id, invite_member.seat, access.person_id())
    RETURNING s.office_id, s.id INTO invite_member.office_id, invite_member.id;
    SELECT greatest(y.ends_on, access.today()) INTO last_day
    FROM app.school_year y WHERE y.label = session.school_year;
    INSERT INTO app.role_grant (office_id, person_id, role, valid_from, valid_to)
    SELECT office, invite_member.person_id, member_role, access.today(), last_day
    WHERE NOT EXISTS (
        SELECT FROM app.role_grant r
        WHERE r.office_id = office AND r.person_id = invite_member.person_id
          AND r.role = member_role
          AND daterange(r.valid_from, r.valid_to, '[]')
              && daterange(access.today(), last_day, '[]')
    );
END
$$;

COMMENT ON FUNCTION api.invite_member(uuid, uuid, text) IS
    'Invites a person of the office to the committee of a session, with the role for its school '
    'year. Rules: caller_has_the_role, session_is_known, session_is_scoring, person_is_known, '
    'member_is_eligible_for_an_entry.';

CREATE OR REPLACE FUNCTION api.answer_invitation(
    session uuid, answer text, OUT office_id integer, OUT id uuid
)
    LANGUAGE plpgsql VOLATILE
    SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
    UPDATE app.committee_seat s SET status = answer, answered_at = clock_timestamp()
    WHERE s.office_id = access.office_id() AND s.session_id = session
      AND s.person_id = access.person_id() AND s.status = 'INVITED'
    RETURNING s.office_id, s.id INTO answer_invitation.office_id, answer_invitation.id;
    IF NOT FOUND THEN
        PERFORM api.refuse(
            'invitation_is_open', 'There is no invitation to this session for you to answer.',
            jsonb_build_object('sessionId', session));
    END IF;
END
$$;

COMMENT ON FUNCTION api.answer_invitation(uuid, text) IS
    'Answers the invitation of the caller. Rule: invitation_is_open.';

CREATE OR REPLACE FUNCTION api.accept_invitation(
    session_id uuid, OUT office_id integer, OUT id uuid
)
    LANGUAGE sql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
    SELECT a.* FROM api.answer_invitation(session_id, 'ACCEPTED') a
$$;

COMMENT ON FUNCTION api.accept_invitation(uuid) IS
    'The caller takes the seat. Rules: invitation_is_open, member_is_eligible_for_an_entry.';

CREATE OR REPLACE FUNCTION api.decline_invitation(
    session_id uuid, OUT office_id integer, OUT id uuid
)
    LANGUAGE sql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
    SELECT a.* FROM api.answer_invitation(session_id, 'DECLINED') a
$$;

COMMENT ON FUNCTION api.decline_invitation(uuid) IS
    'The caller declines the seat. Rule: invitation_is_open.';

CREATE OR REPLACE FUNCTION api.known_entry(entry uuid) RETURNS app.docket_entry
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    found app.docket_entry;
BEGIN
    SELECT * INTO found FROM app.docket_entry e
    WHERE e.office_id = access.office_id() AND e.id = entry;
    IF found.id IS NULL THEN
        PERFORM api.refuse(
            'entry_is_known', 'There is no such docket entry that you may see.',
            jsonb_build_object('entryId', entry));
    END IF;
    RETURN found;
END
$$;

COMMENT ON FUNCTION api.known_entry(uuid) IS
    'A docket entry that the caller may see. Rule: entry_is_known.';

CREATE OR REPLACE FUNCTION api.recuse(
    entry_id uuid, reason text, OUT office_id integer, OUT id uuid
)
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    entry app.docket_entry := api.known_entry(recuse.entry_id);
BEGIN
    PERFORM conflict.lock_territory(entry.office_id, false);
    PERFORM conflict.lock_persons(entry.office_id, ARRAY[access.person_id()]);
    IF (api.known_session(entry.session_id)).status = 'CLOSED' THEN
        PERFORM api.refuse(
            'session_is_open', 'The session is closed.',
            jsonb_build_object('entryId', entry.id));
    END IF;
    INSERT INTO app.recusal AS r (office_id, entry_id, person_id, reason)
    VALUES (entry.office_id, entry.id, access.person_id(), recuse.reason)
    RETURNING r.office_id, r.id INTO recuse.office_id, recuse.id;
    PERFORM conflict.withdraw(entry.office_id, entry.id, access.person_id());
END
$$;

COMMENT ON FUNCTION api.recuse(uuid, text) IS
    'The caller steps back from an entry; a score that they gave it is withdrawn. Rules: '
    'entry_is_known, session_is_open, recusal_once_an_entry.';

CREATE OR REPLACE FUNCTION api.declare_conflict(
    project_id uuid, reason text, OUT office_id integer, OUT id uuid
)
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
    IF NOT EXISTS (
        SELECT FROM app.project p
        WHERE p.office_id = access.office_id() AND p.id = declare_conflict.project_id
    ) THEN
        PERFORM api.refuse(
            'project_is_known', 'There is no such project that you may see.',
            jsonb_build_object('projectId', declare_conflict.project_id));
    END IF;
    INSERT INTO app.declared_conflict AS d (office_id, person_id, project_id, reason)
    VALUES (
        access.office_id(), access.person_id(), declare_conflict.project_id,
        declare_conflict.reason)
    RETURNING d.office_id, d.id INTO declare_conflict.office_id, declare_conflict.id;
END
$$;

COMMENT ON FUNCTION api.declare_conflict(uuid, text) IS
    'The caller declares an interest in a project, which bars them from then on. Rules: '
    'project_is_known, declared_conflict_once_a_project.';

CREATE OR REPLACE FUNCTION api.score(
    entry_id uuid, points jsonb, comment text, OUT office_id integer, OUT id uuid
)
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    entry app.docket_entry := api.known_entry(score.entry_id);
BEGIN
    PERFORM conflict.lock_territory(entry.office_id, false);
    PERFORM conflict.lock_persons(entry.office_id, ARRAY[access.person_id()]);
    PERFORM conflict.withdraw(entry.office_id, entry.id, access.person_id());
    INSERT INTO app.score AS s (office_id, entry_id, person_id, points, total, comment)
    VALUES (entry.office_id, entry.id, access.person_id(), score.points, 0, score.comment)
    RETURNING s.office_id, s.id INTO score.office_id, score.id;
END
$$;

COMMENT ON FUNCTION api.score(uuid, jsonb, text) IS
    'The caller scores an entry; an earlier score of theirs is withdrawn. Rules: entry_is_known, '
    'session_is_scoring, member_has_a_seat, member_is_not_recused, member_is_not_in_conflict, '
    'score_follows_the_rubric.';

CREATE OR REPLACE FUNCTION api.withdraw_score(
    score_id uuid, OUT office_id integer, OUT id uuid
)
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    own app.score;
BEGIN
    SELECT * INTO own FROM app.score s
    WHERE s.office_id = access.office_id() AND s.id = withdraw_score.score_id
      AND s.person_id = access.person_id();
    IF own.id IS NULL THEN
        PERFORM api.refuse(
            'score_is_own', 'There is no such score of yours.',
            jsonb_build_object('scoreId', withdraw_score.score_id));
    END IF;
    PERFORM conflict.lock_territory(own.office_id, false);
    PERFORM conflict.lock_persons(own.office_id, ARRAY[own.person_id]);
    IF (api.known_session((api.known_entry(own.entry_id)).session_id)).status <> 'SCORING' THEN
        PERFORM api.refuse(
            'session_is_scoring',
            'This is done before the deliberation, while the session takes scores.',
            jsonb_build_object('entryId', own.entry_id));
    END IF;
    PERFORM conflict.withdraw(own.office_id, own.entry_id, own.person_id);
    withdraw_score.office_id := own.office_id;
    withdraw_score.id := own.id;
END
$$;

COMMENT ON FUNCTION api.withdraw_score(uuid) IS
    'The caller takes back a score, which is kept and counts no more. Rules: score_is_own, '
    'session_is_scoring.';

CREATE OR REPLACE FUNCTION api.open_deliberation(
    session_id uuid, expected_version integer, OUT office_id integer, OUT id uuid
)
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    session app.selection_session := api.known_session(open_deliberation.session_id);
BEGIN
    PERFORM conflict.lock_territory(session.office_id, true);
    PERFORM api.require_presidency(session.id);
    session := api.known_session(session.id);
    PERFORM api.require_version(expected_version, session.version);
    IF session.status = 'CLOSED' THEN
        PERFORM api.refuse(
            'session_is_open', 'The session is closed.',
            jsonb_build_object('sessionId', session.id));
    END IF;
    PERFORM conflict.propose_ranking(session.office_id, session.id);
    open_deliberation.office_id := session.office_id;
    open_deliberation.id := session.id;
END
$$;

COMMENT ON FUNCTION api.open_deliberation(uuid, integer) IS
    'Ends the scoring and proposes a ranking, or proposes one anew after a score or a vote turned '
    'void. Rules: session_is_known, caller_presides, president_is_in_no_conflict, '
    'version_is_current, session_is_open.';

CREATE OR REPLACE FUNCTION api.cast_vote(
    ranking_id uuid, choice text, OUT office_id integer, OUT id uuid
)
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
    -- Whoever is in conflict does not see the ranking, and is told why by the guard of votes.
    INSERT INTO app.vote AS v (office_id, ranking_id, person_id, choice)
    VALUES (access.office_id(), cast_vote.ranking_id, access.person_id(), cast_vote.choice)
    RETURNING v.office_id, v.id INTO cast_vote.office_id, cast_vote.id;
END
$$;

COMMENT ON FUNCTION api.cast_vote(uuid, text) IS
    'The caller votes on adopting a ranking. Rules: ranking_is_proposed, member_has_a_seat, '
    'voter_is_in_no_conflict, vote_once_a_ranking.';

CREATE OR REPLACE FUNCTION api.adopt_ranking(
    session_id uuid, expected_version integer, OUT office_id integer, OUT id uuid
)
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    session app.selection_session := api.known_session(adopt_ranking.session_id);
BEGIN
    PERFORM conflict.lock_territory(session.office_id, true);
    PERFORM api.require_presidency(session.id);
    session := api.known_session(session.id);
    PERFORM api.require_version(expected_version, session.version);
    PERFORM conflict.adopt_ranking(session.office_id, session.id);
    adopt_ranking.office_id := session.office_id;
    adopt_ranking.id := session.id;
END
$$;

COMMENT ON FUNCTION api.adopt_ranking(uuid, integer) IS
    'Adopts the proposed ranking of a session by the votes cast. Rules: session_is_known, '
    'caller_presides, president_is_in_no_conflict, version_is_current, ranking_is_proposed, '
    'ranking_has_a_quorum, ranking_has_a_majority.';

CREATE OR REPLACE FUNCTION api.close_session(
    session_id uuid, expected_version integer, OUT office_id integer, OUT id uuid
)
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    session app.selection_session;
BEGIN
    PERFORM api.require_role('DELEGATE');
    PERFORM conflict.lock_territory(access.office_id(), true);
    session := api.known_session(close_session.session_id);
    PERFORM api.require_version(expected_version, session.version);
    IF session.status = 'CLOSED' THEN
        PERFORM api.refuse(
            'session_is_open', 'The session is closed.',
            jsonb_build_object('sessionId', session.id));
    END IF;
    PERFORM conflict.close_session(session.office_id, session.id);
    close_session.office_id := session.office_id;
    close_session.id := session.id;
END
$$;

COMMENT ON FUNCTION api.close_session(uuid, integer) IS
    'Closes a session: its ranking is published and its minutes are written. Rules: '
    'caller_has_the_role, session_is_known, version_is_current, session_is_open, '
    'session_has_an_adopted_ranking.';

-- What the owner may enter for a caller.

DROP POLICY IF EXISTS caller_records ON app.selection_session;
CREATE POLICY caller_records ON app.selection_session FOR INSERT TO mouwakaba_owner
    WITH CHECK (
        office_id = (SELECT access.office_id())
        AND opened_by_id = (SELECT access.person_id())
        AND (SELECT access.has_role('DELEGATE'))
    );

DROP POLICY IF EXISTS caller_records ON app.docket_entry;
CREATE POLICY caller_records ON app.docket_entry FOR INSERT TO mouwakaba_owner
    WITH CHECK (office_id = (SELECT access.office_id()) AND (SELECT access.has_role('DELEGATE')));

DROP POLICY IF EXISTS caller_records ON app.committee_seat;
CREATE POLICY caller_records ON app.committee_seat FOR INSERT TO mouwakaba_owner
    WITH CHECK (
        office_id = (SELECT access.office_id())
        AND status = 'INVITED' AND (SELECT access.has_role('DELEGATE'))
    );

DROP POLICY IF EXISTS caller_answers ON app.committee_seat;
CREATE POLICY caller_answers ON app.committee_seat FOR UPDATE TO mouwakaba_owner
    USING (
        office_id = (SELECT access.office_id())
        AND person_id = (SELECT access.person_id()) AND status = 'INVITED'
    )
    WITH CHECK (
        office_id = (SELECT access.office_id())
        AND person_id = (SELECT access.person_id()) AND status IN ('ACCEPTED', 'DECLINED')
    );

DROP POLICY IF EXISTS caller_records ON app.recusal;
CREATE POLICY caller_records ON app.recusal FOR INSERT TO mouwakaba_owner
    WITH CHECK (
        office_id = (SELECT access.office_id()) AND person_id = (SELECT access.person_id())
    );

DROP POLICY IF EXISTS caller_records ON app.declared_conflict;
CREATE POLICY caller_records ON app.declared_conflict FOR INSERT TO mouwakaba_owner
    WITH CHECK (
        office_id = (SELECT access.office_id()) AND person_id = (SELECT access.person_id())
    );

DROP POLICY IF EXISTS caller_records ON app.score;
CREATE POLICY caller_records ON app.score FOR INSERT TO mouwakaba_owner
    WITH CHECK (
        office_id = (SELECT access.office_id())
        AND person_id = (SELECT access.person_id()) AND status = 'COUNTED'
    );

DROP POLICY IF EXISTS caller_records ON app.vote;
CREATE POLICY caller_records ON app.vote FOR INSERT TO mouwakaba_owner
    WITH CHECK (
        office_id = (SELECT access.office_id())
        AND person_id = (SELECT access.person_id()) AND status = 'COUNTED'
    );

RESET ROLE;
