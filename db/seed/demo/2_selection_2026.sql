-- The session of 2026-2027 of Tanger-Assilah, in which members score: six projects, one of them of a
-- school that moved to another community meanwhile.

SET LOCAL ROLE mouwakaba_owner;

-- The last school of the third community, where it belonged when its project was submitted.
INSERT INTO app.project (
    office_id, id, school_id, community_id, kind, title, objectives, first_school_year,
    last_school_year, budget, author_id, submitted_on, council_approved_on, status, recorded_at,
    version
)
SELECT 1511, pg_temp.demo_id('project', '01511', '3', '18'),
    pg_temp.demo_id('school', '01511', '3', '18'), pg_temp.demo_id('community', '01511', '3'),
    'INTEGRATED', 'مشروع ' || s.name_ar, 'تحسين التعلمات الأساس وتقليص الهدر المدرسي.',
    '2026-2027', '2028-2029', 48000, pg_temp.demo_id('person', '01511', 'head-3-18'),
    date '2026-10-13', date '2026-10-06', 'SUBMITTED',
    pg_temp.demo_instant('2026-10-13', '10:00'), 2
FROM pg_temp.csv_schools s
WHERE (s.office_code, s.community_number, s.ordinal) = ('01511', '3', '18')
ON CONFLICT DO NOTHING;

INSERT INTO app.selection_session (
    office_id, id, school_year, rubric_id, title, minimum_scores, quorum, opened_by_id, opened_at
)
VALUES (
    1511, pg_temp.demo_id('session', '01511', '2026-2027'), '2026-2027',
    pg_temp.demo_id('rubric', '01511'), 'دورة انتقاء مشاريع المؤسسات 2026-2027', 3, 3,
    pg_temp.demo_id('person', '01511', 'delegate'),
    pg_temp.demo_instant('2026-10-19', '09:00'))
ON CONFLICT DO NOTHING;

INSERT INTO app.docket_entry (office_id, id, session_id, project_id, position)
SELECT 1511, pg_temp.demo_id('entry', n.school_year, s.community_number, s.ordinal), n.id,
    pg_temp.demo_id('project', '01511', s.community_number, s.ordinal),
    row_number() OVER (ORDER BY s.ordinal::integer, s.community_number::integer)
FROM pg_temp.csv_schools s
JOIN app.selection_session n ON n.id = pg_temp.demo_id('session', '01511', '2026-2027')
WHERE s.office_code = '01511'
  AND (s.ordinal = '3' OR (s.community_number, s.ordinal) = ('3', '18'))
ON CONFLICT DO NOTHING;

INSERT INTO app.committee_seat (
    office_id, id, session_id, person_id, seat, status, invited_by_id, invited_at, answered_at
)
SELECT 1511, pg_temp.demo_id('seat', n.school_year, m.label), n.id,
    pg_temp.demo_id('person', '01511', m.label), m.seat, m.status, n.opened_by_id,
    pg_temp.demo_instant('2026-10-20', '09:00') + m.number * interval '1 minute',
    CASE WHEN m.status <> 'INVITED' THEN
        pg_temp.demo_instant('2026-10-21', '11:00') + m.number * interval '2 hours' END
FROM (VALUES
    (1, 'officer-2', 'CHAIR', 'ACCEPTED'),
    (2, 'head-1-10', 'MEMBER', 'ACCEPTED'),
    (3, 'escort-3-a', 'MEMBER', 'ACCEPTED'),
    (4, 'escort-4-a', 'MEMBER', 'ACCEPTED'),
    (5, 'head-5-09', 'MEMBER', 'INVITED')
) AS m (number, label, seat, status)
JOIN app.selection_session n ON n.id = pg_temp.demo_id('session', '01511', '2026-2027')
ON CONFLICT DO NOTHING;

-- The escorts step back from what is of their communities.
INSERT INTO app.recusal (office_id, id, entry_id, person_id, reason, recused_at)
SELECT 1511, pg_temp.demo_id('recusal', e.id::text, r.label), e.id,
    pg_temp.demo_id('person', '01511', r.label),
    'سبق أن واكبت جماعة الممارسات المهنية لهذه المؤسسة.',
    pg_temp.demo_instant('2026-10-23', '10:00')
FROM (VALUES ('escort-3-a', '3', '3'), ('escort-3-a', '3', '18'), ('escort-4-a', '4', '3'))
    AS r (label, community_number, ordinal)
JOIN app.docket_entry e
    ON e.id = pg_temp.demo_id('entry', '2026-2027', r.community_number, r.ordinal)
ON CONFLICT DO NOTHING;

INSERT INTO app.declared_conflict (office_id, id, person_id, project_id, reason, declared_at)
VALUES (
    1511, pg_temp.demo_id('declared-conflict', '01511', 'head-1-10'),
    pg_temp.demo_id('person', '01511', 'head-1-10'),
    pg_temp.demo_id('project', '01511', '5', '3'), 'تربطني قرابة بمدير المؤسسة.',
    pg_temp.demo_instant('2026-10-23', '12:00'))
ON CONFLICT DO NOTHING;

-- The chair has scored everything, the others what they may of the first three entries.
INSERT INTO app.score (office_id, id, entry_id, person_id, points, total, scored_at)
SELECT 1511, pg_temp.demo_id('score', e.id::text, s.person_id::text), e.id, s.person_id,
    pg_temp.demo_points(
        52 + pg_temp.demo_number('quality' || e.project_id, 20),
        pg_temp.demo_number('severity' || s.person_id, 9), e.id::text || s.person_id), 0,
    pg_temp.demo_instant('2026-11-05', '09:00') + e.position * interval '20 minutes'
FROM app.docket_entry e
JOIN app.committee_seat s
    ON (s.office_id, s.session_id) = (e.office_id, e.session_id) AND s.status = 'ACCEPTED'
WHERE e.session_id = pg_temp.demo_id('session', '01511', '2026-2027')
  AND (s.seat = 'CHAIR' OR e.position <= 3)
  AND NOT EXISTS (
      SELECT FROM app.recusal r
      WHERE (r.office_id, r.entry_id, r.person_id) = (e.office_id, e.id, s.person_id))
ON CONFLICT DO NOTHING;

-- An escort of the fourth community scored the project of the school before it moved there.
-- As conflict.void_scores does: the score is kept and counts for nothing, with a notice.
INSERT INTO app.score (
    office_id, id, entry_id, person_id, points, total, status, scored_at, ended_at
)
SELECT 1511, pg_temp.demo_id('score', e.id::text, 'before-the-move'), e.id, s.id,
    pg_temp.demo_points(60, 4, e.id::text || s.id), 0, 'VOID',
    pg_temp.demo_instant('2026-11-05', '14:00'), pg_temp.demo_instant('2026-11-23', '09:00')
FROM app.docket_entry e
CROSS JOIN LATERAL pg_temp.demo_id('person', '01511', 'escort-4-a') AS s (id)
WHERE e.id = pg_temp.demo_id('entry', '2026-2027', '3', '18')
  AND NOT EXISTS (
      SELECT FROM app.score o
      WHERE o.id = pg_temp.demo_id('score', e.id::text, 'before-the-move'))
ON CONFLICT DO NOTHING;

INSERT INTO app.notice (office_id, id, person_id, kind, project_id, rule, occurred_on, given_at)
VALUES (
    1511, pg_temp.demo_id('notice', '01511', 'escort-4-a'),
    pg_temp.demo_id('person', '01511', 'escort-4-a'), 'SCORE_VOID',
    pg_temp.demo_id('project', '01511', '3', '18'), 'ESCORTED', date '2024-09-15',
    pg_temp.demo_instant('2026-11-23', '09:00'))
ON CONFLICT DO NOTHING;

-- Since then it belongs to the fourth community; who escorted either is barred from its project.
UPDATE app.school_membership m
SET valid_to = date '2026-11-22', ended_at = pg_temp.demo_instant('2026-11-23', '09:00')
WHERE m.school_id = pg_temp.demo_id('school', '01511', '3', '18')
  AND m.community_id = pg_temp.demo_id('community', '01511', '3') AND m.valid_to IS NULL;

INSERT INTO app.school_membership (
    office_id, id, school_id, community_id, valid_from, recorded_at
)
VALUES (
    1511, pg_temp.demo_id('membership', '01511', '3', '18'),
    pg_temp.demo_id('school', '01511', '3', '18'), pg_temp.demo_id('community', '01511', '4'),
    date '2026-11-23', pg_temp.demo_instant('2026-11-23', '09:00'))
ON CONFLICT DO NOTHING;

UPDATE app.school SET community_id = pg_temp.demo_id('community', '01511', '4')
WHERE id = pg_temp.demo_id('school', '01511', '3', '18')
  AND community_id = pg_temp.demo_id('community', '01511', '3');

RESET ROLE;
