-- The demonstration: two whole offices, Tanger-Assilah and Tiznit, over three school years.
-- Needs the reference data. All people are invented. Every value follows from demo/*.csv and from
-- the md5 of a label, so each run gives the same rows, and a second run adds none. The files of
-- demo/ go on with it, in the order of their names.

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

-- One analyst for each region of the two offices and one portal, with no role in either.
INSERT INTO app.regional_grant (region_code, id, person_id, role, valid_from)
SELECT
    left(office_code, 2), pg_temp.demo_id('regional-grant', office_code, label),
    pg_temp.demo_id('person', office_code, label),
    CASE label WHEN 'region-portal' THEN 'REGION_PORTAL' ELSE 'REGIONAL_ANALYST' END,
    date '2024-09-01'
FROM pg_temp.csv_people
WHERE label IN ('regional-analyst', 'region-portal')
ON CONFLICT DO NOTHING;

-- Who operates the platform.
INSERT INTO app.platform_grant (id, person_id, valid_from)
SELECT
    pg_temp.demo_id('platform-grant', office_code, label),
    pg_temp.demo_id('person', office_code, label),
    date '2024-09-01'
FROM pg_temp.csv_people
WHERE label = 'operator'
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

-- Every assignment has its agreement and its programme. One programme in five was late; a few of
-- the last year are drafts still. In the first year one community had no coordinator to agree.
INSERT INTO app.assignment_warning (office_id, id, assignment_id, code)
SELECT
    a.office_id, md5('mouwakaba/demo/warning/' || a.id || '/' || w.code)::uuid, a.id, w.code
FROM app.assignment a
JOIN demo_assignment d
    ON a.id = pg_temp.demo_id('assignment', d.office_code, d.label, d.school_year)
CROSS JOIN LATERAL unnest(app.warnings_of(a)) AS w (code)
ON CONFLICT DO NOTHING;

INSERT INTO app.coordinator_agreement (
    office_id, id, escort_id, community_id, school_year, forms, channels, exception, reason,
    agreed_on, recorded_by_id
)
SELECT
    d.office_code::integer,
    pg_temp.demo_id('agreement', d.office_code, d.label, d.school_year),
    pg_temp.demo_id('person', d.office_code, d.label),
    pg_temp.demo_id('community', d.office_code, d.community_number),
    d.school_year,
    CASE WHEN e.is_vacant THEN '{}'
        WHEN d.letter = 'a' THEN '{VISIT,SMALL_GROUP,WORKSHOP}'::text[]
        ELSE '{VISIT,WORKSHOP}' END,
    CASE WHEN e.is_vacant THEN '{}' ELSE '{MEETING,MESSAGING}'::text[] END,
    CASE WHEN e.is_vacant THEN 'POST_VACANT' END,
    CASE WHEN e.is_vacant THEN 'منصب منسق الجماعة شاغر إلى حين انتخاب منسق جديد' END,
    make_date(d.first_year, 9, 16),
    pg_temp.demo_id(
        'person', d.office_code,
        CASE WHEN e.is_vacant THEN 'delegate' ELSE 'head-' || d.community_number || '-01' END)
FROM demo_assignment d
CROSS JOIN LATERAL (
    SELECT d.community_number = '3' AND d.first_year = 2024 AS is_vacant
) AS e
ON CONFLICT DO NOTHING;

CREATE TEMPORARY TABLE demo_programme ON COMMIT DROP AS
SELECT
    p.*,
    CASE WHEN p.deposited_at IS NOT NULL THEN row_number() OVER (
        PARTITION BY p.office_code, p.school_year ORDER BY p.deposited_at, p.label
    ) END AS receipt_number
FROM (
    SELECT
        d.*,
        pg_temp.demo_id('programme', d.office_code, d.label, d.school_year) AS id,
        pg_temp.demo_id('programme-version', d.office_code, d.label, d.school_year)
            AS version_id,
        due.*,
        CASE
            WHEN n.chance = 0 THEN due.due_at + interval '1 day' * (1 + d.first_year % 7)
            WHEN n.chance < 9 OR d.first_year < 2026
                THEN due.due_at - interval '1 day' * (1 + n.chance) - interval '13 hours'
        END AS deposited_at
    FROM demo_assignment d
    JOIN app.school_year y ON y.label = d.school_year
    CROSS JOIN LATERAL app.programme_due(
        y.programme_due_at, make_date(d.first_year, 9, 15)) AS due
    CROSS JOIN LATERAL (
        SELECT pg_temp.demo_number(
            'programme' || d.office_code || d.label || d.school_year, 10) % 10 AS number
    ) AS m
    CROSS JOIN LATERAL (
        SELECT CASE WHEN m.number < 2 THEN 0 ELSE m.number END AS chance
    ) AS n
) AS p;

INSERT INTO app.escort_programme (
    office_id, id, escort_id, community_id, school_year, due_at, due_by_office_rule,
    deposited_at, is_late
)
SELECT
    office_code::integer, id, pg_temp.demo_id('person', office_code, label),
    pg_temp.demo_id('community', office_code, community_number), school_year, due_at,
    due_by_office_rule, deposited_at, app.is_late(deposited_at, due_at)
FROM demo_programme
ON CONFLICT DO NOTHING;

-- Lines go into drafts, which are deposited afterwards.
INSERT INTO app.programme_version (office_id, id, programme_id, number, school_year, created_at)
SELECT
    office_code::integer, version_id, id, 1, school_year,
    make_date(first_year, 9, 17)::timestamp AT TIME ZONE 'Africa/Casablanca'
FROM demo_programme
ON CONFLICT DO NOTHING;

INSERT INTO app.programme_milestone (office_id, id, version_id, label, starts_on, ends_on)
SELECT
    v.office_id, pg_temp.demo_id('milestone', v.id::text, m.label), v.id, m.label,
    make_date(d.first_year, 9, 15) + m.day, make_date(d.first_year, 9, 15) + m.day + m.days
FROM demo_programme d
JOIN app.programme_version v ON v.id = d.version_id AND v.deposited_at IS NULL
CROSS JOIN (VALUES
    ('لقاء الانطلاق', 14, 0), ('محطة التتبع', 120, 5), ('محطة التقويم', 240, 10)
) AS m (label, day, days)
ON CONFLICT DO NOTHING;

INSERT INTO app.programme_school (office_id, id, version_id, school_id)
SELECT
    v.office_id, pg_temp.demo_id('target', v.id::text, s.gresa_digits), v.id,
    pg_temp.demo_id('school', s.office_code, s.community_number, s.ordinal)
FROM demo_programme d
JOIN app.programme_version v ON v.id = d.version_id AND v.deposited_at IS NULL
JOIN pg_temp.csv_schools s
    ON (s.office_code, s.community_number) = (d.office_code, d.community_number)
    AND s.ordinal::integer % 3 = CASE d.letter WHEN 'a' THEN 0 ELSE 1 END
ON CONFLICT DO NOTHING;

INSERT INTO app.planned_activity (office_id, id, version_id, kind, starts_on, ends_on, school_id)
SELECT
    t.office_id, md5('mouwakaba/demo/activity/' || t.id)::uuid, t.version_id, 'VISIT',
    make_date(d.first_year, 10, 1) + n.day, make_date(d.first_year, 10, 6) + n.day, t.school_id
FROM demo_programme d
JOIN app.programme_version v ON v.id = d.version_id AND v.deposited_at IS NULL
JOIN app.programme_school t ON (t.office_id, t.version_id) = (v.office_id, v.id)
CROSS JOIN LATERAL (SELECT pg_temp.demo_number('planned' || t.id, 200) AS day) AS n
ON CONFLICT DO NOTHING;

INSERT INTO app.programme_theme (office_id, id, version_id, topic, theme)
SELECT
    v.office_id, pg_temp.demo_id('theme', v.id::text, t.theme), v.id, t.topic, t.theme
FROM demo_programme d
JOIN app.programme_version v ON v.id = d.version_id AND v.deposited_at IS NULL
CROSS JOIN (VALUES
    ('القراءة في السنوات الأولى', 'EARLY_READING', 'a'),
    ('قراءة نتائج التقويم التشخيصي', 'USE_OF_DATA', 'a'),
    ('المناخ المدرسي', 'SCHOOL_CLIMATE', 'b')
) AS t (topic, theme, letter)
WHERE t.letter = d.letter
ON CONFLICT DO NOTHING;

UPDATE app.programme_version v
SET deposited_at = d.deposited_at, receipt_number = d.receipt_number
FROM demo_programme d
WHERE v.id = d.version_id AND v.deposited_at IS NULL AND d.deposited_at IS NOT NULL;

UPDATE app.programme_version v
SET received_by_id = pg_temp.demo_id('person', d.office_code, 'delegate'),
    received_at = d.deposited_at + interval '2 days'
FROM demo_programme d
WHERE v.id = d.version_id AND v.received_at IS NULL AND d.receipt_number % 4 > 0;

INSERT INTO app.receipt_counter (office_id, school_year, kind, last_number)
SELECT office_code::integer, school_year, 'PROGRAMME', max(receipt_number)
FROM demo_programme
GROUP BY office_code, school_year
ON CONFLICT DO NOTHING;

-- Two proposals an assignment: most accepted, some declined, some open.
INSERT INTO app.community_programme (office_id, id, community_id, school_year)
SELECT DISTINCT
    office_code::integer,
    pg_temp.demo_id('community-programme', office_code, community_number, school_year),
    pg_temp.demo_id('community', office_code, community_number), school_year
FROM demo_assignment
ON CONFLICT DO NOTHING;

INSERT INTO app.proposed_activity (
    office_id, id, community_id, school_year, proposer_id, activity, theme, wished_on,
    proposed_at, status, programme_id, answered_by_id, answered_at, answer
)
SELECT
    d.office_code::integer,
    pg_temp.demo_id('proposal', d.office_code, d.label, d.school_year, p.theme),
    pg_temp.demo_id('community', d.office_code, d.community_number),
    d.school_year,
    pg_temp.demo_id('person', d.office_code, d.label),
    p.activity,
    p.theme,
    make_date(d.first_year, 11, 15) + p.days,
    make_date(d.first_year, 9, 25)::timestamp AT TIME ZONE 'Africa/Casablanca',
    a.status,
    CASE a.status WHEN 'ACCEPTED' THEN pg_temp.demo_id(
        'community-programme', d.office_code, d.community_number, d.school_year) END,
    CASE WHEN a.status <> 'PROPOSED' THEN pg_temp.demo_id(
        'person', d.office_code, 'head-' || d.community_number || '-01') END,
    CASE WHEN a.status <> 'PROPOSED' THEN
        make_date(d.first_year, 10, 2)::timestamp AT TIME ZONE 'Africa/Casablanca' END,
    CASE a.status WHEN 'DECLINED' THEN 'سبق برمجة نشاط مماثل هذه السنة' END
FROM demo_assignment d
CROSS JOIN (VALUES
    ('ورشة حول تتبع المتعلمين المتعثرين', 'SCHOOL_SUPPORT', 0),
    ('تبادل الزيارات بين المؤسسات', 'PEER_VISITS', 60)
) AS p (activity, theme, days)
CROSS JOIN LATERAL (
    SELECT (ARRAY['ACCEPTED', 'ACCEPTED', 'ACCEPTED', 'DECLINED', 'PROPOSED'])[
        1 + pg_temp.demo_number(
            'proposal' || d.office_code || d.label || d.school_year || p.theme, 5)
    ] AS status
) AS a
ON CONFLICT DO NOTHING;

-- Transport was asked for one field visit in ten, now and then after it.
INSERT INTO app.transport_request (
    office_id, id, requester_id, school_year, trip_on, departure, school_id, means, kilometres,
    requested_at, is_after_the_fact, status, answered_by_id, answered_at, refusal_reason
)
SELECT
    v.office_id, md5('mouwakaba/demo/transport/' || v.id)::uuid, v.escort_id, v.school_year,
    v.visited_on, o.name_ar, v.school_id,
    (ARRAY['OFFICE_VEHICLE', 'OFFICE_VEHICLE', 'OWN_CAR'])[
        1 + pg_temp.demo_number('means' || v.id, 3)],
    10 + pg_temp.demo_number('kilometres' || v.id, 900) / 10.0,
    r.requested_at,
    r.chance = 0,
    r.status,
    CASE WHEN r.status <> 'REQUESTED' THEN pg_temp.demo_id('person', o.code, 'delegate') END,
    CASE WHEN r.status <> 'REQUESTED' THEN r.requested_at + interval '20 hours' END,
    CASE r.status WHEN 'REFUSED' THEN 'لا توجد سيارة متاحة في هذا اليوم' END
FROM app.visit v
JOIN app.office o ON o.id = v.office_id
CROSS JOIN LATERAL (
    SELECT
        n.chance,
        (v.visited_on + CASE n.chance WHEN 0 THEN 1 ELSE -3 END + time '10:00')
            AT TIME ZONE 'Africa/Casablanca' AS requested_at,
        (ARRAY['REQUESTED', 'REFUSED', 'GRANTED', 'GRANTED', 'GRANTED'])[1 + n.chance % 5]
            AS status
    FROM (SELECT pg_temp.demo_number('transport' || v.id, 10) AS chance) AS n
) AS r
WHERE o.code IN ('01511', '09581') AND v.mode = 'FIELD'
  AND pg_temp.demo_number('trip' || v.id, 10) = 0
ON CONFLICT DO NOTHING;

INSERT INTO app.support_request (
    office_id, id, requester_id, school_year, kind, need, needed_on, requested_at
)
SELECT
    d.office_code::integer,
    pg_temp.demo_id('support', d.office_code, d.label, d.school_year),
    pg_temp.demo_id('person', d.office_code, d.label),
    d.school_year,
    (ARRAY['MATERIAL', 'DOCUMENTS', 'VENUE'])[
        1 + pg_temp.demo_number('support' || d.label || d.school_year, 3)],
    'توفير قاعة وجهاز عرض للورشة',
    make_date(d.first_year, 11, 10),
    make_date(d.first_year, 10, 20)::timestamp AT TIME ZONE 'Africa/Casablanca'
FROM demo_assignment d
WHERE d.letter = 'a'
ON CONFLICT DO NOTHING;

-- A visit to every second school was planned for a weekday of one autumn and not made.
INSERT INTO app.visit_not_made (
    office_id, id, escort_id, school_id, school_year, planned_on, reason, recorded_at
)
SELECT
    s.office_code::integer,
    pg_temp.demo_id('visit-not-made', s.office_code, s.gresa_digits),
    pg_temp.demo_id('person', s.office_code, a.label),
    pg_temp.demo_id('school', s.office_code, s.community_number, s.ordinal),
    a.school_year,
    n.planned_on,
    (ARRAY['NO_TRANSPORT', 'NO_TRANSPORT', 'HEAD_ABSENT', 'OTHER'])[
        1 + pg_temp.demo_number('lost' || s.gresa_digits, 4)],
    (n.planned_on + time '17:00') AT TIME ZONE 'Africa/Casablanca'
FROM pg_temp.csv_schools s
JOIN demo_assignment a
    ON (a.office_code, a.community_number) = (s.office_code, s.community_number)
    AND a.letter = 'a' AND a.first_year = 2024 + s.ordinal::integer % 3
CROSS JOIN LATERAL (
    SELECT make_date(a.first_year, 10, 1)
        + 7 * pg_temp.demo_number('week' || s.gresa_digits, 6) AS planned_on
) AS n
WHERE pg_temp.demo_number('not made' || s.gresa_digits, 2) = 0
ON CONFLICT DO NOTHING;


-- Three small groups a community and year, of two to four schools; the third one the escorts of the
-- community facilitate together.
CREATE TEMPORARY TABLE demo_group ON COMMIT DROP AS
SELECT
    a.office_code, a.community_number, a.school_year, a.first_year, a.label AS escort, k.n,
    a.office_code || '/' || a.community_number || '/' || a.school_year || '/' || k.n AS label,
    CASE a.first_year
        WHEN 2026 THEN date '2026-09-21'
            + 7 * pg_temp.demo_number('week' || a.office_code || a.community_number || k.n, 8)
        ELSE make_date(a.first_year, 10, 5) + 7 * pg_temp.demo_number(
            'week' || a.office_code || a.community_number || a.school_year || k.n, 34)
    END + k.n AS held_on
FROM demo_assignment a
CROSS JOIN generate_series(1, 3) AS k (n)
WHERE a.letter = (ARRAY['a', 'b', 'a'])[k.n];

INSERT INTO app.small_group (
    office_id, id, school_year, held_on, mode, place, stages, coordinated_with_id,
    recorded_by_id, recorded_at
)
SELECT
    g.office_code::integer, pg_temp.demo_id('small-group', g.label), g.school_year, g.held_on,
    CASE g.n WHEN 2 THEN 'REMOTE' ELSE 'FIELD' END,
    CASE g.n WHEN 1 THEN 'مقر المؤسسة الأولى للجماعة' WHEN 3 THEN 'مركز التكوين' END,
    CASE g.n
        WHEN 1 THEN ARRAY['DIAGNOSIS', 'PLANNING']
        WHEN 2 THEN ARRAY['IMPLEMENTATION']
        ELSE ARRAY['MONITORING', 'EVALUATION']
    END,
    pg_temp.demo_id('person', g.office_code, 'head-' || g.community_number || '-01'),
    pg_temp.demo_id('person', g.office_code, g.escort),
    (g.held_on + 1 + time '17:00') AT TIME ZONE 'Africa/Casablanca'
FROM demo_group g
ON CONFLICT DO NOTHING;

INSERT INTO app.small_group_facilitator (office_id, small_group_id, person_id)
SELECT
    g.office_code::integer, pg_temp.demo_id('small-group', g.label),
    pg_temp.demo_id('person', g.office_code, a.label)
FROM demo_group g
JOIN demo_assignment a USING (office_code, community_number, school_year)
WHERE a.label = g.escort OR g.n = 3
ON CONFLICT DO NOTHING;

INSERT INTO app.small_group_school (
    office_id, small_group_id, school_id, community_id, head_attended
)
SELECT
    g.office_code::integer, pg_temp.demo_id('small-group', g.label),
    pg_temp.demo_id('school', g.office_code, g.community_number, s.ordinal),
    pg_temp.demo_id('community', g.office_code, g.community_number),
    pg_temp.demo_number('attended' || g.label || s.gresa_digits, 8) > 0
FROM demo_group g
CROSS JOIN LATERAL (
    SELECT s.ordinal, s.gresa_digits FROM pg_temp.csv_schools s
    WHERE s.office_code = g.office_code AND s.community_number = g.community_number
    ORDER BY md5(g.label || s.gresa_digits)
    LIMIT 2 + pg_temp.demo_number('called' || g.label, 3)
) s
ON CONFLICT DO NOTHING;

-- Two workshops a community and year; the second one the escorts facilitate together.
CREATE TEMPORARY TABLE demo_workshop ON COMMIT DROP AS
SELECT g.*, t.topic, t.theme
FROM demo_group g
CROSS JOIN LATERAL (
    SELECT * FROM (VALUES
        (0, 'قراءة نتائج التعلمات', 'LEARNING_RESULTS'),
        (1, 'صياغة الأولويات', 'PRIORITIES'),
        (2, 'مؤشرات تتبع المشروع', 'INDICATORS'),
        (3, 'محاربة الهدر المدرسي', 'DROPPING_OUT')
    ) AS t (n, topic, theme)
    WHERE t.n = pg_temp.demo_number('topic' || g.label, 4)
) t
WHERE g.n <= 2;

INSERT INTO app.workshop (
    office_id, id, community_id, school_year, held_on, mode, topic, theme, attendance,
    recorded_by_id, recorded_at
)
SELECT
    w.office_code::integer, pg_temp.demo_id('workshop', w.label),
    pg_temp.demo_id('community', w.office_code, w.community_number), w.school_year,
    w.held_on + 1, 'FIELD', w.topic, w.theme, 6 + pg_temp.demo_number('came' || w.label, 12),
    pg_temp.demo_id('person', w.office_code, w.escort),
    (w.held_on + 2 + time '17:00') AT TIME ZONE 'Africa/Casablanca'
FROM demo_workshop w
ON CONFLICT DO NOTHING;

INSERT INTO app.workshop_facilitator (office_id, workshop_id, person_id)
SELECT
    w.office_code::integer, pg_temp.demo_id('workshop', w.label),
    pg_temp.demo_id('person', w.office_code, a.label)
FROM demo_workshop w
JOIN demo_assignment a USING (office_code, community_number, school_year)
WHERE a.label = w.escort OR w.n = 2
ON CONFLICT DO NOTHING;

-- Two findings an assignment.
INSERT INTO app.finding (
    office_id, id, author_id, community_id, school_year, kind, theme, text, observed_on,
    recorded_at
)
SELECT
    a.office_code::integer, pg_temp.demo_id('finding', a.office_code, a.label, a.school_year, f.kind),
    pg_temp.demo_id('person', a.office_code, a.label),
    pg_temp.demo_id('community', a.office_code, a.community_number), a.school_year, f.kind,
    f.theme, f.text, make_date(a.first_year, 11, 5),
    make_timestamptz(a.first_year, 11, 6, 18, 0, 0, 'Africa/Casablanca')
FROM demo_assignment a
CROSS JOIN (VALUES
    ('STRENGTH', 'COOPERATION', 'تبادل منتظم للتجارب بين المديرين داخل الجماعة.'),
    ('WEAKNESS', 'INDICATORS', 'مؤشرات المشاريع غير مرتبطة بنتائج التلاميذ.')
) AS f (kind, theme, text)
ON CONFLICT DO NOTHING;

-- A project for each of the first four schools of a community, by their head.
CREATE TEMPORARY TABLE demo_project ON COMMIT DROP AS
SELECT
    s.*,
    pg_temp.demo_id('project', s.office_code, s.community_number, s.ordinal) AS id,
    (ARRAY['COMPLETED', 'IN_EXECUTION', 'SUBMITTED', 'DRAFT'])[s.ordinal::integer] AS status
FROM pg_temp.csv_schools s
WHERE s.ordinal::integer <= 4;

INSERT INTO app.project (
    office_id, id, school_id, community_id, kind, title, objectives, first_school_year,
    last_school_year, budget, author_id, submitted_on, council_approved_on, status, ended_on,
    recorded_at, version
)
SELECT
    p.office_code::integer, p.id,
    pg_temp.demo_id('school', p.office_code, p.community_number, p.ordinal),
    pg_temp.demo_id('community', p.office_code, p.community_number),
    CASE p.ordinal WHEN '1' THEN 'SCHOOL_PROJECT' ELSE 'INTEGRATED' END,
    'مشروع ' || p.name_ar, 'تحسين التعلمات الأساس وتقليص الهدر المدرسي.',
    CASE p.ordinal WHEN '1' THEN '2024-2025' WHEN '2' THEN '2025-2026' ELSE '2026-2027' END,
    CASE p.ordinal WHEN '1' THEN '2025-2026' ELSE '2028-2029' END,
    20000 + 500 * pg_temp.demo_number('budget' || p.gresa_digits, 120),
    pg_temp.demo_id(
        'person', p.office_code, 'head-' || p.community_number || '-' || lpad(p.ordinal, 2, '0')),
    CASE p.ordinal
        WHEN '1' THEN date '2024-10-15' WHEN '2' THEN date '2025-10-14'
        WHEN '3' THEN date '2026-10-13'
    END,
    CASE p.ordinal
        WHEN '1' THEN date '2024-10-08' WHEN '2' THEN date '2025-10-07'
        WHEN '3' THEN date '2026-10-06'
    END,
    p.status,
    CASE p.status WHEN 'COMPLETED' THEN date '2026-06-26' END,
    timestamptz '2026-11-02 10:00:00Z', CASE p.status WHEN 'DRAFT' THEN 1 ELSE 2 END
FROM demo_project p
ON CONFLICT DO NOTHING;

INSERT INTO app.project_priority (office_id, id, project_id, position, title)
SELECT p.office_code::integer, pg_temp.demo_id('priority', p.id::text, r.n::text), p.id, r.n, r.title
FROM demo_project p
CROSS JOIN (VALUES (1, 'الرفع من مستوى القراءة'), (2, 'الاحتفاظ بالتلاميذ')) AS r (n, title)
ON CONFLICT DO NOTHING;

INSERT INTO app.project_action (
    office_id, id, project_id, priority_id, title, responsible, starts_on, ends_on, indicator,
    budget
)
SELECT
    p.office_code::integer, pg_temp.demo_id('action', p.id::text, r.n::text), p.id,
    pg_temp.demo_id('priority', p.id::text, r.n::text), r.title, 'فريق القيادة',
    make_date(2024 + least(p.ordinal::integer, 3) - 1, 11, 1),
    make_date(2024 + least(p.ordinal::integer, 3), 5, 31), r.indicator, 5000
FROM demo_project p
CROSS JOIN (VALUES
    (1, 'ورشات القراءة والدعم', 'نسبة التلاميذ المتمكنين من القراءة'),
    (2, 'خلية اليقظة وتتبع الغياب', 'عدد المنقطعين')
) AS r (n, title, indicator)
ON CONFLICT DO NOTHING;

-- The escort who stays observes the stages one after the other; the head declares a degree more.
INSERT INTO app.project_progress (
    office_id, id, project_id, stage, degree, source, observed_on, recorded_by_id, recorded_at
)
SELECT
    p.office_code::integer, pg_temp.demo_id('progress', p.id::text, t.stage, o.source), p.id,
    t.stage, least(4, t.degree + o.more), o.source, t.day,
    pg_temp.demo_id('person', p.office_code, CASE o.source
        WHEN 'OBSERVED' THEN 'escort-' || p.community_number || '-a'
        ELSE 'head-' || p.community_number || '-' || lpad(p.ordinal, 2, '0')
    END),
    (t.day + time '18:00') AT TIME ZONE 'Africa/Casablanca'
FROM demo_project p
CROSS JOIN (VALUES ('OBSERVED', 0), ('DECLARED', 1)) AS o (source, more)
CROSS JOIN LATERAL (
    SELECT v.stage, v.degree,
        make_date(2024 + p.ordinal::integer - 1, 11, 10) + 30 * v.n AS day
    FROM (VALUES
        (0, 'DIAGNOSIS', 4), (1, 'PLANNING', 3), (2, 'IMPLEMENTATION', 2), (3, 'MONITORING', 1),
        (4, 'EVALUATION', 0)
    ) AS v (n, stage, degree)
    WHERE p.ordinal::integer <= 2 OR v.n = 0
) t
WHERE p.status <> 'DRAFT'
ON CONFLICT DO NOTHING;

-- The identifier that a record has if it is one of the demonstration.
CREATE FUNCTION pg_temp.demo_record(record app.escort_record) RETURNS uuid
    LANGUAGE sql IMMUTABLE
    RETURN pg_temp.demo_id(
        'record', (record).office_id::text, (record).person_id::text,
        (record).community_id::text, (record).school_year);

-- The records of the two years that are over, each with its figures; every seventh came late. The
-- figures are computed for an office of a request.
DO $demo$
DECLARE
    office integer;
BEGIN
    PERFORM set_config('mouwakaba.roles', 'DELEGATE', true);
    FOR office IN SELECT DISTINCT office_code::integer FROM demo_assignment ORDER BY 1 LOOP
        PERFORM set_config('mouwakaba.office_id', office::text, true);
        INSERT INTO app.escort_record (
            office_id, id, person_id, community_id, school_year, receipt_number, status, version,
            is_late
        )
        SELECT office, pg_temp.demo_id(
                'record', office::text, person.id::text, community.id::text, a.school_year),
            person.id, community.id, a.school_year,
            a.receipt,
            CASE a.first_year WHEN 2024 THEN 'ACCEPTED' ELSE 'SUBMITTED' END,
            CASE a.first_year WHEN 2024 THEN 2 ELSE 1 END,
            a.receipt % 7 = 0
        FROM (
            SELECT d.*, row_number() OVER (
                PARTITION BY d.school_year ORDER BY d.community_number::integer, d.letter
            ) AS receipt
            FROM demo_assignment d
            WHERE d.office_code::integer = office AND d.first_year < 2026
        ) a
        CROSS JOIN LATERAL pg_temp.demo_id('person', a.office_code, a.label) AS person (id)
        CROSS JOIN LATERAL pg_temp.demo_id(
            'community', a.office_code, a.community_number) AS community (id)
        ON CONFLICT DO NOTHING;
        INSERT INTO app.record_submission (
            office_id, id, record_id, number, figures, findings, fact_ids, submitted_at, is_late
        )
        SELECT office, pg_temp.demo_id('submission', r.id::text), r.id, 1,
            records.figures(r.person_id, r.community_id, r.school_year),
            records.findings(r.person_id, r.community_id, r.school_year),
            ARRAY(
                SELECT f.id FROM records.facts(r.person_id, r.community_id, r.school_year) f
                ORDER BY f.id
            ),
            y.record_due_at + CASE WHEN r.is_late THEN 3 ELSE -3 END * interval '1 day',
            r.is_late
        FROM app.escort_record r
        JOIN app.school_year y ON y.label = r.school_year
        WHERE r.office_id = office AND r.id = pg_temp.demo_record(r)
        ON CONFLICT DO NOTHING;
        INSERT INTO app.record_decision (
            office_id, id, record_id, submission_id, decision, decided_by_id, decided_at
        )
        SELECT office, pg_temp.demo_id('decision', r.id::text), r.id,
            pg_temp.demo_id('submission', r.id::text), 'ACCEPTED',
            pg_temp.demo_id('person', lpad(office::text, 5, '0'), 'delegate'),
            s.submitted_at + interval '7 days'
        FROM app.escort_record r
        JOIN app.record_submission s ON (s.office_id, s.record_id) = (r.office_id, r.id)
        WHERE r.office_id = office AND r.status = 'ACCEPTED'
          AND s.id = pg_temp.demo_id('submission', pg_temp.demo_record(r)::text)
        ON CONFLICT DO NOTHING;
    END LOOP;
    INSERT INTO app.receipt_counter (office_id, school_year, kind, last_number)
    SELECT r.office_id, r.school_year, 'RECORD', max(r.receipt_number)
    FROM app.escort_record r
    GROUP BY r.office_id, r.school_year
    ON CONFLICT DO NOTHING;
    PERFORM set_config('mouwakaba.office_id', '', true);
    PERFORM set_config('mouwakaba.roles', '', true);
END
$demo$;

DROP FUNCTION pg_temp.demo_record(app.escort_record);

RESET ROLE;
