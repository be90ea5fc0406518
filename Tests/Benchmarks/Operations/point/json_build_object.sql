\startpipeline
SELECT office_known FROM access.begin_request(:person, :office);
SELECT json_build_object('data', json_build_object('school', (
    SELECT json_build_object('id', s.id, 'name', s.name_ar, 'cycle', s.cycle,
        'community', json_build_object('name', c.name_ar))
    FROM app.school s
    JOIN app.community c ON c.office_id = s.office_id AND c.id = s.community_id
    WHERE s.id = :school)));
\endpipeline
