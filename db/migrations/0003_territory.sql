-- How an office divides its schools: zones, communities of professional practice, schools.

SET LOCAL ROLE mouwakaba_owner;

CREATE TABLE app.zone (
    office_id integer NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    code text NOT NULL,
    name_ar text COLLATE app.arabic NOT NULL,
    name_fr text COLLATE app.french NOT NULL,
    kind text NOT NULL,
    CONSTRAINT zone_pkey PRIMARY KEY (office_id, id),
    CONSTRAINT zone_code_key UNIQUE (office_id, code),
    CONSTRAINT zone_office_id_fkey FOREIGN KEY (office_id) REFERENCES app.office (id),
    CONSTRAINT zone_code_is_short CHECK (code ~ '^[A-Z0-9-]{1,20}$'),
    CONSTRAINT zone_name_ar_is_stated CHECK (btrim(name_ar) <> '' AND char_length(name_ar) <= 200),
    CONSTRAINT zone_name_fr_is_stated CHECK (btrim(name_fr) <> '' AND char_length(name_fr) <= 200),
    CONSTRAINT zone_kind_is_known CHECK (kind IN ('ZONE', 'BASIN'))
);

CREATE INDEX zone_by_name_ar ON app.zone (office_id, name_ar, id);

COMMENT ON TABLE app.zone IS 'An educational zone, or a school basin, of an office.';
COMMENT ON COLUMN app.zone.code IS 'Short code, unique within the office.';
COMMENT ON COLUMN app.zone.kind IS 'ZONE: educational zone. BASIN: school basin.';

CREATE TABLE app.community (
    office_id integer NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    zone_id uuid NOT NULL,
    number integer NOT NULL,
    name_ar text COLLATE app.arabic NOT NULL,
    name_fr text COLLATE app.french NOT NULL,
    established_on date NOT NULL,
    CONSTRAINT community_pkey PRIMARY KEY (office_id, id),
    CONSTRAINT community_office_id_fkey FOREIGN KEY (office_id) REFERENCES app.office (id),
    CONSTRAINT community_number_key UNIQUE (office_id, number),
    CONSTRAINT community_zone_fkey
        FOREIGN KEY (office_id, zone_id) REFERENCES app.zone (office_id, id),
    CONSTRAINT community_number_is_positive CHECK (number BETWEEN 1 AND 999),
    CONSTRAINT community_name_ar_is_stated
        CHECK (btrim(name_ar) <> '' AND char_length(name_ar) <= 200),
    CONSTRAINT community_name_fr_is_stated
        CHECK (btrim(name_fr) <> '' AND char_length(name_fr) <= 200)
);

CREATE INDEX community_by_name_ar ON app.community (office_id, name_ar, id);
CREATE INDEX community_by_zone ON app.community (office_id, zone_id, name_ar, id);

COMMENT ON TABLE app.community IS
    'A community of professional practice: heads of neighbouring schools who work together. '
    'Not a municipality, although Arabic uses one word for both.';
COMMENT ON COLUMN app.community.number IS 'Number within the office, as on its letters.';
COMMENT ON COLUMN app.community.established_on IS 'Day on which the office set it up.';

CREATE TABLE app.school (
    office_id integer NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    community_id uuid NOT NULL,
    gresa_code text NOT NULL,
    name_ar text COLLATE app.arabic NOT NULL,
    name_fr text COLLATE app.french NOT NULL,
    kind text NOT NULL,
    cycle text NOT NULL,
    has_primary boolean NOT NULL,
    has_lower_secondary boolean NOT NULL,
    has_upper_secondary boolean NOT NULL,
    setting text NOT NULL,
    municipality_ar text COLLATE app.arabic NOT NULL,
    municipality_fr text COLLATE app.french NOT NULL,
    opened_on date NOT NULL,
    CONSTRAINT school_pkey PRIMARY KEY (office_id, id),
    CONSTRAINT school_office_id_fkey FOREIGN KEY (office_id) REFERENCES app.office (id),
    CONSTRAINT school_gresa_code_key UNIQUE (office_id, gresa_code),
    CONSTRAINT school_community_fkey
        FOREIGN KEY (office_id, community_id) REFERENCES app.community (office_id, id),
    CONSTRAINT school_gresa_code_is_well_formed CHECK (gresa_code ~ '^[0-9]{5}[A-Z]$'),
    CONSTRAINT school_name_ar_is_stated
        CHECK (btrim(name_ar) <> '' AND char_length(name_ar) <= 200),
    CONSTRAINT school_name_fr_is_stated
        CHECK (btrim(name_fr) <> '' AND char_length(name_fr) <= 200),
    CONSTRAINT school_kind_is_known CHECK (
        kind IN ('SCHOOL_GROUP', 'PRIMARY_SCHOOL', 'COMMUNITY_SCHOOL', 'COLLEGE', 'LYCEE')
    ),
    CONSTRAINT school_cycle_is_known
        CHECK (cycle IN ('PRIMARY', 'LOWER_SECONDARY', 'UPPER_SECONDARY')),
    CONSTRAINT school_teaches_its_main_cycle CHECK (
        CASE cycle
            WHEN 'PRIMARY' THEN has_primary
            WHEN 'LOWER_SECONDARY' THEN has_lower_secondary
            ELSE has_upper_secondary
        END
    ),
    CONSTRAINT school_setting_is_known CHECK (setting IN ('URBAN', 'RURAL')),
    CONSTRAINT school_municipality_is_stated
        CHECK (btrim(municipality_ar) <> '' AND btrim(municipality_fr) <> '')
);

CREATE INDEX school_by_name_ar ON app.school (office_id, name_ar, id);
CREATE INDEX school_by_community ON app.school (office_id, community_id, name_ar, id);

COMMENT ON TABLE app.school IS
    'The main site of a school. Satellite sites are not counted apart.';
COMMENT ON COLUMN app.school.gresa_code IS
    'Code of the ministry''s register: five digits and a check letter. A wrong letter is accepted: '
    'the rule behind it is known from one province only.';
COMMENT ON COLUMN app.school.cycle IS 'Main cycle; one of those that the school teaches.';
COMMENT ON COLUMN app.school.municipality_ar IS 'Arabic name of the municipality.';
COMMENT ON COLUMN app.school.municipality_fr IS 'French name of the municipality.';

ALTER TABLE app.zone ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.zone FORCE ROW LEVEL SECURITY;
ALTER TABLE app.community ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.community FORCE ROW LEVEL SECURITY;
ALTER TABLE app.school ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.school FORCE ROW LEVEL SECURITY;

RESET ROLE;
