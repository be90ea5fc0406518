-- Commands on projects: the head drafts and submits, escorts and heads say how far it has come.

SET LOCAL ROLE mouwakaba_owner;

CREATE OR REPLACE FUNCTION api.require_head(school uuid) RETURNS void
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT access.has_role('SCHOOL_HEAD') OR NOT EXISTS (
        SELECT FROM app.role_grant g
        WHERE g.office_id = access.office_id() AND g.person_id = access.person_id()
          AND g.role = 'SCHOOL_HEAD' AND g.school_id = school
          AND g.valid_from <= access.today()
          AND (g.valid_to IS NULL OR g.valid_to >= access.today())
    ) THEN
        PERFORM api.refuse(
            'caller_heads_the_school', 'You do not head this school.',
            jsonb_build_object('schoolId', school));
    END IF;
END
$$;

COMMENT ON FUNCTION api.require_head(uuid) IS
    'Refuses a caller who does not head the school today. Rule: caller_heads_the_school.';

CREATE OR REPLACE FUNCTION api.known_draft(project uuid, expected integer) RETURNS app.project
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    found app.project;
BEGIN
    PERFORM api.require_role('SCHOOL_HEAD');
    SELECT * INTO found FROM app.project p
    WHERE p.office_id = access.office_id() AND p.id = project FOR UPDATE;
    IF found.id IS NULL THEN
        PERFORM api.refuse(
            'project_is_a_draft', 'There is no such draft of yours.',
            jsonb_build_object('projectId', project));
    END IF;
    PERFORM api.require_version(expected, found.version);
    RETURN found;
END
$$;

COMMENT ON FUNCTION api.known_draft(uuid, integer) IS
    'A draft of a school that the caller heads, locked. Rules: caller_has_the_role, '
    'project_is_a_draft, version_is_current.';

CREATE OR REPLACE FUNCTION api.set_priorities(project uuid, titles text[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    office integer := access.office_id();
BEGIN
    DELETE FROM app.project_priority r
    WHERE (r.office_id, r.project_id) = (office, project) AND r.position > cardinality(titles);
    INSERT INTO app.project_priority (office_id, project_id, position, title)
    SELECT office, project, t.position, t.title
    FROM unnest(titles) WITH ORDINALITY AS t(title, position)
    ON CONFLICT ON CONSTRAINT project_priority_position_key DO UPDATE SET title = EXCLUDED.title;
END
$$;

COMMENT ON FUNCTION api.set_priorities(uuid, text[]) IS
    'Gives a draft these priorities, in their order. One that has actions is not dropped: rule '
    'project_action_priority_fkey.';

CREATE OR REPLACE FUNCTION api.draft_project(
    school_id uuid,
    kind text,
    title text,
    objectives text,
    first_school_year text,
    last_school_year text,
    budget numeric,
    priorities text[],
    OUT office_id integer,
    OUT id uuid
)
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
    PERFORM api.require_head(draft_project.school_id);
    INSERT INTO app.project AS p (
        office_id, school_id, community_id, kind, title, objectives, first_school_year,
        last_school_year, budget, author_id
    )
    SELECT s.office_id, s.id, s.community_id, draft_project.kind, draft_project.title,
        draft_project.objectives, draft_project.first_school_year,
        draft_project.last_school_year, draft_project.budget, access.person_id()
    FROM app.school s
    WHERE s.office_id = access.office_id() AND s.id = draft_project.school_id
    RETURNING p.office_id, p.id INTO draft_project.office_id, draft_project.id;
    PERFORM api.set_priorities(draft_project.id, draft_project.priorities);
END
$$;

COMMENT ON FUNCTION api.draft_project(uuid, text, text, text, text, text, numeric, text[]) IS
    'Drafts a project of a school that the caller heads, with its priorities. Rules: '
    'caller_heads_the_school, and the constraints of app.project and app.project_priority.';

CREATE OR REPLACE FUNCTION api.amend_project(
    project_id uuid,
    expected_version integer,
    title text,
    objectives text,
    first_school_year text,
    last_school_year text,
    budget numeric,
    priorities text[],
    OUT office_id integer,
    OUT id uuid
)
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
    PERFORM api.known_draft(amend_project.project_id, amend_project.expected_version);
    UPDATE app.project p SET
        title = amend_project.title, objectives = amend_project.objectives,
        first_school_year = amend_project.first_school_year,
        last_school_year = amend_project.last_school_year, budget = amend_project.budget,
        version = p.version + 1
    WHERE p.office_id = access.office_id() AND p.id = amend_project.project_id
    RETURNING p.office_id, p.id INTO amend_project.office_id, amend_project.id;
    PERFORM api.set_priorities(amend_project.id, amend_project.priorities);
END
$$;

COMMENT ON FUNCTION api.amend_project(
    uuid, integer, text, text, text, text, numeric, text[]
) IS
    'Changes a draft of a school that the caller heads. Rules: caller_has_the_role, '
    'project_is_a_draft, version_is_current, and the constraints of app.project and '
    'app.project_priority.';

CREATE OR REPLACE FUNCTION api.plan_action(
    project_id uuid,
    expected_version integer,
    priority_position integer,
    title text,
    responsible text,
    starts_on date,
    ends_on date,
    indicator text,
    budget numeric,
    OUT office_id integer,
    OUT id uuid
)
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    priority uuid;
BEGIN
    PERFORM api.known_draft(plan_action.project_id, plan_action.expected_version);
    SELECT r.id INTO priority FROM app.project_priority r
    WHERE r.office_id = access.office_id() AND r.project_id = plan_action.project_id
      AND r.position = plan_action.priority_position;
    IF priority IS NULL THEN
        PERFORM api.refuse(
            'priority_is_known', 'The project has no priority number {priorityPosition}.',
            jsonb_build_object(
                'projectId', plan_action.project_id,
                'priorityPosition', plan_action.priority_position));
    END IF;
    UPDATE app.project p SET version = p.version + 1
    WHERE p.office_id = access.office_id() AND p.id = plan_action.project_id;
    INSERT INTO app.project_action AS a (
        office_id, project_id, priority_id, title, responsible, starts_on, ends_on, indicator,
        budget
    ) VALUES (
        access.office_id(), plan_action.project_id, priority, plan_action.title,
        plan_action.responsible, plan_action.starts_on, plan_action.ends_on,
        plan_action.indicator, plan_action.budget
    )
    RETURNING a.office_id, a.id INTO plan_action.office_id, plan_action.id;
END
$$;

COMMENT ON FUNCTION api.plan_action(
    uuid, integer, integer, text, text, date, date, text, numeric
) IS
    'Plans an action of a draft under one of its priorities. Rules: caller_has_the_role, '
    'project_is_a_draft, version_is_current, priority_is_known, and the constraints of '
    'app.project_action.';

CREATE OR REPLACE FUNCTION api.submit_project(
    project_id uuid,
    expected_version integer,
    council_approved_on date,
    OUT office_id integer,
    OUT id uuid
)
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
    PERFORM api.known_draft(submit_project.project_id, submit_project.expected_version);
    IF submit_project.council_approved_on > access.today() THEN
        PERFORM api.refuse(
            'council_has_approved',
            'The management council approves a project before it is submitted: '
            '{councilApprovedOn} is yet to come.',
            jsonb_build_object('councilApprovedOn', submit_project.council_approved_on));
    END IF;
    IF NOT EXISTS (
        SELECT FROM app.project_priority r
        WHERE (r.office_id, r.project_id) = (access.office_id(), submit_project.project_id)
    ) THEN
        PERFORM api.refuse(
            'project_has_a_priority', 'A project is submitted with a priority or more.',
            jsonb_build_object('projectId', submit_project.project_id));
    END IF;
    UPDATE app.project p SET
        status = 'SUBMITTED', submitted_on = access.today(),
        council_approved_on = submit_project.council_approved_on, version = p.version + 1,
        community_id = s.community_id
    FROM app.school s
    WHERE p.office_id = access.office_id() AND p.id = submit_project.project_id
      AND (s.office_id, s.id) = (p.office_id, p.school_id)
    RETURNING p.office_id, p.id INTO submit_project.office_id, submit_project.id;
END
$$;

COMMENT ON FUNCTION api.submit_project(uuid, integer, date) IS
    'Submits a draft of a school that the caller heads. Rules: caller_has_the_role, '
    'project_is_a_draft, version_is_current, council_has_approved, project_has_a_priority.';

CREATE OR REPLACE FUNCTION api.record_progress(
    project_id uuid,
    stage text,
    degree integer,
    observed_on date,
    OUT office_id integer,
    OUT id uuid
)
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    me uuid := access.person_id();
    project app.project;
    place uuid;
    source text;
BEGIN
    PERFORM api.require_role('ESCORT', 'SCHOOL_HEAD');
    PERFORM api.require_held(record_progress.observed_on);
    SELECT * INTO project FROM app.project p
    WHERE p.office_id = access.office_id() AND p.id = record_progress.project_id
      AND p.status <> 'DRAFT';
    IF project.id IS NULL THEN
        PERFORM api.refuse(
            'project_is_submitted', 'There is no such project that was submitted.',
            jsonb_build_object('projectId', record_progress.project_id));
    END IF;
    place := app.community_of_school(
        project.office_id, project.school_id, record_progress.observed_on);
    source := CASE
        WHEN access.has_role('ESCORT')
            AND place = ANY (records.escorts_on(me, record_progress.observed_on))
        THEN 'OBSERVED'
        WHEN access.has_role('SCHOOL_HEAD') AND EXISTS (
            SELECT FROM app.role_grant g
            WHERE g.office_id = project.office_id AND g.person_id = me
              AND g.role = 'SCHOOL_HEAD' AND g.school_id = project.school_id
              AND g.valid_from <= access.today()
              AND (g.valid_to IS NULL OR g.valid_to >= access.today())
        ) THEN 'DECLARED'
    END;
    IF source IS NULL THEN
        PERFORM api.refuse(
            'progress_is_known_to_the_caller',
            'Progress is observed by an escort of the community on that day, or declared by the '
            'head of the school.',
            jsonb_build_object(
                'projectId', project.id, 'observedOn', record_progress.observed_on));
    END IF;
    INSERT INTO app.project_progress AS g (
        office_id, project_id, stage, degree, source, observed_on, recorded_by_id
    ) VALUES (
        project.office_id, project.id, record_progress.stage, record_progress.degree, source,
        record_progress.observed_on, me
    )
    RETURNING g.office_id, g.id INTO record_progress.office_id, record_progress.id;
END
$$;

COMMENT ON FUNCTION api.record_progress(uuid, text, integer, date) IS
    'Says how far a stage of a submitted project had come on a day: observed by an escort, '
    'declared by the head (S4.2.vi). Rules: caller_has_the_role, act_is_held, '
    'act_lies_in_a_school_year, project_is_submitted, progress_is_known_to_the_caller, and the '
    'constraints of app.project_progress.';

-- What the owner may write for a head: their drafts, and what belongs to these.

DROP POLICY IF EXISTS head_drafts ON app.project;
CREATE POLICY head_drafts ON app.project FOR INSERT TO mouwakaba_owner
    WITH CHECK (
        office_id = (SELECT access.office_id())
        AND author_id = (SELECT access.person_id())
        AND school_id = ANY ((SELECT access.school_ids())::uuid[])
        AND status = 'DRAFT'
        AND (SELECT access.has_role('SCHOOL_HEAD'))
    );

DROP POLICY IF EXISTS head_amends ON app.project;
CREATE POLICY head_amends ON app.project FOR UPDATE TO mouwakaba_owner
    USING (
        office_id = (SELECT access.office_id())
        AND status = 'DRAFT'
        AND (SELECT access.has_role('SCHOOL_HEAD'))
        AND EXISTS (
            SELECT FROM app.role_grant g
            WHERE (g.office_id, g.school_id) = (project.office_id, project.school_id)
              AND g.person_id = (SELECT access.person_id()) AND g.role = 'SCHOOL_HEAD'
              AND g.valid_from <= (SELECT access.today())
              AND (g.valid_to IS NULL OR g.valid_to >= (SELECT access.today()))
        )
    )
    WITH CHECK (office_id = (SELECT access.office_id()));

DROP POLICY IF EXISTS head_plans ON app.project_priority;
CREATE POLICY head_plans ON app.project_priority TO mouwakaba_owner
    USING (
        office_id = (SELECT access.office_id())
        AND (SELECT access.has_role('SCHOOL_HEAD'))
        AND EXISTS (
            SELECT FROM app.project p
            WHERE (p.office_id, p.id) = (project_priority.office_id, project_priority.project_id)
              AND p.status = 'DRAFT' AND p.school_id = ANY ((SELECT access.school_ids())::uuid[])
        )
    );

DROP POLICY IF EXISTS head_plans ON app.project_action;
CREATE POLICY head_plans ON app.project_action FOR INSERT TO mouwakaba_owner
    WITH CHECK (
        office_id = (SELECT access.office_id())
        AND (SELECT access.has_role('SCHOOL_HEAD'))
        AND EXISTS (
            SELECT FROM app.project p
            WHERE (p.office_id, p.id) = (project_action.office_id, project_action.project_id)
              AND p.status = 'DRAFT' AND p.school_id = ANY ((SELECT access.school_ids())::uuid[])
        )
    );

DROP POLICY IF EXISTS caller_records ON app.project_progress;
CREATE POLICY caller_records ON app.project_progress FOR INSERT TO mouwakaba_owner
    WITH CHECK (
        office_id = (SELECT access.office_id())
        AND recorded_by_id = (SELECT access.person_id())
        AND (SELECT access.has_role('ESCORT', 'SCHOOL_HEAD'))
    );

RESET ROLE;
