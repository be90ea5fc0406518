-- Commands of evaluations of completed projects (S2.c).

SET LOCAL ROLE mouwakaba_owner;

CREATE OR REPLACE FUNCTION api.issue_mandate(
    project_id uuid, evaluator_id uuid, due_on date, OUT office_id integer, OUT id uuid
)
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    office integer := access.office_id();
    project app.project;
BEGIN
    PERFORM api.require_role('DELEGATE');
    SELECT * INTO project FROM app.project p
    WHERE p.office_id = office AND p.id = issue_mandate.project_id;
    IF project.status IS DISTINCT FROM 'COMPLETED' THEN
        PERFORM api.refuse(
            'evaluated_project_is_completed',
            'Only a project of your office whose execution has ended is evaluated.',
            jsonb_build_object('projectId', issue_mandate.project_id));
    END IF;
    IF NOT EXISTS (
        SELECT FROM app.office_person p
        WHERE p.office_id = office AND p.person_id = issue_mandate.evaluator_id
    ) THEN
        PERFORM api.refuse(
            'person_is_known', 'There is no such person in your office.',
            jsonb_build_object('personId', issue_mandate.evaluator_id));
    END IF;
    IF issue_mandate.due_on < access.today() THEN
        PERFORM api.refuse(
            'mandate_is_due_later',
            'An evaluation is due today or later: {dueOn} is past, today is {today}.',
            jsonb_build_object('dueOn', issue_mandate.due_on, 'today', access.today()));
    END IF;
    -- The delegate may be in conflict as an evaluator, and then does not see the mandate.
    id := gen_random_uuid();
    office_id := office;
    INSERT INTO app.evaluation_mandate (
        office_id, id, project_id, evaluator_id, due_on, issued_by_id
    ) VALUES (
        office, issue_mandate.id, project.id, issue_mandate.evaluator_id, issue_mandate.due_on,
        access.person_id()
    );
    INSERT INTO app.role_grant (office_id, person_id, role, valid_from, valid_to)
    SELECT office, issue_mandate.evaluator_id, 'EVALUATOR', access.today(), issue_mandate.due_on
    WHERE NOT EXISTS (
        SELECT FROM app.role_grant r
        WHERE r.office_id = office AND r.person_id = issue_mandate.evaluator_id
          AND r.role = 'EVALUATOR'
          AND daterange(r.valid_from, r.valid_to, '[]')
              && daterange(access.today(), issue_mandate.due_on, '[]')
    );
END
$$;

COMMENT ON FUNCTION api.issue_mandate(uuid, uuid, date) IS
    'Charges a person with evaluating a completed project, with the role until the day on which it '
    'is due. Rules: caller_has_the_role, evaluated_project_is_completed, person_is_known, '
    'mandate_is_due_later, evaluator_is_not_in_conflict, evaluation_mandate_stands_once.';

CREATE OR REPLACE FUNCTION api.submit_evaluation(
    mandate_id uuid, degree integer, results text, recommendations text,
    OUT office_id integer, OUT id uuid
)
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    mandate app.evaluation_mandate;
BEGIN
    PERFORM conflict.lock_territory(access.office_id(), false);
    PERFORM conflict.lock_persons(access.office_id(), ARRAY[access.person_id()]);
    SELECT * INTO mandate FROM app.evaluation_mandate m
    WHERE m.office_id = access.office_id() AND m.id = submit_evaluation.mandate_id
      AND m.evaluator_id = access.person_id();
    IF mandate.status IS DISTINCT FROM 'ISSUED' THEN
        PERFORM api.refuse(
            'mandate_is_own_and_open', 'There is no such open mandate of yours.',
            jsonb_build_object('mandateId', submit_evaluation.mandate_id));
    END IF;
    INSERT INTO app.evaluation AS v (office_id, mandate_id, degree, results, recommendations)
    VALUES (
        mandate.office_id, mandate.id, submit_evaluation.degree, submit_evaluation.results,
        submit_evaluation.recommendations)
    RETURNING v.office_id, v.id INTO submit_evaluation.office_id, submit_evaluation.id;
    UPDATE app.evaluation_mandate m SET status = 'SUBMITTED'
    WHERE (m.office_id, m.id) = (mandate.office_id, mandate.id);
END
$$;

COMMENT ON FUNCTION api.submit_evaluation(uuid, integer, text, text) IS
    'The caller submits the evaluation of a mandate. Rules: mandate_is_own_and_open, '
    'evaluator_is_not_in_conflict, and the constraints of app.evaluation.';

DROP POLICY IF EXISTS caller_records ON app.evaluation_mandate;
CREATE POLICY caller_records ON app.evaluation_mandate FOR INSERT TO mouwakaba_owner
    WITH CHECK (
        office_id = (SELECT access.office_id())
        AND issued_by_id = (SELECT access.person_id()) AND status = 'ISSUED'
        AND (SELECT access.has_role('DELEGATE'))
    );

DROP POLICY IF EXISTS evaluator_submits ON app.evaluation_mandate;
CREATE POLICY evaluator_submits ON app.evaluation_mandate FOR UPDATE TO mouwakaba_owner
    USING (
        office_id = (SELECT access.office_id())
        AND evaluator_id = (SELECT access.person_id()) AND status = 'ISSUED'
    )
    WITH CHECK (
        office_id = (SELECT access.office_id())
        AND evaluator_id = (SELECT access.person_id()) AND status = 'SUBMITTED'
    );

DROP POLICY IF EXISTS caller_records ON app.evaluation;
CREATE POLICY caller_records ON app.evaluation FOR INSERT TO mouwakaba_owner
    WITH CHECK (
        office_id = (SELECT access.office_id())
        AND EXISTS (
            SELECT FROM app.evaluation_mandate m
            WHERE (m.office_id, m.id) = (evaluation.office_id, evaluation.mandate_id)
              AND m.evaluator_id = (SELECT access.person_id()) AND m.status = 'ISSUED'
        )
    );

RESET ROLE;
