-- The evaluation of completed projects of Tanger-Assilah (S2.c), by an escort who knows neither
-- their communities nor their zones: one submitted, one under way.

SET LOCAL ROLE mouwakaba_owner;

INSERT INTO app.role_grant (office_id, id, person_id, role, valid_from)
VALUES (
    1511, pg_temp.demo_id('grant', '01511', 'escort-5-a', 'EVALUATOR'),
    pg_temp.demo_id('person', '01511', 'escort-5-a'), 'EVALUATOR', date '2026-09-28')
ON CONFLICT DO NOTHING;

INSERT INTO app.evaluation_mandate (
    office_id, id, project_id, evaluator_id, status, due_on, issued_by_id, issued_at
)
SELECT 1511, pg_temp.demo_id('mandate', '01511', m.community_number),
    pg_temp.demo_id('project', '01511', m.community_number, '1'),
    pg_temp.demo_id('person', '01511', 'escort-5-a'), m.status, m.due_on,
    pg_temp.demo_id('person', '01511', 'delegate'), pg_temp.demo_instant(m.issued_on, '10:00')
FROM (VALUES
    ('3', 'SUBMITTED', date '2026-11-30', date '2026-09-28'),
    ('1', 'ISSUED', '2027-06-30', '2026-10-12')
) AS m (community_number, status, due_on, issued_on)
ON CONFLICT DO NOTHING;

INSERT INTO app.evaluation (
    office_id, id, mandate_id, degree, results, recommendations, submitted_at
)
VALUES (
    1511, pg_temp.demo_id('evaluation', '01511', '3'), pg_temp.demo_id('mandate', '01511', '3'),
    3, 'ارتفعت نسبة المتمكنين من القراءة من 48 إلى 67 في المائة، وانخفض عدد المنقطعين إلى النصف.',
    'تعميم ورشات القراءة على المستويات العليا، وربط المؤشرات بنتائج التقويم التشخيصي.',
    pg_temp.demo_instant('2026-11-10', '17:00'))
ON CONFLICT DO NOTHING;

-- The last file of the demonstration; these outlive a transaction.
DROP FUNCTION pg_temp.demo_points(integer, integer, text);
DROP FUNCTION pg_temp.demo_instant(date, time);
DROP FUNCTION pg_temp.demo_id(text[]);
DROP FUNCTION pg_temp.demo_number(text, integer);

RESET ROLE;
