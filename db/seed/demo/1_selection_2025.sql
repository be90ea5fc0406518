-- The session of 2025-2026 of Tanger-Assilah (S2.d), closed: fifteen projects, three of each
-- community, of which the first ten of the published ranking are carried out. Two escorts sit on
-- the committee and stepped back from the projects of their communities.

SET LOCAL ROLE mouwakaba_owner;

CREATE FUNCTION pg_temp.demo_instant(day date, clock time) RETURNS timestamptz
    LANGUAGE sql STABLE
    RETURN (day + clock) AT TIME ZONE 'Africa/Casablanca';

INSERT INTO app.role_grant (office_id, id, person_id, role, valid_from, valid_to)
SELECT 1511, pg_temp.demo_id('grant', '01511', g.label, g.role),
    pg_temp.demo_id('person', '01511', g.label), g.role, g.valid_from, g.valid_to
FROM (VALUES
    ('auditor', 'AUDITOR', date '2025-09-01', NULL::date),
    ('officer-2', 'COMMITTEE_CHAIR', '2025-10-21', NULL),
    ('head-1-10', 'COMMITTEE_MEMBER', '2025-10-21', NULL),
    ('head-4-09', 'COMMITTEE_MEMBER', '2025-10-21', '2026-08-31'),
    ('head-5-09', 'COMMITTEE_MEMBER', '2025-10-21', NULL),
    ('head-3-09', 'COMMITTEE_MEMBER', '2025-10-21', '2026-08-31'),
    ('escort-2-a', 'COMMITTEE_MEMBER', '2025-10-21', '2026-08-31'),
    ('escort-4-a', 'COMMITTEE_MEMBER', '2025-10-21', NULL),
    ('escort-3-a', 'COMMITTEE_MEMBER', '2026-10-20', NULL)
) AS g (label, role, valid_from, valid_to)
ON CONFLICT DO NOTHING;

-- No public text tells the grid of a provincial committee; this one is a start.
INSERT INTO app.rubric (office_id, id, name, version)
VALUES (1511, pg_temp.demo_id('rubric', '01511'), 'شبكة انتقاء مشاريع المؤسسات', 1)
ON CONFLICT DO NOTHING;

INSERT INTO app.rubric_criterion (
    office_id, id, rubric_id, code, position, name_ar, name_fr, points_max
)
SELECT 1511, pg_temp.demo_id('criterion', '01511', c.code), pg_temp.demo_id('rubric', '01511'),
    c.code, c.position, c.name_ar, c.name_fr, c.points_max
FROM (VALUES
    (1, 'DIAGNOSIS', 'استناد التشخيص إلى المعطيات', 'Diagnostic fondé sur des données', 20),
    (2, 'PRIORITIES', 'أولويات قليلة مرتبطة بالتعلمات', 'Priorités liées aux apprentissages', 15),
    (3, 'OBJECTIVES', 'أهداف قابلة للقياس', 'Objectifs mesurables', 15),
    (4, 'COHERENCE', 'انسجام الأنشطة', 'Cohérence des actions', 10),
    (5, 'FEASIBILITY', 'القابلية للإنجاز', 'Faisabilité', 10),
    (6, 'BUDGET', 'تبرير الميزانية', 'Budget justifié', 10),
    (7, 'PARTICIPATION', 'إشراك الفريق والآباء والتلاميذ', 'Participation', 10),
    (8, 'EQUITY', 'الإنصاف والإدماج', 'Équité et inclusion', 5),
    (9, 'PARTNERS', 'الشركاء والاستدامة', 'Partenaires et pérennité', 5)
) AS c (position, code, name_ar, name_fr, points_max)
ON CONFLICT DO NOTHING;

-- Two more projects of each community, by the heads of its fifth and sixth school.
INSERT INTO app.project (
    office_id, id, school_id, community_id, kind, title, objectives, first_school_year,
    last_school_year, budget, author_id, submitted_on, council_approved_on, status, recorded_at,
    version
)
SELECT 1511, pg_temp.demo_id('project', '01511', s.community_number, s.ordinal),
    pg_temp.demo_id('school', '01511', s.community_number, s.ordinal),
    pg_temp.demo_id('community', '01511', s.community_number), 'INTEGRATED',
    'مشروع ' || s.name_ar, 'تحسين التعلمات الأساس وتقليص الهدر المدرسي.', '2025-2026',
    '2027-2028', 20000 + 500 * pg_temp.demo_number('budget' || s.gresa_digits, 120),
    pg_temp.demo_id('person', '01511', 'head-' || s.community_number || '-0' || s.ordinal),
    date '2025-10-15', date '2025-10-09', 'SUBMITTED',
    pg_temp.demo_instant('2025-10-15', '10:00'), 2
FROM pg_temp.csv_schools s
WHERE s.office_code = '01511' AND s.ordinal IN ('5', '6')
ON CONFLICT DO NOTHING;

INSERT INTO app.selection_session (
    office_id, id, school_year, rubric_id, title, minimum_scores, quorum, opened_by_id, opened_at
)
VALUES (
    1511, pg_temp.demo_id('session', '01511', '2025-2026'), '2025-2026',
    pg_temp.demo_id('rubric', '01511'), 'دورة انتقاء مشاريع المؤسسات 2025-2026', 3, 3,
    pg_temp.demo_id('person', '01511', 'delegate'),
    pg_temp.demo_instant('2025-10-20', '09:00'))
ON CONFLICT DO NOTHING;

INSERT INTO app.docket_entry (office_id, id, session_id, project_id, position)
SELECT 1511, pg_temp.demo_id('entry', n.school_year, s.community_number, s.ordinal), n.id,
    pg_temp.demo_id('project', '01511', s.community_number, s.ordinal),
    row_number() OVER (ORDER BY s.ordinal::integer, s.community_number::integer)
FROM pg_temp.csv_schools s
JOIN app.selection_session n ON n.id = pg_temp.demo_id('session', '01511', '2025-2026')
WHERE s.office_code = '01511' AND s.ordinal IN ('2', '5', '6')
ON CONFLICT DO NOTHING;

INSERT INTO app.committee_seat (
    office_id, id, session_id, person_id, seat, status, invited_by_id, invited_at, answered_at
)
SELECT 1511, pg_temp.demo_id('seat', n.school_year, m.label), n.id,
    pg_temp.demo_id('person', '01511', m.label), m.seat, m.status, n.opened_by_id,
    pg_temp.demo_instant('2025-10-21', '09:00') + m.number * interval '1 minute',
    pg_temp.demo_instant('2025-10-22', '11:00') + m.number * interval '2 hours'
FROM (VALUES
    (1, 'officer-2', 'CHAIR', 'ACCEPTED'),
    (2, 'head-1-10', 'MEMBER', 'ACCEPTED'),
    (3, 'head-4-09', 'MEMBER', 'ACCEPTED'),
    (4, 'head-5-09', 'MEMBER', 'ACCEPTED'),
    (5, 'head-3-09', 'MEMBER', 'DECLINED'),
    (6, 'escort-2-a', 'MEMBER', 'ACCEPTED'),
    (7, 'escort-4-a', 'MEMBER', 'ACCEPTED')
) AS m (number, label, seat, status)
JOIN app.selection_session n ON n.id = pg_temp.demo_id('session', '01511', '2025-2026')
ON CONFLICT DO NOTHING;

-- The rule bars these escorts anyway; that they stepped back says so in the minutes.
INSERT INTO app.recusal (office_id, id, entry_id, person_id, reason, recused_at)
SELECT 1511, pg_temp.demo_id('recusal', e.id::text, s.label), e.id, s.person_id,
    'سبق أن واكبت جماعة الممارسات المهنية لهذه المؤسسة.',
    pg_temp.demo_instant('2025-10-24', '10:00') + e.position * interval '1 minute'
FROM app.docket_entry e
JOIN app.project p ON (p.office_id, p.id) = (e.office_id, e.project_id)
JOIN (
    SELECT c.number, 'escort-' || c.number || '-a' AS label,
        pg_temp.demo_id('person', '01511', 'escort-' || c.number || '-a') AS person_id,
        pg_temp.demo_id('community', '01511', c.number) AS community_id
    FROM pg_temp.csv_communities c
    WHERE c.office_code = '01511' AND c.number IN ('2', '4')
) s ON s.community_id = p.community_id
WHERE e.session_id = pg_temp.demo_id('session', '01511', '2025-2026')
ON CONFLICT DO NOTHING;

-- Whoever accepted a seat and did not step back scores every entry. A project has a quality, a
-- member a severity, and the rest is opinion.
CREATE FUNCTION pg_temp.demo_points(quality integer, severity integer, label text) RETURNS jsonb
    LANGUAGE sql STABLE
    RETURN (
        SELECT jsonb_object_agg(c.code, least(
            c.points_max,
            c.points_max * (quality + severity + pg_temp.demo_number(label || c.code, 21)) / 100))
        FROM app.rubric_criterion c
        WHERE c.rubric_id = pg_temp.demo_id('rubric', '01511')
    );

INSERT INTO app.score (office_id, id, entry_id, person_id, points, total, comment, scored_at)
SELECT 1511, pg_temp.demo_id('score', e.id::text, s.person_id::text), e.id, s.person_id,
    pg_temp.demo_points(q.quality, v.severity, e.id::text || s.person_id), 0,
    CASE WHEN q.quality < 55 THEN 'التشخيص لا يستند إلى نتائج التلاميذ.' END,
    pg_temp.demo_instant(date '2025-11-03' + e.position % 5, '09:00')
        + (e.position * 10 + v.severity) * interval '1 minute'
FROM app.docket_entry e
JOIN app.selection_session n ON (n.office_id, n.id) = (e.office_id, e.session_id)
JOIN app.project p ON (p.office_id, p.id) = (e.office_id, e.project_id)
JOIN app.committee_seat s
    ON (s.office_id, s.session_id) = (n.office_id, n.id) AND s.status = 'ACCEPTED'
CROSS JOIN LATERAL (
    SELECT CASE p.status WHEN 'IN_EXECUTION' THEN 66 ELSE 48 END
        + pg_temp.demo_number('quality' || p.id, 20) AS quality
) q
CROSS JOIN LATERAL (SELECT pg_temp.demo_number('severity' || s.person_id, 9) AS severity) v
WHERE n.id = pg_temp.demo_id('session', '01511', '2025-2026') AND n.status = 'SCORING'
  AND NOT EXISTS (
      SELECT FROM app.recusal r
      WHERE (r.office_id, r.entry_id, r.person_id) = (e.office_id, e.id, s.person_id))
ON CONFLICT DO NOTHING;

UPDATE app.selection_session SET status = 'DELIBERATION', version = 2
WHERE id = pg_temp.demo_id('session', '01511', '2025-2026') AND status = 'SCORING';

INSERT INTO app.ranking (office_id, id, session_id, number, proposed_at)
VALUES (
    1511, pg_temp.demo_id('ranking', '2025-2026'),
    pg_temp.demo_id('session', '01511', '2025-2026'), 1,
    pg_temp.demo_instant('2025-11-12', '10:00'))
ON CONFLICT DO NOTHING;

-- As conflict.propose_ranking does, with identifiers that are always the same.
INSERT INTO app.ranking_line (
    office_id, id, ranking_id, entry_id, position, mean, dispersion, scores
)
SELECT 1511, pg_temp.demo_id('ranking-line', w.entry_id::text),
    pg_temp.demo_id('ranking', '2025-2026'), w.entry_id,
    row_number() OVER (ORDER BY w.mean DESC, w.setting, w.submitted_on, w.project_id),
    round(w.mean, 3), round(w.dispersion, 3), w.scores
FROM (
    SELECT e.id AS entry_id, e.project_id, c.setting, p.submitted_on, avg(s.total) AS mean,
        stddev_pop(s.total) AS dispersion, count(*)::integer AS scores
    FROM app.docket_entry e
    JOIN app.project p ON (p.office_id, p.id) = (e.office_id, e.project_id)
    JOIN app.school c ON (c.office_id, c.id) = (p.office_id, p.school_id)
    JOIN app.score s ON (s.office_id, s.entry_id) = (e.office_id, e.id) AND s.status = 'COUNTED'
    WHERE e.session_id = pg_temp.demo_id('session', '01511', '2025-2026')
    GROUP BY e.id, e.project_id, c.setting, p.submitted_on
) w
ON CONFLICT DO NOTHING;

INSERT INTO app.vote (office_id, id, ranking_id, person_id, choice, cast_at)
SELECT 1511, pg_temp.demo_id('vote', r.id::text, v.label), r.id,
    pg_temp.demo_id('person', '01511', v.label), v.choice,
    pg_temp.demo_instant('2025-11-12', '15:00') + v.number * interval '1 minute'
FROM (VALUES
    (1, 'officer-2', 'FOR'), (2, 'head-1-10', 'FOR'), (3, 'head-4-09', 'AGAINST'),
    (4, 'head-5-09', 'FOR')
) AS v (number, label, choice)
JOIN app.ranking r ON r.id = pg_temp.demo_id('ranking', '2025-2026') AND r.status = 'PROPOSED'
ON CONFLICT DO NOTHING;

UPDATE app.ranking
SET status = 'ADOPTED', adopted_at = pg_temp.demo_instant('2025-11-12', '16:00')
WHERE id = pg_temp.demo_id('ranking', '2025-2026') AND status = 'PROPOSED';

INSERT INTO app.minutes (office_id, id, session_id, content, digest, written_at)
SELECT 1511, pg_temp.demo_id('minutes', '2025-2026'), n.id, m.content,
    encode(sha256(convert_to(m.content::text, 'UTF8')), 'hex'),
    pg_temp.demo_instant('2025-11-14', '10:00')
FROM app.selection_session n
CROSS JOIN LATERAL (SELECT conflict.minutes_content(n.office_id, n.id) AS content) m
WHERE n.id = pg_temp.demo_id('session', '01511', '2025-2026') AND n.status = 'DELIBERATION'
ON CONFLICT DO NOTHING;

UPDATE app.selection_session
SET status = 'CLOSED', closed_at = pg_temp.demo_instant('2025-11-14', '10:00'), version = 4
WHERE id = pg_temp.demo_id('session', '01511', '2025-2026') AND status = 'DELIBERATION';

UPDATE app.project p SET status = 'IN_EXECUTION', version = p.version + 1
FROM app.ranking_line l
JOIN app.docket_entry e ON (e.office_id, e.id) = (l.office_id, l.entry_id)
WHERE l.ranking_id = pg_temp.demo_id('ranking', '2025-2026') AND l.position <= 10
  AND (p.office_id, p.id) = (e.office_id, e.project_id) AND p.status = 'SUBMITTED';

RESET ROLE;
