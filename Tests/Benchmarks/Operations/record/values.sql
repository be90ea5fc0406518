-- A visit of today by the escort, to a school of a community that they are assigned to.
SELECT json_build_object('graphql', json_build_object('input', json_build_object(
    'schoolId', s.id, 'visitedOn', access.today(), 'mode', 'FIELD', 'cycle', s.cycle,
    'purpose', 'SET_PRIORITIES', 'stages', json_build_array('PLANNING'), 'requestedBy', 'ESCORT')),
    'pgbench', json_build_object('school', s.id, 'day', access.today(), 'cycle', s.cycle))
FROM app.assignment a
JOIN app.school s ON s.office_id = a.office_id AND s.community_id = a.community_id
WHERE a.office_id = :'office'::integer AND a.person_id = :'person'::uuid
    AND access.today() BETWEEN a.starts_on AND a.ends_on
ORDER BY s.name_ar, s.id
LIMIT 1;
