-- Who reads selection, evaluation and what became of them; the office in all of it. See
-- 0200_policies.sql. What tells of an evaluation is hidden from whoever is in conflict with it, by
-- policy: so nodes, totals, orders, filters and figures cannot tell either.

SET LOCAL ROLE mouwakaba_owner;

-- The role that derives conflicts does, in every office, what it has privileges for.
DO $$
DECLARE
    rule record;
BEGIN
    FOR rule IN
        SELECT c.relname AS name, v.*
        FROM pg_catalog.pg_class c
        CROSS JOIN (VALUES
            ('SELECT', 'conflict_reads', 'USING (true)'),
            ('INSERT', 'conflict_enters', 'WITH CHECK (true)'),
            ('UPDATE', 'conflict_changes', 'USING (true) WITH CHECK (true)')
        ) AS v(verb, policy, condition)
        WHERE c.relnamespace = 'app'::regnamespace AND c.relkind = 'r'
        ORDER BY c.relname, v.verb
    LOOP
        EXECUTE format('DROP POLICY IF EXISTS %I ON app.%I', rule.policy, rule.name);
        CONTINUE WHEN NOT has_any_column_privilege(
            'mouwakaba_conflict', format('app.%I', rule.name), rule.verb);
        EXECUTE format(
            'CREATE POLICY %I ON app.%I FOR %s TO mouwakaba_conflict %s',
            rule.policy, rule.name, rule.verb, rule.condition);
    END LOOP;
END
$$;

DROP POLICY IF EXISTS caller_reads ON app.project;
CREATE POLICY caller_reads ON app.project FOR SELECT TO mouwakaba_api, mouwakaba_owner
    USING (
        office_id = (SELECT access.office_id())
        AND (
            status <> 'DRAFT'
            OR (SELECT access.has_role('DELEGATE', 'OFFICER'))
            OR school_id = ANY ((SELECT access.school_ids())::uuid[])
            OR community_id = ANY ((SELECT records.escorted_community_ids())::uuid[])
        )
    );

DROP POLICY IF EXISTS caller_reads ON app.office_setting;
CREATE POLICY caller_reads ON app.office_setting FOR SELECT TO mouwakaba_api, mouwakaba_owner
    USING (office_id = (SELECT access.office_id()));

DROP POLICY IF EXISTS caller_reads ON app.rubric;
CREATE POLICY caller_reads ON app.rubric FOR SELECT TO mouwakaba_api, mouwakaba_owner
    USING (office_id = (SELECT access.office_id()));

DROP POLICY IF EXISTS caller_reads ON app.rubric_criterion;
CREATE POLICY caller_reads ON app.rubric_criterion FOR SELECT TO mouwakaba_api, mouwakaba_owner
    USING (office_id = (SELECT access.office_id()));

DROP POLICY IF EXISTS caller_reads ON app.selection_session;
CREATE POLICY caller_reads ON app.selection_session FOR SELECT TO mouwakaba_api, mouwakaba_owner
    USING (
        office_id = (SELECT access.office_id())
        AND (
            (SELECT access.has_role('DELEGATE', 'OFFICER'))
            OR id = ANY ((SELECT conflict.seats('{INVITED,ACCEPTED}'))::uuid[])
            OR status = 'CLOSED'
        )
    );

-- The inner table is under its own policy.
DROP POLICY IF EXISTS caller_reads ON app.docket_entry;
CREATE POLICY caller_reads ON app.docket_entry FOR SELECT TO mouwakaba_api, mouwakaba_owner
    USING (
        office_id = (SELECT access.office_id())
        AND EXISTS (
            SELECT FROM app.selection_session n
            WHERE (n.office_id, n.id) = (docket_entry.office_id, docket_entry.session_id)
        )
    );

DROP POLICY IF EXISTS caller_reads ON app.committee_seat;
CREATE POLICY caller_reads ON app.committee_seat FOR SELECT TO mouwakaba_api, mouwakaba_owner
    USING (
        office_id = (SELECT access.office_id())
        AND (
            (SELECT access.has_role('DELEGATE', 'OFFICER'))
            OR session_id = ANY ((SELECT conflict.seats('{ACCEPTED}'))::uuid[])
            OR person_id = (SELECT access.person_id())
        )
    );

DROP POLICY IF EXISTS caller_reads ON app.recusal;
CREATE POLICY caller_reads ON app.recusal FOR SELECT TO mouwakaba_api, mouwakaba_owner
    USING (
        office_id = (SELECT access.office_id())
        AND (
            (SELECT access.has_role('DELEGATE', 'OFFICER'))
            OR person_id = (SELECT access.person_id())
        )
    );

DROP POLICY IF EXISTS caller_reads ON app.declared_conflict;
CREATE POLICY caller_reads ON app.declared_conflict FOR SELECT TO mouwakaba_api, mouwakaba_owner
    USING (
        office_id = (SELECT access.office_id())
        AND (
            (SELECT access.has_role('DELEGATE'))
            OR person_id = (SELECT access.person_id())
        )
    );

-- Own scores; those of others on an entry once one has scored it oneself, or while a session in
-- which one has a seat deliberates; never of an entry with which one is in conflict. The delegate
-- as well as a chair, and no less barred.
DROP POLICY IF EXISTS caller_reads ON app.score;
CREATE POLICY caller_reads ON app.score FOR SELECT TO mouwakaba_api, mouwakaba_owner
    USING (
        office_id = (SELECT access.office_id())
        AND (
            person_id = (SELECT access.person_id())
            OR (
                coalesce(entry_id <> ALL ((SELECT conflict.entry_ids())::uuid[]), true)
                AND (
                    (SELECT access.has_role('DELEGATE'))
                    OR entry_id = ANY ((SELECT conflict.scored_entry_ids())::uuid[])
                    OR EXISTS (
                        SELECT FROM app.docket_entry e
                        JOIN app.selection_session n
                            ON (n.office_id, n.id) = (e.office_id, e.session_id)
                        WHERE (e.office_id, e.id) = (score.office_id, score.entry_id)
                          AND n.status <> 'SCORING'
                          AND n.id = ANY ((SELECT conflict.seats('{ACCEPTED}'))::uuid[])
                    )
                )
            )
        )
    );

-- An order of entries tells of each of them, so whoever is in conflict with one sees none of it
-- before it is published.
DROP POLICY IF EXISTS caller_reads ON app.ranking;
CREATE POLICY caller_reads ON app.ranking FOR SELECT TO mouwakaba_api, mouwakaba_owner
    USING (
        office_id = (SELECT access.office_id())
        AND (
            (
                status = 'ADOPTED'
                AND EXISTS (
                    SELECT FROM app.selection_session n
                    WHERE (n.office_id, n.id) = (ranking.office_id, ranking.session_id)
                      AND n.status = 'CLOSED'
                )
            )
            OR (
                coalesce(session_id <> ALL ((SELECT conflict.session_ids())::uuid[]), true)
                AND (
                    (SELECT access.has_role('DELEGATE'))
                    OR session_id = ANY ((SELECT conflict.seats('{ACCEPTED}'))::uuid[])
                )
            )
        )
    );

DROP POLICY IF EXISTS caller_reads ON app.ranking_line;
CREATE POLICY caller_reads ON app.ranking_line FOR SELECT TO mouwakaba_api, mouwakaba_owner
    USING (
        office_id = (SELECT access.office_id())
        AND EXISTS (
            SELECT FROM app.ranking r
            WHERE (r.office_id, r.id) = (ranking_line.office_id, ranking_line.ranking_id)
        )
    );

DROP POLICY IF EXISTS caller_reads ON app.vote;
CREATE POLICY caller_reads ON app.vote FOR SELECT TO mouwakaba_api, mouwakaba_owner
    USING (
        office_id = (SELECT access.office_id())
        AND (
            person_id = (SELECT access.person_id())
            OR EXISTS (
                SELECT FROM app.ranking r
                WHERE (r.office_id, r.id) = (vote.office_id, vote.ranking_id)
                  AND coalesce(
                      r.session_id <> ALL ((SELECT conflict.session_ids())::uuid[]), true)
                  AND (
                      (SELECT access.has_role('DELEGATE'))
                      OR r.session_id = ANY ((SELECT conflict.seats('{ACCEPTED}'))::uuid[])
                  )
            )
        )
    );

DROP POLICY IF EXISTS caller_reads ON app.minutes;
CREATE POLICY caller_reads ON app.minutes FOR SELECT TO mouwakaba_api, mouwakaba_owner
    USING (
        office_id = (SELECT access.office_id())
        AND coalesce(session_id <> ALL ((SELECT conflict.session_ids())::uuid[]), true)
        AND (
            (SELECT access.has_role('DELEGATE', 'OFFICER'))
            OR session_id = ANY ((SELECT conflict.seats('{ACCEPTED}'))::uuid[])
        )
    );

DROP POLICY IF EXISTS caller_reads ON app.evaluation_mandate;
CREATE POLICY caller_reads ON app.evaluation_mandate FOR SELECT TO mouwakaba_api, mouwakaba_owner
    USING (
        office_id = (SELECT access.office_id())
        AND (
            evaluator_id = (SELECT access.person_id())
            OR (
                (SELECT access.has_role('DELEGATE', 'OFFICER'))
                AND coalesce(
                    project_id <> ALL ((SELECT conflict.evaluated_project_ids())::uuid[]), true)
            )
        )
    );

-- The inner table is under its own policy; an evaluator whose mandate is void reads no more of it.
DROP POLICY IF EXISTS caller_reads ON app.evaluation;
CREATE POLICY caller_reads ON app.evaluation FOR SELECT TO mouwakaba_api, mouwakaba_owner
    USING (
        office_id = (SELECT access.office_id())
        AND EXISTS (
            SELECT FROM app.evaluation_mandate m
            WHERE (m.office_id, m.id) = (evaluation.office_id, evaluation.mandate_id)
              AND coalesce(
                  m.project_id <> ALL ((SELECT conflict.evaluated_project_ids())::uuid[]), true)
        )
    );

-- That a member's score counted tells something of the entry.
DROP POLICY IF EXISTS caller_reads ON app.incident;
CREATE POLICY caller_reads ON app.incident FOR SELECT TO mouwakaba_api, mouwakaba_owner
    USING (
        office_id = (SELECT access.office_id())
        AND (SELECT access.has_role('DELEGATE', 'AUDITOR'))
        AND coalesce(session_id <> ALL ((SELECT conflict.session_ids())::uuid[]), true)
        AND coalesce(
            project_id <> ALL ((SELECT conflict.evaluated_project_ids())::uuid[]), true)
    );

DROP POLICY IF EXISTS caller_reads ON app.notice;
CREATE POLICY caller_reads ON app.notice FOR SELECT TO mouwakaba_api, mouwakaba_owner
    USING (
        office_id = (SELECT access.office_id())
        AND person_id = (SELECT access.person_id())
    );

DROP POLICY IF EXISTS caller_reads ON app.annulment;
CREATE POLICY caller_reads ON app.annulment FOR SELECT TO mouwakaba_api, mouwakaba_owner
    USING (
        office_id = (SELECT access.office_id())
        AND (SELECT access.has_role('DELEGATE', 'OFFICER', 'AUDITOR'))
    );

DROP POLICY IF EXISTS caller_reads ON app.escorting_history;
CREATE POLICY caller_reads ON app.escorting_history FOR SELECT TO mouwakaba_api, mouwakaba_owner
    USING (
        office_id = (SELECT access.office_id())
        AND (
            (SELECT access.has_role('DELEGATE', 'OFFICER'))
            OR person_id = (SELECT access.person_id())
        )
    );

DROP POLICY IF EXISTS caller_reads ON app.community_lineage;
CREATE POLICY caller_reads ON app.community_lineage FOR SELECT TO mouwakaba_api, mouwakaba_owner
    USING (office_id = (SELECT access.office_id()));

RESET ROLE;
