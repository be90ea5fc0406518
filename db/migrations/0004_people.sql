-- People, who are national, and what each of them is in an office.

SET LOCAL ROLE mouwakaba_owner;

CREATE TABLE app.person (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    staff_number text NOT NULL,
    first_name_ar text COLLATE app.arabic NOT NULL,
    last_name_ar text COLLATE app.arabic NOT NULL,
    first_name_fr text COLLATE app.french NOT NULL,
    last_name_fr text COLLATE app.french NOT NULL,
    full_name_ar text COLLATE app.arabic NOT NULL
        GENERATED ALWAYS AS (first_name_ar || ' ' || last_name_ar) STORED,
    full_name_fr text COLLATE app.french NOT NULL
        GENERATED ALWAYS AS (first_name_fr || ' ' || last_name_fr) STORED,
    corps text NOT NULL,
    home_office_id integer NOT NULL,
    work_zone_id uuid,
    CONSTRAINT person_pkey PRIMARY KEY (id),
    CONSTRAINT person_staff_number_key UNIQUE (staff_number),
    CONSTRAINT person_home_office_fkey FOREIGN KEY (home_office_id) REFERENCES app.office (id),
    CONSTRAINT person_work_zone_fkey
        FOREIGN KEY (home_office_id, work_zone_id) REFERENCES app.zone (office_id, id),
    CONSTRAINT person_staff_number_is_digits CHECK (staff_number ~ '^[0-9]{4,10}$'),
    CONSTRAINT person_name_ar_is_stated CHECK (
        btrim(first_name_ar) <> '' AND btrim(last_name_ar) <> ''
        AND char_length(first_name_ar) <= 100 AND char_length(last_name_ar) <= 100
    ),
    CONSTRAINT person_name_fr_is_stated CHECK (
        btrim(first_name_fr) <> '' AND btrim(last_name_fr) <> ''
        AND char_length(first_name_fr) <= 100 AND char_length(last_name_fr) <= 100
    ),
    CONSTRAINT person_corps_is_known CHECK (
        corps IN (
            'INSPECTION', 'ADMINISTRATION', 'ORIENTATION', 'PLANNING', 'SCHOOL_HEAD', 'TEACHING'
        )
    )
);

CREATE INDEX person_by_name_ar ON app.person (full_name_ar, id);
CREATE INDEX person_by_home_office ON app.person (home_office_id, full_name_ar, id);
CREATE INDEX person_by_work_zone ON app.person (home_office_id, work_zone_id);

COMMENT ON TABLE app.person IS
    'A member of staff. National: one row for all offices, since a conflict of interest follows '
    'a person from one office to another.';
COMMENT ON COLUMN app.person.staff_number IS 'Payroll number (PPR), the national identity.';
COMMENT ON COLUMN app.person.home_office_id IS 'Office that employs the person.';
COMMENT ON COLUMN app.person.work_zone_id IS 'Zone of the home office where the person works.';
COMMENT ON COLUMN app.person.full_name_ar IS 'Arabic first name and last name.';
COMMENT ON COLUMN app.person.full_name_fr IS 'French first name and last name.';

CREATE TABLE app.office_person (
    office_id integer NOT NULL,
    person_id uuid NOT NULL,
    CONSTRAINT office_person_pkey PRIMARY KEY (office_id, person_id),
    CONSTRAINT office_person_office_id_fkey FOREIGN KEY (office_id) REFERENCES app.office (id),
    CONSTRAINT office_person_person_id_fkey FOREIGN KEY (person_id) REFERENCES app.person (id)
);

CREATE INDEX office_person_by_person ON app.office_person (person_id);

COMMENT ON TABLE app.office_person IS
    'Who holds or held a role or an assignment in an office. Kept by triggers on role_grant and '
    'assignment; lets the policy of person decide with one index probe a row.';

CREATE TABLE app.role_grant (
    office_id integer NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    person_id uuid NOT NULL,
    role text NOT NULL,
    community_id uuid,
    school_id uuid,
    valid_from date NOT NULL,
    valid_to date,
    CONSTRAINT role_grant_pkey PRIMARY KEY (office_id, id),
    CONSTRAINT role_grant_office_id_fkey FOREIGN KEY (office_id) REFERENCES app.office (id),
    CONSTRAINT role_grant_person_id_fkey FOREIGN KEY (person_id) REFERENCES app.person (id),
    CONSTRAINT role_grant_office_person_fkey
        FOREIGN KEY (office_id, person_id) REFERENCES app.office_person (office_id, person_id),
    CONSTRAINT role_grant_community_fkey
        FOREIGN KEY (office_id, community_id) REFERENCES app.community (office_id, id),
    CONSTRAINT role_grant_school_fkey
        FOREIGN KEY (office_id, school_id) REFERENCES app.school (office_id, id),
    CONSTRAINT role_grant_role_is_known CHECK (
        role IN ('ESCORT', 'COORDINATOR', 'SCHOOL_HEAD', 'DELEGATE', 'OFFICER', 'ANALYST')
    ),
    CONSTRAINT role_grant_community_is_the_coordinators
        CHECK ((role = 'COORDINATOR') = (community_id IS NOT NULL)),
    CONSTRAINT role_grant_school_is_the_heads
        CHECK ((role = 'SCHOOL_HEAD') = (school_id IS NOT NULL)),
    CONSTRAINT role_grant_ends_after_it_starts CHECK (valid_to >= valid_from),
    CONSTRAINT role_grants_do_not_repeat EXCLUDE USING gist (
        office_id WITH =,
        person_id WITH =,
        role WITH =,
        (coalesce(community_id, school_id, person_id)) WITH =,
        daterange(valid_from, valid_to, '[]') WITH &&
    ),
    CONSTRAINT role_grant_one_head_a_school EXCLUDE USING gist (
        office_id WITH =,
        school_id WITH =,
        daterange(valid_from, valid_to, '[]') WITH &&
    ) WHERE (role = 'SCHOOL_HEAD')
);

-- Covers access.begin_request, which every request calls; the planner would otherwise take the
-- GiST index of role_grants_do_not_repeat, which is several times slower.
CREATE INDEX role_grant_by_person ON app.role_grant (office_id, person_id, valid_from, id)
    INCLUDE (role, community_id, school_id, valid_to);
CREATE INDEX role_grant_by_role ON app.role_grant (office_id, role, valid_from, id);
CREATE INDEX role_grant_by_start ON app.role_grant (office_id, valid_from, id);
CREATE INDEX role_grant_by_community
    ON app.role_grant (office_id, community_id, valid_from, id)
    WHERE community_id IS NOT NULL;
CREATE INDEX role_grant_by_school
    ON app.role_grant (office_id, school_id, valid_from, id)
    WHERE school_id IS NOT NULL;

COMMENT ON TABLE app.role_grant IS
    'A role that a person holds in an office during a period. Ended by setting valid_to, never '
    'deleted.';
COMMENT ON COLUMN app.role_grant.community_id IS 'The community coordinated; COORDINATOR only.';
COMMENT ON COLUMN app.role_grant.school_id IS 'The school headed; SCHOOL_HEAD only.';
COMMENT ON COLUMN app.role_grant.valid_from IS 'First day of the role.';
COMMENT ON COLUMN app.role_grant.valid_to IS 'Last day of the role, included; absent while open.';

CREATE FUNCTION app.note_office_person() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    INSERT INTO app.office_person (office_id, person_id)
    VALUES (NEW.office_id, NEW.person_id)
    ON CONFLICT DO NOTHING;
    RETURN NEW;
END
$$;

COMMENT ON FUNCTION app.note_office_person() IS
    'Trigger: enters the person of a new grant or assignment in office_person.';

CREATE TRIGGER role_grant_notes_office_person
    BEFORE INSERT OR UPDATE OF office_id, person_id ON app.role_grant
    FOR EACH ROW EXECUTE FUNCTION app.note_office_person();

ALTER TABLE app.person ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.person FORCE ROW LEVEL SECURITY;
ALTER TABLE app.office_person ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.office_person FORCE ROW LEVEL SECURITY;
ALTER TABLE app.role_grant ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.role_grant FORCE ROW LEVEL SECURITY;

RESET ROLE;
