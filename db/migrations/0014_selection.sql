-- The provincial committee that selects projects (S2.d), the evaluation of completed ones (S2.c),
-- and what the rule on conflicts of interest needs.
--
-- That rule is derived from facts and never stored. Whoever derives it must see the facts of a
-- person in every office, whoever asks; so it is done by functions of the namespace "conflict",
-- owned by a role of its own, which may read these facts and nobody can log in as.

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'mouwakaba_conflict') THEN
        CREATE ROLE mouwakaba_conflict
            NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT NOBYPASSRLS NOREPLICATION;
    END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END
$$;

-- SET ROLE needs membership; a superuser does not.
DO $$
BEGIN
    IF NOT (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user) THEN
        GRANT mouwakaba_conflict TO CURRENT_USER;
    END IF;
EXCEPTION WHEN unique_violation THEN NULL;
END
$$;

DO $$
BEGIN
    IF EXISTS (
        SELECT FROM pg_catalog.pg_roles
        WHERE rolname = 'mouwakaba_conflict'
          AND (
              rolsuper OR rolbypassrls OR rolcanlogin
              OR pg_has_role(rolname, 'mouwakaba_owner', 'MEMBER')
              OR pg_has_role('mouwakaba_api', rolname, 'MEMBER')
          )
    ) THEN
        RAISE EXCEPTION 'role mouwakaba_conflict can do more than derive conflicts'
            USING HINT = 'ALTER ROLE mouwakaba_conflict NOLOGIN NOSUPERUSER NOBYPASSRLS; '
                'REVOKE mouwakaba_owner FROM mouwakaba_conflict; '
                'REVOKE mouwakaba_conflict FROM mouwakaba_api;';
    END IF;
END
$$;

CREATE SCHEMA conflict AUTHORIZATION mouwakaba_conflict;

SET LOCAL ROLE mouwakaba_conflict;

COMMENT ON SCHEMA conflict IS
    'Functions that derive conflicts of interest from facts, and act on them. They run as '
    'mouwakaba_conflict, whom policies show the facts of every office.';

ALTER DEFAULT PRIVILEGES FOR ROLE mouwakaba_conflict REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

RESET ROLE;

SET LOCAL ROLE mouwakaba_owner;

ALTER TABLE app.assignment
    ADD COLUMN recorded_at timestamp with time zone NOT NULL DEFAULT now();

COMMENT ON COLUMN app.assignment.recorded_at IS 'When the row was entered.';

ALTER TABLE app.person
    ADD COLUMN merged_into_id uuid,
    ADD CONSTRAINT person_merged_into_fkey FOREIGN KEY (merged_into_id) REFERENCES app.person (id),
    ADD CONSTRAINT person_is_not_merged_into_itself CHECK (merged_into_id <> id);

CREATE INDEX person_by_merged_into ON app.person (merged_into_id) WHERE merged_into_id IS NOT NULL;

COMMENT ON COLUMN app.person.merged_into_id IS
    'The account that stands for this person since it was found to be a second one of theirs. '
    'Never a merged account itself.';

CREATE TABLE app.office_setting (
    office_id integer NOT NULL,
    minimum_scores integer NOT NULL DEFAULT 3,
    quorum integer NOT NULL DEFAULT 3,
    grounds_beyond_charter boolean NOT NULL DEFAULT true,
    CONSTRAINT office_setting_pkey PRIMARY KEY (office_id),
    CONSTRAINT office_setting_office_id_fkey FOREIGN KEY (office_id) REFERENCES app.office (id),
    CONSTRAINT office_setting_minimum_scores_is_small CHECK (minimum_scores BETWEEN 1 AND 20),
    CONSTRAINT office_setting_quorum_is_small CHECK (quorum BETWEEN 1 AND 20)
);

COMMENT ON TABLE app.office_setting IS
    'What an office decided otherwise than the defaults, which hold where it has no row.';
COMMENT ON COLUMN app.office_setting.minimum_scores IS
    'Eligible scores that an entry needs to be ranked.';
COMMENT ON COLUMN app.office_setting.quorum IS 'Votes that adopting a ranking needs.';
COMMENT ON COLUMN app.office_setting.grounds_beyond_charter IS
    'Whether own school, coordination, authorship and declaration bar as well. Having escorted '
    'always does.';

CREATE TABLE app.rubric (
    office_id integer NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    name text COLLATE app.arabic NOT NULL,
    version integer NOT NULL,
    CONSTRAINT rubric_pkey PRIMARY KEY (office_id, id),
    CONSTRAINT rubric_office_id_fkey FOREIGN KEY (office_id) REFERENCES app.office (id),
    CONSTRAINT rubric_version_key UNIQUE (office_id, name, version),
    CONSTRAINT rubric_name_is_stated CHECK (btrim(name) <> '' AND char_length(name) <= 200),
    CONSTRAINT rubric_version_is_positive CHECK (version > 0)
);

COMMENT ON TABLE app.rubric IS 'A grid by which a committee scores projects; each office its own.';

CREATE TABLE app.rubric_criterion (
    office_id integer NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    rubric_id uuid NOT NULL,
    code text NOT NULL,
    position integer NOT NULL,
    name_ar text COLLATE app.arabic NOT NULL,
    name_fr text COLLATE app.french NOT NULL,
    points_max integer NOT NULL,
    CONSTRAINT rubric_criterion_pkey PRIMARY KEY (office_id, id),
    CONSTRAINT rubric_criterion_code_key UNIQUE (office_id, rubric_id, code),
    CONSTRAINT rubric_criterion_position_key UNIQUE (office_id, rubric_id, position),
    CONSTRAINT rubric_criterion_rubric_fkey
        FOREIGN KEY (office_id, rubric_id) REFERENCES app.rubric (office_id, id),
    CONSTRAINT rubric_criterion_code_is_short CHECK (code ~ '^[A-Z][A-Z_]{0,39}$'),
    CONSTRAINT rubric_criterion_points_are_few CHECK (points_max BETWEEN 1 AND 100)
);

COMMENT ON TABLE app.rubric_criterion IS 'A criterion of a rubric and its most points.';

CREATE TABLE app.selection_session (
    office_id integer NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    school_year text NOT NULL,
    rubric_id uuid NOT NULL,
    title text COLLATE app.arabic NOT NULL,
    status text NOT NULL DEFAULT 'SCORING',
    minimum_scores integer NOT NULL,
    quorum integer NOT NULL,
    opened_by_id uuid NOT NULL,
    opened_at timestamp with time zone NOT NULL DEFAULT now(),
    closed_at timestamp with time zone,
    version integer NOT NULL DEFAULT 1,
    CONSTRAINT selection_session_pkey PRIMARY KEY (office_id, id),
    CONSTRAINT selection_session_office_id_fkey
        FOREIGN KEY (office_id) REFERENCES app.office (id),
    CONSTRAINT selection_session_school_year_fkey
        FOREIGN KEY (school_year) REFERENCES app.school_year (label),
    CONSTRAINT selection_session_rubric_fkey
        FOREIGN KEY (office_id, rubric_id) REFERENCES app.rubric (office_id, id),
    CONSTRAINT selection_session_opened_by_id_fkey
        FOREIGN KEY (opened_by_id) REFERENCES app.person (id),
    CONSTRAINT selection_session_title_is_stated
        CHECK (btrim(title) <> '' AND char_length(title) <= 200),
    CONSTRAINT selection_session_status_is_known
        CHECK (status IN ('SCORING', 'DELIBERATION', 'CLOSED')),
    CONSTRAINT selection_session_minimum_scores_is_small CHECK (minimum_scores BETWEEN 1 AND 20),
    CONSTRAINT selection_session_quorum_is_small CHECK (quorum BETWEEN 1 AND 20),
    CONSTRAINT selection_session_closes_at_an_instant
        CHECK ((status = 'CLOSED') = (closed_at IS NOT NULL))
);

CREATE INDEX selection_session_by_opening ON app.selection_session (office_id, opened_at, id);

COMMENT ON TABLE app.selection_session IS
    'A session of the provincial committee. It is open until it is closed, which publishes its '
    'ranking.';
COMMENT ON COLUMN app.selection_session.version IS
    'Grows with every step; whoever takes one names the version seen.';

CREATE TABLE app.docket_entry (
    office_id integer NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    session_id uuid NOT NULL,
    project_id uuid NOT NULL,
    position integer NOT NULL,
    CONSTRAINT docket_entry_pkey PRIMARY KEY (office_id, id),
    CONSTRAINT docket_entry_once_a_session UNIQUE (office_id, session_id, project_id),
    CONSTRAINT docket_entry_position_key UNIQUE (office_id, session_id, position),
    CONSTRAINT docket_entry_session_fkey
        FOREIGN KEY (office_id, session_id) REFERENCES app.selection_session (office_id, id),
    CONSTRAINT docket_entry_project_fkey
        FOREIGN KEY (office_id, project_id) REFERENCES app.project (office_id, id)
);

CREATE INDEX docket_entry_by_project ON app.docket_entry (office_id, project_id, id);

COMMENT ON TABLE app.docket_entry IS
    'A project on the docket of a session. It holds nothing of its evaluation, so that whoever is '
    'in conflict may see it.';

CREATE TABLE app.committee_seat (
    office_id integer NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    session_id uuid NOT NULL,
    person_id uuid NOT NULL,
    seat text NOT NULL,
    status text NOT NULL DEFAULT 'INVITED',
    invited_by_id uuid NOT NULL,
    invited_at timestamp with time zone NOT NULL DEFAULT now(),
    answered_at timestamp with time zone,
    CONSTRAINT committee_seat_pkey PRIMARY KEY (office_id, id),
    CONSTRAINT committee_seat_once_a_person UNIQUE (office_id, session_id, person_id),
    CONSTRAINT committee_seat_session_fkey
        FOREIGN KEY (office_id, session_id) REFERENCES app.selection_session (office_id, id),
    CONSTRAINT committee_seat_person_id_fkey FOREIGN KEY (person_id) REFERENCES app.person (id),
    CONSTRAINT committee_seat_office_person_fkey
        FOREIGN KEY (office_id, person_id) REFERENCES app.office_person (office_id, person_id),
    CONSTRAINT committee_seat_invited_by_id_fkey
        FOREIGN KEY (invited_by_id) REFERENCES app.person (id),
    CONSTRAINT committee_seat_is_known CHECK (seat IN ('CHAIR', 'DEPUTY', 'MEMBER')),
    CONSTRAINT committee_seat_status_is_known
        CHECK (status IN ('INVITED', 'ACCEPTED', 'DECLINED')),
    CONSTRAINT committee_seat_is_answered_at_an_instant
        CHECK ((status = 'INVITED') = (answered_at IS NULL))
);

CREATE UNIQUE INDEX committee_has_one_chair
    ON app.committee_seat (office_id, session_id) WHERE seat = 'CHAIR' AND status <> 'DECLINED';
CREATE INDEX committee_seat_of_person ON app.committee_seat (person_id, office_id, session_id);

COMMENT ON TABLE app.committee_seat IS 'That a person was invited to the committee of a session.';
COMMENT ON COLUMN app.committee_seat.seat IS
    'The deputy presides where the chair is in conflict or absent.';

CREATE TABLE app.recusal (
    office_id integer NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    entry_id uuid NOT NULL,
    person_id uuid NOT NULL,
    reason text NOT NULL,
    recused_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT recusal_pkey PRIMARY KEY (office_id, id),
    CONSTRAINT recusal_once_an_entry UNIQUE (office_id, entry_id, person_id),
    CONSTRAINT recusal_entry_fkey
        FOREIGN KEY (office_id, entry_id) REFERENCES app.docket_entry (office_id, id),
    CONSTRAINT recusal_person_id_fkey FOREIGN KEY (person_id) REFERENCES app.person (id),
    CONSTRAINT recusal_reason_is_stated
        CHECK (btrim(reason) <> '' AND char_length(reason) <= 1000)
);

CREATE INDEX recusal_of_person ON app.recusal (person_id, office_id, entry_id);

COMMENT ON TABLE app.recusal IS
    'That a member steps back from an entry of their own accord. It bars as a conflict does, and '
    'is not taken back.';

CREATE TABLE app.declared_conflict (
    office_id integer NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    person_id uuid NOT NULL,
    project_id uuid NOT NULL,
    reason text NOT NULL,
    declared_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT declared_conflict_pkey PRIMARY KEY (office_id, id),
    CONSTRAINT declared_conflict_once_a_project UNIQUE (office_id, project_id, person_id),
    CONSTRAINT declared_conflict_person_id_fkey
        FOREIGN KEY (person_id) REFERENCES app.person (id),
    CONSTRAINT declared_conflict_project_fkey
        FOREIGN KEY (office_id, project_id) REFERENCES app.project (office_id, id),
    CONSTRAINT declared_conflict_reason_is_stated
        CHECK (btrim(reason) <> '' AND char_length(reason) <= 1000)
);

CREATE INDEX declared_conflict_of_person
    ON app.declared_conflict (person_id, office_id, project_id);

COMMENT ON TABLE app.declared_conflict IS
    'An interest that a person declares in a project, as kinship or hostility. Its reason is read '
    'by nobody but the person and the delegate.';

CREATE TABLE app.score (
    office_id integer NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    entry_id uuid NOT NULL,
    person_id uuid NOT NULL,
    points jsonb NOT NULL,
    total integer NOT NULL,
    comment text,
    status text NOT NULL DEFAULT 'COUNTED',
    scored_at timestamp with time zone NOT NULL DEFAULT now(),
    ended_at timestamp with time zone,
    CONSTRAINT score_pkey PRIMARY KEY (office_id, id),
    CONSTRAINT score_entry_fkey
        FOREIGN KEY (office_id, entry_id) REFERENCES app.docket_entry (office_id, id),
    CONSTRAINT score_person_id_fkey FOREIGN KEY (person_id) REFERENCES app.person (id),
    CONSTRAINT score_total_is_not_negative CHECK (total >= 0),
    CONSTRAINT score_comment_is_stated_or_absent
        CHECK (btrim(comment) <> '' AND char_length(comment) <= 2000),
    CONSTRAINT score_status_is_known CHECK (status IN ('COUNTED', 'WITHDRAWN', 'VOID')),
    CONSTRAINT score_ends_at_an_instant CHECK ((status = 'COUNTED') = (ended_at IS NULL))
);

CREATE UNIQUE INDEX score_counts_once_a_member
    ON app.score (office_id, entry_id, person_id) WHERE status = 'COUNTED';
CREATE INDEX score_by_entry ON app.score (office_id, entry_id, scored_at, id);
CREATE INDEX score_of_person ON app.score (person_id, office_id, entry_id);

COMMENT ON TABLE app.score IS
    'The points that a member gave to an entry. Never deleted: withdrawn by the member, or void by '
    'a conflict, it is kept and counts for nothing.';
COMMENT ON COLUMN app.score.points IS 'Points by the code of the criterion; all of the rubric.';
COMMENT ON COLUMN app.score.total IS 'Their sum. Kept by a trigger.';

CREATE TABLE app.ranking (
    office_id integer NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    session_id uuid NOT NULL,
    number integer NOT NULL,
    status text NOT NULL DEFAULT 'PROPOSED',
    proposed_at timestamp with time zone NOT NULL DEFAULT now(),
    adopted_at timestamp with time zone,
    CONSTRAINT ranking_pkey PRIMARY KEY (office_id, id),
    CONSTRAINT ranking_number_key UNIQUE (office_id, session_id, number),
    CONSTRAINT ranking_session_fkey
        FOREIGN KEY (office_id, session_id) REFERENCES app.selection_session (office_id, id),
    CONSTRAINT ranking_status_is_known CHECK (status IN ('PROPOSED', 'STALE', 'ADOPTED')),
    CONSTRAINT ranking_adopted_at_an_instant CHECK (status <> 'ADOPTED' OR adopted_at IS NOT NULL)
);

CREATE UNIQUE INDEX ranking_stands_once_a_session
    ON app.ranking (office_id, session_id) WHERE status <> 'STALE';

COMMENT ON TABLE app.ranking IS
    'An order of the entries of a session, proposed by their mean scores and adopted by a vote. '
    'Stale once a score behind it counts no more.';

CREATE TABLE app.ranking_line (
    office_id integer NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    ranking_id uuid NOT NULL,
    entry_id uuid NOT NULL,
    position integer,
    mean numeric(6, 3),
    dispersion numeric(6, 3),
    scores integer NOT NULL,
    CONSTRAINT ranking_line_pkey PRIMARY KEY (office_id, id),
    CONSTRAINT ranking_line_once_an_entry UNIQUE (office_id, ranking_id, entry_id),
    CONSTRAINT ranking_line_ranking_fkey
        FOREIGN KEY (office_id, ranking_id) REFERENCES app.ranking (office_id, id),
    CONSTRAINT ranking_line_entry_fkey
        FOREIGN KEY (office_id, entry_id) REFERENCES app.docket_entry (office_id, id),
    CONSTRAINT ranking_line_position_is_positive CHECK (position > 0)
);

CREATE INDEX ranking_line_by_position
    ON app.ranking_line (office_id, ranking_id, position, id);
CREATE INDEX ranking_line_by_entry ON app.ranking_line (office_id, entry_id, id);

COMMENT ON TABLE app.ranking_line IS 'An entry in a ranking.';
COMMENT ON COLUMN app.ranking_line.position IS
    'Absent where too few members could score the entry: it is not deliverable.';
COMMENT ON COLUMN app.ranking_line.mean IS 'Mean total of the scores that count.';
COMMENT ON COLUMN app.ranking_line.dispersion IS 'Their standard deviation (of a population).';

CREATE TABLE app.vote (
    office_id integer NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    ranking_id uuid NOT NULL,
    person_id uuid NOT NULL,
    choice text NOT NULL,
    status text NOT NULL DEFAULT 'COUNTED',
    cast_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT vote_pkey PRIMARY KEY (office_id, id),
    CONSTRAINT vote_once_a_ranking UNIQUE (office_id, ranking_id, person_id),
    CONSTRAINT vote_ranking_fkey
        FOREIGN KEY (office_id, ranking_id) REFERENCES app.ranking (office_id, id),
    CONSTRAINT vote_person_id_fkey FOREIGN KEY (person_id) REFERENCES app.person (id),
    CONSTRAINT vote_choice_is_known CHECK (choice IN ('FOR', 'AGAINST', 'ABSTAIN')),
    CONSTRAINT vote_status_is_known CHECK (status IN ('COUNTED', 'VOID'))
);

CREATE INDEX vote_of_person ON app.vote (person_id, office_id, ranking_id);

COMMENT ON TABLE app.vote IS 'The vote of a member on adopting a ranking.';

CREATE TABLE app.minutes (
    office_id integer NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    session_id uuid NOT NULL,
    content jsonb NOT NULL,
    digest text NOT NULL,
    written_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT minutes_pkey PRIMARY KEY (office_id, id),
    CONSTRAINT minutes_once_a_session UNIQUE (office_id, session_id),
    CONSTRAINT minutes_session_fkey
        FOREIGN KEY (office_id, session_id) REFERENCES app.selection_session (office_id, id)
);

COMMENT ON TABLE app.minutes IS 'The minutes of a session (محضر), written when it closes.';
COMMENT ON COLUMN app.minutes.content IS
    'Members, entries with their scores, recusals and means, votes, and the ranking.';
COMMENT ON COLUMN app.minutes.digest IS 'SHA-256 of the text of content, in hexadecimal digits.';

CREATE TABLE app.evaluation_mandate (
    office_id integer NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    project_id uuid NOT NULL,
    evaluator_id uuid NOT NULL,
    status text NOT NULL DEFAULT 'ISSUED',
    due_on date NOT NULL,
    issued_by_id uuid NOT NULL,
    issued_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT evaluation_mandate_pkey PRIMARY KEY (office_id, id),
    CONSTRAINT evaluation_mandate_project_fkey
        FOREIGN KEY (office_id, project_id) REFERENCES app.project (office_id, id),
    CONSTRAINT evaluation_mandate_evaluator_id_fkey
        FOREIGN KEY (evaluator_id) REFERENCES app.person (id),
    CONSTRAINT evaluation_mandate_office_person_fkey
        FOREIGN KEY (office_id, evaluator_id) REFERENCES app.office_person (office_id, person_id),
    CONSTRAINT evaluation_mandate_issued_by_id_fkey
        FOREIGN KEY (issued_by_id) REFERENCES app.person (id),
    CONSTRAINT evaluation_mandate_status_is_known
        CHECK (status IN ('ISSUED', 'SUBMITTED', 'VOID'))
);

CREATE UNIQUE INDEX evaluation_mandate_stands_once
    ON app.evaluation_mandate (office_id, project_id, evaluator_id) WHERE status <> 'VOID';
CREATE INDEX evaluation_mandate_by_issue ON app.evaluation_mandate (office_id, issued_at, id);
CREATE INDEX evaluation_mandate_of_evaluator
    ON app.evaluation_mandate (evaluator_id, office_id, project_id);

COMMENT ON TABLE app.evaluation_mandate IS
    'That the office charges a person with evaluating a completed project (S2.c).';

CREATE TABLE app.evaluation (
    office_id integer NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    mandate_id uuid NOT NULL,
    degree integer NOT NULL,
    results text NOT NULL,
    recommendations text NOT NULL,
    submitted_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT evaluation_pkey PRIMARY KEY (office_id, id),
    CONSTRAINT evaluation_once_a_mandate UNIQUE (office_id, mandate_id),
    CONSTRAINT evaluation_mandate_fkey
        FOREIGN KEY (office_id, mandate_id) REFERENCES app.evaluation_mandate (office_id, id),
    CONSTRAINT evaluation_degree_is_one_of_five CHECK (degree BETWEEN 0 AND 4),
    CONSTRAINT evaluation_results_are_stated
        CHECK (btrim(results) <> '' AND char_length(results) <= 8000),
    CONSTRAINT evaluation_recommendations_are_stated
        CHECK (btrim(recommendations) <> '' AND char_length(recommendations) <= 8000)
);

COMMENT ON TABLE app.evaluation IS 'What an evaluator found of the final execution of a project.';
COMMENT ON COLUMN app.evaluation.degree IS 'From 0, nothing achieved, to 4, all of it.';

CREATE TABLE app.incident (
    office_id integer NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    kind text NOT NULL,
    project_id uuid NOT NULL,
    person_id uuid NOT NULL,
    session_id uuid,
    mandate_id uuid,
    rule text NOT NULL,
    fact_id uuid NOT NULL,
    occurred_on date NOT NULL,
    opened_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT incident_pkey PRIMARY KEY (office_id, id),
    CONSTRAINT incident_project_fkey
        FOREIGN KEY (office_id, project_id) REFERENCES app.project (office_id, id),
    CONSTRAINT incident_person_id_fkey FOREIGN KEY (person_id) REFERENCES app.person (id),
    CONSTRAINT incident_session_fkey
        FOREIGN KEY (office_id, session_id) REFERENCES app.selection_session (office_id, id),
    CONSTRAINT incident_mandate_fkey
        FOREIGN KEY (office_id, mandate_id) REFERENCES app.evaluation_mandate (office_id, id),
    CONSTRAINT incident_kind_is_known
        CHECK (kind IN ('SCORE_COUNTED_IN_CONFLICT', 'EVALUATED_IN_CONFLICT')),
    CONSTRAINT incident_is_about_a_session_or_a_mandate
        CHECK ((session_id IS NULL) <> (mandate_id IS NULL))
);

CREATE UNIQUE INDEX incident_once_a_fact ON app.incident (
    office_id, coalesce(session_id, mandate_id), project_id, person_id, fact_id
);
CREATE INDEX incident_by_opening ON app.incident (office_id, opened_at, id);

COMMENT ON TABLE app.incident IS
    'That a fact, recorded too late, shows a score of a closed session or a submitted evaluation '
    'to have been given in conflict. Nothing published changes; the office decides.';
COMMENT ON COLUMN app.incident.rule IS 'The ground, as ESCORTED.';
COMMENT ON COLUMN app.incident.fact_id IS 'The row that is the ground.';
COMMENT ON COLUMN app.incident.occurred_on IS 'The day of the fact.';

CREATE TABLE app.notice (
    office_id integer NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    person_id uuid NOT NULL,
    kind text NOT NULL,
    project_id uuid NOT NULL,
    rule text NOT NULL,
    occurred_on date NOT NULL,
    given_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT notice_pkey PRIMARY KEY (office_id, id),
    CONSTRAINT notice_person_id_fkey FOREIGN KEY (person_id) REFERENCES app.person (id),
    CONSTRAINT notice_project_fkey
        FOREIGN KEY (office_id, project_id) REFERENCES app.project (office_id, id),
    CONSTRAINT notice_kind_is_known CHECK (kind IN ('SCORE_VOID', 'VOTE_VOID', 'MANDATE_VOID'))
);

CREATE INDEX notice_by_person ON app.notice (office_id, person_id, given_at, id);

COMMENT ON TABLE app.notice IS
    'What became of something that a person did, because a conflict came to light: nothing '
    'vanishes without a word.';

CREATE FUNCTION app.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are never changed', TG_TABLE_NAME
        USING ERRCODE = 'check_violation', CONSTRAINT = TG_TABLE_NAME || '_is_immutable',
            SCHEMA = TG_TABLE_SCHEMA, TABLE = TG_TABLE_NAME;
END
$$;

COMMENT ON FUNCTION app.refuse_change() IS 'Trigger: refuses every change, by whomever.';

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY[
        'annulment', 'community_lineage', 'escorting_history', 'evaluation', 'incident', 'minutes',
        'notice', 'ranking_line', 'recusal', 'rubric_criterion', 'small_group',
        'small_group_facilitator', 'small_group_school', 'visit', 'workshop',
        'workshop_facilitator'
    ] LOOP
        EXECUTE format(
            'CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON app.%I '
            'FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change()',
            name || '_is_immutable', name);
    END LOOP;
    FOREACH name IN ARRAY ARRAY[
        'office_setting', 'rubric', 'rubric_criterion', 'selection_session', 'docket_entry',
        'committee_seat', 'recusal', 'declared_conflict', 'score', 'ranking', 'ranking_line',
        'vote', 'minutes', 'evaluation_mandate', 'evaluation', 'incident', 'notice'
    ] LOOP
        EXECUTE format('ALTER TABLE app.%I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE app.%I FORCE ROW LEVEL SECURITY', name);
    END LOOP;
END
$$;

RESET ROLE;
