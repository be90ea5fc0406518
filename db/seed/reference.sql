-- Regions, offices and school years, from reference/*.csv. A row that is right already is left
-- alone; a row that a file no longer holds stays.

GRANT SELECT ON pg_temp.csv_regions, pg_temp.csv_offices, pg_temp.csv_school_years
    TO mouwakaba_owner;

SET LOCAL ROLE mouwakaba_owner;

INSERT INTO app.region AS r (
    code, iso_code, name_ar, name_fr, name_en,
    academy_name_ar, academy_name_fr, academy_name_en
)
SELECT
    region_code, iso_3166_2, name_ar, name_fr, name_en,
    aref_name_ar, aref_name_fr, aref_name_en
FROM pg_temp.csv_regions
ON CONFLICT (code) DO UPDATE SET
    iso_code = excluded.iso_code,
    name_ar = excluded.name_ar,
    name_fr = excluded.name_fr,
    name_en = excluded.name_en,
    academy_name_ar = excluded.academy_name_ar,
    academy_name_fr = excluded.academy_name_fr,
    academy_name_en = excluded.academy_name_en
WHERE r IS DISTINCT FROM excluded;

-- A prefecture without a directorate of its own is no office.
INSERT INTO app.office AS o (
    id, code, slug, kind, region_code, name_ar, name_fr, name_en,
    directorate_name_ar, directorate_name_fr
)
SELECT
    office_code::integer, office_code, slug, upper(kind), region_code, name_ar, name_fr, name_en,
    directorate_name_ar, directorate_name_fr
FROM pg_temp.csv_offices
WHERE is_directorate::boolean
ON CONFLICT (id) DO UPDATE SET
    code = excluded.code,
    slug = excluded.slug,
    kind = excluded.kind,
    region_code = excluded.region_code,
    name_ar = excluded.name_ar,
    name_fr = excluded.name_fr,
    name_en = excluded.name_en,
    directorate_name_ar = excluded.directorate_name_ar,
    directorate_name_fr = excluded.directorate_name_fr
WHERE o IS DISTINCT FROM excluded;

INSERT INTO app.school_year AS y (
    label, starts_on, ends_on, programme_due_at, record_due_at
)
SELECT
    label, starts_on::date, ends_on::date,
    programme_due_at::timestamp with time zone, record_due_at::timestamp with time zone
FROM pg_temp.csv_school_years
ON CONFLICT (label) DO UPDATE SET
    starts_on = excluded.starts_on,
    ends_on = excluded.ends_on,
    programme_due_at = excluded.programme_due_at,
    record_due_at = excluded.record_due_at
WHERE y IS DISTINCT FROM excluded;

RESET ROLE;
