-- What escorting leaves behind besides visits, where schools and communities came from, and the
-- projects of the schools.
--
-- A fact that says who escorted whom is never changed or deleted. A false one is annulled by a row
-- of its own, so that tables of facts stay as they were written.

SET LOCAL ROLE mouwakaba_owner;

ALTER TABLE app.role_grant
    DROP CONSTRAINT role_grant_role_is_known,
    ADD CONSTRAINT role_grant_role_is_known CHECK (
        role IN (
            'ESCORT', 'COORDINATOR', 'SCHOOL_HEAD', 'COMMITTEE_MEMBER', 'COMMITTEE_CHAIR',
            'EVALUATOR', 'DELEGATE', 'OFFICER', 'ANALYST', 'AUDITOR'
        )
    );

-- Repeatables make it: every area adds its own rows.
DROP VIEW app.node;

-- Where schools and communities came from.

ALTER TABLE app.community ADD COLUMN dissolved_on date;

COMMENT ON COLUMN app.community.dissolved_on IS
    'First day on which it was no more, after a merge or a split; absent while it stands.';

CREATE TABLE app.community_lineage (
    office_id integer NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    ancestor_id uuid NOT NULL,
    descendant_id uuid NOT NULL,
    kind text NOT NULL,
    happened_on date NOT NULL,
    recorded_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT community_lineage_pkey PRIMARY KEY (office_id, id),
    CONSTRAINT community_lineage_pair_key UNIQUE (office_id, ancestor_id, descendant_id),
    CONSTRAINT community_lineage_ancestor_fkey
        FOREIGN KEY (office_id, ancestor_id) REFERENCES app.community (office_id, id),
    CONSTRAINT community_lineage_descendant_fkey
        FOREIGN KEY (office_id, descendant_id) REFERENCES app.community (office_id, id),
    CONSTRAINT community_lineage_kind_is_known CHECK (kind IN ('SPLIT', 'MERGE')),
    CONSTRAINT community_is_not_its_own_ancestor CHECK (ancestor_id <> descendant_id)
);

CREATE INDEX community_lineage_by_descendant
    ON app.community_lineage (office_id, descendant_id, ancestor_id);

COMMENT ON TABLE app.community_lineage IS
    'That a community came out of another one by a split or a merge. A new name needs no row: the '
    'community stays the same one.';
COMMENT ON COLUMN app.community_lineage.happened_on IS 'First day of the descendant as it is now.';

CREATE TABLE app.school_membership (
    office_id integer NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    school_id uuid NOT NULL,
    community_id uuid NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    recorded_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(),
    ended_at timestamp with time zone,
    CONSTRAINT school_membership_pkey PRIMARY KEY (office_id, id),
    CONSTRAINT school_membership_school_fkey
        FOREIGN KEY (office_id, school_id) REFERENCES app.school (office_id, id),
    CONSTRAINT school_membership_community_fkey
        FOREIGN KEY (office_id, community_id) REFERENCES app.community (office_id, id),
    CONSTRAINT school_membership_ends_after_it_starts CHECK (valid_to >= valid_from),
    CONSTRAINT school_membership_end_is_recorded
        CHECK ((valid_to IS NULL) = (ended_at IS NULL)),
    CONSTRAINT school_is_in_one_community_a_day EXCLUDE USING gist (
        office_id WITH =,
        school_id WITH =,
        daterange(valid_from, valid_to, '[]') WITH &&
    )
);

CREATE INDEX school_membership_by_school
    ON app.school_membership (office_id, school_id, valid_from, id)
    INCLUDE (community_id, valid_to, ended_at);
CREATE INDEX school_membership_by_community
    ON app.school_membership (office_id, community_id, valid_from, id);

COMMENT ON TABLE app.school_membership IS
    'The communities that a school belonged to, one after the other. school.community_id is the '
    'one of today.';
COMMENT ON COLUMN app.school_membership.valid_from IS 'First day.';
COMMENT ON COLUMN app.school_membership.valid_to IS 'Last day, included; absent while it lasts.';
COMMENT ON COLUMN app.school_membership.ended_at IS
    'When its end was entered. A visit entered before that was known to be one to this community, '
    'however far back the move is dated.';

CREATE FUNCTION app.note_school_membership() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        -- Whoever moves a school as of another day writes both rows first.
        IF EXISTS (
            SELECT FROM app.school_membership m
            WHERE m.office_id = NEW.office_id AND m.school_id = NEW.id
              AND m.community_id = NEW.community_id AND m.valid_to IS NULL
        ) THEN
            RETURN NULL;
        END IF;
        UPDATE app.school_membership m
        SET valid_to = access.today() - 1, ended_at = clock_timestamp()
        WHERE m.office_id = NEW.office_id AND m.school_id = NEW.id AND m.valid_to IS NULL;
    END IF;
    INSERT INTO app.school_membership (office_id, school_id, community_id, valid_from)
    VALUES (
        NEW.office_id, NEW.id, NEW.community_id,
        CASE WHEN TG_OP = 'INSERT' THEN least(NEW.opened_on, access.today())
             ELSE access.today() END
    );
    RETURN NULL;
END
$$;

COMMENT ON FUNCTION app.note_school_membership() IS
    'Trigger: enters the community of a new school, or of one that moves today, in '
    'school_membership.';

CREATE TRIGGER school_notes_membership
    AFTER INSERT ON app.school
    FOR EACH ROW EXECUTE FUNCTION app.note_school_membership();
CREATE TRIGGER school_move_notes_membership
    AFTER UPDATE OF community_id ON app.school
    FOR EACH ROW WHEN (OLD.community_id <> NEW.community_id)
    EXECUTE FUNCTION app.note_school_membership();

INSERT INTO app.school_membership (office_id, school_id, community_id, valid_from)
SELECT office_id, id, community_id, opened_on FROM app.school;

CREATE FUNCTION app.community_of_school(office integer, school uuid, day date) RETURNS uuid
    LANGUAGE sql STABLE
    SET search_path = pg_catalog, pg_temp
AS $$
    SELECT m.community_id FROM app.school_membership m
    WHERE m.office_id = office AND m.school_id = school
      AND m.valid_from <= day AND (m.valid_to IS NULL OR m.valid_to >= day)
$$;

COMMENT ON FUNCTION app.community_of_school(integer, uuid, date) IS
    'The community that a school belonged to on a day; NULL before it opened.';

-- Acts: small groups and workshops. Several escorts may facilitate one; each carries the fact.

CREATE TABLE app.small_group (
    office_id integer NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    school_year text NOT NULL,
    held_on date NOT NULL,
    mode text NOT NULL,
    place text,
    stages text[] NOT NULL,
    coordinated_with_id uuid,
    recorded_by_id uuid NOT NULL,
    recorded_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT small_group_pkey PRIMARY KEY (office_id, id),
    CONSTRAINT small_group_office_id_fkey FOREIGN KEY (office_id) REFERENCES app.office (id),
    CONSTRAINT small_group_school_year_fkey
        FOREIGN KEY (school_year) REFERENCES app.school_year (label),
    CONSTRAINT small_group_coordinated_with_fkey
        FOREIGN KEY (office_id, coordinated_with_id)
        REFERENCES app.office_person (office_id, person_id),
    CONSTRAINT small_group_coordinated_with_id_fkey
        FOREIGN KEY (coordinated_with_id) REFERENCES app.person (id),
    CONSTRAINT small_group_recorded_by_id_fkey
        FOREIGN KEY (recorded_by_id) REFERENCES app.person (id),
    CONSTRAINT small_group_mode_is_known CHECK (mode IN ('FIELD', 'REMOTE')),
    CONSTRAINT small_group_place_is_stated_or_absent
        CHECK (btrim(place) <> '' AND char_length(place) <= 200),
    CONSTRAINT small_group_stages_are_known_and_distinct CHECK (
        cardinality(stages) > 0
        AND array_position(stages, NULL) IS NULL
        AND cardinality(stages) =
            ('DIAGNOSIS' = ANY (stages))::integer
            + ('PLANNING' = ANY (stages))::integer
            + ('IMPLEMENTATION' = ANY (stages))::integer
            + ('MONITORING' = ANY (stages))::integer
            + ('EVALUATION' = ANY (stages))::integer
    )
);

CREATE INDEX small_group_by_date ON app.small_group (office_id, held_on, id);
CREATE INDEX small_group_by_school_year ON app.small_group (office_id, school_year, held_on, id);

COMMENT ON TABLE app.small_group IS
    'A session with a small group of heads that was held (S2.a). Held with one head only it stays '
    'a small group, with the attendance of its schools.';
COMMENT ON COLUMN app.small_group.coordinated_with_id IS
    'The coordinator with whom it was agreed; recorded, never required.';

CREATE TABLE app.small_group_facilitator (
    office_id integer NOT NULL,
    small_group_id uuid NOT NULL,
    person_id uuid NOT NULL,
    CONSTRAINT small_group_facilitator_pkey PRIMARY KEY (office_id, small_group_id, person_id),
    CONSTRAINT small_group_facilitator_small_group_fkey
        FOREIGN KEY (office_id, small_group_id) REFERENCES app.small_group (office_id, id),
    CONSTRAINT small_group_facilitator_person_id_fkey
        FOREIGN KEY (person_id) REFERENCES app.person (id),
    CONSTRAINT small_group_facilitator_office_person_fkey
        FOREIGN KEY (office_id, person_id) REFERENCES app.office_person (office_id, person_id)
);

CREATE INDEX small_group_facilitator_by_person
    ON app.small_group_facilitator (office_id, person_id, small_group_id);
CREATE INDEX small_group_facilitator_of_person ON app.small_group_facilitator (person_id);

COMMENT ON TABLE app.small_group_facilitator IS 'An escort who facilitated a small group.';

CREATE TABLE app.small_group_school (
    office_id integer NOT NULL,
    small_group_id uuid NOT NULL,
    school_id uuid NOT NULL,
    community_id uuid NOT NULL,
    head_attended boolean NOT NULL,
    CONSTRAINT small_group_school_pkey PRIMARY KEY (office_id, small_group_id, school_id),
    CONSTRAINT small_group_school_small_group_fkey
        FOREIGN KEY (office_id, small_group_id) REFERENCES app.small_group (office_id, id),
    CONSTRAINT small_group_school_school_fkey
        FOREIGN KEY (office_id, school_id) REFERENCES app.school (office_id, id),
    CONSTRAINT small_group_school_community_fkey
        FOREIGN KEY (office_id, community_id) REFERENCES app.community (office_id, id)
);

CREATE INDEX small_group_school_by_school
    ON app.small_group_school (office_id, school_id, small_group_id);
CREATE INDEX small_group_school_by_community
    ON app.small_group_school (office_id, community_id, small_group_id);

COMMENT ON TABLE app.small_group_school IS
    'A school whose head was called to a small group; a group may cross communities.';
COMMENT ON COLUMN app.small_group_school.community_id IS
    'The community of the school on the day of the group.';
COMMENT ON COLUMN app.small_group_school.head_attended IS 'Whether its head, or a deputy, came.';

CREATE TABLE app.workshop (
    office_id integer NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    community_id uuid NOT NULL,
    school_year text NOT NULL,
    held_on date NOT NULL,
    mode text NOT NULL,
    topic text NOT NULL,
    theme text NOT NULL,
    need_answered text,
    attendance integer NOT NULL,
    recorded_by_id uuid NOT NULL,
    recorded_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT workshop_pkey PRIMARY KEY (office_id, id),
    CONSTRAINT workshop_office_id_fkey FOREIGN KEY (office_id) REFERENCES app.office (id),
    CONSTRAINT workshop_community_fkey
        FOREIGN KEY (office_id, community_id) REFERENCES app.community (office_id, id),
    CONSTRAINT workshop_school_year_fkey
        FOREIGN KEY (school_year) REFERENCES app.school_year (label),
    CONSTRAINT workshop_recorded_by_id_fkey
        FOREIGN KEY (recorded_by_id) REFERENCES app.person (id),
    CONSTRAINT workshop_mode_is_known CHECK (mode IN ('FIELD', 'REMOTE')),
    CONSTRAINT workshop_topic_is_stated CHECK (btrim(topic) <> '' AND char_length(topic) <= 200),
    CONSTRAINT workshop_theme_is_a_code CHECK (theme ~ '^[A-Z][A-Z_]{0,39}$'),
    CONSTRAINT workshop_need_is_stated_or_absent
        CHECK (btrim(need_answered) <> '' AND char_length(need_answered) <= 1000),
    CONSTRAINT workshop_attendance_is_a_count CHECK (attendance BETWEEN 0 AND 1000)
);

CREATE INDEX workshop_by_date ON app.workshop (office_id, held_on, id);
CREATE INDEX workshop_by_community ON app.workshop (office_id, community_id, held_on, id);
CREATE INDEX workshop_by_school_year ON app.workshop (office_id, school_year, held_on, id);

COMMENT ON TABLE app.workshop IS
    'A thematic workshop that was held in a community (S2.b).';
COMMENT ON COLUMN app.workshop.theme IS 'Code of the theme, for figures.';
COMMENT ON COLUMN app.workshop.need_answered IS 'The need of the heads that it answered.';
COMMENT ON COLUMN app.workshop.attendance IS 'How many heads came.';

CREATE TABLE app.workshop_facilitator (
    office_id integer NOT NULL,
    workshop_id uuid NOT NULL,
    person_id uuid NOT NULL,
    CONSTRAINT workshop_facilitator_pkey PRIMARY KEY (office_id, workshop_id, person_id),
    CONSTRAINT workshop_facilitator_workshop_fkey
        FOREIGN KEY (office_id, workshop_id) REFERENCES app.workshop (office_id, id),
    CONSTRAINT workshop_facilitator_person_id_fkey
        FOREIGN KEY (person_id) REFERENCES app.person (id),
    CONSTRAINT workshop_facilitator_office_person_fkey
        FOREIGN KEY (office_id, person_id) REFERENCES app.office_person (office_id, person_id)
);

CREATE INDEX workshop_facilitator_by_person
    ON app.workshop_facilitator (office_id, person_id, workshop_id);
CREATE INDEX workshop_facilitator_of_person ON app.workshop_facilitator (person_id);

COMMENT ON TABLE app.workshop_facilitator IS 'An escort who facilitated a workshop.';

CREATE TRIGGER small_group_lies_in_its_school_year
    BEFORE INSERT OR UPDATE OF school_year, held_on ON app.small_group
    FOR EACH ROW EXECUTE FUNCTION app.require_dates_in_school_year('held_on', 'held_on');
CREATE TRIGGER workshop_lies_in_its_school_year
    BEFORE INSERT OR UPDATE OF school_year, held_on ON app.workshop
    FOR EACH ROW EXECUTE FUNCTION app.require_dates_in_school_year('held_on', 'held_on');

CREATE TABLE app.escorting_history (
    office_id integer NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    person_id uuid NOT NULL,
    community_id uuid NOT NULL,
    school_year text NOT NULL,
    source text NOT NULL,
    recorded_by_id uuid,
    recorded_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT escorting_history_pkey PRIMARY KEY (office_id, id),
    CONSTRAINT escorting_history_key UNIQUE (office_id, person_id, community_id, school_year),
    CONSTRAINT escorting_history_person_id_fkey
        FOREIGN KEY (person_id) REFERENCES app.person (id),
    CONSTRAINT escorting_history_office_person_fkey
        FOREIGN KEY (office_id, person_id) REFERENCES app.office_person (office_id, person_id),
    CONSTRAINT escorting_history_community_fkey
        FOREIGN KEY (office_id, community_id) REFERENCES app.community (office_id, id),
    CONSTRAINT escorting_history_school_year_fkey
        FOREIGN KEY (school_year) REFERENCES app.school_year (label),
    CONSTRAINT escorting_history_recorded_by_id_fkey
        FOREIGN KEY (recorded_by_id) REFERENCES app.person (id),
    CONSTRAINT escorting_history_source_is_stated
        CHECK (btrim(source) <> '' AND char_length(source) <= 200)
);

CREATE INDEX escorting_history_by_community
    ON app.escorting_history (office_id, community_id, id);
CREATE INDEX escorting_history_of_person ON app.escorting_history (person_id);

COMMENT ON TABLE app.escorting_history IS
    'That a person escorted a community in a school year of which only papers tell. It counts from '
    'the first day of that year.';
COMMENT ON COLUMN app.escorting_history.source IS 'The paper that says so.';

CREATE TRIGGER escorting_history_notes_office_person
    BEFORE INSERT OR UPDATE OF office_id, person_id ON app.escorting_history
    FOR EACH ROW EXECUTE FUNCTION app.note_office_person();

-- What is entered in one transaction is in order as well.
ALTER TABLE app.visit ALTER COLUMN recorded_at SET DEFAULT clock_timestamp();

-- The columns by which facts are found from a person, whatever the office.
CREATE INDEX assignment_of_person ON app.assignment (person_id);
CREATE INDEX visit_of_escort ON app.visit (escort_id, office_id, school_id, visited_on);

CREATE TABLE app.annulment (
    office_id integer NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    fact_id uuid NOT NULL,
    fact text NOT NULL,
    reason text NOT NULL,
    annulled_by_id uuid NOT NULL,
    annulled_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT annulment_pkey PRIMARY KEY (office_id, id),
    CONSTRAINT annulment_once_a_fact UNIQUE (office_id, fact_id),
    CONSTRAINT annulment_annulled_by_id_fkey
        FOREIGN KEY (annulled_by_id) REFERENCES app.person (id),
    CONSTRAINT annulment_office_person_fkey
        FOREIGN KEY (office_id, annulled_by_id)
        REFERENCES app.office_person (office_id, person_id),
    CONSTRAINT annulment_fact_is_known CHECK (
        fact IN ('ASSIGNMENT', 'VISIT', 'SMALL_GROUP', 'WORKSHOP', 'HISTORY')
    ),
    CONSTRAINT annulment_reason_is_stated
        CHECK (btrim(reason) <> '' AND char_length(reason) <= 1000)
);

COMMENT ON TABLE app.annulment IS
    'That a recorded fact is false, said by the delegate with a reason. The fact stays as it was '
    'recorded and counts for nothing.';
COMMENT ON COLUMN app.annulment.fact_id IS 'The id of the row of the table that fact names.';

-- Projects of schools, by their five stages.

CREATE TABLE app.project (
    office_id integer NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    school_id uuid NOT NULL,
    community_id uuid NOT NULL,
    kind text NOT NULL,
    title text COLLATE app.arabic NOT NULL,
    objectives text NOT NULL,
    first_school_year text NOT NULL,
    last_school_year text NOT NULL,
    budget numeric(12, 2) NOT NULL,
    author_id uuid NOT NULL,
    submitted_on date,
    council_approved_on date,
    status text NOT NULL DEFAULT 'DRAFT',
    ended_on date,
    recorded_at timestamp with time zone NOT NULL DEFAULT now(),
    version integer NOT NULL DEFAULT 1,
    CONSTRAINT project_pkey PRIMARY KEY (office_id, id),
    CONSTRAINT project_school_fkey
        FOREIGN KEY (office_id, school_id) REFERENCES app.school (office_id, id),
    CONSTRAINT project_community_fkey
        FOREIGN KEY (office_id, community_id) REFERENCES app.community (office_id, id),
    CONSTRAINT project_author_id_fkey FOREIGN KEY (author_id) REFERENCES app.person (id),
    CONSTRAINT project_office_person_fkey
        FOREIGN KEY (office_id, author_id) REFERENCES app.office_person (office_id, person_id),
    CONSTRAINT project_first_school_year_fkey
        FOREIGN KEY (first_school_year) REFERENCES app.school_year (label),
    CONSTRAINT project_last_school_year_fkey
        FOREIGN KEY (last_school_year) REFERENCES app.school_year (label),
    CONSTRAINT project_kind_is_known CHECK (kind IN ('SCHOOL_PROJECT', 'INTEGRATED')),
    CONSTRAINT project_title_is_stated CHECK (btrim(title) <> '' AND char_length(title) <= 200),
    CONSTRAINT project_objectives_are_stated
        CHECK (btrim(objectives) <> '' AND char_length(objectives) <= 4000),
    CONSTRAINT project_years_are_in_order CHECK (first_school_year <= last_school_year),
    CONSTRAINT project_budget_is_not_negative CHECK (budget >= 0),
    CONSTRAINT project_status_is_known CHECK (
        status IN ('DRAFT', 'SUBMITTED', 'IN_EXECUTION', 'COMPLETED', 'ABANDONED')
    ),
    CONSTRAINT project_is_submitted_on_a_day
        CHECK ((status = 'DRAFT') = (submitted_on IS NULL)),
    CONSTRAINT project_ends_when_it_is_over
        CHECK ((status IN ('COMPLETED', 'ABANDONED')) = (ended_on IS NOT NULL))
);

CREATE INDEX project_by_title ON app.project (office_id, title, id);
CREATE INDEX project_by_school ON app.project (office_id, school_id, title, id);
CREATE INDEX project_by_community ON app.project (office_id, community_id, title, id);
CREATE INDEX project_by_author ON app.project (office_id, author_id, title, id);

COMMENT ON TABLE app.project IS 'The project of a school (مشروع المؤسسة).';
COMMENT ON COLUMN app.project.community_id IS
    'The community of the school on the day of submission, or of today before.';
COMMENT ON COLUMN app.project.budget IS 'In dirhams (MAD).';
COMMENT ON COLUMN app.project.version IS 'Grows with every change; a writer names the one seen.';

CREATE TABLE app.project_priority (
    office_id integer NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    project_id uuid NOT NULL,
    position integer NOT NULL,
    title text NOT NULL,
    CONSTRAINT project_priority_pkey PRIMARY KEY (office_id, id),
    CONSTRAINT project_priority_position_key UNIQUE (office_id, project_id, position),
    CONSTRAINT project_priority_project_fkey
        FOREIGN KEY (office_id, project_id) REFERENCES app.project (office_id, id),
    CONSTRAINT project_priority_position_is_small CHECK (position BETWEEN 1 AND 10),
    CONSTRAINT project_priority_title_is_stated
        CHECK (btrim(title) <> '' AND char_length(title) <= 200)
);

COMMENT ON TABLE app.project_priority IS 'A priority of a project; few, in their order.';

CREATE TABLE app.project_action (
    office_id integer NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    project_id uuid NOT NULL,
    priority_id uuid NOT NULL,
    title text NOT NULL,
    responsible text,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    indicator text,
    budget numeric(12, 2) NOT NULL,
    CONSTRAINT project_action_pkey PRIMARY KEY (office_id, id),
    CONSTRAINT project_action_project_fkey
        FOREIGN KEY (office_id, project_id) REFERENCES app.project (office_id, id),
    CONSTRAINT project_action_priority_fkey
        FOREIGN KEY (office_id, priority_id) REFERENCES app.project_priority (office_id, id),
    CONSTRAINT project_action_title_is_stated
        CHECK (btrim(title) <> '' AND char_length(title) <= 200),
    CONSTRAINT project_action_responsible_is_stated_or_absent
        CHECK (btrim(responsible) <> '' AND char_length(responsible) <= 200),
    CONSTRAINT project_action_indicator_is_stated_or_absent
        CHECK (btrim(indicator) <> '' AND char_length(indicator) <= 500),
    CONSTRAINT project_action_ends_after_it_starts CHECK (ends_on >= starts_on),
    CONSTRAINT project_action_budget_is_not_negative CHECK (budget >= 0)
);

CREATE INDEX project_action_by_project ON app.project_action (office_id, project_id, starts_on, id);
CREATE INDEX project_action_by_priority
    ON app.project_action (office_id, priority_id, starts_on, id);

COMMENT ON TABLE app.project_action IS 'An action of a project, under one of its priorities.';
COMMENT ON COLUMN app.project_action.budget IS 'In dirhams (MAD).';

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY[
        'community_lineage', 'school_membership', 'small_group', 'small_group_facilitator',
        'small_group_school', 'workshop', 'workshop_facilitator', 'escorting_history',
        'annulment', 'project', 'project_priority', 'project_action'
    ] LOOP
        EXECUTE format('ALTER TABLE app.%I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE app.%I FORCE ROW LEVEL SECURITY', name);
    END LOOP;
END
$$;

RESET ROLE;
