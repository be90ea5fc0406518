-- Commands by which an escort proposes to the programme of a community, and its coordinator
-- answers.

SET LOCAL ROLE mouwakaba_owner;

CREATE OR REPLACE FUNCTION api.propose_activity(
    community_id uuid, activity text, theme text, wished_on date,
    OUT office_id integer, OUT id uuid
)
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    office integer := access.office_id();
    me uuid := access.person_id();
    year text;
BEGIN
    PERFORM api.require_role('ESCORT');
    PERFORM api.require_community(propose_activity.community_id);
    year := api.school_year_of(propose_activity.wished_on);
    IF NOT EXISTS (
        SELECT FROM app.assignment a
        WHERE a.office_id = office AND a.person_id = me AND a.school_year = year
          AND a.community_id = propose_activity.community_id AND a.annulled_fact_id IS NULL
    ) THEN
        PERFORM api.refuse(
            'proposer_escorts_the_community',
            'You are not assigned to this community in the school year of that day, {schoolYear}.',
            jsonb_build_object(
                'communityId', propose_activity.community_id, 'schoolYear', year));
    END IF;
    INSERT INTO app.proposed_activity AS p (
        office_id, community_id, school_year, proposer_id, activity, theme, wished_on
    ) VALUES (
        office, propose_activity.community_id, year, me, propose_activity.activity,
        propose_activity.theme, propose_activity.wished_on
    )
    RETURNING p.office_id, p.id INTO propose_activity.office_id, propose_activity.id;
END
$$;

COMMENT ON FUNCTION api.propose_activity(uuid, text, text, date) IS
    'Proposes an activity for the programme of a community that the caller escorts (S2.b). Rules: '
    'caller_has_the_role, community_is_known, day_lies_in_a_school_year, '
    'proposer_escorts_the_community, and the constraints of app.proposed_activity.';

-- The lock finds only what the caller may answer: policies of UPDATE hold for it too.
CREATE OR REPLACE FUNCTION api.lock_proposal(proposal uuid, expected integer)
    RETURNS app.proposed_activity
    LANGUAGE plpgsql VOLATILE
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    locked app.proposed_activity;
BEGIN
    PERFORM api.require_role('COORDINATOR');
    SELECT * INTO locked FROM app.proposed_activity p
    WHERE p.office_id = access.office_id() AND p.id = proposal
    FOR UPDATE;
    IF locked.id IS NULL THEN
        PERFORM api.refuse(
            'proposal_is_known', 'There is no such proposal to a community that you coordinate.',
            jsonb_build_object('activityId', proposal));
    END IF;
    PERFORM api.require_version(expected, locked.version);
    IF locked.status <> 'PROPOSED' THEN
        PERFORM api.refuse(
            'proposal_is_open', 'This proposal has been answered.',
            jsonb_build_object('status', locked.status));
    END IF;
    RETURN locked;
END
$$;

COMMENT ON FUNCTION api.lock_proposal(uuid, integer) IS
    'The open proposal that the caller may answer, kept from others until it is. Rules: '
    'caller_has_the_role, proposal_is_known, version_is_current, proposal_is_open.';

CREATE OR REPLACE FUNCTION api.accept_activity(
    activity_id uuid, answer text, expected_version integer,
    OUT office_id integer, OUT id uuid
)
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    proposal app.proposed_activity :=
        api.lock_proposal(accept_activity.activity_id, accept_activity.expected_version);
BEGIN
    INSERT INTO app.community_programme (office_id, community_id, school_year)
    VALUES (proposal.office_id, proposal.community_id, proposal.school_year)
    ON CONFLICT (office_id, community_id, school_year) DO NOTHING;
    UPDATE app.proposed_activity AS p SET
        status = 'ACCEPTED', answered_by_id = access.person_id(), answered_at = now(),
        answer = accept_activity.answer, version = p.version + 1,
        programme_id = (
            SELECT c.id FROM app.community_programme c
            WHERE (c.office_id, c.community_id, c.school_year)
                = (p.office_id, p.community_id, p.school_year)
        )
    WHERE p.office_id = proposal.office_id AND p.id = proposal.id
    RETURNING p.office_id, p.id INTO accept_activity.office_id, accept_activity.id;
END
$$;

COMMENT ON FUNCTION api.accept_activity(uuid, text, integer) IS
    'Puts a proposal into the programme of the community that the caller coordinates (S2.b). '
    'Rules: those of api.lock_proposal, proposal_is_answered_by_another.';

CREATE OR REPLACE FUNCTION api.decline_activity(
    activity_id uuid, answer text, expected_version integer,
    OUT office_id integer, OUT id uuid
)
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    proposal app.proposed_activity :=
        api.lock_proposal(decline_activity.activity_id, decline_activity.expected_version);
BEGIN
    UPDATE app.proposed_activity AS p SET
        status = 'DECLINED', answered_by_id = access.person_id(), answered_at = now(),
        answer = decline_activity.answer, version = p.version + 1
    WHERE p.office_id = proposal.office_id AND p.id = proposal.id
    RETURNING p.office_id, p.id INTO decline_activity.office_id, decline_activity.id;
END
$$;

COMMENT ON FUNCTION api.decline_activity(uuid, text, integer) IS
    'Declines a proposal to the community that the caller coordinates, with a reason. Rules: those '
    'of api.lock_proposal, declined_activity_has_an_answer, proposal_is_answered_by_another.';

DROP POLICY IF EXISTS escort_proposes ON app.proposed_activity;
CREATE POLICY escort_proposes ON app.proposed_activity FOR INSERT TO mouwakaba_owner
    WITH CHECK (
        office_id = (SELECT access.office_id())
        AND proposer_id = (SELECT access.person_id())
        AND status = 'PROPOSED'
        AND (SELECT access.has_role('ESCORT'))
    );

DROP POLICY IF EXISTS coordinator_answers ON app.proposed_activity;
CREATE POLICY coordinator_answers ON app.proposed_activity FOR UPDATE TO mouwakaba_owner
    USING (
        office_id = (SELECT access.office_id())
        AND community_id = ANY ((SELECT access.community_ids())::uuid[])
    )
    WITH CHECK (
        office_id = (SELECT access.office_id())
        AND community_id = ANY ((SELECT access.community_ids())::uuid[])
        AND answered_by_id = (SELECT access.person_id())
    );

DROP POLICY IF EXISTS coordinator_keeps ON app.community_programme;
CREATE POLICY coordinator_keeps ON app.community_programme FOR INSERT TO mouwakaba_owner
    WITH CHECK (
        office_id = (SELECT access.office_id())
        AND community_id = ANY ((SELECT access.community_ids())::uuid[])
    );

RESET ROLE;
