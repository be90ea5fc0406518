-- The school in the middle of the office's list.
SELECT json_build_object('graphql', json_build_object('id', id), 'pgbench', json_build_object('school', id))
FROM app.school
WHERE office_id = :'office'::integer
ORDER BY name_ar, id
OFFSET (SELECT count(*) / 2 FROM app.school WHERE office_id = :'office'::integer)
LIMIT 1;
