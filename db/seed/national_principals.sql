-- One ready person for each office and role of the national seed, and for each region and role, as
-- demo_principals.sql gives them for the demonstration. Whoever holds the fewest roles comes first: the head shown is not a
-- coordinator. Works for whatever data a database holds.
-- Run by an administrator: no row is visible to anyone else outside a request.
WITH held AS (
    SELECT person_id, count(*) AS grants
    FROM app.role_grant
    GROUP BY person_id
)
SELECT office_code, office_name_fr, role, person_id, full_name_ar
FROM (
    SELECT DISTINCT ON (o.id, g.role)
        o.code AS office_code,
        o.name_fr AS office_name_fr,
        g.role,
        p.id AS person_id,
        p.full_name_ar
    FROM app.role_grant g
    JOIN app.office o ON o.id = g.office_id
    JOIN app.person p ON p.id = g.person_id
    JOIN held h ON h.person_id = p.id
    WHERE g.valid_from <= access.today()
      AND (g.valid_to IS NULL OR g.valid_to >= access.today())
    ORDER BY o.id, g.role, h.grants, p.staff_number
) holders
UNION ALL
SELECT region_code, region_name_fr, role, person_id, full_name_ar
FROM (
    SELECT DISTINCT ON (r.code, g.role)
        r.code AS region_code,
        r.name_fr AS region_name_fr,
        g.role,
        p.id AS person_id,
        p.full_name_ar
    FROM app.regional_grant g
    JOIN app.region r ON r.code = g.region_code
    JOIN app.person p ON p.id = g.person_id
    WHERE g.valid_from <= access.today()
      AND (g.valid_to IS NULL OR g.valid_to >= access.today())
    ORDER BY r.code, g.role, p.staff_number
) regional_holders
ORDER BY office_code, role;
