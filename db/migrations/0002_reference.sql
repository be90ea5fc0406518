-- Reference data of the whole country: regions, provincial offices (the tenants), school years.

SET LOCAL ROLE mouwakaba_owner;

CREATE TABLE app.region (
    code text NOT NULL,
    iso_code text NOT NULL,
    name_ar text COLLATE app.arabic NOT NULL,
    name_fr text COLLATE app.french NOT NULL,
    name_en text NOT NULL,
    academy_name_ar text COLLATE app.arabic NOT NULL,
    academy_name_fr text COLLATE app.french NOT NULL,
    academy_name_en text NOT NULL,
    CONSTRAINT region_pkey PRIMARY KEY (code),
    CONSTRAINT region_iso_code_key UNIQUE (iso_code),
    CONSTRAINT region_code_is_two_digits CHECK (code ~ '^[0-9]{2}$'),
    CONSTRAINT region_iso_code_is_moroccan CHECK (iso_code ~ '^MA-[0-9]{2}$')
);

COMMENT ON TABLE app.region IS 'A region and its academy of education and training (AREF).';
COMMENT ON COLUMN app.region.code IS 'Two digits, as in the office codes that begin with it.';
COMMENT ON COLUMN app.region.iso_code IS 'ISO 3166-2 code.';
COMMENT ON COLUMN app.region.academy_name_ar IS 'Full Arabic name of the regional academy.';
COMMENT ON COLUMN app.region.academy_name_fr IS 'Full French name of the regional academy.';
COMMENT ON COLUMN app.region.academy_name_en IS 'Full English name of the regional academy.';

CREATE TABLE app.office (
    id integer NOT NULL,
    code text NOT NULL,
    slug text NOT NULL,
    kind text NOT NULL,
    region_code text NOT NULL,
    name_ar text COLLATE app.arabic NOT NULL,
    name_fr text COLLATE app.french NOT NULL,
    name_en text NOT NULL,
    directorate_name_ar text COLLATE app.arabic NOT NULL,
    directorate_name_fr text COLLATE app.french NOT NULL,
    CONSTRAINT office_pkey PRIMARY KEY (id),
    CONSTRAINT office_code_key UNIQUE (code),
    CONSTRAINT office_slug_key UNIQUE (slug),
    CONSTRAINT office_region_code_fkey FOREIGN KEY (region_code) REFERENCES app.region (code),
    CONSTRAINT office_code_is_five_or_nine_digits CHECK (code ~ '^([0-9]{5}|[0-9]{9})$'),
    CONSTRAINT office_id_is_the_number_of_its_code CHECK (id = code::integer),
    CONSTRAINT office_code_begins_with_its_region CHECK (left(code, 2) = region_code),
    CONSTRAINT office_slug_is_url_safe CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    CONSTRAINT office_kind_is_known
        CHECK (kind IN ('PROVINCE', 'PREFECTURE', 'PREFECTURE_OF_ARRONDISSEMENTS'))
);

CREATE INDEX office_by_region ON app.office (region_code, name_ar, id);

COMMENT ON TABLE app.office IS
    'A provincial directorate of education, formerly a delegation: the tenant. Every other table '
    'with an office_id belongs to one office.';
COMMENT ON COLUMN app.office.id IS 'The number that the code spells: 1511 for 01511.';
COMMENT ON COLUMN app.office.code IS
    'Code of the province: five digits, or nine for a prefecture of arrondissements.';
COMMENT ON COLUMN app.office.slug IS 'Name in web addresses.';
COMMENT ON COLUMN app.office.directorate_name_ar IS 'Official Arabic title of the directorate.';
COMMENT ON COLUMN app.office.directorate_name_fr IS 'Official French title of the directorate.';

CREATE TABLE app.school_year (
    label text NOT NULL,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    programme_due_at timestamp with time zone NOT NULL,
    record_due_at timestamp with time zone NOT NULL,
    CONSTRAINT school_year_pkey PRIMARY KEY (label),
    CONSTRAINT school_year_label_names_two_years CHECK (label ~ '^[0-9]{4}-[0-9]{4}$'),
    CONSTRAINT school_year_label_agrees_with_its_dates CHECK (
        left(label, 4)::integer = extract(year FROM starts_on)
        AND right(label, 4)::integer = left(label, 4)::integer + 1
        AND right(label, 4)::integer = extract(year FROM ends_on)
    ),
    CONSTRAINT school_year_programme_due_before_record CHECK (programme_due_at < record_due_at),
    CONSTRAINT school_years_do_not_overlap
        EXCLUDE USING gist (daterange(starts_on, ends_on, '[]') WITH &&)
);

CREATE INDEX school_year_by_start ON app.school_year (starts_on, label);

COMMENT ON TABLE app.school_year IS 'A school year with the two deadlines of the charter.';
COMMENT ON COLUMN app.school_year.label IS 'Both years joined by a hyphen: 2026-2027.';
COMMENT ON COLUMN app.school_year.starts_on IS 'First day.';
COMMENT ON COLUMN app.school_year.ends_on IS 'Last day, included.';
COMMENT ON COLUMN app.school_year.programme_due_at IS
    'Annual programmes are in time before this instant: 1 October 00:00, Africa/Casablanca.';
COMMENT ON COLUMN app.school_year.record_due_at IS
    'Overall records are in time before this instant: 1 July 00:00, Africa/Casablanca.';

ALTER TABLE app.region ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.region FORCE ROW LEVEL SECURITY;
ALTER TABLE app.office ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.office FORCE ROW LEVEL SECURITY;
ALTER TABLE app.school_year ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.school_year FORCE ROW LEVEL SECURITY;

RESET ROLE;
