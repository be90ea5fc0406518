-- The demonstration: two whole offices, Tanger-Assilah and Tiznit, over three school years.
-- Needs the reference data. All people are invented. Every value follows from demo/*.csv and from
-- the md5 of a label, so each run gives the same rows, and a second run adds none.

GRANT SELECT ON
    pg_temp.csv_zones,
    pg_temp.csv_communities,
    pg_temp.csv_schools,
    pg_temp.csv_people,
    pg_temp.csv_advice
TO mouwakaba_owner;

SET LOCAL ROLE mouwakaba_owner;

-- An identifier from the words that name a thing: its kind, office code and label.
CREATE FUNCTION pg_temp.demo_id(VARIADIC words text[]) RETURNS uuid
    LANGUAGE sql IMMUTABLE
    RETURN md5('mouwakaba/demo/' || array_to_string(words, '/'))::uuid;

-- A number from 0 to bound - 1 that looks arbitrary and is always the same.
CREATE FUNCTION pg_temp.demo_number(label text, bound integer) RETURNS integer
    LANGUAGE sql IMMUTABLE
    RETURN ('x' || left(md5(label), 7))::bit(28)::integer % bound;

INSERT INTO app.zone (office_id, id, code, name_ar, name_fr, kind)
SELECT
    office_code::integer, pg_temp.demo_id('zone', office_code, code),
    code, name_ar, name_fr, kind
FROM pg_temp.csv_zones
ON CONFLICT DO NOTHING;

INSERT INTO app.community (
    office_id, id, zone_id, number, name_ar, name_fr, established_on
)
SELECT
    office_code::integer, pg_temp.demo_id('community', office_code, number),
    pg_temp.demo_id('zone', office_code, zone_code),
    number::integer, name_ar, name_fr, established_on::date
FROM pg_temp.csv_communities
ON CONFLICT DO NOTHING;

-- A rural lycée teaches both secondary cycles. The last letter of a code of the ministry's
-- register is chosen by the remainder of its number.
INSERT INTO app.school (
    office_id, id, community_id, gresa_code, name_ar, name_fr, kind, cycle,
    has_primary, has_lower_secondary, has_upper_secondary,
    setting, municipality_ar, municipality_fr, opened_on
)
SELECT
    office_code::integer,
    pg_temp.demo_id('school', office_code, community_number, ordinal),
    pg_temp.demo_id('community', office_code, community_number),
    gresa_digits
        || substr('ZABCDEFGHJKLMNPRSTUVWXY', gresa_digits::integer % 23 + 1, 1),
    name_ar,
    name_fr,
    kind,
    CASE kind
        WHEN 'COLLEGE' THEN 'LOWER_SECONDARY'
        WHEN 'LYCEE' THEN 'UPPER_SECONDARY'
        ELSE 'PRIMARY'
    END,
    kind IN ('SCHOOL_GROUP', 'PRIMARY_SCHOOL', 'COMMUNITY_SCHOOL'),
    kind = 'COLLEGE' OR (kind = 'LYCEE' AND setting = 'RURAL'),
    kind = 'LYCEE',
    setting,
    municipality_ar,
    municipality_fr,
    opened_on::date
FROM pg_temp.csv_schools
ON CONFLICT DO NOTHING;

INSERT INTO app.person (
    id, staff_number, first_name_ar, last_name_ar, first_name_fr, last_name_fr,
    corps, home_office_id, work_zone_id
)
SELECT
    pg_temp.demo_id('person', office_code, label), staff_number,
    first_name_ar, last_name_ar, first_name_fr, last_name_fr,
    corps, office_code::integer,
    CASE WHEN zone_code IS NOT NULL THEN pg_temp.demo_id('zone', office_code, zone_code) END
FROM pg_temp.csv_people
ON CONFLICT DO NOTHING;

-- Roles of the office and of escorts. One officer has left.
INSERT INTO app.role_grant (office_id, id, person_id, role, valid_from, valid_to)
SELECT
    office_code::integer, pg_temp.demo_id('grant', office_code, label),
    pg_temp.demo_id('person', office_code, label),
    CASE
        WHEN label = 'delegate' THEN 'DELEGATE'
        WHEN label = 'analyst' THEN 'ANALYST'
        WHEN label LIKE 'escort-%' THEN 'ESCORT'
        ELSE 'OFFICER'
    END,
    CASE label WHEN 'former-officer' THEN date '2021-09-01' ELSE date '2024-09-01' END,
    CASE label WHEN 'former-officer' THEN date '2025-08-31' END
FROM pg_temp.csv_people
WHERE label ~ '^(delegate|analyst|escort-.*|officer-.*|former-officer)$'
ON CONFLICT DO NOTHING;

-- One analyst for each region of the two offices, with no role in either.
INSERT INTO app.regional_grant (region_code, id, person_id, role, valid_from)
SELECT
    left(office_code, 2), pg_temp.demo_id('regional-grant', office_code, label),
    pg_temp.demo_id('person', office_code, label),
    'REGIONAL_ANALYST',
    date '2024-09-01'
FROM pg_temp.csv_people
WHERE label = 'regional-analyst'
ON CONFLICT DO NOTHING;

INSERT INTO app.role_grant (office_id, id, person_id, role, school_id, valid_from)
SELECT
    office_code::integer,
    pg_temp.demo_id('grant', office_code, 'head', community_number, ordinal),
    pg_temp.demo_id(
        'person', office_code, 'head-' || community_number || '-' || lpad(ordinal, 2, '0')
    ),
    'SCHOOL_HEAD',
    pg_temp.demo_id('school', office_code, community_number, ordinal),
    make_date(2018 + pg_temp.demo_number('head' || gresa_digits, 7), 9, 1)
FROM pg_temp.csv_schools
ON CONFLICT DO NOTHING;

-- The head of the first school of a community coordinates it.
INSERT INTO app.role_grant (office_id, id, person_id, role, community_id, valid_from)
SELECT
    office_code::integer, pg_temp.demo_id('grant', office_code, 'coordinator', number),
    pg_temp.demo_id('person', office_code, 'head-' || number || '-01'),
    'COORDINATOR',
    pg_temp.demo_id('community', office_code, number),
    date '2024-09-01'
FROM pg_temp.csv_communities
ON CONFLICT DO NOTHING;

-- Escort "a" of a community stays; escort "b" goes on to the next community each year.
CREATE TEMPORARY TABLE demo_assignment ON COMMIT DROP AS
SELECT
    c.office_code,
    'escort-' || e.home || '-' || e.letter AS label,
    e.letter,
    c.number AS community_number,
    y.first_year,
    y.first_year || '-' || (y.first_year + 1) AS school_year
FROM pg_temp.csv_communities c
CROSS JOIN generate_series(2024, 2026) AS y (first_year)
CROSS JOIN LATERAL (
    SELECT count(*)::integer AS total
    FROM pg_temp.csv_communities o
    WHERE o.office_code = c.office_code
) n
CROSS JOIN LATERAL (
    VALUES
        ('a', c.number::integer),
        ('b', (c.number::integer - 1 + n.total - (y.first_year - 2024)) % n.total + 1)
) AS e (letter, home);

INSERT INTO app.assignment (
    office_id, id, person_id, community_id, school_year,
    decision_number, decided_on, starts_on, ends_on
)
SELECT
    office_code::integer,
    pg_temp.demo_id('assignment', office_code, label, school_year),
    pg_temp.demo_id('person', office_code, label),
    pg_temp.demo_id('community', office_code, community_number),
    school_year,
    first_year || '/' || lpad(
        (community_number::integer * 2 + CASE letter WHEN 'a' THEN 99 ELSE 100 END)::text, 4, '0'
    ),
    make_date(first_year, 9, 10),
    make_date(first_year, 9, 15),
    make_date(first_year + 1, 7, 31)
FROM demo_assignment
ON CONFLICT DO NOTHING;

-- Six to twelve visits a school, at most one a day, none on a Sunday, the last on or before
-- 19 November 2026. Each is made by one of the two escorts of that year.
WITH planned AS (
    SELECT
        s.*,
        k.n,
        s.office_code || '/' || s.gresa_digits || '/' || k.n AS label,
        (ARRAY[2024, 2025, 2026, 2024, 2025])[k.n % 5 + 1] AS first_year
    FROM pg_temp.csv_schools s
    CROSS JOIN LATERAL generate_series(
        1, 7 + pg_temp.demo_number('visits' || s.gresa_digits, 6)
    ) AS k (n)
), dated AS (
    SELECT
        p.*,
        CASE p.first_year
            WHEN 2026 THEN date '2026-09-16' + pg_temp.demo_number('day' || p.label, 65)
            ELSE make_date(p.first_year, 10, 1) + pg_temp.demo_number('day' || p.label, 262)
        END AS any_day
    FROM planned p
), visited AS (
    SELECT
        d.*,
        d.any_day - CASE extract(isodow FROM d.any_day) WHEN 7 THEN 1 ELSE 0 END AS visited_on
    FROM dated d
), distinct_days AS (
    SELECT DISTINCT ON (office_code, gresa_digits, visited_on) *
    FROM visited
    ORDER BY office_code, gresa_digits, visited_on, n
)
INSERT INTO app.visit (
    office_id, id, escort_id, school_id, assignment_id, school_year, visited_on,
    mode, cycle, purpose, stages, requested_by, advice, recorded_at
)
SELECT
    v.office_code::integer,
    pg_temp.demo_id('visit', v.label),
    pg_temp.demo_id('person', v.office_code, a.label),
    pg_temp.demo_id('school', v.office_code, v.community_number, v.ordinal),
    pg_temp.demo_id('assignment', v.office_code, a.label, a.school_year),
    a.school_year,
    v.visited_on,
    CASE pg_temp.demo_number('mode' || v.label, 6) WHEN 0 THEN 'REMOTE' ELSE 'FIELD' END,
    CASE
        WHEN v.kind = 'COLLEGE' THEN 'LOWER_SECONDARY'
        WHEN v.kind = 'LYCEE' AND v.setting = 'RURAL' AND v.n % 3 = 0 THEN 'LOWER_SECONDARY'
        WHEN v.kind = 'LYCEE' THEN 'UPPER_SECONDARY'
        ELSE 'PRIMARY'
    END,
    (ARRAY['CLARIFY_OBJECTIVES', 'SET_PRIORITIES', 'ACHIEVE_OBJECTIVES'])[
        1 + pg_temp.demo_number('purpose' || v.label, 3)
    ],
    CASE WHEN t.stage = 'EVALUATION' OR v.n % 3 > 0 THEN ARRAY[t.stage]
        ELSE ARRAY[t.stage, 'EVALUATION']
    END,
    (ARRAY['ESCORT', 'HEAD', 'COORDINATOR', 'ESCORT', 'OFFICE'])[
        1 + pg_temp.demo_number('requested' || v.label, 5)
    ],
    CASE WHEN v.n % 5 > 0 THEN t.text END,
    (v.visited_on + 1 + time '18:30') AT TIME ZONE 'Africa/Casablanca'
FROM distinct_days v
JOIN demo_assignment a
    ON a.office_code = v.office_code
    AND a.community_number = v.community_number
    AND a.first_year = v.first_year
    AND a.letter = (ARRAY['a', 'b'])[1 + pg_temp.demo_number('escort' || v.label, 2)]
JOIN pg_temp.csv_advice t
    ON t.number::integer = 1 + pg_temp.demo_number('advice' || v.label, 10)
ON CONFLICT DO NOTHING;

DROP FUNCTION pg_temp.demo_id(text[]);
DROP FUNCTION pg_temp.demo_number(text, integer);

RESET ROLE;
