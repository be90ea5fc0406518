-- One ready person for each office and role of the demonstration, with the person without a role,
-- for each region and role, and for the platform; these stand where the others have their office.
-- Whoever holds the fewest roles comes first: the head shown is not a coordinator.
-- Run by an administrator: no row is visible to anyone else outside a request.
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
    CROSS JOIN LATERAL (
        SELECT count(*) AS held FROM app.role_grant h WHERE h.person_id = p.id
    ) roles
    WHERE g.valid_from <= access.today()
      AND (g.valid_to IS NULL OR g.valid_to >= access.today())
      AND o.code IN ('01511', '09581')
    ORDER BY o.id, g.role, roles.held, p.staff_number
) holders
UNION ALL
SELECT r.code, r.name_fr, g.role, p.id, p.full_name_ar
FROM app.regional_grant g
JOIN app.region r ON r.code = g.region_code
JOIN app.person p ON p.id = g.person_id
WHERE p.id IN (
    md5('mouwakaba/demo/person/01511/regional-analyst')::uuid,
    md5('mouwakaba/demo/person/09581/regional-analyst')::uuid,
    md5('mouwakaba/demo/person/01511/region-portal')::uuid
)
UNION ALL
SELECT '00', 'Plateforme', 'PLATFORM', p.id, p.full_name_ar
FROM app.platform_grant g
JOIN app.person p ON p.id = g.person_id
WHERE p.id = md5('mouwakaba/demo/person/01511/operator')::uuid
UNION ALL
SELECT o.code, o.name_fr, NULL, p.id, p.full_name_ar
FROM app.person p
JOIN app.office o ON o.id = p.home_office_id
WHERE p.id = md5('mouwakaba/demo/person/01511/without-role')::uuid
ORDER BY office_code, role NULLS LAST;
