-- What completes the acts of escorting, what is observed of projects, and the annual record (S4.2).
--
-- The figures of a record are computed from facts that no single caller may read all of: who heads
-- which school, what was annulled, whom others escort. That is done by functions of the namespace
-- "records", owned by a role of its own, which reads the facts of the office of the request and
-- nothing else, writes nothing, and which nobody can log in as.

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'mouwakaba_records') THEN
        CREATE ROLE mouwakaba_records
            NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT NOBYPASSRLS NOREPLICATION;
    END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END
$$;

-- SET ROLE needs membership; a superuser does not.
DO $$
BEGIN
    IF NOT (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user) THEN
        GRANT mouwakaba_records TO CURRENT_USER;
    END IF;
EXCEPTION WHEN unique_violation THEN NULL;
END
$$;

DO $$
BEGIN
    IF EXISTS (
        SELECT FROM pg_catalog.pg_roles
        WHERE rolname = 'mouwakaba_records'
          AND (
              rolsuper OR rolbypassrls OR rolcanlogin
              OR pg_has_role(rolname, 'mouwakaba_owner', 'MEMBER')
              OR pg_has_role('mouwakaba_api', rolname, 'MEMBER')
          )
    ) THEN
        RAISE EXCEPTION 'role mouwakaba_records can do more than compute figures'
            USING HINT = 'ALTER ROLE mouwakaba_records NOLOGIN NOSUPERUSER NOBYPASSRLS; '
                'REVOKE mouwakaba_owner FROM mouwakaba_records; '
                'REVOKE mouwakaba_records FROM mouwakaba_api;';
    END IF;
END
$$;

CREATE SCHEMA records AUTHORIZATION mouwakaba_records;

SET LOCAL ROLE mouwakaba_records;

COMMENT ON SCHEMA records IS
    'Functions that compute figures from facts of the office of the request. They run as '
    'mouwakaba_records.';

ALTER DEFAULT PRIVILEGES FOR ROLE mouwakaba_records REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

RESET ROLE;

SET LOCAL ROLE mouwakaba_owner;

-- Acts are recorded after they were held.

ALTER TABLE app.small_group ADD CONSTRAINT small_group_is_held CHECK (
    held_on <= (recorded_at AT TIME ZONE 'Africa/Casablanca')::date
);
ALTER TABLE app.workshop ADD CONSTRAINT workshop_is_held CHECK (
    held_on <= (recorded_at AT TIME ZONE 'Africa/Casablanca')::date
);

CREATE FUNCTION app.require_company() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    present boolean;
BEGIN
    EXECUTE format(
        'SELECT count(*) >= $1 FROM app.%I c WHERE c.office_id = $2 AND c.%I = $3',
        TG_ARGV[0], TG_TABLE_NAME || '_id')
    INTO present USING TG_ARGV[1]::integer, NEW.office_id, NEW.id;
    IF present THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION '% needs % or more of %', TG_TABLE_NAME, TG_ARGV[1], TG_ARGV[0]
        USING ERRCODE = 'check_violation', CONSTRAINT = TG_NAME,
            SCHEMA = TG_TABLE_SCHEMA, TABLE = TG_TABLE_NAME;
END
$$;

COMMENT ON FUNCTION app.require_company() IS
    'Trigger, at the end of the transaction: refuses a row to which fewer rows of the table named '
    'by the first argument belong than the second one says.';

CREATE CONSTRAINT TRIGGER small_group_has_two_schools
    AFTER INSERT ON app.small_group DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION app.require_company('small_group_school', '2');
CREATE CONSTRAINT TRIGGER small_group_has_a_facilitator
    AFTER INSERT ON app.small_group DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION app.require_company('small_group_facilitator', '1');
CREATE CONSTRAINT TRIGGER workshop_has_a_facilitator
    AFTER INSERT ON app.workshop DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION app.require_company('workshop_facilitator', '1');

-- What is observed.

CREATE TABLE app.finding (
    office_id integer NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    author_id uuid NOT NULL,
    community_id uuid NOT NULL,
    school_id uuid,
    school_year text NOT NULL,
    kind text NOT NULL,
    theme text NOT NULL,
    text text NOT NULL,
    observed_on date NOT NULL,
    recorded_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT finding_pkey PRIMARY KEY (office_id, id),
    CONSTRAINT finding_author_id_fkey FOREIGN KEY (author_id) REFERENCES app.person (id),
    CONSTRAINT finding_office_person_fkey
        FOREIGN KEY (office_id, author_id) REFERENCES app.office_person (office_id, person_id),
    CONSTRAINT finding_community_fkey
        FOREIGN KEY (office_id, community_id) REFERENCES app.community (office_id, id),
    CONSTRAINT finding_school_fkey
        FOREIGN KEY (office_id, school_id) REFERENCES app.school (office_id, id),
    CONSTRAINT finding_school_year_fkey
        FOREIGN KEY (school_year) REFERENCES app.school_year (label),
    CONSTRAINT finding_kind_is_known CHECK (kind IN ('STRENGTH', 'WEAKNESS')),
    CONSTRAINT finding_theme_is_a_code CHECK (theme ~ '^[A-Z][A-Z_]{0,39}$'),
    CONSTRAINT finding_text_is_stated CHECK (btrim(text) <> '' AND char_length(text) <= 2000),
    CONSTRAINT finding_is_observed
        CHECK (observed_on <= (recorded_at AT TIME ZONE 'Africa/Casablanca')::date)
);

CREATE INDEX finding_by_date ON app.finding (office_id, observed_on, id);
CREATE INDEX finding_by_community ON app.finding (office_id, community_id, observed_on, id);
CREATE INDEX finding_by_author ON app.finding (office_id, author_id, observed_on, id);
CREATE INDEX finding_by_school ON app.finding (office_id, school_id, observed_on, id);

COMMENT ON TABLE app.finding IS
    'A strength or a weakness that an escort observed in a community (S4.2.v).';
COMMENT ON COLUMN app.finding.theme IS 'Code of the theme, for figures.';
COMMENT ON COLUMN app.finding.text IS
    'Private to the author, the coordinator of the community and the delegate: it may name '
    'persons.';

CREATE TABLE app.project_progress (
    office_id integer NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    project_id uuid NOT NULL,
    stage text NOT NULL,
    degree integer NOT NULL,
    source text NOT NULL,
    observed_on date NOT NULL,
    recorded_by_id uuid NOT NULL,
    recorded_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT project_progress_pkey PRIMARY KEY (office_id, id),
    CONSTRAINT project_progress_project_fkey
        FOREIGN KEY (office_id, project_id) REFERENCES app.project (office_id, id),
    CONSTRAINT project_progress_recorded_by_id_fkey
        FOREIGN KEY (recorded_by_id) REFERENCES app.person (id),
    CONSTRAINT project_progress_office_person_fkey
        FOREIGN KEY (office_id, recorded_by_id)
        REFERENCES app.office_person (office_id, person_id),
    CONSTRAINT project_progress_stage_is_known CHECK (
        stage IN ('DIAGNOSIS', 'PLANNING', 'IMPLEMENTATION', 'MONITORING', 'EVALUATION')
    ),
    CONSTRAINT project_progress_degree_is_one_of_five CHECK (degree BETWEEN 0 AND 4),
    CONSTRAINT project_progress_source_is_known CHECK (source IN ('OBSERVED', 'DECLARED')),
    CONSTRAINT project_progress_is_observed
        CHECK (observed_on <= (recorded_at AT TIME ZONE 'Africa/Casablanca')::date)
);

CREATE INDEX project_progress_by_project
    ON app.project_progress (office_id, project_id, observed_on, id);
CREATE INDEX project_progress_by_person
    ON app.project_progress (office_id, recorded_by_id, observed_on, id);

COMMENT ON TABLE app.project_progress IS
    'The degree that a stage of a project had reached on a day. Later ones come beside it.';
COMMENT ON COLUMN app.project_progress.degree IS 'From 0, not begun, to 4, all of it.';
COMMENT ON COLUMN app.project_progress.source IS
    'OBSERVED by an escort or DECLARED by the head; never counted together.';

-- The annual record.

CREATE TABLE app.escort_record (
    office_id integer NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    person_id uuid NOT NULL,
    community_id uuid NOT NULL,
    school_year text NOT NULL,
    kind text NOT NULL DEFAULT 'OVERALL',
    status text NOT NULL DEFAULT 'SUBMITTED',
    receipt_number integer NOT NULL,
    version integer NOT NULL DEFAULT 1,
    CONSTRAINT escort_record_pkey PRIMARY KEY (office_id, id),
    CONSTRAINT escort_record_key
        UNIQUE (office_id, person_id, community_id, school_year, kind),
    CONSTRAINT escort_record_receipt_key UNIQUE (office_id, school_year, receipt_number),
    CONSTRAINT escort_record_person_id_fkey
        FOREIGN KEY (person_id) REFERENCES app.person (id),
    CONSTRAINT escort_record_office_person_fkey
        FOREIGN KEY (office_id, person_id) REFERENCES app.office_person (office_id, person_id),
    CONSTRAINT escort_record_community_fkey
        FOREIGN KEY (office_id, community_id) REFERENCES app.community (office_id, id),
    CONSTRAINT escort_record_school_year_fkey
        FOREIGN KEY (school_year) REFERENCES app.school_year (label),
    CONSTRAINT escort_record_kind_is_known CHECK (kind = 'OVERALL'),
    CONSTRAINT escort_record_status_is_known
        CHECK (status IN ('SUBMITTED', 'RETURNED', 'ACCEPTED')),
    CONSTRAINT escort_record_receipt_number_is_positive CHECK (receipt_number > 0)
);

CREATE INDEX escort_record_by_school_year ON app.escort_record (office_id, school_year, id);
CREATE INDEX escort_record_by_person
    ON app.escort_record (office_id, person_id, school_year, id);
CREATE INDEX escort_record_by_community
    ON app.escort_record (office_id, community_id, school_year, id);

COMMENT ON TABLE app.escort_record IS
    'The overall record (الحصيلة الإجمالية) of a person, a community and a school year (S4.2). It '
    'is there from its first submission on.';
COMMENT ON COLUMN app.escort_record.receipt_number IS 'From 1 on in each office and school year.';
COMMENT ON COLUMN app.escort_record.version IS 'Grows with every change; a writer names the one seen.';

CREATE TABLE app.record_submission (
    office_id integer NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    record_id uuid NOT NULL,
    number integer NOT NULL,
    figures jsonb NOT NULL,
    findings jsonb NOT NULL,
    fact_ids uuid[] NOT NULL,
    submitted_at timestamp with time zone NOT NULL DEFAULT now(),
    is_late boolean NOT NULL,
    heads integer NOT NULL GENERATED ALWAYS AS ((figures ->> 'heads')::integer) STORED,
    visits integer NOT NULL GENERATED ALWAYS AS ((figures ->> 'visits')::integer) STORED,
    small_groups integer NOT NULL
        GENERATED ALWAYS AS ((figures ->> 'smallGroups')::integer) STORED,
    workshops integer NOT NULL GENERATED ALWAYS AS ((figures ->> 'workshops')::integer) STORED,
    strengths integer NOT NULL GENERATED ALWAYS AS ((figures ->> 'strengths')::integer) STORED,
    weaknesses integer NOT NULL
        GENERATED ALWAYS AS ((figures ->> 'weaknesses')::integer) STORED,
    CONSTRAINT record_submission_pkey PRIMARY KEY (office_id, id),
    CONSTRAINT record_submission_number_key UNIQUE (office_id, record_id, number),
    CONSTRAINT record_submission_record_fkey
        FOREIGN KEY (office_id, record_id) REFERENCES app.escort_record (office_id, id),
    CONSTRAINT record_submission_number_is_positive CHECK (number > 0)
);

COMMENT ON TABLE app.record_submission IS
    'A record as it was submitted, with the figures of that instant. After a return it is '
    'submitted anew, beside the former one.';
COMMENT ON COLUMN app.record_submission.findings IS 'Texts of the findings; private as these are.';
COMMENT ON COLUMN app.record_submission.fact_ids IS 'The facts that were counted.';
COMMENT ON COLUMN app.record_submission.is_late IS
    'Whether it came after the record of the year was due. A late record is marked, never refused.';

CREATE TABLE app.record_decision (
    office_id integer NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    record_id uuid NOT NULL,
    submission_id uuid NOT NULL,
    decision text NOT NULL,
    reason text,
    decided_by_id uuid NOT NULL,
    decided_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT record_decision_pkey PRIMARY KEY (office_id, id),
    CONSTRAINT record_decision_once_a_submission UNIQUE (office_id, submission_id),
    CONSTRAINT record_decision_record_fkey
        FOREIGN KEY (office_id, record_id) REFERENCES app.escort_record (office_id, id),
    CONSTRAINT record_decision_submission_fkey
        FOREIGN KEY (office_id, submission_id) REFERENCES app.record_submission (office_id, id),
    CONSTRAINT record_decision_decided_by_id_fkey
        FOREIGN KEY (decided_by_id) REFERENCES app.person (id),
    CONSTRAINT record_decision_is_known CHECK (decision IN ('RETURNED', 'ACCEPTED')),
    CONSTRAINT record_is_returned_for_a_reason CHECK (decision = 'ACCEPTED' OR reason IS NOT NULL),
    CONSTRAINT record_decision_reason_is_stated_or_absent
        CHECK (btrim(reason) <> '' AND char_length(reason) <= 1000)
);

CREATE INDEX record_decision_by_record ON app.record_decision (office_id, record_id, decided_at, id);

COMMENT ON TABLE app.record_decision IS 'What the delegate decided on a submission of a record.';

CREATE FUNCTION app.keep_accepted_record() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RAISE EXCEPTION 'an accepted record is never changed'
        USING ERRCODE = 'check_violation', CONSTRAINT = TG_NAME,
            SCHEMA = TG_TABLE_SCHEMA, TABLE = TG_TABLE_NAME;
END
$$;

COMMENT ON FUNCTION app.keep_accepted_record() IS 'Trigger: refuses a change of an accepted record.';

CREATE TRIGGER accepted_record_is_immutable
    BEFORE UPDATE OR DELETE ON app.escort_record
    FOR EACH ROW WHEN (OLD.status = 'ACCEPTED') EXECUTE FUNCTION app.keep_accepted_record();

CREATE TRIGGER finding_lies_in_its_school_year
    BEFORE INSERT OR UPDATE OF school_year, observed_on ON app.finding
    FOR EACH ROW EXECUTE FUNCTION app.require_dates_in_school_year('observed_on', 'observed_on');

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY[
        'finding', 'project_progress', 'record_submission', 'record_decision'
    ] LOOP
        EXECUTE format(
            'CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON app.%I '
            'FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change()',
            name || '_is_immutable', name);
    END LOOP;
    FOREACH name IN ARRAY ARRAY[
        'finding', 'project_progress', 'escort_record', 'record_submission', 'record_decision'
    ] LOOP
        EXECUTE format('ALTER TABLE app.%I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE app.%I FORCE ROW LEVEL SECURITY', name);
    END LOOP;
END
$$;

RESET ROLE;
