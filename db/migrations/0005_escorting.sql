-- The facts of escorting: who is assigned to which community, and the visits made.

SET LOCAL ROLE mouwakaba_owner;

CREATE TABLE app.assignment (
    office_id integer NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    person_id uuid NOT NULL,
    community_id uuid NOT NULL,
    school_year text NOT NULL,
    decision_number text NOT NULL,
    decided_on date NOT NULL,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    CONSTRAINT assignment_pkey PRIMARY KEY (office_id, id),
    CONSTRAINT assignment_office_id_fkey FOREIGN KEY (office_id) REFERENCES app.office (id),
    CONSTRAINT assignment_person_id_fkey FOREIGN KEY (person_id) REFERENCES app.person (id),
    CONSTRAINT assignment_office_person_fkey
        FOREIGN KEY (office_id, person_id) REFERENCES app.office_person (office_id, person_id),
    CONSTRAINT assignment_community_fkey
        FOREIGN KEY (office_id, community_id) REFERENCES app.community (office_id, id),
    CONSTRAINT assignment_school_year_fkey
        FOREIGN KEY (school_year) REFERENCES app.school_year (label),
    CONSTRAINT assignment_decision_number_is_stated
        CHECK (btrim(decision_number) <> '' AND char_length(decision_number) <= 50),
    CONSTRAINT assignment_ends_after_it_starts CHECK (ends_on >= starts_on),
    CONSTRAINT assignments_do_not_repeat EXCLUDE USING gist (
        office_id WITH =,
        person_id WITH =,
        community_id WITH =,
        daterange(starts_on, ends_on, '[]') WITH &&
    )
);

CREATE INDEX assignment_by_start ON app.assignment (office_id, starts_on, id);
CREATE INDEX assignment_by_person ON app.assignment (office_id, person_id, starts_on, id);
CREATE INDEX assignment_by_community
    ON app.assignment (office_id, community_id, starts_on, id);
CREATE INDEX assignment_by_school_year
    ON app.assignment (office_id, school_year, starts_on, id);

COMMENT ON TABLE app.assignment IS
    'Decision of an office that a person escorts a community during a part of a school year.';
COMMENT ON COLUMN app.assignment.person_id IS 'The escort.';
COMMENT ON COLUMN app.assignment.decision_number IS 'Number of the letter of assignment.';
COMMENT ON COLUMN app.assignment.decided_on IS 'Date of the letter of assignment.';
COMMENT ON COLUMN app.assignment.starts_on IS 'First day; lies in the school year.';
COMMENT ON COLUMN app.assignment.ends_on IS 'Last day, included; lies in the school year.';

CREATE TABLE app.visit (
    office_id integer NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    escort_id uuid NOT NULL,
    school_id uuid NOT NULL,
    assignment_id uuid,
    school_year text NOT NULL,
    visited_on date NOT NULL,
    mode text NOT NULL,
    cycle text NOT NULL,
    purpose text NOT NULL,
    stages text[] NOT NULL,
    requested_by text NOT NULL,
    advice text,
    recorded_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT visit_pkey PRIMARY KEY (office_id, id),
    CONSTRAINT visit_office_id_fkey FOREIGN KEY (office_id) REFERENCES app.office (id),
    CONSTRAINT visit_escort_id_fkey FOREIGN KEY (escort_id) REFERENCES app.person (id),
    CONSTRAINT visit_office_person_fkey
        FOREIGN KEY (office_id, escort_id) REFERENCES app.office_person (office_id, person_id),
    CONSTRAINT visit_school_fkey
        FOREIGN KEY (office_id, school_id) REFERENCES app.school (office_id, id),
    CONSTRAINT visit_assignment_fkey
        FOREIGN KEY (office_id, assignment_id) REFERENCES app.assignment (office_id, id),
    CONSTRAINT visit_school_year_fkey
        FOREIGN KEY (school_year) REFERENCES app.school_year (label),
    CONSTRAINT visit_mode_is_known CHECK (mode IN ('FIELD', 'REMOTE')),
    CONSTRAINT visit_cycle_is_known
        CHECK (cycle IN ('PRIMARY', 'LOWER_SECONDARY', 'UPPER_SECONDARY')),
    CONSTRAINT visit_purpose_is_known
        CHECK (purpose IN ('CLARIFY_OBJECTIVES', 'SET_PRIORITIES', 'ACHIEVE_OBJECTIVES')),
    CONSTRAINT visit_stages_are_known_and_distinct CHECK (
        cardinality(stages) > 0
        AND array_position(stages, NULL) IS NULL
        AND cardinality(stages) =
            ('DIAGNOSIS' = ANY (stages))::integer
            + ('PLANNING' = ANY (stages))::integer
            + ('IMPLEMENTATION' = ANY (stages))::integer
            + ('MONITORING' = ANY (stages))::integer
            + ('EVALUATION' = ANY (stages))::integer
    ),
    CONSTRAINT visit_requested_by_is_known
        CHECK (requested_by IN ('HEAD', 'COORDINATOR', 'ESCORT', 'OFFICE')),
    CONSTRAINT visit_advice_is_stated_or_absent
        CHECK (btrim(advice) <> '' AND char_length(advice) <= 4000)
);

CREATE INDEX visit_by_date ON app.visit (office_id, visited_on, id);
CREATE INDEX visit_by_school ON app.visit (office_id, school_id, visited_on, id);
CREATE INDEX visit_by_escort ON app.visit (office_id, escort_id, visited_on, id);
CREATE INDEX visit_by_assignment ON app.visit (office_id, assignment_id, visited_on, id);
CREATE INDEX visit_by_school_year ON app.visit (office_id, school_year, visited_on, id);

COMMENT ON TABLE app.visit IS 'An individual visit that an escort made to the head of a school.';
COMMENT ON COLUMN app.visit.escort_id IS 'The person who made the visit.';
COMMENT ON COLUMN app.visit.assignment_id IS
    'Assignment under which it was made; absent for a visit outside any assignment.';
COMMENT ON COLUMN app.visit.visited_on IS 'Day of the visit; lies in the school year.';
COMMENT ON COLUMN app.visit.cycle IS 'Cycle that the visit dealt with.';
COMMENT ON COLUMN app.visit.stages IS
    'Stages of the school project on which advice was given: DIAGNOSIS, PLANNING, '
    'IMPLEMENTATION, MONITORING, EVALUATION, each at most once.';
COMMENT ON COLUMN app.visit.requested_by IS 'Whose need brought the visit about.';
COMMENT ON COLUMN app.visit.advice IS
    'Advice given. Private to the escort, the head, the coordinator of the community and the '
    'office: it may name persons.';
COMMENT ON COLUMN app.visit.recorded_at IS 'When the row was entered; the visit came before.';

CREATE TRIGGER assignment_notes_office_person
    BEFORE INSERT OR UPDATE OF office_id, person_id ON app.assignment
    FOR EACH ROW EXECUTE FUNCTION app.note_office_person();

CREATE FUNCTION app.require_dates_in_school_year() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    first_day date := coalesce(to_jsonb(NEW) ->> TG_ARGV[0], 'infinity')::date;
    last_day date := coalesce(to_jsonb(NEW) ->> TG_ARGV[1], 'infinity')::date;
BEGIN
    IF EXISTS (
        SELECT FROM app.school_year y
        WHERE y.label = NEW.school_year AND y.starts_on <= first_day AND y.ends_on >= last_day
    ) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'dates of % lie outside the school year', TG_TABLE_NAME
        USING ERRCODE = 'check_violation', CONSTRAINT = TG_NAME,
            SCHEMA = TG_TABLE_SCHEMA, TABLE = TG_TABLE_NAME;
END
$$;

COMMENT ON FUNCTION app.require_dates_in_school_year() IS
    'Trigger: refuses a row whose first and last day, the columns named by the two arguments, do '
    'not both lie in its school_year.';

CREATE TRIGGER assignment_lies_in_its_school_year
    BEFORE INSERT OR UPDATE OF school_year, starts_on, ends_on ON app.assignment
    FOR EACH ROW EXECUTE FUNCTION app.require_dates_in_school_year('starts_on', 'ends_on');

CREATE TRIGGER visit_lies_in_its_school_year
    BEFORE INSERT OR UPDATE OF school_year, visited_on ON app.visit
    FOR EACH ROW EXECUTE FUNCTION app.require_dates_in_school_year('visited_on', 'visited_on');

ALTER TABLE app.assignment ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.assignment FORCE ROW LEVEL SECURITY;
ALTER TABLE app.visit ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.visit FORCE ROW LEVEL SECURITY;

RESET ROLE;
